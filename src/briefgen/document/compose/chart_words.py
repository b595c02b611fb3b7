"""The fixed words of a chart: its legend in the words of the brief's trade, its zones, and what the layout fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.document import dates
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.facts import Facts
from briefgen.document.marks import ChartWords, Family, Mark
from briefgen.model.point import has_city, zone

LEGEND = (
    *(
        "harm",
        "act",
        "recovery",
        "finding",
        "ruling",
        "statement",
        "other",
        "failed",
        "cancelled",
        "pending",
    ),
    *("undetermined", "ongoing", "unknown_end", "about", "uncertain", "context", "key"),
    *("between", "before", "after", "contested", "sources"),
)


def chart_words(facts: Facts, wording: ChartWording, marks: Sequence[Mark], names: Mapping[Family, str]) -> ChartWords:
    """The words of the brief's chart, which has these marks and these names of families."""
    w = facts.words
    days = {
        mark.day: wording.heading(event.when)
        for mark, event in zip(marks, facts.charted.values(), strict=True)
        if mark.day and event.when
    }
    exact = {
        mark.day: dates.day(mark.day, w)
        for mark, event in zip(marks, facts.charted.values(), strict=True)
        if mark.day and event.when and event.when.precision in ("day", "minute", "second")
    }
    return ChartWords(
        zone=_zone(facts),
        undated=w("chart.undated"),
        earlier=w("chart.earlier"),
        later=w("chart.later"),
        legend=tuple(({key: w(f"chart.{key}") for key in LEGEND} | dict(names)).items()),
        days=tuple(sorted((days | exact).items())),
        labelled=w(
            "chart.labelled" if facts.parts & {"timeline", "developments"} else "chart.labelled_alone",
            n="{n}",
            total="{total}",
        ),
        axis=axis(facts) if clocked(facts) else "",
        moments=w("chart.moments"),
        clockless=w("chart.clockless"),
        in_order=w("chart.in_order"),
        phases=w("chart.phases"),
        tick=w("chart.tick", length="{length}"),
        times=w("chart.times", n="{n}"),
        silence=w("chart.silence", length="{length}"),
    )


def clocked(facts: Facts) -> bool:
    """Whether any event of the chart has a clock time."""
    return any(event.when and event.when.clocked for event in facts.charted.values())


def axis(facts: Facts) -> str:
    """What the zone of the axis is called: "UTC", "Warsaw"."""
    return dates.city(facts.brief.clock)


def second(facts: Facts) -> str:
    """The name of the zone whose clocks stand below those of the axis, "UTC" or a city; empty where there is none."""
    brief = facts.brief
    if brief.times not in ("local+utc", "utc+local") or not clocked(facts):
        return ""
    own = (brief.resolve(event.when).leading for event in facts.charted.values() if event.when and event.when.clocked)
    if not any(moment.astimezone(zone(brief.timezone)).utcoffset() for moment in own):
        return ""
    return "UTC" if brief.times == "local+utc" else dates.city(brief.timezone)


def _zone(facts: Facts) -> str:
    """ "Times: Warsaw (CET, UTC+1)"; empty when no event has a clock time."""
    clocked = [facts.brief.resolve(e.when).leading for e in facts.charted.values() if e.when and e.when.clocked]
    if not clocked:
        return ""
    if facts.brief.times != "local+utc" or facts.brief.timezone == "UTC":
        return facts.words("chart.zone", zone="UTC")
    own = sorted({dates.zone(moment.astimezone(zone(facts.brief.timezone))) for moment in clocked})
    shown = facts.words("join.semicolon").join(own)
    if has_city(facts.brief.timezone):
        shown = facts.words("chart.zone_named", city=dates.city(facts.brief.timezone), zone=shown)
    return facts.words("chart.zone", zone=shown)
