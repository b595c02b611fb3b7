"""The overview: everything at one scale, with the windows of the panels below shaded and lettered on it, and long silences named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import Axis
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import Sheet, area, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import bounds
from briefgen.timeline.strokes import Disc, PathStroke, Rect, Stroke, TextStroke, told
from briefgen.timeline.time_label import duration
from briefgen.timeline.windows import Window

SMALL = 0.66
"""Of their size, that the marks of a window have where it is only shown as a whole."""
PRINCIPAL = 0.8
THINNEST = 2.4
"""Points: the least width of a shaded window."""
LINE = 2.2
BARS = 6.2
"""From the axis up to the bars of a window's marks."""
BAR = 3.2
SHORTEST = 1.6
"""Points: what is shorter is no bar."""
SHADE = 0.12
SILENT = 0.15
"""Of the width: no shorter silence is named."""
ROOM = 5.0


class Inset(NamedTuple):
    """A window on an axis that shows more: its edges, and the left edge of its letter."""

    window: Window
    left: float
    right: float
    letter: TextBlock
    letter_left: float

    @property
    def taken(self) -> float:
        """Where the next letter may begin."""
        return self.letter_left + self.letter.width + 4.0


def insets(sheet: Sheet, across: Axis, windows: Sequence[Window]) -> list[Inset]:
    """The windows on an axis from left to right, each letter above its window's middle or as near to that as others allow."""
    found: list[Inset] = []
    for window in sorted(windows, key=lambda one: one.since):
        left, right = across.x(max(window.since, across.first)), across.x(min(window.until, across.last))
        short = max(0.0, THINNEST - (right - left)) / 2
        letter = sheet.copy(LabelRun(window.letter, "semibold", sheet.palette.accent)).to(sheet.width)
        at = (left + right - letter.width) / 2
        if found:
            at = max(at, found[-1].taken)
        found.append(Inset(window, left - short, right + short, letter, min(at, sheet.width - letter.width)))
    return found


class Silence(NamedTuple):
    """A long time without an event: from where to where, and its words with their left edge."""

    left: float
    right: float
    text: TextBlock
    text_left: float

    @property
    def kept(self) -> tuple[float, float]:
        """What its words take of the lowest tier."""
        return self.text_left - 12.0, self.text_left + self.text.width + 12.0


def silences(sheet: Sheet, across: Axis, marks: Sequence[Mark]) -> list[Silence]:
    """What is named of the silences on an axis: those that are long enough to hold their words and in which nothing goes on."""
    if not sheet.words.silence or any(mark.open_end == "ongoing" and not mark.context for mark in marks):
        return []
    extents = sorted(bounds(mark) for mark in marks if not mark.context)
    found, reached = [], extents[0][1]
    for start, end in extents[1:]:
        left, right = across.x(reached), across.x(start)
        said = sheet.words.silence.replace("{length}", duration(start - reached, sheet.language))
        text = sheet.copy(LabelRun(said, "regular", sheet.palette.muted), small=True).to(sheet.width)
        if right - left >= max(SILENT * (across.right - across.left), text.width + 40.0):
            found.append(Silence(left, right, text, (left + right - text.width) / 2))
        reached = max(reached, end)
    return found


def shaded(sheet: Sheet, found: Sequence[Inset], top: float, base: float) -> tuple[Stroke, ...]:
    """The windows behind what is drawn, from `top` to the axis at `base`, and a line on it."""
    palette, tone = sheet.palette, tint(sheet.palette.accent, SHADE)
    grounds = [area(Rect(one.left, top, one.right - one.left, base - top), tone) for one in found]
    lines = [rule(one.left, base, one.right, base, palette.accent, LINE) for one in found]
    return *grounds, *lines


def lettered(found: Sequence[Inset], y: float) -> tuple[tuple[Stroke, ...], tuple[Rect, ...]]:
    """The letters with their upper edge at `y`, and their boxes."""
    strokes = [stroke for one in found for stroke in one.letter.strokes(one.letter_left, y)]
    return tuple(strokes), tuple(one.letter.box(one.letter_left, y) for one in found)


def named(sheet: Sheet, found: Sequence[Silence], y: float) -> tuple[tuple[Stroke, ...], tuple[Rect, ...]]:
    """The words of silences with their upper edge at `y`, a line to each of their ends, and their boxes."""
    strokes: list[Stroke] = []
    for one in found:
        middle = y + one.text.height / 2
        for begin, end in (
            (one.left + ROOM, one.text_left - ROOM),
            (one.text_left + one.text.width + ROOM, one.right - ROOM),
        ):
            strokes.append(rule(begin, middle, end, middle, sheet.palette.rule, 0.6))
        strokes += [
            rule(x, middle - 2, x, middle + 2, sheet.palette.rule, 0.6) for x in (one.left + ROOM, one.right - ROOM)
        ]
        strokes += one.text.strokes(one.text_left, y)
    return tuple(strokes), tuple(one.text.box(one.text_left, y) for one in found)


def small(sheet: Sheet, found: Sequence[MarkExtent], base: float) -> Iterator[Stroke]:
    """The marks of windows where they stand on an axis at `base`, without words: bars above it, moments on it, principals last."""
    for one in sorted(found, key=lambda one: (one.mark.principal, one.mark.extent != "span")):
        mark, y = one.mark, base - BARS
        if mark.extent == "span" and one.end - one.start >= SHORTEST:
            bar = draw.bar(
                replace(mark, certainty="certain"), one.start, y, one.end - one.start, "right", sheet.palette
            )
            yield from told(mark.key, "bar", (_scaled(stroke, 0.0, y, 1.0, BAR / draw.BAR) for stroke in bar))
        elif one.glyph:
            share = PRINCIPAL if mark.principal else SMALL
            glyph = draw.glyph(mark, one.head, base, sheet.palette)
            yield from told(mark.key, "glyph", (_scaled(stroke, one.head, base, share, share) for stroke in glyph))


def _scaled(stroke: Stroke, x: float, y: float, wide: float, high: float) -> Stroke:
    """The stroke at a share of its size about a point."""
    match stroke:
        case PathStroke(points=points):
            moved = tuple((x + (a - x) * wide, y + (b - y) * high) for a, b in points)
            return stroke._replace(points=moved, width=stroke.width * min(wide, high))
        case Disc():
            return stroke._replace(
                x=x + (stroke.x - x) * wide,
                y=y + (stroke.y - y) * high,
                radius=stroke.radius * min(wide, high),
                width=stroke.width * min(wide, high),
            )
        case TextStroke():
            return stroke
