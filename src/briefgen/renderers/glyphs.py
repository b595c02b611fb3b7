"""What stands as a small drawing in a line of text: how somebody stands to an answer, and a likelihood on its yardstick.

Points, origin top left, y down; the words beside a drawing say what it means."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, pi, sin
from typing import assert_never

from briefgen.document.signs import Gauge, Standing, Trend
from briefgen.look.theme import Palette
from briefgen.timeline.strokes import Disc, PathStroke, Rect, Stroke

SIZE = 8.2
"""The height and the width of a stance."""
GAUGE = (213.0, 14.0)
"""The width and the height of a yardstick."""

TREND = (96.0, 14.0)
"""The width and the height of a line of numbers."""
_LEVELS = "▁▂▃▄▅▆▇█"

CHARACTERS: dict[Standing, str] = {
    "holds": "●",
    "compatible": "◐",
    "reserves": "○",
    "denies": "⊘",
    "silent": "–",
    "given_up": "◌",
}
"""What stands for the mark of a stance where nothing can be drawn."""
_STEPS = 20
"""Characters of a yardstick in a line of text, from 0 to 100 per cent."""

_EDGE = 1.4
_RADIUS = (SIZE - _EDGE) / 2 - 0.2  # pixels at the very edge of a picture would be cut
_HEAVY = {"high": 9.4, "moderate": 5.6, "low": 2.6, "": 2.6}
"""The height of the bar by confidence: it weighs as much as we trust it."""
_BAND = 7.0
_FLOOR = 12.0


def bar(low: float, high: float) -> str:
    """What stands for a yardstick where nothing can be drawn: the part between two likelihoods, from 0 to 1, filled."""
    return "".join("█" if low < (n + 1) / _STEPS and n / _STEPS < high else "·" for n in range(_STEPS))


def stance(kind: Standing, palette: Palette) -> tuple[Stroke, ...]:
    """The mark of a stance in a square of SIZE."""
    ink, paper, mid = palette.ink, palette.paper, SIZE / 2
    ring = Disc(mid, mid, _RADIUS, ink, _EDGE, paper)
    match kind:
        case "holds":
            return (ring._replace(fill=ink),)
        case "compatible":
            half = tuple(
                (mid + _RADIUS * sin(a), mid - _RADIUS * cos(a)) for a in (pi + pi * n / 16 for n in range(17))
            )
            return ring, PathStroke(half, fill=ink, closed=True)
        case "reserves":
            return (ring,)
        case "denies":
            reach = _RADIUS * 0.7
            return ring, PathStroke(((mid - reach, mid + reach), (mid + reach, mid - reach)), ink, _EDGE)
        case "silent":
            return (PathStroke(((0.8, mid), (SIZE - 0.8, mid)), palette.muted, 1.0),)
        case "given_up":
            return (Disc(mid, mid, _RADIUS, ink, 1.1, paper, (1.1, 1.3)),)
    assert_never(kind)


def gauge(block: Gauge, palette: Palette, width: float = GAUGE[0]) -> tuple[Stroke, ...]:
    """The yardstick `width` points wide and GAUGE high: its bands with the gaps between them, the bar, and the last edition's frame."""

    def box(low: float, high: float, height: float) -> Rect:
        return Rect(low * width, _FLOOR - _BAND / 2 - height / 2 - 1.0, max((high - low) * width, 1.0), height)

    strokes: list[Stroke] = [_area(box(band.low, band.high, _BAND), palette.hairline) for band in block.bands]
    strokes.append(PathStroke(((0.0, _FLOOR), (width, _FLOOR)), palette.rule, 0.6))
    strokes.append(_area(box(block.low, block.high, _HEAVY[block.confidence]), palette.ours))
    if block.before:
        frame = _corners(box(*block.before, _HEAVY["high"] + 1.4))
        strokes.append(PathStroke(frame, palette.ink, 0.9, dash=(1.6, 1.2), closed=True))
    return tuple(strokes)


def trend(block: Trend, palette: Palette, width: float = TREND[0]) -> tuple[Stroke, ...]:
    """Numbers over time as lines from one to the next, above a line for nought; the last one has a dot, and so has one alone."""
    left, right, top, floor = 2.0, width - 3.0, 2.5, TREND[1] - 1.0
    strokes: list[Stroke] = [PathStroke(((left, floor), (right, floor)), palette.hairline, 0.6)]
    places = [one and (left + one[0] * (right - left), floor - one[1] * (floor - top)) for one in block.points]
    last = next((at for at in reversed(places) if at), None)
    for before, at, after in zip((None, *places), places, (*places[1:], None), strict=False):
        if at and after:
            strokes.append(PathStroke((at, after), palette.ours, 1.1))
        if at and (at is last or not (before or after)):
            strokes.append(Disc(*at, 1.8, fill=palette.ours))
    return tuple(strokes)


def levels(points: Iterable[tuple[float, float] | None]) -> str:
    """What stands for such a line where nothing can be drawn: a bar for each number, a space for what is none."""
    return "".join(_LEVELS[min(int(one[1] * len(_LEVELS)), len(_LEVELS) - 1)] if one else " " for one in points)


def _area(box: Rect, colour: str) -> PathStroke:
    return PathStroke(_corners(box), fill=colour, closed=True)


def _corners(box: Rect) -> tuple[tuple[float, float], ...]:
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
