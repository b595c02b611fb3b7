"""How much page 1 may say besides its words, and in which order it gives way when they are many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Room:
    """`strip` is the height of the chart on page 1 in points, 0 for none; `questions` are told whole, in a line each, or the
    first two in a line; `notes` stand below the figures; the `foot` stands on page 1 whole, else only what must be there; the ways
    to decide have their `reasons`."""

    strip: float = 140.0
    questions: Literal["whole", "line", "two"] = "whole"
    notes: bool = True
    foot: bool = True
    reasons: bool = True


_LINE, _TWO = Room(0, "line"), Room(0, "two")
_NO_NOTES = replace(_TWO, notes=False)
_NO_REASONS = replace(_NO_NOTES, reasons=False)
ROOMS = (
    *(Room(height) for height in (140, 122, 104, 90, 0)),
    *(_LINE, _TWO, _NO_NOTES, replace(_NO_NOTES, foot=False)),
)
"""Page 1 of several pages, the fullest first: the bottom line, the key points, the decision and the notice never give way."""
_LEAST, _LAST = 90.0, 68.0
_FEWER = (_LINE, _TWO, _NO_NOTES, _NO_REASONS)
_FEWEST = replace(_NO_REASONS, foot=False)
ROOMS_OF_ONE_PAGE = (
    *(Room(height) for height in (230, 185, 140, 122, 104, _LEAST)),
    *(replace(room, strip=_LEAST) for room in _FEWER),
    *(replace(room, strip=_LAST) for room in (_NO_REASONS, _FEWEST)),
    *(*_FEWER, _FEWEST),
)
"""The only page of a brief: its chart goes last."""
