"""Where a text stands in an archived source: exactly, after normalising, with visible alterations, nearly, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefgen.model.edges import cuts
from briefgen.model.lookup import Archive, TextReading, quotations
from briefgen.model.normal import WORD, Normal, in_word, without_vowels

Status = Literal["exact", "normalised", "bracketed", "elided", "near", "absent"]


@dataclass(frozen=True, slots=True)
class Found:
    """What an archive says of a text.

    `score` is 0 to 100, and 100 for what passes. `spans` are places in the archived text, one for each literal piece; for
    near and absent the place of the closest `passage`, if there is one. `difference` says in a few words how the
    text differs from the passage; `words` are the archive's own letters where the text may be in others: of each literal piece.
    """

    status: Status
    score: float = 0.0
    spans: tuple[tuple[int, int], ...] = ()
    passage: str = ""
    difference: str = ""
    words: str = ""

    @property
    def passes(self) -> bool:
        """True when the words stand in the archive. However high its score, near does not: a changed number has 96."""
        return self.status not in ("near", "absent")


def match(archive: Archive, wanted: str) -> Found | None:
    """The first passing rung that fits: exact, normalised, bracketed or elided; None when there is none. Linear time."""
    return next(matches(archive, wanted), None)


def matches(archive: Archive, wanted: str) -> Iterator[Found]:
    """Every place that fits, those of the first passing rung first; one may come again on a later rung."""
    forms = [(form, *core(form.text)) for form in quotations(wanted)]
    forms = [(form, start, end) for form, start, end in forms if start < end]
    for form, start, end in forms:
        for reading in archive.readings:
            yield from _literal(archive, reading, wanted, form, start, end)
    for form, start, end in forms:
        for reading in archive.readings:
            yield from _altered(reading, wanted, form, start, end)


# At the edges of a text punctuation is the writer's; a minus or a decimal point before a figure is not, nor a question or a cry.
_HEAD = re.compile(r"""(?:[\[(] ?… ?[\])]|[ ;:…'"]|[-.,](?!\d))*""")
_TAIL_REVERSED = re.compile(r"""(?:[\])] ?… ?[\[(]|[ .,;:…'"-])*""")
_OUTER_MARKS = "\"'“”„‟«»‘’‚‛‹› "


def core(text: str) -> tuple[int, int]:
    """Start and end of the normal form without the punctuation at its edges."""
    head, tail = _HEAD.match(text), _TAIL_REVERSED.match(text[::-1])
    return (head.end() if head else 0), len(text) - (tail.end() if tail else 0)


def _literal(
    archive: Archive, reading: TextReading, wanted: str, quotation: Normal, start: int, end: int
) -> Iterator[Found]:
    literal = quotation.text[start:end]
    places = [reading.normal.span(*place) for place in reading.places(literal)]
    if not places:
        return
    first, last = quotation.span(start, end)
    raw, head, tail = wanted[first:last], wanted[:first].lstrip(), wanted[last:].rstrip()
    # The marks around a quotation are often the author's own; the words inside decide.
    for left, right in ((head, tail), (head.lstrip(_OUTER_MARKS), tail.rstrip(_OUTER_MARKS))):
        for a, b in places:
            whole = a - len(left), b + len(right)
            there = whole[0] >= 0 and archive.text.startswith(left + raw + right, whole[0])
            if there and not any(
                cuts(reading.plain, edge) for edge in whole
            ):  # a last dash may be the sign of what follows
                yield Found("exact", 100.0, (whole,))
    for place in places:
        yield Found("normalised", 100.0, (place,), words=reading.own_letters(literal, *place))


_GAPS = re.compile(r"(\[ ?… ?\]|\( ?… ?\)|…|\[[^\[\]]{0,160}\])")
_LETTER, _INSERTION, _ELISION = (
    3,
    90,
    3000,
)  # most characters of the source that a gap covers: [T]he, [inserted words], …
_EDGE = re.compile(r"(?:[ ;:!?]|[-.,](?!\d))*")
_FEWEST_WORDS = 3
TOO_FEW = f"fewer than {_FEWEST_WORDS} whole words stand outside its brackets and ellipses"


class _Piece(NamedTuple):
    """Literal words of an altered quotation with their place in it, the gap before them, and how many letters brackets may hide
    at each edge."""

    literal: str
    start: int
    gap: int
    before: int
    after: int

    @property
    def words(self) -> int:
        """Whole words: what a bracket cuts through could be the end of anything."""
        return len(WORD.findall(without_vowels(self.literal))) - bool(self.before) - bool(self.after)


def _gap(token: str) -> int:
    """Most characters that a token of the quotation may stand for; 0 for literal words."""
    if not _GAPS.fullmatch(token):
        return 0
    if "…" in token and len(token) <= len("[ … ]"):
        return _ELISION
    return _LETTER if len(token) == len("[t]") else _INSERTION


def _pieces(core: str) -> list[_Piece]:
    tokens = [token for token in _GAPS.split(core) if token]
    gaps = [0, *map(_gap, tokens), 0]
    pieces: list[_Piece] = []
    gap = place = 0
    for token, before, here, after in zip(tokens, gaps, gaps[1:], gaps[2:], strict=False):
        gap, start = max(gap, here), place
        place += len(token)
        edge = _EDGE.match(token).end()  # type: ignore[union-attr]
        literal = token[edge:].rstrip(" ,.;:!?-")
        if here or not literal:
            continue
        pieces.append(_Piece(literal, start + edge, gap, _hidden(before, token[0]), _hidden(after, token[-1])))
        gap = 0
    return pieces


def _hidden(gap: int, edge: str) -> int:
    """How many letters of a word a bracket may stand for that touches the word at `edge`."""
    if gap in (0, _ELISION) or not (in_word(edge) or edge == "'"):
        return 0
    return 1 if gap == _LETTER else gap


class _Link(NamedTuple):
    start: int
    end: int
    previous: _Link | None


def too_few(text: str) -> bool:
    """True when a text is so much bracket and ellipsis that its other words could stand anywhere."""
    return _GAPS.search(text) is not None and sum(piece.words for piece in _pieces(text)) < _FEWEST_WORDS


def _altered(reading: TextReading, wanted: str, quotation: Normal, start: int, end: int) -> Iterator[Found]:
    """The quotation as literal pieces in order with gaps where it has brackets or ellipses; nothing without such a place."""
    text = quotation.text[start:end]
    if not _GAPS.search(text) or too_few(text):
        return
    pieces = _pieces(text)
    status: Status = "elided" if any(_gap(token) == _ELISION for token in _GAPS.findall(text)) else "bracketed"
    for chain in _chains(reading, pieces):
        spans = tuple(reading.normal.span(*place) for place in chain)
        words, rest = "", 0
        for piece, span in zip(pieces, spans, strict=True):
            first, last = quotation.span(start + piece.start, start + piece.start + len(piece.literal))
            words += wanted[rest:first] + reading.own_letters(piece.literal, *span)
            rest = last
        yield Found(status, 100.0, spans, words=words + wanted[rest:])


def _chains(reading: TextReading, pieces: list[_Piece]) -> list[list[tuple[int, int]]]:
    """The places of all pieces in order, each within its gap: one tightest chain for each place where a chain begins."""
    if not all(reading.form(piece.literal) in reading.normal.text for piece in pieces):
        return []
    links: list[_Link] = []
    for n, piece in enumerate(pieces):
        ends = [link.end for link in links]
        reached = []
        for start, end in reading.places(piece.literal, piece.before, piece.after):
            nearest = bisect_right(ends, start) - 1
            if n == 0 or (nearest >= 0 and start - ends[nearest] <= piece.gap):
                reached.append(_Link(start, end, links[nearest] if n else None))
        links = reached
    chains: dict[int, list[tuple[int, int]]] = {}
    for link in links:
        chain, step = [(link.start, link.end)], link.previous
        while step:
            chain.append((step.start, step.end))
            step = step.previous
        chains.setdefault(chain[-1][0], chain[::-1])
    return list(chains.values())
