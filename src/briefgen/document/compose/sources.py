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
        blocks.append(Paragraph(text(brief.source_summary, "source_summary"), changed=changed, origin="source_summary"))
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
        at = "tool_disclosure"
        system = joined((text(tool.system, f"{at}.system"), text(tool.version, f"{at}.version")))
        key = "sources.disclosure_use" if tool.use else "sources.disclosure"
        said = sentence(w.fill(key, system=system, **({"use": text(tool.use, f"{at}.use")} if tool.use else {})))
        blocks.append(Paragraph(said, role="small", origin=at))
    return tuple(blocks)


def references(ctx: Facts) -> tuple[Block, ...]:
    """The sources that the page cites as a short numbered list, under the numbers that they have in the full brief."""
    return tuple(
        Paragraph(
            joined((text(f"[{ctx.references[key]}]"), *_citation(ctx, key, source, short=True), _graded(key, source))),
            "small",
            f"source-{key}",
            changed=ctx.changed("sources", key),
            origin=f"sources.{key}",
        )
        for key, source in ctx.shown_sources.items()
    )


def _row(ctx: Facts, key: str, source: Source) -> Row:
    w, at = ctx.words, f"sources.{key}"
    notes = [sentence(text(source.descriptor, f"{at}.descriptor"))] if source.descriptor else []
    notes += [sentence(text(limit, f"{at}.limitations.{n}")) for n, limit in enumerate(source.limitations)]
    if source.role == "appended":
        notes.append(text(w("sources.appended")))
    if source.derived_from in ctx.references:
        notes.append(text(w("sources.repeats", ref=f"[{ctx.references[source.derived_from or '']}]")))
    if source.rights:
        notes.append(sentence(w.fill("sources.rights", rights=text(source.rights, f"{at}.rights"))))
    known = [w(f"source_kind.{source.kind}")]
    if source.kind != source.fidelity:  # a transcript is a transcript
        known.append(w(f"fidelity.{source.fidelity}"))
    known += [w(f"sources.{source.access}")] if source.access else []
    known += [w("sources.archived")] if key in ctx.texts else []
    standing = w("join.semicolon").join(part[:1].lower() + part[1:] if n else part for n, part in enumerate(known))
    return Row(
        (
            (text(f"[{ctx.references[key]}]"),),
            (joined(_citation(ctx, key, source)), text(sentence(standing))),
            (text(source.grade or "", f"{at}.grade") or text("–"),),
            tuple(notes) or (text("–"),),
        ),
        anchor=f"source-{key}",
        changed=ctx.changed("sources", key),
        origin=at,
    )


def _citation(ctx: Facts, key: str, source: Source, *, short: bool = False) -> tuple[Inlines, ...]:
    """Author, title as printed, publisher, dates and address, in the order of ICD 206 endnotes; `short`: of the dates only
    that of publication, and of the address what a reader recognises, linked to the whole."""
    w, at = ctx.words, f"sources.{key}"
    language = source.language if source.language and source.language != w.language else ""
    dated = [
        w.fill(f"sources.{name}", time=text(ctx.wording.short(when), f"{at}.{field}"))
        for name, field, when in (
            ("published", "published", source.published),
            ("information", "date_of_information", source.date_of_information),
            ("accessed", "accessed", source.accessed),
        )
        if when and (name == "published" or not short)
    ]
    origin = joined((text(source.publisher, f"{at}.publisher"), *dated), w("join.comma"))
    url = source.url or ""
    address: Inlines = (Link(text(_host(url) if short else url, f"{at}.url"), url),) if url else ()
    return (
        sentence(text(source.author, f"{at}.author")) if source.author else (),
        (Emphasis((Text(source.title, language, f"{at}.title"),)), Text(".")),
        capital(sentence(origin)) if origin else (),
        address,
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _graded(key: str, source: Source) -> Inlines:
    return (Text("("), *text(source.grade, f"sources.{key}.grade"), Text(")")) if source.grade else ()


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
    who, own = link(ctx.name(quote.position.actor), f"position-{quote.key}"), f"positions.{quote.key}.quote"
    return Quotation(
        text(quote.words, f"{own}.text"),
        joined((who, text(tag), ctx.cites(quote.position.evidence))),
        altered=True,
        changed=ctx.changed("positions", quote.key, "quote"),
        origin=own,
    )
