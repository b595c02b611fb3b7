"""Page 1: it answers before it explains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from briefgen.document.blocks import Block, BulletList, Callout, Heading, Item, Paragraph
from briefgen.document.compose.beside import beside
from briefgen.document.compose.chart import strip, timeline, unstripped
from briefgen.document.compose.edition import correction, edition_name, issued, silent
from briefgen.document.compose.event_table import all_inferred
from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text
from briefgen.document.compose.foot import foot
from briefgen.document.compose.key_figures import key_figures
from briefgen.document.compose.quotes import quoted, withheld
from briefgen.document.compose.room import Room
from briefgen.document.compose.stationery import head
from briefgen.document.inlines import Inlines, Strong
from briefgen.document.outline import FrontPart
from briefgen.document.placeholder import placeholder
from briefgen.model.brief import FRONT as OWN
from briefgen.model.decision import DecisionOption
from briefgen.model.log import log_of
from briefgen.model.source import Source


def opening(facts: Facts, *, marked: bool = False) -> tuple[Block, ...]:
    """Publisher, kind and edition, and what the information goes up to; the title; of an edition, when it was issued.

    `marked`: there are bars in the margin, and what they mean is said once, here.
    """
    w, brief = facts.words, facts.brief
    told = facts.stamp is None or facts.stamp.kind != "withdrawn"
    edition = text(edition_name(facts)) if facts.stamp else ()  # of a draft the head of every page says so
    known = w.fill("front.as_of", time=text(facts.wording.full(brief.as_of), "as_of")) if brief.as_of else ()
    control = facts.paper.record == "control"
    parts = (
        () if control or facts.paper.letterhead else text(brief.publisher, "publisher"),
        *(() if control else (joined((text(facts.kind), text(brief.number, "number"))),)),
        w.fill("front.severity", severity=text(brief.severity, "severity")) if brief.severity else (),
        *(() if control else (edition, known)),
        text(all_inferred(facts)) if told else (),
    )
    moved = facts.changed(OWN, "", *(("severity",) if control else ("as_of", "severity")))
    blocks: list[Block] = [*head(facts)]
    if kicker := joined(parts, w("join.dot")):
        blocks.append(Paragraph(kicker, role="kicker", changed=moved))
    blocks.append(
        Heading(1, text(brief.title, "title"), "title", changed=facts.changed(OWN, "", "title"), origin="title")
    )
    valid = (
        w.fill("front.valid_until", time=text(facts.wording.full(brief.valid_until), "valid_until"))
        if brief.valid_until
        else ()
    )
    said = (text(issued(facts)), text(silent(w, facts.since)), valid)
    if standing := joined((*said, *(_key(facts) if marked else ()))):
        blocks.append(Paragraph(standing, role="standfirst", changed=facts.changed(OWN, "", "valid_until")))
    return *blocks, *correction(facts)


def _key(facts: Facts) -> Iterable[Inlines]:
    """What a bar in the margin means, and where all changes are told."""
    assert facts.since is not None  # nothing is marked but against an edition
    yield text(facts.words("changes.key", edition=facts.since.edition))
    if "changes" in facts.letters:
        annex = link(text(facts.annex("changes")), "annex-changes")
        yield facts.words.fill("changes.all", annex=annex)


def draft(facts: Facts) -> tuple[Block, ...]:
    """A loud warning while a placeholder is left."""
    brief = facts.brief
    events = [event for key, event in brief.events.items() if not log_of(key)]
    written = [
        brief.title,
        brief.bottom_line,
        *(k.text for k in brief.key_points),
        *(e.title for e in events),
    ]
    written += [e.summary for e in events] + [p.says for p in brief.positions.values()]
    written += [q.text for q in brief.questions.values()] + [j.text for j in facts.judgements.values()]
    left = dict.fromkeys(found for content in written if (found := placeholder(content)))
    if not left:
        return ()
    body = facts.words("front.placeholders_text", list=facts.words("join.comma").join(left))
    return (Callout("alert", facts.words("front.placeholders"), (Paragraph(text(body)),)),)


def bottom_line(facts: Facts) -> tuple[Block, ...]:
    """The answer in one or two sentences."""
    if not facts.brief.bottom_line:
        return ()
    changed = facts.changed(OWN, "", "bottom_line")
    answer = Paragraph(text(facts.brief.bottom_line, "bottom_line"), role="lead", changed=changed, origin="bottom_line")
    return (Callout("key", facts.words("front.bottom_line"), (answer,)),)


def decision(facts: Facts, room: Room) -> tuple[Block, ...]:
    """What the reader is asked to decide, the ways to decide it and what speaks for each, by when and by whom."""
    asked, w = facts.brief.decision, facts.words
    if asked is None:
        return ()
    changed = facts.changed(OWN, "", "decision")
    body: list[Paragraph | BulletList] = [
        Paragraph(text(asked.text, "decision.text"), changed=changed, origin="decision")
    ]
    if asked.options:
        body.append(BulletList(tuple(_option(facts, n, option, room) for n, option in enumerate(asked.options))))
    aside: list[Inlines] = []
    if asked.by:
        day = text(facts.wording.full(asked.by), "decision.by")
        aside.append((Strong(w.fill("front.decide_by", time=day)),))
    if asked.from_ in facts.brief.actors:
        aside.append(capital(facts.name(asked.from_)))
    elif asked.from_:
        aside.append(text(asked.from_, "decision.from_"))
    return (Callout("decision", w("front.decision"), tuple(body), tuple(aside)),)


def weighed(facts: Facts) -> bool:
    """Whether anything is said for or against a way to decide."""
    asked = facts.brief.decision
    return asked is not None and any(option.for_ or option.against for option in asked.options)


def reasons_left_over(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The ways to decide with what speaks for each, for the next page, where page 1 had no room for that."""
    if room.reasons or facts.brief.decision is None or not weighed(facts):
        return ()
    whole = replace(room, reasons=True)
    ways = tuple(_option(facts, n, option, whole) for n, option in enumerate(facts.brief.decision.options))
    return (Callout("decision", facts.words("front.reasons"), (BulletList(ways),)),)


def _option(facts: Facts, n: int, option: DecisionOption, room: Room) -> Item:
    """ "Close the port. For: it is safe. Against: it costs a day." """
    w, at = facts.words, f"decision.options.{n}"
    said: list[Inlines] = [(Strong(sentence(text(option.text, f"{at}.text"))),)]
    for field, why in (("for_", option.for_), ("against", option.against)):
        if why and room.reasons:
            word = f"front.option_{field.rstrip('_')}"
            said.append(sentence(w.fill(word, why=text(why, f"{at}.{field}"))))
    return Item(joined(said), origin=at)


def chart(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The strip of the chart at the height that there is room for; the whole chart where page 1 is its only place."""
    match facts.front_chart:
        case "strip" if facts.charted and room.strip:
            if not any(event.when for event in facts.charted.values()):  # rows without a time make no strip
                return (timeline(facts),) if facts.chart_in_front else ()
            return (strip(facts, room.strip),)
        case "whole" if facts.charted:
            return (timeline(facts),)
        case _:
            return ()


def chart_left_over(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The whole chart for the next page, where no section has it and page 1 had no room for its strip."""
    left = facts.front_chart == "strip" and facts.chart_in_front and facts.charted and not room.strip
    return (unstripped(facts),) if left else ()


def wording(facts: Facts) -> tuple[Block, ...]:
    """What a reader must know of sources whose text is not the original."""
    w = facts.words
    withheld_from = {quote.ref for quote in withheld(facts)}
    quoted_from = {found.ref for key in facts.positions if (found := quoted(facts, key))}
    notices: dict[str, list[str]] = {}
    for key, source in facts.shown_sources.items():
        if notice := _notice(source, quoted=key in quoted_from, withheld=key in withheld_from):
            notices.setdefault(notice, []).append(f"[{facts.references[key]}]")
    said = [w(f"front.{key}", source=w.list(numbers)) for key, numbers in notices.items()]
    if not said:
        return ()
    if any(source.fidelity == "machine_paraphrased" for source in facts.shown_sources.values()):
        said.append(w("front.likelihood"))
    if any(actor.role and actor.role.as_written and actor.role.normalised for actor in facts.brief.actors.values()):
        said.append(w("front.titles"))
    body: Inlines = text(" ".join(said))
    if withheld_from and "annex-wording" in facts.parts:
        annex = link(text(facts.annex("wording")), "annex-wording")
        body = joined((body, w.fill("front.as_printed", annex=annex)))
    return (Callout("notice", w("front.wording"), (Paragraph(body),)),)


def _notice(source: Source, *, quoted: bool, withheld: bool) -> str:
    """Which notice a source needs: its text reaches the page as somebody's words, or may not."""
    match source.fidelity:
        case "machine_paraphrased":
            return "reworded"
        case "ocr":
            return "read_by_machine"
        case "translated":
            return "translated" if quoted else ""
        case "unknown":
            return "not_known" if withheld else ""
        case "original" | "transcript" | "excerpted":
            return ""


FRONT: dict[FrontPart, Callable[[Facts, Room], tuple[Block, ...]]] = {
    "draft": lambda facts, room: draft(facts),
    "bottom_line": lambda facts, room: bottom_line(facts),
    "figures": key_figures,
    "key_points": beside,
    "decision": decision,
    "strip": chart,
    "wording": lambda facts, room: wording(facts),
    "foot": foot,
}
"""The parts of page 1, by the name that an outline uses."""
