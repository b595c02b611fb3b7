"""Section: what happened. The chart, the table of events, background and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.document import dates
from briefgen.document.blocks import (
    Block,
    BulletList,
    Column,
    Figure,
    Heading,
    Inlines,
    Item,
    Origin,
    Paragraph,
    Row,
    Strong,
    Table,
)
from briefgen.document.compose import logged
from briefgen.document.compose.chart import timeline
from briefgen.document.compose.details import details, in_full
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, link, sentence, text
from briefgen.document.picture import clean
from briefgen.model.amount import Amount
from briefgen.model.count import Count
from briefgen.model.event import Casualties, Event, Quantity
from briefgen.model.log import log_of

SCATTERED = 0.6
"""Days for an event, from which headings of days would be as many as rows."""
STATUSES = ("failed", "ongoing", "pending", "undetermined", "cancelled")


def timeline_section(facts: Facts) -> tuple[Block, ...]:
    """The chart where page 1 has none, the events in order, then background and pictures."""
    blocks: list[Block] = []
    if facts.charted and not facts.chart_in_front:
        blocks.append(timeline(facts))
    if note := _convention(facts):
        blocks.append(Paragraph(text(note), role="small"))  # beside the table, so that the heading stays with the chart
    blocks += logged.notes(facts)
    if facts.events:
        blocks.append(_table(facts))
    blocks += background(facts)
    blocks += pictures(facts)
    return tuple(blocks)


def developments(facts: Facts) -> tuple[Block, ...]:
    """The table of events alone, for a situation report."""
    notes = (Paragraph(text(note), role="small"),) if facts.events and (note := _convention(facts)) else ()
    return (*notes, *logged.notes(facts), _table(facts, who=False)) if facts.events else ()


def background(facts: Facts) -> tuple[Block, ...]:
    """Undisputed context."""
    if not facts.brief.background:
        return ()
    items = tuple(
        Item(
            joined((text(item.text, f"background.{key}.text"), facts.cites(item.evidence))),
            changed=facts.changed("background", key),
            origin=f"background.{key}",
        )
        for key, item in facts.brief.background.items()
    )
    return Heading(3, text(facts.words("section.background")), "section-background"), BulletList(items)


def pictures(facts: Facts) -> tuple[Block, ...]:
    """The brief's own figures."""
    blocks = []
    for key, figure in facts.brief.figures.items():
        if key in facts.images:
            at = f"figures.{key}"
            caption = facts.figure(text(figure.caption, f"{at}.caption"))
            credit = joined((text(figure.credit, f"{at}.credit"), *details(facts, at, figure)))
            alt = figure.alt or figure.caption
            blocks.append(Figure(clean(facts.images[key]), alt, caption, f"figure-{key}", credit, origin=at))
    return tuple(blocks)


def _convention(facts: Facts) -> str:
    """How the clock times that name no zone are printed, said once; nothing where every one of them names its own."""
    whens = [event.when for event in facts.events.values() if event.when and event.when.clocked]
    own = [when for when in whens if when.civil_zone(facts.brief.timezone) == facts.brief.timezone]
    match facts.brief.times:
        case "utc":
            return facts.words("time.convention_utc") if whens else ""
        case "dtg":
            return facts.words("time.convention_dtg") if whens else ""
        case "utc+local":
            city = dates.city(facts.brief.timezone)
            apart = any(facts.brief.resolve(when).leading.utcoffset() for when in own)
            return (
                facts.words("time.convention_beside", zone=city)
                if apart
                else facts.words("time.convention_utc")
                if whens
                else ""
            )
        case "local+utc":
            if not own:
                return ""
            apart = any(facts.brief.resolve(when).leading.utcoffset() for when in own)
            return facts.words(
                "time.convention" if apart else "time.convention_zero", zone=dates.city(facts.brief.timezone)
            )


def all_inferred(facts: Facts) -> str:
    """One sentence when no date of the timeline is stated by a source; empty otherwise, since then each says so itself."""
    if not facts.bases or "stated" in facts.bases:
        return ""
    return facts.words(f"time.all_{next(iter(facts.bases))}" if len(facts.bases) == 1 else "time.all_inferred")


def _table(facts: Facts, *, who: bool = True) -> Table:
    w = facts.words
    caption = facts.table(w("caption.events"))
    some_clock = any(event.when and event.when.clocked for event in facts.events.values())
    rows: list[Row] = []
    heading = None
    said_once = bool(all_inferred(facts))
    days = _days(facts)
    dated = len(list(groupby(days))) > len(days) * SCATTERED
    for (key, event), day in zip(facts.events.items(), days, strict=True):
        if day != heading and not dated:
            rows.append(Row(((text(day, f"events.{key}.when" if event.when else ""),),), group=True))
            heading = day
        rows.append(_row(facts, key, event, who, said_once, dated=dated))
    columns = (
        Column(w("table.time"), (1.6 if who else 2.0) if dated else 1.5 if some_clock else 1.15),
        Column(w("table.event"), 4.2),
        *((Column(w("table.who"), 2.0),) if who else ()),
        Column(w("table.source"), _source_width(facts)),
    )
    table = Table(columns, tuple(rows), caption, "", w("summary.events"), row_heads=False)
    return filled(table, 2) if who else table


def _days(facts: Facts) -> list[str]:
    """The day under which each event stands; a row of a log without a time stands where its log has it."""
    days: list[str] = []
    for key, event in facts.events.items():
        if event.when is None and log_of(key) and days:
            days.append(days[-1])
        else:
            days.append(facts.wording.heading(event.when) if event.when else facts.words("time.undated"))
    return days


def _source_width(facts: Facts) -> float:
    """A place in a source ("6, summary") is not broken."""
    cited = [item for event in facts.events.values() for item in event.evidence]
    return 1.1 if any(item.locator or item.supports != "supports" for item in cited) else 0.7


def _row(facts: Facts, key: str, event: Event, who: bool, said_once: bool, *, dated: bool) -> Row:
    """An event; `dated` rows say the day themselves, the others stand below it."""
    w, at = facts.words, f"events.{key}"
    taking_part = capital(facts.names(event.actors)) if event.actors else text(NOTHING)
    if event.when:
        time = text(capital(facts.wording.short(event.when)) if dated else facts.wording.cell(event.when), f"{at}.when")
    else:
        time = text(w("time.undated") if dated else "–")
    if event.when and event.when.inferred and not said_once:
        time = w.fill("time.estimated" if event.when.basis == "estimated" else "time.inferred", time=time)
    return Row(
        (
            (time,),
            _described(facts, key, event, run_in=not who),
            *(((taking_part,),) if who else ()),
            (facts.cites(event.evidence) or text(NOTHING),),
        ),
        anchor=f"event-{key}",
        changed=facts.changed("events", key),
        origin=at,
    )


def _described(facts: Facts, key: str, event: Event, *, run_in: bool) -> tuple[Inlines, ...]:
    """The cell of an event: its title, then what must be said of it, in short sentences; `run_in`: in the same paragraph."""
    title = logged.titled(facts, key, event)
    said = joined(_more(facts, f"events.{key}", event))
    if run_in and said:
        title = sentence(title)
    if event.principal:
        title = (Strong(title),)
    lines = (title, said) if said else (title,)
    return (joined(lines),) if run_in else lines


def _more(facts: Facts, at: Origin, event: Event) -> Iterable[Inlines]:
    """What must be said of an event beside its title, a sentence each."""
    w = facts.words
    if event.summary:
        yield sentence(text(event.summary, f"{at}.summary"))
    if event.status in STATUSES and not (event.status == "ongoing" and event.when and event.when.ongoing):
        yield text(w(f"event.{event.status}"))
    if event.reported_as == "attributed" and event.according_to:
        yield w.fill("event.according_to", who=facts.names(event.according_to))
    if event.reported_as == "assessed":
        yield text(w("event.assessed"))
    if event.contested_by:
        yield w.fill("event.contested", who=facts.names(event.contested_by))
    yield _verified(facts, at, event)
    if event.place:
        yield _placed(facts, at, event)
    for n, item in enumerate(event.casualties):
        own = f"{at}.casualties.{n}"
        known = (counted(facts, own, item), text(item.note, f"{own}.note"))
        yield joined((*map(sentence, filter(None, known)), facts.cites(item.evidence)))
    for n, quantity in enumerate(event.quantities):
        yield sentence(measured(facts, f"{at}.quantities.{n}", quantity))
    if event.reported_time:
        yield w.fill("event.known", time=text(facts.wording.short(event.reported_time), f"{at}.reported_time"))
    yield from details(facts, at, event)


def _placed(facts: Facts, at: str, event: Event) -> Inlines:
    """Where it happened; at the first event there, but for the incident, of which page 1 tells it, in full."""
    told = event.place in facts.brief.places and facts.first_named.get(event.place) == at
    whole = in_full(facts, event.place) if told and not event.principal else facts.place(event.place, f"{at}.place")
    return capital(sentence(whole))


def _verified(facts: Facts, at: Origin, event: Event) -> Inlines:
    """How far the event is corroborated, where that is more than one source, or other than the number of sources says."""
    if found := event.verification:
        level = facts.words(f"event.{'contested_level' if found.level == 'contested' else found.level}")
        return sentence(joined((text(level), text(found.note, f"{at}.verification.note"))))
    supporting = [item for item in event.evidence if item.supports == "supports"]
    origins = facts.brief.origins(supporting)
    stated = origins == facts.brief.independent(supporting)
    said = "event.corroborated_by" if stated else "event.reported_by"
    return text(facts.words(said, n=len(origins))) if len(origins) > 1 else ()


def number(facts: Facts, count: Count | Amount) -> str:
    """ "2", "60 to 100", "at least 12" or "up to 7.5"."""
    w, low, high = facts.words, count.min, count.max
    if low is None:
        return w("count.up_to", n=w.number(high or 0))
    if high is None:
        return w("count.at_least", n=w.number(low))
    return w.number(low) if low == high else w("count.range", min=w.number(low), max=w.number(high))


def counted(facts: Facts, at: Origin, casualties: Casualties) -> Inlines:
    """ "2 killed, 3 to 5 injured"; `at` is whose casualties they are, empty for a sum."""
    counts = joined(
        (
            facts.words.fill(f"count.{what}", n=text(number(facts, value), f"{at}.{what}" if at else ""))
            for what in ("killed", "injured", "missing")
            if (value := getattr(casualties, what)) is not None
        ),
        facts.words("join.comma"),
    )
    side = text(casualties.side, f"{at}.side")
    return facts.words.fill("count.side", side=side, counts=counts) if side else counts


def measured(facts: Facts, at: Origin, quantity: Quantity) -> Inlines:
    """ "Missiles fired: 60 to 100 (Ukraine)"; `at` is which quantity."""
    own = "value" if quantity.value else "max" if quantity.min is None else "min"
    count = text(number(facts, quantity.amount), f"{at}.{own}")
    said = {"what": capital(text(quantity.what, f"{at}.what")), "n": joined((count, text(quantity.unit, f"{at}.unit")))}
    if quantity.attribution:
        return facts.words.fill(
            "event.quantity_by", **said, attribution=text(quantity.attribution, f"{at}.attribution")
        )
    return facts.words.fill("event.quantity", **said)


MANY = 3
"""Investigations that page 1 has room for."""


def investigations(facts: Facts) -> Iterable[Inlines]:
    """One line for each investigation that goes on or is expected, else for the last ones with their time, linked to its row, for page 1."""
    found = [(key, event) for key, event in facts.events.items() if event.kind == "investigation"]
    going_on = [one for one in found if one[1].status in ("ongoing", "pending")]
    for key, event in (going_on or found)[-MANY:]:
        status = facts.words(f"event.{event.status}") if event.status in STATUSES else ""
        title = sentence(logged.titled(facts, key, event))
        over = event.when if not going_on else None
        time = text(capital(sentence(facts.wording.short(over))), f"events.{key}.when") if over else ()
        yield joined((link(title, f"event-{key}"), text(status), time))
