"""The timeline chart's marks, alt text and words, from the events."""

from __future__ import annotations

from itertools import islice

from briefgen.document import dates
from briefgen.document.blocks import Certainty, ChartWords, Extent, Family, Inlines, Mark, OpenEnd, Timeline, plain
from briefgen.document.compose.facts import Facts, text
from briefgen.incident.event import Event, EventKind
from briefgen.incident.point import zone
from briefgen.incident.time import When

FAMILIES: dict[EventKind, Family] = {
    "incident": "incident",
    "attack": "incident",
    "contact": "contact",
    "contact_attempt": "contact",
    "meeting": "contact",
    "statement_made": "statement",
    "assessment_released": "statement",
    "investigation": "decision",
    "decision": "decision",
    "movement": "decision",
    "recovery": "decision",
    "context": "other",
    "other": "other",
}
LEGEND = (
    *("incident", "contact", "statement", "decision", "other", "principal", "failed", "cancelled", "pending"),
    *("undetermined", "ongoing", "unknown_end", "about", "uncertain", "context", "key"),
)


def timeline(ctx: Facts) -> Timeline:
    """The chart's block: every event is a mark, in the order in which they are told."""
    w = ctx.words
    marks = tuple(_mark(ctx, *item) for item in ctx.events.items())
    principal = next((key for key, event in ctx.events.items() if event.principal), "")
    named = called(ctx, principal) if principal else ()
    caption = ctx.figure(w.fill("caption.chart", title=named) if named else text(w("caption.chart_plain")))
    days = {
        mark.day: ctx.wording.heading(event.when)
        for mark, event in zip(marks, ctx.events.values(), strict=True)
        if mark.day and event.when
    }
    exact = {
        day: dates.day(day, w)
        for day, event in zip((m.day for m in marks), ctx.events.values(), strict=True)
        if day and event.when and event.when.precision in ("day", "minute", "second")
    }
    return Timeline(
        marks,
        caption,
        "",
        _alt(ctx),
        zone(ctx.brief.timezone if ctx.brief.times == "local+utc" else "UTC"),
        ChartWords(
            zone=_zone(ctx),
            undated=w("chart.undated"),
            earlier=w("chart.earlier"),
            later=w("chart.later"),
            legend=tuple((key, w(f"chart.{key}")) for key in LEGEND),
            days=tuple(sorted((days | exact).items())),
            labelled=w("chart.labelled", n="{n}", total="{total}"),  # the layout counts
        ),
        ctx.brief.chart.form,
    )


def called(ctx: Facts, key: str) -> Inlines:
    """What the chart calls an event: its label, else its title."""
    event = ctx.events[key]
    return text(event.short, f"events.{key}.{'label' if event.label else 'title'}")


def _mark(ctx: Facts, key: str, event: Event) -> Mark:
    when = event.when
    meant = ctx.brief.resolve(when) if when else None
    return Mark(
        key=key,
        label=event.short,
        when=ctx.wording.mark(when) if when else ctx.words("time.undated"),
        day=ctx.wording.day(when) if when else None,
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
        lane=_lane(ctx, event),
        origin=f"events.{key}",
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


def _lane(ctx: Facts, event: Event) -> str:
    match ctx.brief.chart.lanes:
        case "none":
            return ""
        case "kind":
            return ctx.words(f"chart.{FAMILIES[event.kind]}")
        case "actor":
            return plain(ctx.name(event.actors[0])) if event.actors else ""


def _zone(ctx: Facts) -> str:
    """ "Times: Warsaw (CET, UTC+1)"; empty when no event has a clock time."""
    clocked = [ctx.brief.resolve(e.when).leading for e in ctx.events.values() if e.when and e.when.clocked]
    if not clocked:
        return ""
    if ctx.brief.times != "local+utc" or ctx.brief.timezone == "UTC":
        return ctx.words("chart.zone", zone="UTC")
    own = sorted({dates.zone(moment.astimezone(zone(ctx.brief.timezone))) for moment in clocked})
    shown = ctx.words(
        "chart.zone_named", city=dates.city(ctx.brief.timezone), zone=ctx.words("join.semicolon").join(own)
    )
    return ctx.words("chart.zone", zone=shown)


def _alt(ctx: Facts) -> str:
    """The chart in words, for a reader who cannot see it; the table that follows has the rest."""
    shown = [
        ctx.words(
            "chart.alt_mark",
            time=ctx.wording.short(event.when) if event.when else ctx.words("chart.undated"),
            label=event.short,
        )
        for event in islice(ctx.events.values(), 40)
    ]
    total = ctx.words("chart.alt", n=ctx.words.count("chart.events", len(ctx.events)))
    return total + " ".join(shown) + (" …" if len(ctx.events) > 40 else "")
