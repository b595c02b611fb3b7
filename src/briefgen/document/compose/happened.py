"""Section: what happened. The chart, the table of events, background and pictures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from briefgen.document.blocks import (
    Block,
    BulletList,
    Column,
    Figure,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Row,
    Strong,
    Table,
)
from briefgen.document.compose.chart import timeline
from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text
from briefgen.document.picture import clean
from briefgen.incident.event import Casualties, Count, Event, Quantity

SCATTERED = 0.6
"""Days for an event, from which headings of days would be as many as rows."""
STATUSES = ("failed", "ongoing", "pending", "undetermined", "cancelled")


def happened(ctx: Facts) -> tuple[Block, ...]:
    """The chart where page 1 has none, the events in order, then background and pictures."""
    blocks: list[Block] = []
    if ctx.events and not ctx.chart_in_front:
        blocks.append(timeline(ctx))
    if note := _convention(ctx):
        blocks.append(Paragraph(text(note), role="small"))  # beside the table, so that the heading stays with the chart
    if ctx.events:
        blocks.append(_table(ctx))
    blocks += background(ctx)
    blocks += pictures(ctx)
    return tuple(blocks)


def developments(ctx: Facts) -> tuple[Block, ...]:
    """The table of events alone, for a situation report."""
    notes = (Paragraph(text(note), role="small"),) if ctx.events and (note := _convention(ctx)) else ()
    return (*notes, _table(ctx, who=False)) if ctx.events else ()


def background(ctx: Facts) -> tuple[Block, ...]:
    """Undisputed context."""
    if not ctx.brief.background:
        return ()
    items = tuple(
        Item(joined((text(item.text), ctx.cites(item.evidence))), changed=ctx.changed("background", key))
        for key, item in ctx.brief.background.items()
    )
    return Heading(3, text(ctx.words("section.background")), "section-background"), BulletList(items)


def pictures(ctx: Facts) -> tuple[Block, ...]:
    """The brief's own figures."""
    blocks = []
    for key, figure in ctx.brief.figures.items():
        if key in ctx.images:
            caption = ctx.figure(text(figure.caption))
            blocks.append(
                Figure(
                    clean(ctx.images[key]), figure.alt or figure.caption, caption, f"figure-{key}", text(figure.credit)
                )
            )
    return tuple(blocks)


def _convention(ctx: Facts) -> str:
    """How clock times are printed, said once."""
    notes = []
    whens = [event.when for event in ctx.events.values() if event.when]
    if any(when.clocked for when in whens):
        keys = {"local+utc": "time.convention", "utc": "time.convention_utc", "dtg": "time.convention_dtg"}
        notes.append(ctx.words(keys[ctx.brief.times], zone=ctx.brief.timezone.rpartition("/")[2].replace("_", " ")))
    return " ".join(notes)


def all_inferred(ctx: Facts) -> str:
    """One sentence when no date of the timeline is stated by a source; empty otherwise, since then each says so itself."""
    whens = [event.when for event in ctx.events.values() if event.when]
    if not whens or not all(when.inferred for when in whens):
        return ""
    weekdays = {when.basis for when in whens} == {"inferred_from_weekday"}
    return ctx.words("time.all_inferred_from_weekday" if weekdays else "time.all_inferred")


def _table(ctx: Facts, *, who: bool = True) -> Table:
    w = ctx.words
    caption = ctx.table(w("caption.events"))
    some_clock = any(event.when and event.when.clocked for event in ctx.events.values())
    rows: list[Row] = []
    heading = None
    said_once = bool(all_inferred(ctx))
    days = [ctx.wording.heading(event.when) if event.when else w("time.undated") for event in ctx.events.values()]
    dated = len(list(groupby(days))) > len(days) * SCATTERED
    for (key, event), day in zip(ctx.events.items(), days, strict=True):
        if day != heading and not dated:
            rows.append(Row(((text(day),),), group=True))
            heading = day
        rows.append(_row(ctx, key, event, who, said_once, dated=dated))
    columns = (
        Column(w("table.time"), (1.6 if who else 2.0) if dated else 1.5 if some_clock else 1.15),
        Column(w("table.event"), 4.2),
        *((Column(w("table.who"), 2.0),) if who else ()),
        Column(w("table.source"), _source_width(ctx)),
    )
    return Table(columns, tuple(rows), caption, "", w("summary.events"), row_heads=False)


def _source_width(ctx: Facts) -> float:
    """A place in a source ("6, summary") is not broken."""
    return 1.1 if any(item.locator for event in ctx.events.values() for item in event.evidence) else 0.7


def _row(ctx: Facts, key: str, event: Event, who: bool, said_once: bool, *, dated: bool) -> Row:
    """An event; `dated` rows say the day themselves, the others stand below it."""
    w = ctx.words
    taking_part = text(capital(ctx.names(event.actors)) if event.actors else "–")
    if event.when:
        time = capital(ctx.wording.short(event.when)) if dated else ctx.wording.cell(event.when)
    else:
        time = w("time.undated") if dated else "–"
    if event.when and event.when.inferred and not said_once:
        time = w("time.inferred", time=time)
    return Row(
        (
            (text(time),),
            _described(ctx, event, run_in=not who),
            *(((taking_part,),) if who else ()),
            (ctx.cites(event.evidence) or text("–"),),
        ),
        anchor=f"event-{key}",
        changed=ctx.changed("events", key),
    )


def _described(ctx: Facts, event: Event, *, run_in: bool) -> tuple[Inlines, ...]:
    """The cell of an event: its title, then what must be said of it, in short sentences; `run_in`: in the same paragraph."""
    w = ctx.words
    said: list[str] = [sentence(event.summary)] if event.summary else []
    if event.status in STATUSES and not (event.status == "ongoing" and event.when and event.when.ongoing):
        said.append(w(f"event.{event.status}"))
    if event.reported_as == "attributed" and event.according_to:
        said.append(w("event.according_to", who=ctx.names(event.according_to)))
    if event.reported_as == "assessed":
        said.append(w("event.assessed"))
    if event.contested_by:
        said.append(w("event.contested", who=ctx.names(event.contested_by)))
    if corroboration := _verified(ctx, event):
        said.append(corroboration)
    if event.place:
        said.append(capital(sentence(ctx.place(event.place))))
    said += [" ".join(map(sentence, filter(None, (counted(ctx, item), item.note)))) for item in event.casualties]
    said += [sentence(measured(ctx, quantity)) for quantity in event.quantities]
    if event.reported_time:
        said.append(w("event.known", time=ctx.wording.short(event.reported_time)))
    title = text(sentence(event.title) if run_in and said else event.title)
    if event.principal:
        title = (Strong(title),)
    lines = (title, text(" ".join(said))) if said else (title,)
    return (joined(lines),) if run_in else lines


def _verified(ctx: Facts, event: Event) -> str:
    """How far the event is corroborated, where that is more than one source, or other than the number of sources says."""
    w = ctx.words
    if event.verification:
        return sentence(
            " ".join(
                part
                for part in (
                    w(
                        "event.contested_level"
                        if event.verification.level == "contested"
                        else f"event.{event.verification.level}"
                    ),
                    event.verification.note,
                )
                if part
            )
        )
    origins = ctx.brief.origins(item for item in event.evidence if item.supports == "supports")
    return w("event.corroborated_by", n=len(origins)) if len(origins) > 1 else ""


def number(ctx: Facts, count: Count) -> str:
    """ "2", or "60 to 100"."""
    low, high = (ctx.words.number(bound) for bound in (count.min, count.max))
    return low if low == high else ctx.words("count.range", min=low, max=high)


def counted(ctx: Facts, casualties: Casualties) -> str:
    """ "2 killed, 3 to 5 injured"."""
    counts = ctx.words("join.comma").join(
        ctx.words(f"count.{what}", n=number(ctx, value))
        for what, value in (
            ("killed", casualties.killed),
            ("injured", casualties.injured),
            ("missing", casualties.missing),
        )
        if value is not None
    )
    return ctx.words("count.side", side=casualties.side, counts=counts) if casualties.side else counts


def measured(ctx: Facts, quantity: Quantity) -> str:
    """ "Missiles fired: 60 to 100 (Ukraine)"."""
    n = " ".join(part for part in (number(ctx, quantity.count), quantity.unit) if part)
    what = quantity.what[:1].upper() + quantity.what[1:]
    if quantity.attribution:
        return ctx.words("event.quantity_by", what=what, n=n, attribution=quantity.attribution)
    return ctx.words("event.quantity", what=what, n=n)


MANY = 3
"""Investigations that page 1 has room for."""


def investigations(ctx: Facts) -> Iterable[Inlines]:
    """One line for each investigation that goes on or is expected, else for the last ones, linked to its row, for page 1."""
    found = [(key, event) for key, event in ctx.events.items() if event.kind == "investigation"]
    for key, event in ([one for one in found if one[1].status in ("ongoing", "pending")] or found)[-MANY:]:
        status = ctx.words(f"event.{event.status}") if event.status in STATUSES else ""
        yield joined((link(sentence(event.title), f"event-{key}"), text(status)))
