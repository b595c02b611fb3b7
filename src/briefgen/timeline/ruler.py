"""The ruler between the labels: calendar ticks above, their periods below, breaks where a silence is cut."""

from __future__ import annotations

from itertools import pairwise

from briefgen.timeline.axis import Axis
from briefgen.timeline.dates import duration
from briefgen.timeline.labels import Run, TextBlock
from briefgen.timeline.part import Part, Sheet, area, rule
from briefgen.timeline.strokes import Box, Path, Stroke
from briefgen.timeline.ticks import Ruling, ruling

ROW = 10.6
INDENT = 3.0


def ruler(sheet: Sheet, axis: Axis, end: float | None = None) -> Part:
    """The ruler across the sheet, or from its left to `end`; as high as its ticks and periods need."""
    found = _ruling(sheet, axis, end)
    rows = [(found.ticks, "regular")] + ([(found.periods, "semibold")] if found.periods else [])
    height = ROW * len(rows) + 1.0
    palette = sheet.palette
    strokes: list[Stroke] = [area(Box(0, 0, sheet.width, height), palette.wash)]
    furniture: list[Box] = []
    top = 0.5
    for ticks, _ in rows:
        for tick in ticks:
            words = _words(sheet, tick.text, bold=ticks is found.periods)
            if ticks is found.ticks or tick.x > axis.left + 0.1:
                strokes.append(rule(tick.x, top, tick.x, top + ROW, palette.rule))
            strokes += words.strokes(tick.x + INDENT, top + 1.2)
            furniture.append(words.box(tick.x + INDENT, top + 1.2))
        top += ROW
    strokes += [rule(0, y, sheet.width, y, palette.muted, 0.7) for y in (0, height)]
    for (one, other), silence in zip(pairwise(axis.stretches), axis.silences, strict=True):
        strokes += _break(sheet, one.right, other.left, height)
        name = _name(sheet, silence, other.left - one.right)
        if name and name.height <= height:
            x, y = (one.right + other.left - name.width) / 2, (height - name.height) / 2
            strokes += name.strokes(x, y)
            furniture.append(name.box(x, y))
    return Part(height, tuple(strokes), furniture=tuple(furniture))


def guides(sheet: Sheet, axis: Axis, top: float, bottom: float) -> tuple[Stroke, ...]:
    """Faint lines that carry the ticks from `top` down to `bottom`."""
    return tuple(rule(tick.x, top, tick.x, bottom, sheet.palette.hairline) for tick in _ruling(sheet, axis).ticks)


def _ruling(sheet: Sheet, axis: Axis, end: float | None = None) -> Ruling:
    return ruling(axis, sheet.zone, sheet.language, end or sheet.width, lambda text: _words(sheet, text).width + INDENT)


def _words(sheet: Sheet, text: str, bold: bool = False) -> TextBlock:
    run = Run(text, "semibold" if bold else "regular", sheet.palette.muted)
    return sheet.copy(run, small=True).to(sheet.width)


def _name(sheet: Sheet, silence: float, width: float) -> TextBlock | None:
    """The length of a silence in words; None where it would not fit without breaking a word."""
    run = Run(duration(silence, sheet.language), "italic", sheet.palette.muted)
    copy = sheet.copy(run, small=True)
    return copy.to(width - 6.0) if copy.longest <= width - 6.0 else None


def _break(sheet: Sheet, left: float, right: float, height: float) -> tuple[Stroke, ...]:
    paper = area(Box(left, -1, right - left, height + 2), sheet.palette.paper)
    slants = tuple(
        Path(((x - 2, height + 2), (x + 2, -2)), stroke=sheet.palette.muted, width=0.7) for x in (left, right)
    )
    return (paper, *slants)
