"""How much page 1 may say besides its words, and in which order it gives way when they are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Room:
    """`strip` is the height of the chart on page 1 in points, 0 for none; `questions` are told whole, in a line each, or the
    first two in a line; `notes` stand below the figures; the `foot` stands on page 1 whole, else only what must be there."""

    strip: float = 140.0
    questions: Literal["whole", "line", "two"] = "whole"
    notes: bool = True
    foot: bool = True


_WORDS = (
    Room(0, "line"),
    Room(0, "two"),
    Room(0, "two", notes=False),
    Room(0, "two", notes=False, foot=False),
)
ROOMS = (*(Room(height) for height in (140, 122, 104, 90, 0)), *_WORDS)
"""Page 1 of several pages, the fullest first: the bottom line, the key points, the decision and the notice never give way."""
_LEAST = 90.0
ROOMS_OF_ONE_PAGE = (
    *(Room(height) for height in (230, 185, 140, 122, 104, _LEAST)),
    *(Room(_LEAST, room.questions, room.notes, room.foot) for room in _WORDS),
    *_WORDS,
)
"""The only page of a brief: its chart goes last."""
