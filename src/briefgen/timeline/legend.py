"""The signs that a chart uses become a line of legend below it, with the name of the zone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefgen.document.blocks import Mark
from briefgen.look.theme import Palette
from briefgen.timeline import marks as draw
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import date_only
from briefgen.timeline.strokes import Rect, Stroke

GAP = 14.0
SIGN = 13.5
LONG_SIGN = 23.0
_PLAIN = Mark("", "", "", date.min, None, None, "instant")


@dataclass(frozen=True)
class _Sign:
    """A sample of a sign: how it is drawn about a left edge and a centre line, and how wide it is."""

    strokes: Callable[[float, float, Palette], tuple[Stroke, ...]]
    width: float


def legend(sheet: Sheet, marks: Sequence[Mark]) -> Fragment | None:
    """One entry for each sign that appears and has a word; None when there is nothing to say."""
    texts: list[tuple[_Sign | None, TextBlock]] = []
    if sheet.words.zone and any(not date_only(mark) for mark in marks):
        texts.append((None, _text(sheet, sheet.words.zone, sheet.width)))
    words = dict(sheet.words.legend)
    for names, sign in _signs(marks):
        if said := ", ".join(words[name] for name in names if name in words):
            texts.append((sign, _text(sheet, said, sheet.width - sign.width)))
    return _flow(sheet, texts) if texts else None


def _text(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted), small=True).to(width)


def _signs(marks: Sequence[Mark]) -> Iterator[tuple[Sequence[str], _Sign]]:
    """The names and a sample of each sign: shapes first, then what is said by size, fill, edge and length.

    A single shape tells nothing apart and is not named; what looks alike stands together.
    """
    families = list(dict.fromkeys(mark.family for mark in marks if not mark.context))
    if len(families) > 1:
        yield from (((family,), _glyph(replace(_PLAIN, family=family))) for family in families)
    weights = {mark.principal for mark in marks}
    for mark in _first(marks, lambda mark: mark.principal and len(weights) > 1):
        yield ("principal",), _glyph(replace(_PLAIN, family=mark.family, principal=True))
    for mark in _first(marks, lambda mark: draw.fill(mark.status) == "hollow"):
        hollow = dict.fromkeys(mark.status for mark in marks if draw.fill(mark.status) == "hollow")
        yield tuple(hollow), _glyph(replace(_PLAIN, family=mark.family, status=mark.status))
    for mark in _first(marks, lambda mark: mark.status == "undetermined"):
        yield ("undetermined",), _glyph(replace(_PLAIN, family=mark.family, status=mark.status))
    for mark in _first(marks, lambda mark: mark.certainty == "about"):
        yield ("about",), _glyph(replace(_PLAIN, family=mark.family, certainty=mark.certainty))
    for mark in _first(marks, lambda mark: mark.certainty == "uncertain"):
        yield ("uncertain",), _glyph(replace(_PLAIN, family=mark.family, certainty=mark.certainty))
    for mark in _first(marks, lambda mark: mark.open_end == "ongoing" and not mark.context):
        yield ("ongoing",), _Sign(_ongoing(replace(_PLAIN, family=mark.family)), LONG_SIGN)
    for mark in _first(marks, lambda mark: mark.open_end == "unknown" and not mark.context):
        yield ("unknown_end",), _Sign(_dissolving(replace(_PLAIN, family=mark.family)), LONG_SIGN)
    if any(mark.context for mark in marks):
        yield ("context",), _Sign(_context, LONG_SIGN)


def _first(marks: Sequence[Mark], holds: Callable[[Mark], bool]) -> list[Mark]:
    """The first mark for which it holds, or none."""
    return [mark for mark in marks if holds(mark)][:1]


def _glyph(mark: Mark) -> _Sign:
    return _Sign(lambda x, y, palette: draw.glyph(mark, x + draw.HEAVY * 1.25, y, palette), SIGN)


def _ongoing(mark: Mark) -> Callable[[float, float, Palette], tuple[Stroke, ...]]:
    def strokes(x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
        ink = draw.colour(mark, palette)
        return (
            *draw.bar(mark, x, y, 11.0, "right", palette),
            *draw.arrow(x + 11.0, y, 8.0, "right", ink),
        )

    return strokes


def _dissolving(mark: Mark) -> Callable[[float, float, Palette], tuple[Stroke, ...]]:
    def strokes(x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
        ink = draw.colour(mark, palette)
        return *draw.bar(mark, x, y, 7.0, "right", palette), *draw.fade(x + 7.8, y, 12.0, "right", ink)

    return strokes


def _context(x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    mark = replace(_PLAIN, context=True)
    return (
        *draw.arrow(x + 14.0, y, 11.0, "left", draw.colour(mark, palette)),
        *draw.glyph(mark, x + 14.0, y, palette),
    )


def _flow(sheet: Sheet, texts: Sequence[tuple[_Sign | None, TextBlock]]) -> Fragment:
    strokes: list[Stroke] = []
    furniture: list[Rect] = []
    x, y, row = 0.0, 0.0, 0.0
    least = 2.5 * draw.HEAVY  # the tallest sign
    for sign, text in texts:
        before = sign.width if sign else 0.0
        need = before + text.width
        if x and x + need > sheet.width:
            x, y, row = 0.0, y + row + 1.0, 0.0
        if sign:
            strokes += sign.strokes(x, y + least / 2, sheet.palette)
        top = y + (least - text.leading) / 2
        strokes += text.strokes(x + before, top)
        furniture.append(text.box(x + before, top))
        x, row = x + need + GAP, max(row, text.height + (least - text.leading))
    return Fragment(y + row, tuple(strokes), furniture=tuple(furniture))
