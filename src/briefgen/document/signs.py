"""Small drawings in a line of text, as values; the words beside them say what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Standing = Literal["holds", "compatible", "reserves", "denies", "silent", "given_up"]
"""How somebody stands to an answer: compatible does not contradict it, reserves gives no answer yet, given_up held it once."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn mark for a stance, never without its word beside it, so that it says nothing by itself: it has no text."""

    stance: Standing


@dataclass(frozen=True, slots=True)
class GaugeBand:
    """A term of a yardstick and the shares that it covers, from 0 to 1."""

    term: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """A likelihood drawn on its yardstick, beside the words that say it, so that it has no text.

    `low` and `high` are shares from 0 to 1; `confidence` is the weight of the bar, `before` the shares of the last edition.
    """

    bands: tuple[GaugeBand, ...]
    low: float
    high: float
    confidence: Literal["high", "moderate", "low", ""] = ""
    before: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """Numbers over time as a small line, beside the words that say them, so that it has no text.

    `points` are in order, each as shares from 0 to 1 of the time and of the highest number; None is one that cannot be drawn, and no line
    runs through it.
    """

    points: tuple[tuple[float, float] | None, ...]
