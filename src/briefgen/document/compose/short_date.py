"""A time in few letters, for a narrow column: with its weekday where it is a day, with its year where that is another."""

from __future__ import annotations

from briefgen.document import dates
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.facts import Facts
from briefgen.model.time import When


def short_date(facts: Facts, when: When) -> str:
    """ "Sun 28 Mar", "about Sun 28 Mar 2021", "26 Oct, 21:00": by the clock of the chart."""
    w, cutoff = facts.words, facts.brief.as_of
    this_year = cutoff is not None and cutoff.leading.first_day.year == when.day.year
    if when.form == "moment" and when.precision == "day":
        day = dates.day(when.day, w, "day_bare" if this_year else "day_short")
        day = w("time.about", time=day) if when.about else day
        return w("time.uncertain", time=day) if when.uncertain else day
    wording = ChartWording(w, facts.brief.timezone, facts.brief.times)
    return wording.on_day(when) if this_year else wording.on_date(when)
