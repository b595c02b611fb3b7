"""The form that a chart takes: an agenda where nearly all marks have only a date within a few days, else a scale."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from briefgen.document.blocks import Timeline
from briefgen.timeline.moments import Stands, date_only

FEW_DAYS = timedelta(days=7)
SHARE = 0.8


def clockless(timeline: Timeline) -> bool:
    """Whether nearly all marks have only a date, within a few days. Context and undated marks have no say."""
    marks = [mark for mark in timeline.marks if mark.day and not mark.context]
    days = [mark.day for mark in marks if mark.day]
    dates_only = sum(date_only(mark) for mark in marks)
    return bool(marks) and max(days) - min(days) < FEW_DAYS and dates_only >= SHARE * len(marks)


def choose(timeline: Timeline) -> Literal["agenda", "scale"]:
    """The form asked for; with `auto` the one that suits the marks. Context and undated marks have no say.

    An agenda where no scale could keep the stated order, because the times contradict it.
    """
    if not Stands.find(timeline.marks).possible:
        return "agenda"
    if timeline.form != "auto":
        return timeline.form
    dated = any(mark.day and not mark.context for mark in timeline.marks)
    return "scale" if dated and not clockless(timeline) else "agenda"
