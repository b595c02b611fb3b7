"""Section: what the brief rests on, how far it may be trusted; and the annexes on words."""

from __future__ import annotations

from urllib.parse import urlsplit

from briefgen.document.blocks import (
    Block,
    Column,
    Emphasis,
    Inlines,
    Link,
    Paragraph,
    Quotation,
    Row,
    Strong,
    Table,
    Text,
)
from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text
from briefgen.document.compose.likelihood import shown, word
from briefgen.document.compose.quotes import Quoted, withheld
from briefgen.incident.brief import FRONT
from briefgen.incident.source import Source
from briefgen.incident.yardstick import LADDERS, NAMES, Band


def sources(ctx: Facts) -> tuple[Block, ...]:
    """The source base in prose, then each source with its number, grade and quality."""
    w, brief = ctx.words, ctx.brief
    blocks: list[Block] = []
    if brief.source_summary:
        changed = ctx.changed(FRONT, "", "source_summary")
        blocks.append(Paragraph(text(brief.source_summary), changed=changed))
    if brief.sources:
        caption = ctx.table(w("caption.sources"))
        columns = (
            Column(w("table.ref"), 0.6),
            Column(w("table.source"), 4.2),
            Column(w("table.grade"), 0.7),
            Column(w("table.quality"), 3.6),
        )
        blocks.append(
            Table(
                columns,
                tuple(_row(ctx, *item) for item in ctx.shown_sources.items()),
                caption,
                "",
                w("summary.sources"),
            )
        )
        blocks += [Paragraph(text(note), role="small") for note in (_grades(ctx),) if note]
    if tool := brief.tool_disclosure:
        system = " ".join(part for part in (tool.system, tool.version) if part)
        key = "sources.disclosure_use" if tool.use else "sources.disclosure"
        blocks.append(Paragraph(text(sentence(w(key, system=system, use=tool.use))), role="small"))
    return tuple(blocks)


def references(ctx: Facts) -> tuple[Block, ...]:
    """The sources that the page cites as a short numbered list, under the numbers that they have in the full brief."""
    return tuple(
        Paragraph(
            joined((text(f"[{ctx.references[key]}]"), *_citation(ctx, source, short=True), text(_graded(source)))),
            "small",
            f"source-{key}",
            changed=ctx.changed("sources", key),
        )
        for key, source in ctx.shown_sources.items()
    )


def _row(ctx: Facts, key: str, source: Source) -> Row:
    w = ctx.words
    notes = [sentence(source.descriptor)] if source.descriptor else []
    notes += [sentence(limit) for limit in source.limitations]
    if source.role == "appended":
        notes.append(w("sources.appended"))
    if source.derived_from in ctx.references:
        notes.append(w("sources.repeats", ref=f"[{ctx.references[source.derived_from or '']}]"))
    if source.rights:
        notes.append(sentence(w("sources.rights", rights=source.rights)))
    known = [w(f"source_kind.{source.kind}")]
    if source.kind != source.fidelity:  # a transcript is a transcript
        known.append(w(f"fidelity.{source.fidelity}"))
    known += [w(f"sources.{source.access}")] if source.access else []
    known += [w("sources.archived")] if key in ctx.texts else []
    standing = w("join.semicolon").join(part[:1].lower() + part[1:] if n else part for n, part in enumerate(known))
    return Row(
        (
            (text(f"[{ctx.references[key]}]"),),
            (joined(_citation(ctx, source)), text(sentence(standing))),
            (text(source.grade or "–"),),
            tuple(text(note) for note in notes) or (text("–"),),
        ),
        anchor=f"source-{key}",
        changed=ctx.changed("sources", key),
    )


def _citation(ctx: Facts, source: Source, *, short: bool = False) -> tuple[Inlines, ...]:
    """Author, title as printed, publisher, dates and address, in the order of ICD 206 endnotes; `short`: of the dates only
    that of publication, and of the address what a reader recognises, linked to the whole."""
    w = ctx.words
    language = source.language if source.language and source.language != w.language else ""
    dated = [
        w(f"sources.{key}", time=ctx.wording.short(when))
        for key, when in (
            ("published", source.published),
            ("information", source.date_of_information),
            ("accessed", source.accessed),
        )
        if when and (key == "published" or not short)
    ]
    origin = w("join.comma").join(part for part in (source.publisher, *dated) if part)
    address: Inlines = (Link(text(_host(source.url) if short else source.url), source.url),) if source.url else ()
    return (
        text(sentence(source.author)) if source.author else (),
        (Emphasis((Text(source.title, language),)), Text(".")),
        text(capital(sentence(origin))) if origin else (),
        address,
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _graded(source: Source) -> str:
    return f"({source.grade})" if source.grade else ""


def _grades(ctx: Facts) -> str:
    """The meaning of the grades that occur; F and 6 are not the bottom of the scale (AJP-2.1)."""
    w = ctx.words
    grades = sorted({source.grade for source in ctx.brief.sources.values() if source.grade})
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


def estimative(ctx: Facts) -> tuple[Block, ...]:
    """The yardstick, where the brief has likelihoods of its own."""
    brief, w = ctx.brief, ctx.words
    ours = [j.likelihood for j in brief.judgements.values()]
    ours += [answer.likelihood for question in brief.questions.values() for answer in question.answers.values()]
    if not any(ours):
        return ()
    caption = ctx.table(w("caption.ladder", name=NAMES[brief.yardstick]))
    rows = tuple(Row((_step(ctx, band), (text(shown(ctx, band)),))) for band in LADDERS[brief.yardstick])
    columns = (Column(w("table.word")), Column(w("table.range")))
    return Paragraph(text(w("estimative.intro"))), Table(columns, rows, caption, "", w("summary.ladder"))


def _step(ctx: Facts, band: Band) -> tuple[Inlines, ...]:
    """A word of the ladder; a translated one with the standard's own, which alone is defined."""
    said = word(ctx, band.term)
    own: Inlines = () if said == band.term else (Text(f"({band.term})", "en"),)
    return (joined(((Strong(text(said)),), own)),)


def as_printed(ctx: Facts) -> tuple[Block, ...]:
    """The wording of altered sources, as printed, in italics and without quotation marks."""
    found = withheld(ctx)
    if not found:
        return ()
    return Paragraph(text(ctx.words("wording.intro"))), *(_quotation(ctx, quote) for quote in found)


def _quotation(ctx: Facts, quote: Quoted) -> Quotation:
    assert quote.position.quote is not None  # a Quoted has its quote
    unverified = quote.position.quote.integrity == "unverified" or quote.source.fidelity == "unknown"
    tag = ctx.words("wording.unverified" if unverified else "wording.altered")
    who = link(ctx.name(quote.position.actor), f"position-{quote.key}")
    return Quotation(
        text(quote.words),
        joined((who, text(tag), ctx.cites(quote.position.evidence))),
        altered=True,
        changed=ctx.changed("positions", quote.key, "quote"),
    )
