"""The timeline chart's marks, alt text and words, from the events."""

from __future__ import annotations

from itertools import islice

from briefgen.document import dates
from briefgen.document.blocks import Certainty, ChartWords, Extent, Family, Inlines, Mark, OpenEnd, Timeline, plain
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.facts import Facts, text
from briefgen.document.compose.lines import one_line
from briefgen.model.event import Event, EventKind
from briefgen.model.log import log_of
from briefgen.model.order import stated_order
from briefgen.model.point import has_city, zone
from briefgen.model.time import When

FAMILIES: dict[EventKind, Family] = {
    "incident": "harm",
    "attack": "harm",
    "contact": "act",
    "contact_attempt": "act",
    "meeting": "act",
    "decision": "act",
    "movement": "act",
    "recovery": "recovery",
    "search": "act",
    "proceeding": "ruling",
    "investigation": "finding",
    "assessment_released": "finding",
    "statement_made": "statement",
    "context": "other",
    "other": "other",
}
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


def timeline(facts: Facts) -> Timeline:
    """The chart's block: every event that it may have is a mark, in the order in which they are told."""
    w = facts.words
    wording = ChartWording(w, facts.brief.timezone, facts.brief.times)
    after: dict[str, list[str]] = {}
    for first, second in stated_order(facts.charted):
        after.setdefault(second, []).append(first)
    marks = tuple(_mark(facts, key, event, wording, tuple(after.get(key, ()))) for key, event in facts.charted.items())
    principal = next((key for key, event in facts.charted.items() if event.principal), "")
    named = called(facts, principal) if principal else ()
    caption = w.fill("caption.chart", title=named) if named else text(w("caption.chart_plain"))
    if logs := {
        log: text(facts.brief.sources[log].title, f"sources.{log}.title")
        for key in facts.charted
        if (log := log_of(key))
    }:
        caption = w.fill("caption.chart_logged", chart=caption, logs=w.series(logs.values()))
    days = {
        mark.day: wording.heading(event.when)
        for mark, event in zip(marks, facts.charted.values(), strict=True)
        if mark.day and event.when
    }
    exact = {
        day: dates.day(day, w)
        for day, event in zip((m.day for m in marks), facts.charted.values(), strict=True)
        if day and event.when and event.when.precision in ("day", "minute", "second")
    }
    return Timeline(
        marks,
        facts.figure(caption),
        "",
        _alt(facts),
        zone(facts.brief.clock),
        ChartWords(
            zone=_zone(facts),
            undated=w("chart.undated"),
            earlier=w("chart.earlier"),
            later=w("chart.later"),
            legend=tuple((key, w(f"chart.{key}")) for key in LEGEND),
            days=tuple(sorted((days | exact).items())),
            labelled=w("chart.labelled", n="{n}", total="{total}"),  # the layout counts
        ),
        facts.brief.chart.form,
    )


def called(facts: Facts, key: str) -> Inlines:
    """What the chart calls an event: its label, else its title."""
    event = facts.events[key]
    return text(event.short, f"events.{key}.{'label' if event.label else 'title'}")


def _mark(facts: Facts, key: str, event: Event, wording: ChartWording, after: tuple[str, ...]) -> Mark:
    when = event.when
    meant = facts.brief.resolve(when) if when else None
    return Mark(
        key=key,
        label=one_line(event.short),
        when=wording.mark(when) if when else facts.words("time.undated"),
        day=wording.day(when) if when else None,
        start=meant.earliest if meant else None,
        end=meant.latest if meant else None,
        extent=_extent(when),
        open_start="unknown" if when and when.open_start else "closed",
        open_end=_open_end(when),
        certainty=_certainty(when),
        status=event.status,
        family=FAMILIES[event.kind],
        principal=event.principal,
        context=event.kind == "context",
        lane=_lane(facts, event),
        origin=f"events.{key}",
        on_day=wording.on_day(when) if when else "",
        on_date=wording.on_date(when) if when else "",
        after=after,
        vague=_vague(when),
    )


def _extent(when: When | None) -> Extent:
    if when is None:
        return "instant"
    match when.form:
        case "moment":
            return "instant" if when.clocked else "civil"
        case "lasted":
            return "span"
        case "between":
            return "between"
        case "by":
            return "before"
        case "after":
            return "after"


def _open_end(when: When | None) -> OpenEnd:
    if when is None or when.form != "lasted" or when.end is not None:
        return "closed"
    return "ongoing" if when.ongoing else "unknown"


def _certainty(when: When | None) -> Certainty:
    if when is None or when.certain:
        return "certain"
    return "uncertain" if when.uncertain else "about"


def _vague(when: When | None) -> tuple[bool, bool]:
    """Whether the start and the end are not certain; both, where that is said of the whole."""
    points = (when.start, when.end) if when else (None, None)
    vague = (points[0] is not None and not points[0].certain, points[1] is not None and not points[1].certain)
    return vague if any(vague) else (True, True)


def _lane(facts: Facts, event: Event) -> str:
    match facts.brief.chart.lanes:
        case "none":
            return ""
        case "kind":
            return facts.words(f"chart.{FAMILIES[event.kind]}")
        case "actor":
            return plain(facts.name(event.actors[0])) if event.actors else ""


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


def _alt(facts: Facts) -> str:
    """The chart in words, for a reader who cannot see it; the table that follows has the rest."""
    shown = [
        facts.words(
            "chart.alt_mark",
            time=facts.wording.short(event.when) if event.when else facts.words("chart.undated"),
            label=event.short,
        )
        for event in islice(facts.charted.values(), 40)
    ]
    total = facts.words("chart.alt", n=facts.words.count("chart.events", len(facts.charted)))
    return total + " ".join(shown) + (" …" if len(facts.charted) > 40 else "")
