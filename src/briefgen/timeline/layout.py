"""A Timeline becomes panels: the form is chosen, its parts are made, each gets its key, and the last one the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from briefgen.document.blocks import Mark, Timeline
from briefgen.look.fonts import Measure
from briefgen.look.fonts import measure as house_measure
from briefgen.look.theme import Theme
from briefgen.timeline.agenda import agenda
from briefgen.timeline.density import MANY, density
from briefgen.timeline.form import choose
from briefgen.timeline.key import Numbering, key
from briefgen.timeline.legend import legend
from briefgen.timeline.part import Part, Sheet
from briefgen.timeline.scale import scale
from briefgen.timeline.strokes import Panel
from briefgen.timeline.timed import Dating, dating

LEAST_WIDTH = 240.0
LEAST_HEIGHT = 160.0
FOOT_GAP = 8.0
PART_GAP = 10.0


def layout(
    timeline: Timeline,
    *,
    width: float,
    max_height: float,
    theme: Theme,
    measure: Measure = house_measure,
    language: str = "en-GB",
) -> tuple[Panel, ...]:
    """The chart as panels `width` points wide and at most `max_height` high; none when there are no marks.

    Points, origin top left, y down. Every event is on a panel, with its label or with a number whose text is in the key;
    what lasts beyond its panel is told again on the next; no two labels touch. Of more than three hundred dated events,
    whatever form is asked for, each is counted on one panel and the most telling have labels. `language` is that of the
    months and weekdays on the scale. Raises ValueError when the room is too small for any chart.
    """
    if width < LEAST_WIDTH or max_height < LEAST_HEIGHT:
        raise ValueError(
            f"a chart needs {LEAST_WIDTH:.0f} by {LEAST_HEIGHT:.0f} points, not {width:g} by {max_height:g}"
        )
    if not timeline.marks:
        return ()
    sheet = Sheet(width, max_height, theme, timeline.words, timeline.zone, language, measure)
    foot = legend(sheet, timeline.marks)
    sheet = replace(sheet, height=max_height - (foot.height + FOOT_GAP if foot else 0.0))
    pages = _pages(sheet, timeline)
    foot = legend(sheet, _signed(pages, timeline))
    if foot:
        pages[-1] = pages[-1].above(foot, FOOT_GAP)
    return tuple(Panel(width, p.height, p.strokes, p.placed, p.title, p.entries, p.furniture) for p in pages)


def _signed(pages: Sequence[Part], timeline: Timeline) -> list[Mark]:
    """The marks that are drawn as such, and not only counted."""
    drawn = {placed.key for page in pages for placed in page.placed if placed.label or placed.number}
    return [mark for mark in timeline.marks if mark.key in drawn]


def _pages(sheet: Sheet, timeline: Timeline) -> list[Part]:
    """The contents of each panel: a part of the chart, with its key and the undated rows below it where they fit."""
    pages: list[Part] = []
    marks = {mark.key: mark for mark in timeline.marks}
    for part, follows in _parts(sheet, timeline):
        numbered = sorted((placed.number, marks[placed.key]) for placed in part.placed if placed.number)
        dated = _dating([marks[placed.key] for placed in part.placed])
        for piece, joins in ((part, follows), *((entries, True) for entries in key(sheet, numbered, dated))):
            if joins and pages and pages[-1].height + PART_GAP + piece.height <= sheet.height:
                pages[-1] = pages[-1].above(piece, PART_GAP)
            else:
                pages.append(piece)
    return pages


def _dating(marks: Sequence[Mark]) -> Dating:
    told = [mark for mark in marks if mark.start or mark.end]
    return dating(told) if told else "none"


def _parts(sheet: Sheet, timeline: Timeline) -> list[tuple[Part, bool]]:
    """The parts of the chart in reading order; True for one that may share a panel with what stands before it."""
    numbering = Numbering()
    if sum(bool(mark.start or mark.end) for mark in timeline.marks) > MANY:
        return [(density(sheet, timeline.marks, numbering), False)]
    form = choose(timeline)
    match form:
        case "agenda":
            return [(part, False) for part in agenda(sheet, timeline.marks, numbering)]
        case "scale":
            dated = [mark for mark in timeline.marks if mark.start or mark.end]
            undated = [replace(mark, day=None) for mark in timeline.marks if not (mark.start or mark.end)]
            periods = [(part, False) for part in scale(sheet, dated, numbering)] if dated else []
            rows = [(part, True) for part in agenda(sheet, undated, numbering)] if undated else []
            return periods + rows
    assert_never(form)
