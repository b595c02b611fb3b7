"""Figures that events give more than twice, as a table: the first, the latest, and the way between them, drawn and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from briefgen.document.blocks import Block, Column, Row, Table
from briefgen.document.compose.event_table import number
from briefgen.document.compose.facts import Facts, capital, joined, link, text
from briefgen.document.inlines import Inlines
from briefgen.document.marks import Origin
from briefgen.document.signs import Trend
from briefgen.model.event import Event, Quantity

_FEWEST = 3
"""Numbers at different times from which on there is a way between them."""


@dataclass(frozen=True, slots=True)
class _Value:
    """What an event gives of one figure, when, and where it stands; `exact` is the number, None for a range, a bound, or two numbers."""

    event: Event
    key: str
    at: Origin
    quantity: Quantity
    moment: datetime
    exact: Decimal | None


def trends(facts: Facts) -> tuple[Block, ...]:
    """The table; nothing where no figure is given often enough."""
    rows = tuple(_row(facts, values) for values in _figures(facts))
    if not rows:
        return ()
    w = facts.words
    columns = (
        Column(w("table.figure"), 2.2),
        Column(w("table.first"), 1.7),
        Column(w("table.latest"), 1.7),
        Column(w("table.trend"), 2.4),
    )
    return (Table(columns, rows, facts.table(w("caption.trends")), "", w("summary.trends")),)


def _figures(facts: Facts) -> Iterator[list[_Value]]:
    """The values of each figure in the order of their times, of those that have enough of them; what one party says is no line with
    what another does."""
    found: dict[tuple[str, str, str], dict[str, list[_Value]]] = {}
    for key, event in facts.events.items():
        moment = facts.brief.resolve(event.when).earliest if event.when else None
        if moment is None or event.status in ("pending", "cancelled"):
            continue
        for n, quantity in enumerate(event.quantities):
            exact = quantity.amount.min if quantity.amount.exact else None
            value = _Value(event, key, f"events.{key}.quantities.{n}", quantity, moment, exact)
            name = (quantity.what.casefold(), quantity.unit.casefold(), quantity.attribution.casefold())
            found.setdefault(name, {}).setdefault(key, []).append(value)
    for by_event in found.values():
        values = sorted(map(_one, by_event.values()), key=lambda value: value.moment)
        if len({value.moment for value in values if value.exact is not None}) >= _FEWEST:
            yield values


def _one(values: list[_Value]) -> _Value:
    """What an event gives; two numbers for one thing are no number to draw."""
    first = values[0]
    return first if len(values) == 1 else _Value(first.event, first.key, first.at, first.quantity, first.moment, None)


def _row(facts: Facts, values: Sequence[_Value]) -> Row:
    known = [value for value in values if value.exact is not None]
    first, latest = known[0], known[-1]
    what = joined(
        (
            capital(text(latest.quantity.what, f"{latest.at}.what")),
            text(f"({latest.quantity.unit})" if latest.quantity.unit else ""),
        )
    )
    by = text(latest.quantity.attribution, f"{latest.at}.attribution")
    drawn = (Trend(tuple(_points(values))),)
    changed = any(facts.changed("events", value.key, "quantities") for value in values)
    cells = (
        (what, by) if by else (what,),
        _told(facts, first),
        _told(facts, latest),
        (drawn, text(_way(facts, values))),
    )
    return Row(cells, changed=changed, origin=latest.at)


def _told(facts: Facts, value: _Value) -> tuple[Inlines, ...]:
    """The number with its source, and when."""
    assert value.event.when  # as it was chosen
    count = text(number(facts, value.quantity.amount), f"{value.at}.value")
    when = link(text(facts.wording.short(value.event.when), f"events.{value.key}.when"), f"event-{value.key}")
    return joined((count, facts.cites(value.event.evidence))), when


def _points(values: Sequence[_Value]) -> Iterator[tuple[float, float] | None]:
    """Each value as shares of the time and of the highest number."""
    known = [value for value in values if value.exact is not None]
    begin, whole = known[0].moment, (known[-1].moment - known[0].moment).total_seconds()
    most = max(value.exact for value in known if value.exact is not None) or Decimal(1)
    for value in values:
        if value.exact is None:
            yield None
        else:
            yield (value.moment - begin).total_seconds() / whole, float(value.exact / most)


def _way(facts: Facts, values: Sequence[_Value]) -> str:
    """Where the latest number lies to the first, what was above and below both, and what is no single number."""
    w = facts.words
    known = [(value.exact, value) for value in values if value.exact is not None]
    first, last = known[0][0], known[-1][0]
    said = [w("trends.rose" if last > first else "trends.fell" if last < first else "trends.same")]
    for key, (amount, value) in (
        ("highest", max(known, key=lambda one: one[0])),
        ("lowest", min(known, key=lambda one: one[0])),
    ):
        if amount not in (first, last) and value.event.when:
            shown, when = number(facts, value.quantity.amount), facts.wording.short(value.event.when)
            said.append(w(f"trends.{key}", n=shown, time=when))
    if left := len(values) - len(known):
        said.append(w.count("trends.left", left))
    return w("join.semicolon").join(said)
