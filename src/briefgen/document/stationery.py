"""What an office's paper has on page 1 besides what the brief says there: which parts, and its letterhead, a block of the Document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.document.inlines import Inlines


@dataclass(frozen=True, slots=True)
class Stationery:
    """`letterhead`: the publisher stands at the head of page 1 with its `address`, not in the line above the title. `record` are
    cells: who drafted and approved the brief, at the foot; or which document and version it is, at the head."""

    letterhead: bool = False
    address: str = ""
    record: Literal["none", "approval", "control"] = "none"


PLAIN = Stationery()
"""Paper without anything on it."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose document it is, beside its sign where the look has one: a name, and lines below it."""

    name: Inlines
    lines: tuple[Inlines, ...]
