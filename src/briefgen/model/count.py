"""A number of people or things, or the bounds within which it lies, as reports give it: 12, ~12, 60-100, at least 12, up to 30."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator

from briefgen.model.bounds import PARTS, Forms
from briefgen.model.shape import Model

_NUMBER = (
    rf"(?:\d{{1,3}}(?:[{PARTS}]\d{{3}}){{1,4}}|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d{{1,15}})(?:\.0{{1,2}})?(?!\d|\.\d)"
)
_FORMS = Forms(_NUMBER)

LEGAL = "Write a whole number such as 12, ~12 for about 12, a range such as 60-100, at least 12, or up to 30"


class Count(Model):
    """A number, or the bounds within which it lies: of two that differ a range, of one `at least` or `up to`."""

    min: int | None = None
    """The lowest number reported; absent for `up to 30`."""
    max: int | None = None
    """The highest number reported; absent for `at least 12`."""
    about: bool = False
    """True for one number that is meant roughly: `~12`."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return {"min": value, "max": value}
        return _bounds(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _ordered(self) -> Count:
        if self.min is None and self.max is None:
            raise ValueError("no number is given|Write min: or max:, or both")
        if (self.min or 0) < 0 or (self.max or 0) < 0:
            raise ValueError(f"a number of people or things is never below zero|{LEGAL}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the range runs backwards|Write the smaller number first")
        if self.about and self.min != self.max:
            raise ValueError(f"what is meant roughly is one number|{LEGAL}")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        if self.min is not None and self.max is not None:
            return f"{'~' * self.about}{self.min}" if self.min == self.max else f"{self.min}-{self.max}"
        return f"..{self.max}" if self.min is None else f"{self.min}.."

    @property
    def exact(self) -> bool:
        """True when it is one number, even if it is meant roughly."""
        return self.min == self.max

    def __add__(self, other: Count) -> Count:
        """The two together: of bounds the sum is bounds, what has no upper one has none as a sum, and with a rough number it is rough."""
        low = None if self.min is None and other.min is None else (self.min or 0) + (other.min or 0)
        high = None if self.max is None or other.max is None else self.max + other.max
        return Count(
            min=low if high is not None else low or 0, max=high, about=(self.about or other.about) and low == high
        )


def total(counts: Iterable[Count]) -> Count | None:
    """All together; None of none."""
    found = tuple(counts)
    return reduce(Count.__add__, found) if found else None


def _bounds(text: str) -> dict[str, int]:
    """The bounds that a text states. Raises ValueError with what to write instead."""
    said = " ".join(text.strip().casefold().split(" ")).strip()
    if number := _FORMS.rough(said):
        return {"min": _plain(number), "max": _plain(number), "about": True}
    found = _FORMS.bounds(said)
    if found is None:
        raise ValueError(f"'{text}' is not a number of people or things|{_advice(said)}")
    return {name: _plain(number) for name, number in found.items()}


def _plain(number: str) -> int:
    return int(re.sub(rf"[{PARTS}]", "", number.partition(".")[0]))


def _advice(said: str) -> str:
    if found := _FORMS.beyond.fullmatch(said):
        number = _plain(found[2])
        above = found[1] in ("more than", "over", "above", ">")
        return f"Write at least {number + 1}" if above else f"Write up to {max(number - 1, 0)}"
    if found := re.fullmatch(r"(\d{1,3})\.(\d{3})", said):
        return f"Write {found[1]}{found[2]} if the point parts the thousands; a number of people or things is whole"
    return LEGAL
