"""A time in few letters, for a narrow column: with its weekday where it is a day, with its year where that is another."""

from __future__ import annotations

import re

from briefgen.document import dates
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.facts import Facts
from briefgen.model.time import When

_GROUP = re.compile(r"(\d{6}Z)([A-Z]{3}\d\d)")
"""The day and the clock of a date-time group, and its month, which needs not be said in the month of the brief itself."""


def short_date(facts: Facts, when: When) -> str:
    """ "Sun 28 Mar", "about Sun 28 Mar 2021", "26 Oct, 21:00", "262100Z": by the clock of the chart."""
    if when.form == "moment" and when.precision == "day":
        return short_day(facts, when)
    wording = ChartWording(facts.words, facts.brief.timezone, facts.brief.times)
    known = _known(facts)
    own = dates.dtg(facts.brief.resolve(known).leading)[-5:] if known else ""
    said = wording.on_day(when) if _this_year(facts, when) else wording.on_date(when)
    return _GROUP.sub(lambda group: group[1] if group[2] == own else f"{group[1]} {group[2]}", said)


def short_day(facts: Facts, when: When) -> str:
    """ "Sun 28 Mar", "about Sun 28 Mar 2021": the day on which it happened or began; of a month or a year only that."""
    w, point = facts.words, when.leading
    if point.precision not in ("day", "minute", "second"):
        return facts.wording.heading(when)
    day = dates.day(facts.wording.day(when), w, "day_bare" if _this_year(facts, when) else "day_short")
    if point.clock is not None:
        return day
    day = w("time.about", time=day) if point.about else day
    return w("time.uncertain", time=day) if point.uncertain else day


def _this_year(facts: Facts, when: When) -> bool:
    """Whether it is the year of the brief itself, which need not be said."""
    known = _known(facts)
    return known is not None and known.day.year == when.day.year


def _known(facts: Facts) -> When | None:
    """The time of the brief itself: of what it knows, else of the incident."""
    incident = (event.when for event in facts.brief.events.values() if event.principal)
    return facts.brief.as_of or next(incident, None)
