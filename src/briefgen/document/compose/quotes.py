"""Which words may stand in quotation marks (R6), and how they are introduced."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document.compose.facts import Facts, joined, text
from briefgen.document.inlines import Inlines, Text
from briefgen.model.archive import archived
from briefgen.model.source import Source
from briefgen.model.statement import Position


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted words of the position under `key` and the source that prints them, under `ref`; `marks` where quotation
    marks are allowed."""

    key: str
    position: Position
    ref: str
    source: Source
    words: str
    archived: bool
    marks: bool


def quoted(facts: Facts, key: str) -> Quoted | None:
    """The quoted words of a position, by its id, with the source whose archived text has them; None without words or source."""
    position = facts.brief.positions[key]
    cited = [item.source for item in position.evidence if item.source in facts.brief.sources]
    if position.quote is None or not cited:
        return None
    words = position.quote.text
    matches = {name: archived(facts.texts[name]).match(words) for name in cited if name in facts.texts}
    standing = {name: match for name, match in matches.items() if match}
    found = next(iter(standing), cited[0])
    if found in standing and standing[found].words:
        words = standing[found].words  # the source's own letters, where the brief has them in others
    source = facts.brief.sources[found]
    marks = bool(standing) and source.quotable and position.quote.integrity != "altered"
    return Quoted(key, position, found, source, words.strip(), bool(facts.texts.get(found)), marks)


def printed(facts: Facts, quote: Quoted) -> Inlines:
    """The words in quotation marks, with what a reader must know of them: "..." (translation), as quoted by X [1]."""
    assert quote.position.quote is not None  # a Quoted has its quote
    w, own = facts.words, quote.position.quote.language or quote.source.language
    words = Text(quote.words, own if own and own != facts.words.language else "", f"positions.{quote.key}.quote.text")
    parts: list[Inlines] = [(Text(w("quote.open")), words, Text(w("quote.close")))]
    if quote.source.fidelity == "translated" or quote.position.quote.integrity == "translated":
        parts.append(text(w("position.translation")))
    if quote.source.access not in (None, "primary"):
        parts.append((Text(w("position.as_quoted") + " "), *facts.cites(quote.position.evidence)))
    return joined(parts)


def withheld(facts: Facts) -> tuple[Quoted, ...]:
    """The quotations whose words are printed in no quotation marks, for the annex."""
    found = (quoted(facts, key) for key in facts.positions)
    return tuple(quote for quote in found if quote and not quote.marks and quote.archived)
