"""Page 1: it answers before it explains."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Fact,
    FactList,
    Heading,
    Inlines,
    Item,
    Origin,
    Paragraph,
    Text,
)
from briefgen.document.compose.casualties import casualties
from briefgen.document.compose.details import described, details
from briefgen.document.compose.edition import correction, edition_name, issued, silent
from briefgen.document.compose.facts import Facts, joined, link, sentence, text
from briefgen.document.compose.quotes import quoted, withheld
from briefgen.document.compose.timeline_section import all_inferred, investigations
from briefgen.document.compose.values import CLASSES
from briefgen.document.placeholder import placeholder
from briefgen.model.brief import FRONT as OWN
from briefgen.model.brief import KeyPoint
from briefgen.model.casualties import counting
from briefgen.model.log import log_of
from briefgen.model.source import Evidence, Source


def opening(facts: Facts, *, marked: bool = False) -> tuple[Block, ...]:
    """Publisher, kind and edition; the title; what the information goes up to; of an edition, when it was issued.

    `marked`: there are bars in the margin, and what they mean is said once, here.
    """
    w, brief = facts.words, facts.brief
    number = w.fill("edition.number", number=text(brief.number, "number")) if brief.number else ()
    parts = (text(brief.publisher, "publisher"), text(facts.kind), number, text(edition_name(facts)))
    blocks: list[Block] = [
        Paragraph(joined(parts, w("join.dot")), role="kicker"),
        Heading(1, text(brief.title, "title"), "title", changed=facts.changed(OWN, "", "title"), origin="title"),
    ]
    until = (("as_of", brief.as_of), ("valid_until", brief.valid_until))
    known = joined(
        (w.fill(f"front.{name}", time=text(facts.wording.full(when), name)) for name, when in until if when),
        w("join.comma"),
    )
    tells = facts.stamp is None or facts.stamp.kind != "withdrawn"
    inferred = all_inferred(facts) if tells else ""
    said = (text(issued(facts)), text(silent(w, facts.since)), sentence(known) if known else (), text(inferred))
    if standing := joined((*said, *(_key(facts) if marked else ()))):
        moved = facts.changed(OWN, "", "as_of", "valid_until")
        blocks.append(Paragraph(standing, role="standfirst", changed=moved))
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


def data_block(facts: Facts) -> tuple[Block, ...]:
    """The data block."""
    return _facts(facts)


def essentials(facts: Facts) -> tuple[Block, ...]:
    """The data block without whom the brief is for, what was asked and who wrote it."""
    return _facts(facts, essential=True)


def _facts(facts: Facts, *, essential: bool = False) -> tuple[Block, ...]:
    w, brief = facts.words, facts.brief
    principal, event = next(((key, e) for key, e in facts.events.items() if e.principal), ("", None))
    found: list[Fact] = []

    def add(key: str, lines: Iterable[Inlines], changed: bool, origin: Origin = "") -> None:
        kept = tuple(line for line in lines if line)
        if kept:
            found.append(Fact(w(f"front.{key}"), kept, changed, origin))

    def own(field: str) -> bool:
        return facts.changed(OWN, "", field)

    if not essential:
        add("audience", [text(brief.audience, "audience")], own("audience"), "audience")
        add("requirement", [text(brief.requirement, "requirement")], own("requirement"), "requirement")
    if event:
        at = f"events.{principal}"

        def of_event(field: str) -> bool:
            return facts.changed("events", principal, field)

        what = joined((sentence(text(event.title, f"{at}.title")), facts.cites(event.evidence)))
        add("what", [what], of_event("title"), at)
        add("where", _where(facts, event.place, f"{at}.place"), of_event("place"), at)
        add("when", [text(facts.wording.full(event.when), f"{at}.when")] if event.when else [], of_event("when"), at)
    hurt = counting(facts.events)
    add(
        "casualties",
        casualties(facts, briefly=essential),
        any(facts.changed("events", key, "casualties") for key in hurt),
    )
    inquiries = [key for key, e in facts.events.items() if e.kind == "investigation"]
    add("investigation", investigations(facts), any(facts.changed("events", key) for key in inquiries))
    for key, name, when in (("period", "period", brief.period), ("next", "next_update", brief.next_update)):
        add(key, [text(facts.wording.full(when), name)] if when else [], own(name), name)
    if not essential:
        authors = (text(name, f"authors.{n}") for n, name in enumerate(brief.authors))
        add("authors", [w.series(authors)], own("authors"), "authors")
    block = "marking.designation_block"
    found += [
        Fact(term, (text(line, f"{block}.{term}"),), origin=block)
        for term, line in brief.marking.designation_block.items()
    ]
    if known := () if essential else tuple(details(facts, "", brief)):
        found.append(Fact(w("front.details"), known))
    return (FactList(tuple(found)),) if found else ()


def _where(facts: Facts, ref: str, origin: Origin) -> tuple[Inlines, ...]:
    """ "Przewodów (village), Poland", and what must be known of the place."""
    place = facts.brief.places.get(ref)
    if place is None:
        return (text(ref, origin),)
    at = f"places.{ref}"
    kind = (Text("("), *text(place.kind, f"{at}.kind"), Text(")")) if place.kind else ()
    lies, cited, *more = described(facts, ref)
    named = joined((text(place.name, f"{at}.name"), kind))
    return joined((joined((named, lies), facts.words("join.comma")), cited)), *more


def bottom_line(facts: Facts) -> tuple[Block, ...]:
    """The answer in one or two sentences."""
    if not facts.brief.bottom_line:
        return ()
    changed = facts.changed(OWN, "", "bottom_line")
    answer = Paragraph(text(facts.brief.bottom_line, "bottom_line"), role="lead", changed=changed, origin="bottom_line")
    return (Callout("key", facts.words("front.bottom_line"), (answer,)),)


def key_points(facts: Facts) -> tuple[Block, ...]:
    """The points, each with its class and its references."""
    if not facts.brief.key_points:
        return tuple(_left_out(facts))
    marked = facts.changed(OWN, "", "key_points")
    moved = (change for entry in facts.told for change in entry.changes if change.path == ("key_points",))
    before = {point.text for change in moved for point in change.before}
    items = tuple(
        Item(
            joined((text(point.text, f"key_points.{n}.text"), facts.cites(_evidence(facts, point)))),
            tag=_class(facts, point),
            changed=marked and point.text not in before,
            origin=f"key_points.{n}",
        )
        for n, point in enumerate(facts.brief.key_points)
    )
    head = Paragraph(text(facts.words("front.key_points")), role="group")
    return head, BulletList(items, ordered=True), *_left_out(facts)


def _left_out(facts: Facts) -> Iterable[Paragraph]:
    """That the brief has judgements which this kind of brief does not tell."""
    if facts.brief.judgements and not facts.judged:
        yield Paragraph(text(facts.words("front.no_judgements")), role="small")


def _class(facts: Facts, point: KeyPoint) -> str:
    """information, reported position, judgement, assumption or gap: the class of the first thing that the point refers to."""
    kind, key = (facts.brief.find(point.refs[0]) if point.refs else None) or ("", "")
    match kind:
        case "events":
            name = CLASSES[facts.brief.events[key].reported_as]
        case "positions":
            name = "reported_assessment" if facts.brief.positions[key].kind == "assessment" else "reported_position"
        case "judgements":
            name = "judgement"
        case "questions" if facts.brief.questions[key].status in ("open", "partly_answered"):
            name = "gap"
        case "assumptions":
            name = "assumption"
        case "background" | "actors":
            name = "information"
        case _:
            return ""
    return facts.words(f"class.{name}")


def _evidence(facts: Facts, point: KeyPoint) -> list[Evidence]:
    found: list[Evidence] = []
    for kind, key in filter(None, map(facts.brief.find, point.refs)):
        found += list(getattr(getattr(facts.brief, kind)[key], "evidence", ()))
    return found


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


FRONT = {
    "draft": draft,
    "facts": data_block,
    "essentials": essentials,
    "bottom_line": bottom_line,
    "key_points": key_points,
    "wording": wording,
}
"""The parts of page 1, by the name that an outline uses."""
