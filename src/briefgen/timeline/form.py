"""The form that a chart takes: an agenda where nearly all marks have only a date within a few days, else a scale."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Literal

from briefgen.document.blocks import Mark, Timeline

FEW_DAYS = timedelta(days=7)
SHARE = 0.8


def choose(timeline: Timeline) -> Literal["agenda", "scale"]:
    """The form asked for; with `auto` the one that suits the marks. Context and undated marks have no say."""
    if timeline.form != "auto":
        return timeline.form
    marks = [mark for mark in timeline.marks if mark.day and not mark.context]
    if not marks:
        return "agenda"
    days = [mark.day for mark in marks if mark.day]
    dates_only = sum(date_only(mark) for mark in marks)
    return "agenda" if max(days) - min(days) < FEW_DAYS and dates_only >= SHARE * len(marks) else "scale"


def date_only(mark: Mark) -> bool:
    """True when no bound of the mark has a clock: each is the turn of a day in its own zone."""
    if mark.extent == "civil":
        return True
    return mark.extent != "instant" and all(bound.time() == time() for bound in (mark.start, mark.end) if bound)
