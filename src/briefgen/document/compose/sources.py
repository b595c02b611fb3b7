"""Section: what the brief rests on, how far it may be trusted; and the annexes on words."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from briefgen.document.blocks import Block, Column, Paragraph, Quotation, Row, Table
from briefgen.document.compose.details import details, of_evidence
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, link, sentence, text
from briefgen.document.compose.likelihood import shown, word
from briefgen.document.compose.quotes import Quoted, withheld
from briefgen.document.inlines import Emphasis, Inlines, Link, Strong, Text
from briefgen.model.address import linked
from briefgen.model.brief import FRONT
from briefgen.model.source import Source
from briefgen.model.yardstick import LADDERS, NAMES, Band


def sources(facts: Facts) -> tuple[Block, ...]:
    """The source base in prose, then each source with its number, grade and quality."""
    w, brief = facts.words, facts.brief
    blocks: list[Block] = []
    if brief.source_summary:
        changed = facts.changed(FRONT, "", "source_summary")
        blocks.append(Paragraph(text(brief.source_summary, "source_summary"), changed=changed, origin="source_summary"))
    if brief.sources:
        caption = facts.table(w("caption.sources"))
        columns = (
            Column(w("table.ref"), 0.6),
            Column(w("table.source"), 4.2),
            Column(w("table.grade"), 0.7),
            Column(w("table.quality"), 3.6),
        )
        links = of_evidence(facts)
        rows = tuple(_row(facts, *item, links.get(item[0], ())) for item in facts.shown_sources.items())
        blocks.append(filled(Table(columns, rows, caption, "", w("summary.sources")), 2, 3))
        blocks += [Paragraph(text(note), role="small") for note in (_grades(facts),) if note]
    if tool := brief.tool_disclosure:
        at = "tool_disclosure"
        system = joined((text(tool.system, f"{at}.system"), text(tool.version, f"{at}.version")))
        key = "sources.disclosure_use" if tool.use else "sources.disclosure"
        said = sentence(w.fill(key, system=system, **({"use": text(tool.use, f"{at}.use")} if tool.use else {})))
        blocks.append(Paragraph(said, role="small", origin=at))
    return tuple(blocks)


def references(facts: Facts) -> tuple[Block, ...]:
    """The sources that the page cites as a short numbered list, under the numbers that they have in the full brief."""
    return tuple(
        Paragraph(
            _reference(facts, key, source) if facts.length.sources else named(facts, key, source),
            "small",
            f"source-{key}",
            changed=facts.changed("sources", key),
            origin=f"sources.{key}",
        )
        for key, source in facts.shown_sources.items()
    )


def _reference(facts: Facts, key: str, source: Source) -> Inlines:
    number = text(f"[{facts.references[key]}]")
    return joined((number, *_citation(facts, key, source, short=True), _graded(key, source)))


def named(facts: Facts, key: str, source: Source) -> Inlines:
    """A source in a few words: "[4] Kentik, kentik.com (A2)"; who it is, and of several from one hand when each was published."""
    address: Inlines = (Link(text(_host(source.url), f"sources.{key}.url"), _target(source.url)),) if source.url else ()
    others = [one for one in facts.shown_sources.values() if one.publisher == source.publisher]
    dated = text(facts.wording.short(source.published), f"sources.{key}.published") if source.published else ()
    said = joined((who(key, source), dated if len(others) > 1 else (), address), facts.words("join.comma"))
    return joined((text(f"[{facts.references[key]}]"), said, _graded(key, source)))


def who(key: str, source: Source) -> Inlines:
    """Whose a source is: its publisher, of one without one its author, of one without either its title."""
    field = next(name for name in ("publisher", "author", "title") if getattr(source, name) or name == "title")
    return text(getattr(source, field), f"sources.{key}.{field}")


def _row(facts: Facts, key: str, source: Source, links: tuple[Inlines, ...]) -> Row:
    """`links` is what the evidence says of itself."""
    w, at = facts.words, f"sources.{key}"
    notes = [sentence(text(source.descriptor, f"{at}.descriptor"))] if source.descriptor else []
    notes += [sentence(text(limit, f"{at}.limitations.{n}")) for n, limit in enumerate(source.limitations)]
    if source.role == "appended":
        notes.append(text(w("sources.appended")))
    if source.derived_from in facts.references:
        notes.append(text(w("sources.repeats", ref=f"[{facts.references[source.derived_from or '']}]")))
    if source.rights:
        notes.append(sentence(w.fill("sources.rights", rights=text(source.rights, f"{at}.rights"))))
    known = [w(f"source_kind.{source.kind}")]
    if source.kind != source.fidelity:  # a transcript is a transcript
        known.append(w(f"fidelity.{source.fidelity}"))
    known += [w(f"sources.{source.access}")] if source.access else []
    if source.language and source.language.partition("-")[0] != w.language.partition("-")[0]:
        known.append(w("sources.language", language=_language(facts, source.language)))
    known += [w("sources.archived")] if key in facts.texts else []
    standing = w("join.semicolon").join(part[:1].lower() + part[1:] if n else part for n, part in enumerate(known))
    return Row(
        (
            (text(f"[{facts.references[key]}]"),),
            (joined(_citation(facts, key, source)), text(sentence(standing)), *_quiet(facts, key, source), *links),
            (text(source.grade or "", f"{at}.grade") or text(NOTHING),),
            tuple(notes) or (text(NOTHING),),
        ),
        anchor=f"source-{key}",
        changed=facts.changed("sources", key),
        origin=at,
    )


def _language(facts: Facts, tag: str) -> str:
    """The name of a language; of a tag that has none, such as de-DE, that of its first part."""
    names = facts.words.locale.languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0].lower()) or tag)


def _quiet(facts: Facts, key: str, source: Source) -> Iterator[Inlines]:
    """Where a copy is kept, when it should be looked at again, how its times are known, its own marking."""
    w, at = facts.words, f"sources.{key}"
    if source.archived_url:
        address = (Link(text(source.archived_url, f"{at}.archived_url"), source.archived_url),)
        yield w.fill("sources.archived_at", address=address)
    if source.valid_until:
        time = text(facts.wording.short(source.valid_until), f"{at}.valid_until")
        yield sentence(w.fill("sources.valid_until", time=time))
    if known := joined(details(facts, at, source)):
        yield known


def _citation(facts: Facts, key: str, source: Source, *, short: bool = False) -> tuple[Inlines, ...]:
    """Author, title as printed, publisher, dates and address, in the order of ICD 206 endnotes; `short`: of the dates only
    that of publication, and of the address what a reader recognises, linked to the whole."""
    w, at = facts.words, f"sources.{key}"
    language = source.language if source.language and source.language != w.language else ""
    dated = [
        w.fill(f"sources.{name}", time=text(facts.wording.short(when), f"{at}.{field}"))
        for name, field, when in (
            ("published", "published", source.published),
            ("information", "date_of_information", source.date_of_information),
            ("accessed", "accessed", source.accessed),
        )
        if when and (name == "published" or not short)
    ]
    origin = joined((text(source.publisher, f"{at}.publisher"), *dated), w("join.comma"))
    url = source.url or ""
    address: Inlines = (Link(text(_host(url) if short else url, f"{at}.url"), _target(url)),) if url else ()
    return (
        sentence(text(source.author, f"{at}.author")) if source.author else (),
        (Emphasis((Text(source.title, language, f"{at}.title"),)), Text(".")),
        capital(sentence(origin)) if origin else (),
        address,
    )


def _target(url: str) -> str:
    """The address that every format links to; one that an edition of old has and that is none, as it is."""
    try:
        return linked(url)
    except ValueError:
        return url


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _graded(key: str, source: Source) -> Inlines:
    return (Text("("), *text(source.grade, f"sources.{key}.grade"), Text(")")) if source.grade else ()


def _grades(facts: Facts) -> str:
    """The meaning of the grades that occur; F and 6 are not the bottom of the scale (AJP-2.1)."""
    w = facts.words
    grades = sorted({source.grade for source in facts.brief.sources.values() if source.grade})
    if not grades:
        return ""
    told = [
        w("sources.grade_one", grade=grade, reliability=w(f"sources.{grade[0]}"), credibility=w(f"sources.{grade[1]}"))
        if len(grade) == 2
        else f"{grade}: {w(f'sources.{grade}')}."
        for grade in grades
    ]
    return " ".join([*told, w("sources.grade")])


# -- annexes ----------------------------------------------------------------------------------------------------------


def estimative(facts: Facts) -> tuple[Block, ...]:
    """The yardstick, where the brief has likelihoods of its own."""
    brief, w = facts.brief, facts.words
    ours = [j.likelihood for j in brief.judgements.values()]
    ours += [answer.likelihood for question in brief.questions.values() for answer in question.answers.values()]
    if not (facts.judged and any(ours)):
        return ()
    caption = facts.table(w("caption.ladder", name=NAMES[brief.yardstick]))
    rows = tuple(Row((_step(facts, band), (text(shown(facts, band)),))) for band in LADDERS[brief.yardstick])
    columns = (Column(w("table.word")), Column(w("table.range")))
    return Paragraph(text(w("estimative.intro"))), Table(columns, rows, caption, "", w("summary.ladder"))


def _step(facts: Facts, band: Band) -> tuple[Inlines, ...]:
    """A word of the ladder; a translated one with the standard's own, which alone is defined."""
    said = word(facts, band.term)
    own: Inlines = () if said == band.term else (Text(f"({band.term})", "en"),)
    return (joined(((Strong(text(said)),), own)),)


def as_printed(facts: Facts) -> tuple[Block, ...]:
    """The wording of altered sources, as printed, in italics and without quotation marks."""
    found = withheld(facts)
    if not found:
        return ()
    return Paragraph(text(facts.words("wording.intro"))), *(_quotation(facts, quote) for quote in found)


def _quotation(facts: Facts, quote: Quoted) -> Quotation:
    assert quote.position.quote is not None  # a Quoted has its quote
    unverified = quote.position.quote.integrity == "unverified" or quote.source.fidelity == "unknown"
    tag = facts.words("wording.unverified" if unverified else "wording.altered")
    who, own = link(facts.name(quote.position.actor), f"position-{quote.key}"), f"positions.{quote.key}.quote"
    return Quotation(
        text(quote.words, f"{own}.text"),
        joined((who, text(tag), facts.cites(quote.position.evidence))),
        altered=True,
        changed=facts.changed("positions", quote.key, "quote"),
        origin=own,
    )
