"""The chart as a strip of page 1: as much of one panel as a given height has room for, and how many events it names."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import Timeline
from briefgen.timeline.day_columns import day_columns
from briefgen.timeline.density import MANY, density
from briefgen.timeline.extents import extents
from briefgen.timeline.form import clockless
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.in_words import in_words
from briefgen.timeline.labels import LabelRun
from briefgen.timeline.moments import Stands
from briefgen.timeline.panel import Panelled, panel
from briefgen.timeline.panel_view import PanelView, time_axis
from briefgen.timeline.span_rows import RowStyle, lasts
from briefgen.timeline.time_label import number

TIERS = 5
WITHOUT_COLUMN = 2.2
"""How many times higher a strip may be where names stand above their bars."""
ABOVE = 5.0
"""From the axis to what is said above the name of its row."""
STEPS: tuple[tuple[RowStyle, int], ...] = (("snug", TIERS), ("tight", TIERS), ("tight", 0))
"""What gives way: labels of lower rank and their tiers; the height of rows; names of bars; all labels."""


def strip(sheet: Sheet, asked: Timeline) -> Fragment | None:
    """The dated marks within the strip's height, unless bars and axis alone need more; None when there are none.

    What finds no place has its mark and no name: a line says how many are named. There is no key.
    """
    if not any(mark.start or mark.end for mark in asked.marks):
        return None
    room = asked.strip * (1.0 if sheet.edge else WITHOUT_COLUMN)
    found = _drawn_in(sheet, asked, room)
    said = in_words(sheet, asked, found.shows)
    if said and said.height < room / 4:
        found = _drawn_in(sheet, asked, room - said.height)
        found = found.above(Fragment(said.height, said.strokes(0, 0), furniture=(said.box(0, 0),)), 0.0)
    return found


def _drawn_in(sheet: Sheet, asked: Timeline, room: float) -> Fragment:
    """The marks in the form that suits them, within a height of `room`."""
    if asked.form == "auto" and clockless(asked) and (columns := day_columns(sheet._replace(height=room), asked)):
        return columns
    marks = tuple(mark for mark in asked.marks if mark.start or mark.end)
    if len(marks) > MANY:
        return density(sheet, replace(asked, marks=marks), None)
    stands = Stands.find(marks)
    view = PanelView(
        marks,
        stands,
        time_axis(sheet, marks),
        phases=asked.phases,
        second=asked.second,
        cutoff=asked.cutoff,
        evidence=False,
    )
    if not any(map(lasts, extents(marks, view.axis, stands, view.during))):  # a length to see, where no bar shows one
        view = view._replace(annotation=asked.annotation, intervals=asked.intervals)
    return _fitted(sheet, view, room, len(asked.marks))


def _fitted(sheet: Sheet, view: PanelView, room: float, total: int) -> Fragment:
    """The strip with as many names of bars as it has room for."""
    *labelled, bare = (_drawn(sheet, view, room, step, total) for step in STEPS)
    fitting = [one for one in labelled if one[1].height <= room]
    return min(fitting, key=lambda one: one[0], default=bare)[1]


def _drawn(sheet: Sheet, view: PanelView, room: float, step: tuple[RowStyle, int], total: int) -> tuple[int, Fragment]:
    """How many bars have no name, and the strip: lower where the number of events with a name has only room below it."""
    style, tiers = step
    made = panel(sheet, view, room, tiers=tiers, numbered=False, style=style)
    part = _counted(sheet, made, total)
    if part.height > room > made.height:
        made = panel(sheet, view, room - (part.height - made.height), tiers=tiers, numbered=False, style=style)
        part = _counted(sheet, made, total)
    return len(made.spans.unnamed), part


def _counted(sheet: Sheet, made: Panelled, total: int) -> Fragment:
    """The strip with the number of events that have a name, where not all have."""
    part, named = made.part(), len(made.view.marks) - len(made.lost)
    if named == total or not sheet.words.labelled:
        return part
    said = sheet.words.labelled.replace("{n}", number(named, sheet.language)).replace(
        "{total}", number(total, sheet.language)
    )
    copy = sheet.copy(LabelRun(said, "regular", sheet.palette.muted), small=True)
    if sheet.edge:
        text = copy.to(sheet.column)
        box = text.box(0.0, made.base - ABOVE - text.height)
        if box.y >= (made.labels if made.spans.named else made.rows):
            return part._replace(strokes=(*part.strokes, *text.strokes(box.x, box.y)), furniture=(*part.furniture, box))
    text = copy.to(sheet.width - sheet.edge)
    return part.above(Fragment(text.height, text.strokes(sheet.edge, 0.0), furniture=(text.box(sheet.edge, 0.0),)), 1.0)
