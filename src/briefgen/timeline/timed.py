"""A mark's time in words, with the day where the ruler above it does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import axis, bounds
from briefgen.timeline.dates import short_day
from briefgen.timeline.form import date_only
from briefgen.timeline.part import Sheet

Dating = Literal["none", "day", "year"]

FEW_DAYS = 2 * 86400.0
HALF_A_YEAR = 183 * 86400.0
_DATE_TIME_GROUP = re.compile(r"\b\d{6}[A-Z]{4}\d\d\b")


def dating(marks: Sequence[Mark]) -> Dating:
    """How far the labels must say the day because the ruler no longer shows it."""
    shown = sum(stretch.end - stretch.start for stretch in axis(marks, 0.0, 1.0, 0.0).stretches)
    return "none" if shown < FEW_DAYS else "day" if shown < HALF_A_YEAR else "year"


def timed(sheet: Sheet, mark: Mark, dated: Dating) -> str:
    """The time in words, with the day where neither they nor the ruler say it."""
    if mark.day is None or (dated == "none" and not mark.context) or _says_day(mark, mark.day):
        return mark.when
    day = dict(sheet.words.days).get(mark.day, mark.day.isoformat())
    if bounds(mark)[1] - bounds(mark)[0] < FEW_DAYS or mark.extent != "civil":
        day = short_day(mark.day, sheet.language, year=dated != "day")
    return f"{day}, {mark.when}" if mark.when else day


def _says_day(mark: Mark, day: date) -> bool:
    """True where the time in words has the day in it: a military date-time group, bounds that are days, a year."""
    if _DATE_TIME_GROUP.search(mark.when) or (mark.extent in ("between", "before", "after") and date_only(mark)):
        return True
    return str(day.year) in mark.when and not (mark.extent == "span" and mark.end)  # "to 16 Nov 2022" is only its end
