"""Which words may stand in quotation marks (R6), and how they are introduced."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document.blocks import Inlines, Text
from briefgen.document.compose.context import Context, joined, text
from briefgen.incident.source import Source
from briefgen.incident.statement import Position


@dataclass(frozen=True, slots=True)
class Quoted:
    """A position's quoted words and the source that prints them; `marks` where quotation marks are allowed."""

    position: Position
    source: Source
    words: str
    marks: bool


def quoted(ctx: Context, position: Position) -> Quoted | None:
    """The quoted words of a position with the source whose archived text has them; None without words or source."""
    if position.quote is None:
        return None
    cited = [ctx.brief.sources[e.source] for e in position.evidence if e.source in ctx.brief.sources]
    found = next((s for s in cited if position.quote.text in ctx.texts.get(s.id, "")), cited[0] if cited else None)
    if found is None:
        return None
    stands = position.quote.text in ctx.texts.get(found.id, "")
    marks = stands and found.quotable and position.quote.integrity != "altered"
    return Quoted(position, found, position.quote.text.strip(), marks)


def printed(ctx: Context, quote: Quoted) -> Inlines:
    """The words in quotation marks, with what a reader must know of them: "..." (translation), as quoted by X [1]."""
    assert quote.position.quote is not None  # a Quoted has its quote
    w, own = ctx.words, quote.position.quote.language or quote.source.language
    words = Text(quote.words, own if own and own != ctx.words.language else "")
    parts: list[Inlines] = [(Text(w("quote.open")), words, Text(w("quote.close")))]
    if quote.source.fidelity == "translated" or quote.position.quote.integrity == "translated":
        parts.append(text(w("position.translation")))
    if quote.source.access not in (None, "primary"):
        parts.append((Text(w("position.as_quoted") + " "), *ctx.cites(quote.position.evidence)))
    return joined(parts)


def withheld(ctx: Context) -> tuple[Quoted, ...]:
    """The quotations whose words are printed in no quotation marks, for the annex."""
    found = (quoted(ctx, position) for position in ctx.positions)
    return tuple(quote for quote in found if quote and not quote.marks and ctx.texts.get(quote.source.id))
