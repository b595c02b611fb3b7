"""Section: what happened. The chart, the chosen events, background and pictures; and the annex that has every event."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, BulletList, Figure, Heading, Item, Paragraph
from briefgen.document.compose import logged
from briefgen.document.compose.chart import timeline
from briefgen.document.compose.details import details
from briefgen.document.compose.event_table import convention, event_table
from briefgen.document.compose.facts import Facts, joined, link, sentence, text
from briefgen.document.picture import clean


def chronology(facts: Facts) -> tuple[Block, ...]:
    """The chart where page 1 has none, the events in order, background where no section of its own has it, and pictures."""
    blocks: list[Block] = []
    if facts.charted and not facts.chart_in_front:
        blocks.append(timeline(facts))
    blocks += _phases(facts)
    blocks += _notes(facts)  # beside the table, so that the heading stays with the chart
    if facts.chronicled:
        blocks.append(event_table(facts, facts.chronicled, facts.words("caption.events")))
    if facts.brief.background and "background" not in facts.parts:
        head = Heading(3, text(facts.words("section.background")), "section-background")
        blocks += [head, *background(facts)]
    blocks += pictures(facts)
    return tuple(blocks)


def developments(facts: Facts) -> tuple[Block, ...]:
    """The table of events alone, for a situation report."""
    if not facts.chronicled:
        return ()
    return *_notes(facts), event_table(facts, facts.chronicled, facts.words("caption.events"), who=False, short=True)


def every_event(facts: Facts) -> tuple[Block, ...]:
    """All events in order, where the chronology is a choice among them; those of the chronology lead there."""
    if len(facts.chronicled) == len(facts.events):
        return ()
    return (event_table(facts, facts.events, facts.words("caption.every_event"), short=True, told=facts.chronicled),)


def _phases(facts: Facts) -> Iterator[Paragraph]:
    """From when to when each phase lasted, and how that is known."""
    for key, phase in facts.brief.phases.items():
        at = f"phases.{key}"
        time = text(sentence(facts.wording.short(phase.when)), f"{at}.when")
        said = joined((time, *details(facts, at, phase)))
        told = facts.words.fill("changes.labelled", label=text(phase.title, f"{at}.title"), said=said)
        yield Paragraph(told, "small", f"phase-{key}", changed=facts.changed("phases", key), origin=at)


def _notes(facts: Facts) -> Iterator[Paragraph]:
    """How clock times are printed, which logs are told, and how many of the events."""
    if facts.events and (note := convention(facts)):
        yield Paragraph(text(note), role="small")
    yield from logged.notes(facts)
    n, total = len(facts.chronicled), len(facts.events)
    if n < total:
        w = facts.words
        said = w.fill("choice.events", n=w.number(n), total=w.number(total))
        annex = link(text(facts.annex("log")), "annex-log") if "log" in facts.letters else ()
        yield Paragraph(joined((said, w.fill("choice.all_events", annex=annex) if annex else ())), role="small")


def background(facts: Facts) -> tuple[Block, ...]:
    """Undisputed context."""
    items = tuple(
        Item(
            joined((text(item.text, f"background.{key}.text"), facts.cites(item.evidence))),
            changed=facts.changed("background", key),
            origin=f"background.{key}",
        )
        for key, item in facts.brief.background.items()
    )
    return (BulletList(items),) if items else ()


def pictures(facts: Facts) -> tuple[Block, ...]:
    """The brief's own figures that stand in no section of its own."""
    placed = {ref for section in facts.brief.sections.values() for ref in section.figures}
    return tuple(block for key in facts.brief.figures if key not in placed for block in picture(facts, key))


def picture(facts: Facts, key: str) -> tuple[Block, ...]:
    """One of the brief's own figures; nothing where its file could not be read."""
    figure = facts.brief.figures.get(key)
    if figure is None or key not in facts.images:
        return ()
    at = f"figures.{key}"
    caption = facts.figure(text(figure.caption, f"{at}.caption"))
    credit = joined((text(figure.credit, f"{at}.credit"), *details(facts, at, figure)))
    alt = figure.alt or figure.caption
    return (Figure(clean(facts.images[key]), alt, caption, f"figure-{key}", credit, origin=at),)
