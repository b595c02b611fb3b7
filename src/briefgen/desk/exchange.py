"""What the page asks and what it is answered: a POST is an action, which gives parts of the page anew; a GET is a view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.desk.open_brief import OpenBrief


class BadRequest(ValueError):
    """What the page never asks: a field that is missing, or of another type."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request about an open brief. `said` is the JSON object that came with it, or the query of a view; `data` a document's bytes."""

    brief: OpenBrief
    said: Mapping[str, Any] = field(default_factory=dict)
    data: bytes = b""

    def text(self, name: str, default: str | None = None) -> str:
        """A text of the request. Raises BadRequest where it is none, or missing without a default."""
        value = self.said.get(name, default)
        if not isinstance(value, str) or len(value) > 2_000_000:
            raise BadRequest(f"{name} is a text")
        return value

    def number(self, name: str) -> int:
        """A number from 0. Raises BadRequest."""
        value = self.said.get(name)
        if type(value) is not int or not 0 <= value < 2**53:
            raise BadRequest(f"{name} is a number from 0")
        return value

    def chosen(self, name: str) -> int | None:
        """The number that a field of a form holds, as its digits; None for an empty or a missing one. Raises BadRequest."""
        digits = self.text(name, "")
        if digits and not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
            raise BadRequest(f"{name} is a number")
        return int(digits) if digits else None

    def texts(self, name: str) -> Mapping[str, str]:
        """Texts by name, as a form sends its fields. Raises BadRequest."""
        value = self.said.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise BadRequest(f"{name} holds texts")
        return value


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What becomes of the page: parts by their id, as markup that the desk made; what the foot says; what has the focus then.

    `tell` are names and texts for the script: what a form's kind is, which words are to be shown.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    focus: str = ""
    tell: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view gives: bytes of a type, and the policy that a page of its own has."""

    data: bytes
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


DeskAction = Callable[[Ask], DeskAnswer]
View = Callable[[Ask], Shown]
