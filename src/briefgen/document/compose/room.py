"""How much a document may say where its pages are counted, and in which order it gives way when that is too much."""

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


_LEAST, _LAST = 90.0, 68.0
_LINE, _TWO = Room(0, "line"), Room(0, "two")
_NO_NOTES = replace(_TWO, notes=False)
_NO_REASONS = replace(_NO_NOTES, reasons=False)
_FEWEST = replace(_NO_REASONS, foot=False)
ROOMS = (
    *(Room(height) for height in (140, 122, 104, _LEAST)),
    Room(_LEAST, reasons=False),
    Room(0),
    *(Room(height, "two", reasons=False) for height in (100, _LEAST)),
    *(_LINE, _TWO, _NO_NOTES, replace(_NO_NOTES, foot=False), _FEWEST),
)
"""Page 1 of several pages, the fullest first: the reasons for a decision go before its strip does, and the strip before what is
contested; where that is too long, it is told in two lines, with the strip if there is room again. What has no room stands on page 2. The
bottom line, the key points, the ways to decide and the notice never give way."""
_FEWER = (_LINE, _TWO, _NO_NOTES, _NO_REASONS)
ROOMS_OF_ONE_PAGE = (
    *(Room(height) for height in (230, 185, 140, 122, 104, _LEAST)),
    *(replace(room, strip=_LEAST) for room in _FEWER),
    *(replace(room, strip=_LAST) for room in (_NO_REASONS, _FEWEST)),
    *(Room(0), *_FEWER, _FEWEST),
)
"""The only page of a brief: its chart goes last."""


ANY = 1_000_000_000
"""As many events as there are."""


@dataclass(frozen=True, slots=True)
class Abridgement:
    """How much is said after page 1: open questions with their `answers`; the `sources` in full, else in a line each; what is to be done
    with what is `settled`; at most so many `events`; the brief's `own` sections whole, without their pictures, or not."""

    answers: bool = True
    sources: bool = True
    settled: bool = True
    events: int = ANY
    own: Literal["whole", "words", "none"] = "whole"


WHOLE = Abridgement()
_SHORT = Abridgement(answers=False, sources=False, settled=False)
_OWN: tuple[Literal["words", "none"], ...] = ("words", "none")
LENGTHS = (
    WHOLE,
    Abridgement(answers=False),
    Abridgement(answers=False, sources=False),
    *(replace(_SHORT, events=most) for most in (ANY, 16, 14, 12, 10, 8, 6)),
    *(replace(_SHORT, events=6, own=own) for own in _OWN),
)
"""A document that is meant for several pages at most, the longest first: it says how many events and actions are left out, and which
sections and pictures."""
