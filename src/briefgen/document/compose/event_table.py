"""Events as rows of a table: when, what, who, and from which source; and the numbers in them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from briefgen.document import dates
from briefgen.document.blocks import Column, Row, Table
from briefgen.document.compose import logged
from briefgen.document.compose.details import details, in_full
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, link, sentence, text
from briefgen.document.inlines import Inlines, Strong
from briefgen.document.marks import Origin
from briefgen.model.amount import Amount
from briefgen.model.count import Count
from briefgen.model.event import Casualties, Event, Quantity
from briefgen.model.log import log_of

SCATTERED, SCATTERED_SHORT = 0.6, 0.4
"""Days for an event, from which headings of days would be as many as rows, or, in a short table, take too much room."""
STATUSES = ("failed", "ongoing", "pending", "undetermined", "cancelled")


def convention(facts: Facts) -> str:
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


def event_table(
    facts: Facts,
    events: Mapping[str, Event],
    title: str,
    *,
    who: bool = True,
    short: bool = False,
    told: Container[str] = (),
) -> Table:
    """The events in their order, below the days that they are filed under; in a `short` table what is said of one runs on.

    Of those `told` elsewhere the row leads there.
    """
    w = facts.words
    some_clock = any(event.when and event.when.clocked for event in events.values())
    rows: list[Row] = []
    said_once = bool(all_inferred(facts))
    days = _days(facts, events)
    dated = len(days) > len(events) * (SCATTERED_SHORT if short else SCATTERED)
    for day, filed in days.items():
        if not dated:
            own = filed[0] if events[filed[0]].when else ""
            rows.append(Row(((text(day, f"events.{own}.when" if own else ""),),), group=True))
        below = "" if dated else day
        rows += [
            _row(facts, key, events[key], who, short, said_once, below=below, whole=key not in told) for key in filed
        ]
    columns = (
        Column(w("table.time"), (1.6 if who else 2.0) if dated else 1.5 if some_clock else 1.15, times=True),
        Column(w("table.event"), 4.2),
        *((Column(w("table.who"), 2.0),) if who else ()),
        Column(w("table.source"), _source_width(events)),
    )
    table = Table(columns, tuple(rows), facts.table(title), "", w("summary.events"), row_heads=False)
    return filled(table, 2) if who else table


def _days(facts: Facts, events: Mapping[str, Event]) -> dict[str, list[str]]:
    """The days in order, each with the events that are filed under it; no day comes twice.

    An event without a time that stands among others, as a row of a log or since it is said to follow one, stays below their day.
    """
    days: dict[str, list[str]] = {}
    timed = [key for key, event in events.items() if event.when]
    last = timed[-1] if timed else ""
    passed, day = not timed, ""
    for key, event in events.items():
        if event.when:
            day = facts.wording.heading(event.when)
        elif not day or (passed and not log_of(key)):
            day = facts.words("time.undated")
        days.setdefault(day, []).append(key)
        passed = passed or key == last
    return days


def _source_width(events: Mapping[str, Event]) -> float:
    """A place in a source ("6, summary") is not broken."""
    cited = [item for event in events.values() for item in event.evidence]
    return 1.1 if any(item.locator or item.supports != "supports" for item in cited) else 0.7


def _row(
    facts: Facts, key: str, event: Event, who: bool, short: bool, said_once: bool, *, below: str, whole: bool
) -> Row:
    """An event; `below` is the day above it, empty where the rows say the day themselves; one that is not `whole` is told elsewhere."""
    w, at = facts.words, f"events.{key}"
    taking_part = capital(facts.names(event.actors)) if event.actors else text(NOTHING)
    if event.when:
        time = text(facts.wording.cell(event.when) if below else capital(facts.wording.short(event.when)), f"{at}.when")
    else:
        said_above = below and (below == w("time.undated") or log_of(key))
        time = text(NOTHING if said_above else w("time.undated"))
    if event.when and event.when.inferred and not said_once:
        time = w.fill("time.estimated" if event.when.basis == "estimated" else "time.inferred", time=time)
    described = (
        _described(facts, key, event, run_in=short)
        if whole
        else (link(logged.titled(facts, key, event), f"event-{key}"),)
    )
    return Row(
        (
            (time,),
            described,
            *(((taking_part,),) if who else ()),
            (facts.cites(event.evidence) or text(NOTHING),),
        ),
        anchor=f"event-{key}" if whole else "",
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
    if event.role:
        yield text(w(f"event_role.{event.role}"), f"{at}.role")
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
    """ "2", "about 40", "60 to 100", "at least 12" or "up to 7.5"."""
    w, low, high = facts.words, count.min, count.max
    if low is None:
        return w("count.up_to", n=w.number(high or 0))
    if high is None:
        return w("count.at_least", n=w.number(low))
    if count.about:
        return w("count.about", n=w.number(low))
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
