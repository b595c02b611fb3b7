"""The numbers of page 1: casualties, how long it lasted, what the key points count, and what limits them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice

from briefgen.document.blocks import Block, KeyFigure, KeyFigures
from briefgen.document.compose.casualties import casualties
from briefgen.document.compose.derived import how_long
from briefgen.document.compose.facts import Facts, capital, joined, text
from briefgen.document.compose.figure_number import bounded, in_figures
from briefgen.document.compose.room import Room
from briefgen.document.compose.short_date import short_day
from briefgen.document.inlines import Cite, Inlines
from briefgen.document.lengths import days, elapsed
from briefgen.document.marks import Origin
from briefgen.document.words import Words
from briefgen.model.event import Event, Quantity
from briefgen.model.log import log_of
from briefgen.model.source import Evidence
from briefgen.model.time import When

MOST = 4
"""Figures in the row."""
DIGIT, LETTER, COLUMN = 10.8, 6.3, 112.0
"""Points that a digit, a letter of a unit and a column of four have: roughly, to see whether a unit stands beside its number."""
DAY, HOUR, YEAR = timedelta(days=1), timedelta(hours=1), 365.25
ROUGH, YEARS = 2 * HOUR, 730 * DAY
"""From where on minutes say too much of what is only about so long, and days of anything."""
DOUBTED = ("D", "E", "F")
"""Reliability of a source that limits all that rests on it alone."""
ALTERED = ("machine_paraphrased", "ocr", "unknown")
"""Fidelity that does so."""


def key_figures(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The row of figures; nothing where there is nothing to count."""
    named = {key for kind, key in filter(None, map(facts.brief.find, _refs(facts))) if kind == "events"}
    others = [key for key, event in facts.charted.items() if key not in named and not log_of(key)]
    counted = chain(
        casualties(facts),
        _span(facts),
        _impact(facts),
        _quantities(facts, [key for key in facts.events if key in named]),
        _times(facts),
        _quantities(facts, others),
    )
    figures = list(islice(counted, MOST))
    if figures and len(figures) < MOST:
        figures += _caveat(facts)
    shown = figures if room.notes else [_in_two_lines(figure) for figure in figures]
    return (KeyFigures(tuple(shown)),) if shown else ()


def _refs(facts: Facts) -> Iterator[str]:
    return (ref for point in facts.brief.key_points for ref in point.refs)


def _in_two_lines(figure: KeyFigure) -> KeyFigure:
    """The figure without its note, but for the references in it, which go to what it counts."""
    cites = tuple(part for part in figure.note if isinstance(part, Cite))
    return replace(figure, what=joined((figure.what, cites)), note=())


# -- how long ---------------------------------------------------------------------------------------------------------


def _span(facts: Facts) -> Iterator[KeyFigure]:
    """How long the incident lasted; where it is a moment, how long its named phases did together."""
    key, event = next(((key, e) for key, e in facts.events.items() if e.principal), ("", None))
    if event and event.when and (lasted := _lasted(facts, event.when, event.when)):
        named = text(event.short, f"events.{key}.{'label' if event.label else 'title'}")
        note = joined((text(facts.wording.short(event.when), f"events.{key}.when"), facts.cites(event.evidence)))
        yield KeyFigure(*lasted, named, note, facts.changed("events", key, "when"), f"events.{key}.when")
    elif phases := facts.brief.phases:
        first = min(phases.values(), key=lambda phase: facts.brief.resolve(phase.when).leading)
        last = max(phases.values(), key=lambda phase: facts.brief.resolve(phase.when).last)
        if lasted := _lasted(facts, first.when, last.when):
            titles = (text(phase.title, f"phases.{key}.title") for key, phase in phases.items())
            both = When.model_validate(
                {"from": str(first.when.start), "to": str(last.when.end), "zone": first.when.zone}
            )
            note = text(facts.wording.short(both), "phases") if first.when.zone == last.when.zone else ()
            changed = any(facts.changed("phases", key) for key in phases)
            yield KeyFigure(*lasted, capital(facts.words.series(titles)), note, changed, "phases")


def _lasted(facts: Facts, first: When, last: When) -> tuple[str, str] | None:
    """From the beginning of the first to the end of the last, where both are spans with ends that are known to the day."""
    ends = (first.start, last.end)
    if not (
        first.form == last.form == "lasted"
        and all(end and end.precision in ("day", "minute", "second") for end in ends)
    ):
        return None
    start, end = facts.brief.resolve(first).earliest, facts.brief.resolve(last).latest
    if not (start and end and start < end):
        return None
    clocked = all(point is not None and point.clock is not None for point in ends)
    sure = all(point is not None and point.certain for point in ends)
    return _length(facts.words, end - start, clocked=clocked, sure=sure)


def _length(w: Words, lasted: timedelta, *, clocked: bool, sure: bool) -> tuple[str, str]:
    """The number and the rest: ("5", "h 50 min"), ("39", "days"), ("14", "years 10 months"); of several hours whose ends are not
    sure whole hours alone, since minutes would say too much."""
    if lasted >= YEARS:
        years, rest = divmod(lasted / DAY, YEAR)
        months = int(rest / (YEAR / 12))
        said = w.count("length.year", int(years))
        said = w("length.two", first=said, second=w.count("length.month", months)) if months else said
    elif not clocked:
        said = days(w, round(lasted / DAY))
    else:
        said = elapsed(w, lasted if sure or lasted < ROUGH else HOUR * round(lasted / HOUR))
    number, _, rest_of_it = said.partition(" ")
    return number, rest_of_it


# -- what is counted --------------------------------------------------------------------------------------------------


def _quantities(facts: Facts, keys: list[str]) -> Iterator[KeyFigure]:
    """A figure for each quantity of events, with who gives the number."""
    return (figure for key in keys for figure in _of_event(facts, key, facts.events[key]))


def _impact(facts: Facts) -> Iterator[KeyFigure]:
    """A figure for each number of what the incident itself did, and of what a key point names."""
    named = {key for kind, key in filter(None, map(facts.brief.find, _refs(facts))) if kind == "impact"}
    for key, item in facts.brief.impact.items():
        of = [found for found in map(facts.brief.find, item.refs) if found]
        itself = not of or any(kind == "events" and facts.brief.events[ref].principal for kind, ref in of)
        if itself or key in named:
            at, changed = f"impact.{key}", facts.changed("impact", key, "quantities")
            for n, quantity in enumerate(item.quantities):
                yield _counted(facts, f"{at}.quantities.{n}", quantity, (), item.evidence, changed)


def _times(facts: Facts) -> Iterator[KeyFigure]:
    """How long it took to detect, to mitigate and to resolve it; what the whole incident lasted is told as that."""
    w = facts.words
    whole = [figure.number + figure.unit for figure in _span(facts)]
    for time in facts.brief.derived_times:
        number, _, unit = how_long(facts, time).partition(" ")
        if not number[:1].isdecimal():  # about, at least, up to
            continue
        ends = (facts.brief.events[key] for key in (time.start, time.end))
        cites = facts.cites(tuple(item for event in ends for item in event.evidence))
        changed = any(facts.changed("events", key, "when", "role") for key in (time.start, time.end))
        if number + unit not in whole:
            yield KeyFigure(number, unit, text(w(f"times.{time.name}")), cites, changed, f"events.{time.end}.when")


def _of_event(facts: Facts, key: str, event: Event) -> Iterator[KeyFigure]:
    for n, quantity in enumerate(event.quantities):
        moment = event.when if event.when and event.when.form == "moment" else None
        time = text(short_day(facts, moment), f"events.{key}.when") if moment else ()
        changed = facts.changed("events", key, "quantities")
        yield _counted(facts, f"events.{key}.quantities.{n}", quantity, time, event.evidence, changed)


def _counted(
    facts: Facts, at: Origin, quantity: Quantity, time: Inlines, evidence: tuple[Evidence, ...], changed: bool
) -> KeyFigure:
    """The figure of a quantity, with who gives the number, else when."""
    w = facts.words
    number, size = in_figures(w, quantity.amount)
    what: Inlines = text(quantity.what, f"{at}.what")
    both = " ".join(filter(None, (size, quantity.unit)))
    beside = DIGIT * len(number) + LETTER * (len(both) + 1) <= COLUMN
    unit = both if beside else size
    if quantity.unit and not beside:
        what = w.fill("front.figure_unit", unit=text(quantity.unit, f"{at}.unit"), what=what)
    note = joined((text(quantity.attribution, f"{at}.attribution") or time, facts.cites(evidence)))
    return KeyFigure(number, unit, bounded(w, quantity.amount, what), note, changed, at)


# -- what limits all --------------------------------------------------------------------------------------------------


def _caveat(facts: Facts) -> Iterator[KeyFigure]:
    """That all rests on one source, where that is graded low or its text is not as it was."""
    cited = [(key, source) for key, source in facts.brief.sources.items() if source.role == "cited"]
    if len(cited) != 1:
        return
    key, source = cited[0]
    doubted = (source.grade or "A").startswith(DOUBTED)
    if doubted or source.fidelity in ALTERED:
        w, at = facts.words, f"sources.{key}"
        grade = w.fill("front.grade", grade=text(source.grade, f"{at}.grade")) if source.grade else ()
        known = text(w(f"fidelity.{source.fidelity}")) if source.fidelity in ALTERED else ()
        publisher = text(source.publisher, f"{at}.publisher")
        what = joined((text(w("front.one_source")), publisher), w("join.comma"))
        note = joined((joined((grade, known), w("join.comma")), facts.cites((Evidence(source=key),))))
        yield KeyFigure("1", "", what, note, facts.changed("sources", key, "grade", "fidelity"), at)
