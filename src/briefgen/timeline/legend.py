"""The signs that a chart uses become a line of legend below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, get_args

from briefgen.document.marks import Family, Mark
from briefgen.look.theme import Palette
from briefgen.timeline import marks as draw
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.labels import CONTESTED, LabelRun, TextBlock
from briefgen.timeline.strokes import Rect, Stroke, StrokeRole

GAP = 11.0
SIGN = 12.5
LONG_SIGN = 24.0
HEIGHT = 11.0
_LENGTH = 19.0
FAMILIES: tuple[Family, ...] = ("harm", "act", "recovery", "finding", "ruling", "statement", "other")
_PLAIN = Mark("", "", "", date.min, None, None, "instant")
ROLES: tuple[StrokeRole, ...] = get_args(StrokeRole)
_Drawing = Callable[[float, float, Palette], tuple[Stroke, ...]]


class _Sign(NamedTuple):
    """A sample of a sign: how it is drawn about a left edge and a centre line, and how wide it is."""

    strokes: _Drawing
    width: float = LONG_SIGN


def legend(sheet: Sheet, marks: Sequence[Mark], drawn: Collection[StrokeRole] = ROLES) -> Fragment | None:
    """One entry for each sign that appears and has a word; None when there is nothing to say.

    `drawn` is what is drawn of events: where no bar is, they all are moments, and without strokes for sources none are named.
    """
    if not {"bar", "open"} & set(drawn):
        marks = [replace(mark, extent="instant", open_end="closed") if _lasts(mark) else mark for mark in marks]
    texts: list[tuple[_Sign, TextBlock]] = []
    words = dict(sheet.words.legend)
    for names, sign in _signs(sheet, marks, "evidence" in drawn):
        if said := ", ".join(words[name] for name in names if name in words):
            texts.append((sign, _text(sheet, said, sheet.width - sign.width)))
    return _flow(sheet, texts) if texts else None


def _lasts(mark: Mark) -> bool:
    return mark.extent in ("span", "between")


def _text(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted), small=True).to(width)


def _signs(sheet: Sheet, marks: Sequence[Mark], evidence: bool) -> Iterator[tuple[Sequence[str], _Sign]]:
    """The names and a sample of each sign: shapes first, then what is said by outline, length and ends.

    A single shape tells nothing apart and is not named; what looks alike stands together.
    """
    yield from _families([mark for mark in marks if not mark.context])
    for status in ("failed", "pending", "cancelled", "undetermined"):
        found = [mark for mark in marks if mark.status == status]
        for mark in sorted(found, key=lambda mark: mark.extent != "span")[:1]:
            yield (status,), _lasting(mark) if mark.extent == "span" else _glyph(mark)
    for mark in _first(marks, lambda mark: mark.extent == "between"):
        yield ("between",), _drawn(mark, lambda x, y, ink: draw.whisker(x, y, _LENGTH, "right", ink))
    for mark in _first(marks, lambda mark: mark.extent == "before"):
        yield ("before",), _drawn(mark, lambda x, y, ink: draw.bound(x + 13.0, y, 12.0, "left", ink), 17.0)
    for mark in _first(marks, lambda mark: mark.extent == "after"):
        yield ("after",), _drawn(mark, lambda x, y, ink: draw.bound(x + 1.0, y, 12.0, "right", ink), 17.0)
    hazy = [mark for mark in marks if any(draw.nicked(mark))]
    for mark in hazy[:1]:
        names = tuple(name for name in ("about", "uncertain") if any(mark.certainty == name for mark in hazy))
        yield names, _lasting(replace(mark, open_start="closed", open_end="closed", vague=(True, True)))
    for mark in _first(marks, lambda mark: mark.open_end == "ongoing" and not mark.context):
        yield ("ongoing",), _Sign(_going_on(replace(_PLAIN, family=mark.family, extent="span")))
    for mark in _first(marks, lambda mark: mark.open_end == "unknown" and not mark.context):
        yield ("unknown_end",), _drawn(mark, lambda x, y, ink: draw.fade(x, y, _LENGTH, "right", ink))
    if any(mark.context for mark in marks):
        yield ("context",), _Sign(_context)
    if any(mark.contested for mark in marks):
        unequal = sheet.copy(LabelRun(CONTESTED, "semibold", sheet.palette.harm), small=True).to(LONG_SIGN)
        yield ("contested",), _Sign(lambda x, y, _: unequal.strokes(x, y - unequal.leading / 2), unequal.width + 3.0)
    if evidence and any(mark.sources > 1 for mark in marks):
        yield ("sources",), _Sign(lambda x, y, palette: draw.evidence(2, x + 2.0, y - 1.5, palette), 8.0)


def _families(marks: Sequence[Mark]) -> Iterator[tuple[Sequence[str], _Sign]]:
    """A sample of each family: a glyph where one of it stands on the chart, a bar where they all lasted."""
    shaped = [mark for mark in marks if mark.status != "failed"]
    if len({mark.family for mark in marks}) < 2:
        return
    for family in FAMILIES:
        own = [mark for mark in shaped if mark.family == family]
        if not own:
            continue
        sample = replace(_PLAIN, family=family)
        moment = any(mark.extent != "span" for mark in own)
        yield (family,), _glyph(sample) if moment else _lasting(replace(sample, extent="span"))


def _first(marks: Sequence[Mark], holds: Callable[[Mark], bool]) -> list[Mark]:
    """The first mark for which it holds, or none."""
    return [mark for mark in marks if holds(mark)][:1]


def _glyph(mark: Mark) -> _Sign:
    sample = replace(mark, principal=False)
    return _Sign(lambda x, y, palette: draw.glyph(sample, x + draw.RADIUS * draw.WIDEST, y, palette), SIGN)


def _lasting(mark: Mark) -> _Sign:
    sample = replace(mark, principal=False)
    length = _LENGTH - draw.BEYOND if mark.status == "failed" else _LENGTH
    return _Sign(
        lambda x, y, palette: (
            *draw.bar(sample, x, y, length, "right", palette),
            *draw.ending(sample, x + length, y, "right", palette),
        )
    )


def _drawn(mark: Mark, sample: Callable[[float, float, str], tuple[Stroke, ...]], width: float = LONG_SIGN) -> _Sign:
    """A sign in the colour of the mark's family."""
    return _Sign(lambda x, y, palette: sample(x, y, draw.colour(mark, palette)), width)


def _going_on(mark: Mark) -> _Drawing:
    return lambda x, y, palette: (
        *draw.bar(mark, x, y, 12.0, "right", palette),
        *draw.arrow(x + 12.0, y, 8.0, "right", draw.colour(mark, palette)),
    )


def _context(x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    mark = replace(_PLAIN, context=True)
    return (
        *draw.arrow(x + 14.0, y, 11.0, "left", draw.colour(mark, palette)),
        *draw.glyph(mark, x + 14.0, y, palette),
    )


def _flow(sheet: Sheet, texts: Sequence[tuple[_Sign, TextBlock]]) -> Fragment:
    strokes: list[Stroke] = []
    furniture: list[Rect] = []
    x, y, row = 0.0, 0.0, 0.0
    for sign, text in texts:
        need = sign.width + text.width
        if x and x + need > sheet.width:
            x, y, row = 0.0, y + row + 1.0, 0.0
        strokes += sign.strokes(x, y + HEIGHT / 2, sheet.palette)
        top = y + (HEIGHT - text.leading) / 2
        strokes += text.strokes(x + sign.width, top)
        furniture.append(text.box(x + sign.width, top))
        x, row = x + need + GAP, max(row, text.height + (HEIGHT - text.leading))
    return Fragment(y + row, tuple(strokes), furniture=tuple(furniture))
