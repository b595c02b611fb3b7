"""A Timeline becomes panels: the form is chosen, its parts are made, each gets its key, and the last one the legend.

Each document is laid out once for a page and once for a phone; every format strokes these panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import ceil, floor
from typing import Literal

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Mark, Phase
from briefgen.look.theme import Theme
from briefgen.timeline.agenda import agenda
from briefgen.timeline.day_columns import day_columns
from briefgen.timeline.density import MANY, density
from briefgen.timeline.form import choose, clockless
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.frame import frame
from briefgen.timeline.in_words import in_words
from briefgen.timeline.key import Numbering, key, least
from briefgen.timeline.labels import TextBlock
from briefgen.timeline.legend import legend
from briefgen.timeline.scale import scale
from briefgen.timeline.strip import strip
from briefgen.timeline.strokes import Panel, StrokeRole
from briefgen.timeline.time_label import Dating, dating

Form = Literal["page", "phone"]
"""What the panels of a chart are read on."""
LayOut = Callable[[Timeline, Form, Theme, str], tuple[Panel, ...]]
"""Makes the panels of a chart for a language."""

SMALLEST = 7.0
"""Points: no label of a chart is set smaller; its legend and the numbers of its key are by an eighth."""
LEAST_WIDTH = 240.0
LEAST_HEIGHT = 160.0
FOOT_GAP = 8.0
PART_GAP = 9.0
_LEAST_SHARE = 0.4
"""Of the height, which the marks have beside the words above and below them."""
_SHORT = 5.0
"""Words below the marks for which the panels are made lower, so many times their height high."""
_PHONE = 246.0
"""Points: what a screen of 360 CSS pixels leaves between its margins."""
_TALLEST = 0.8
"""Of the printed page, so that the caption has room on the same one."""


@lru_cache(maxsize=16)
def panels(timeline: Timeline, form: Form, theme: Theme, language: str) -> tuple[Panel, ...]:
    """The chart as it is read on a page or a phone, laid out once for all the formats that show it."""
    width = theme.width if form == "page" else _PHONE
    tallest = theme.height * _TALLEST
    return layout(timeline, width=width, max_height=tallest, theme=theme, language=language)


def fitted(
    timeline: Timeline, theme: Theme, language: str, *, width: float, height: float
) -> tuple[tuple[Panel, ...], float]:
    """The page's panels, and the scale at which they fit a column, 1 at most; where labels would be too small then, panels
    of this column's own, at 1. Raises ValueError when it is too small for any chart."""
    page = panels(timeline, "page", theme, language)
    scale = min([1.0, *(min(width / panel.width, height / panel.height) for panel in page)])
    if theme.chart.size * scale >= SMALLEST:
        return page, scale
    return layout(timeline, width=width, max_height=height, theme=theme, language=language), 1.0


def layout(
    timeline: Timeline,
    *,
    width: float,
    max_height: float,
    theme: Theme,
    language: str = "en-GB",
) -> tuple[Panel, ...]:
    """The chart as panels `width` points wide and at most `max_height` high; none when there are no marks.

    Points, origin top left, y down. Every event is on a panel, with its label or with a number whose text is in the key;
    what lasts beyond its panel is told again on the next; no two labels touch. Of more than three hundred dated events,
    whatever form is asked for, each is counted on one panel and the most telling have labels. `language` is that of the
    months and weekdays on the scale. A strip is one panel as high as it says, and what finds no place there has no name.
    Raises ValueError when the room is too small for any chart.
    """
    if width < LEAST_WIDTH or max_height < LEAST_HEIGHT:
        raise ValueError(
            f"a chart needs {LEAST_WIDTH:.0f} by {LEAST_HEIGHT:.0f} points, not {width:g} by {max_height:g}"
        )
    if not timeline.marks:
        return ()
    sheet = Sheet(width, floor(max_height), theme, timeline.words, timeline.zone, language)
    if timeline.strip:
        part = strip(sheet, timeline)
        return (_panel(width, part),) if part else ()
    foot, around = legend(sheet, timeline.marks), frame(sheet, timeline)
    room = sheet.height - (foot.height + FOOT_GAP if foot else 0.0)
    least_room = sheet.height * _LEAST_SHARE
    if room - around.height < least_room:  # words without end around it would leave no chart
        around = frame(sheet, replace(timeline, headline="", sub="", source="", cutoff=None, marking=""))
    sheet = sheet._replace(height=max(room - around.height, least_room))
    pages = _pages(sheet, timeline)
    said = in_words(sheet, timeline, _shown(pages))
    if said and pages[-1].height + PART_GAP + said.height > sheet.height > _SHORT * said.height:
        pages = _pages(sheet._replace(height=sheet.height - PART_GAP - said.height), timeline)
        said = in_words(sheet, timeline, _shown(pages))
    if said:
        pages += _running_on(sheet, pages.pop(), said)
    if foot := legend(sheet, _signed(pages, timeline), _roles(pages)):
        pages[-1] = pages[-1].above(foot, FOOT_GAP)
    return tuple(_panel(width, page) for page in around.around(pages))


def _panel(width: float, page: Fragment) -> Panel:
    """A picture of whole points: where a pixel is cut off, the formats would differ by it."""
    return Panel(
        width, ceil(page.height), page.strokes, page.placed, page.title, page.entries, page.furniture, page.scales
    )


def _roles(pages: Sequence[Fragment]) -> set[StrokeRole]:
    """What is drawn of events."""
    return {stroke.role for page in pages for stroke in page.strokes}


def _signed(pages: Sequence[Fragment], timeline: Timeline) -> list[Mark]:
    """The marks that are drawn as such, and not only counted."""
    drawn = {placed.key for page in pages for placed in page.placed if placed.label or placed.number}
    return [mark for mark in timeline.marks if mark.key in drawn]


def _pages(sheet: Sheet, timeline: Timeline) -> list[Fragment]:
    """The contents of each panel: as many parts of the chart as find room, with one key to the numbers of all below them."""
    marks = {mark.key: mark for mark in timeline.marks}
    pages: list[Fragment] = []
    waiting, keyed = Fragment(0.0), list[Fragment]()
    for part in _parts(sheet, timeline):
        numbered = sum(placed.number > 0 for placed in (*waiting.placed, *part.placed))
        if waiting.height and waiting.height + PART_GAP + part.height + least(sheet, numbered) <= sheet.height:
            joined = waiting.above(part, PART_GAP)
            entries = _keyed(sheet, joined, marks)
            if joined.height + sum(PART_GAP + piece.height for piece in entries) <= sheet.height:
                waiting, keyed = joined, entries
                continue
        if waiting.height:
            pages += _closed(sheet, waiting, keyed)
        waiting, keyed = part, _keyed(sheet, part, marks)
    return pages + _closed(sheet, waiting, keyed)


def _shown(pages: Sequence[Fragment]) -> frozenset[Phase | Annotation]:
    """The phases and the measured distance that are drawn."""
    return frozenset(one for page in pages for one in page.shows)


def _running_on(sheet: Sheet, page: Fragment, said: TextBlock) -> Iterator[Fragment]:
    """The page with words below it, and the pages that they run on to."""
    waiting = said
    while waiting.lines:
        room = sheet.height - (page.height + PART_GAP if page.height else 0.0)
        own, waiting = waiting.cut(max(0 if page.height else 1, int(room / said.leading)))
        if own.lines:
            below = Fragment(own.height, own.strokes(0, 0), furniture=(own.box(0, 0),))
            page = page.above(below, PART_GAP) if page.height else below
        if waiting.lines:
            yield page
            page = Fragment(0.0)
    yield page


def _keyed(sheet: Sheet, part: Fragment, marks: Mapping[str, Mark]) -> list[Fragment]:
    """The key to the numbers of a part, in as many pieces as the sheet's height needs."""
    numbered = sorted((placed.number, marks[placed.key]) for placed in part.placed if placed.number)
    return key(sheet, numbered, _dating([marks[placed.key] for placed in part.placed])) if numbered else []


def _closed(sheet: Sheet, part: Fragment, keyed: Sequence[Fragment]) -> list[Fragment]:
    """A part with its key below it, or what of that finds no room on panels of its own."""
    pages = [part]
    for piece in keyed:
        if pages[-1].height + PART_GAP + piece.height <= sheet.height:
            pages[-1] = pages[-1].above(piece, PART_GAP)
        else:
            pages.append(piece)
    return pages


def _dating(marks: Sequence[Mark]) -> Dating:
    """How the key says times: it stands under no ruler, and leaves the day out only where there is but one."""
    told = [mark for mark in marks if mark.start or mark.end]
    found = dating(told) if told else "none"
    return "day" if found == "none" and len({mark.day for mark in told}) > 1 else found


def _parts(sheet: Sheet, timeline: Timeline) -> list[Fragment]:
    """The parts of the chart in reading order."""
    if sum(bool(mark.start or mark.end) for mark in timeline.marks) > MANY:
        return [density(sheet, timeline, Numbering())]
    if choose(timeline) == "scale":
        dated = any(mark.start or mark.end for mark in timeline.marks)
        undated = [replace(mark, day=None) for mark in timeline.marks if not (mark.start or mark.end)]
        periods = scale(sheet, timeline) if dated else []
        numbered = sum(placed.number > 0 for part in periods for placed in part.placed)
        if periods or not dated:
            return periods + (agenda(sheet, undated, first=numbered + 1) if undated else [])
    columns = _columns(sheet, timeline)
    return [columns] if columns else agenda(sheet, timeline.marks, timeline.annotation)


def _columns(sheet: Sheet, timeline: Timeline) -> Fragment | None:
    """The days side by side, where nothing is known of hours and there is room."""
    return day_columns(sheet, timeline) if timeline.form == "auto" and clockless(timeline) else None
