"""Where a text stands in an archived source: exactly, after normalising, with visible alterations, nearly, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefgen.model.normal import WORD, Normal, clear, cuts, in_word, normalise

Status = Literal["exact", "normalised", "bracketed", "elided", "near", "absent"]


@dataclass(frozen=True, slots=True)
class Found:
    """What an archive says of a text.

    `score` is 0 to 100, and 100 for what passes. `spans` are places in the archived text, one for each literal piece; for
    near and absent the place of the closest `passage`, if there is one. `difference` says in a few words how
    the text differs from the passage.
    """

    status: Status
    score: float = 0.0
    spans: tuple[tuple[int, int], ...] = ()
    passage: str = ""
    difference: str = ""

    @property
    def passes(self) -> bool:
        """True when the words stand in the archive. However high its score, near does not: a changed number has 96."""
        return self.status not in ("near", "absent")


class Archive:
    """An archived text, normalised once so that many texts can be looked up in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.normal = normalise(text)


def find(archive: Archive, wanted: str) -> Found:
    """The best that can be said of `wanted`: where it stands, or the closest passage and how that differs."""
    return match(archive, wanted) or _closest(archive, wanted)


def match(archive: Archive, wanted: str) -> Found | None:
    """The first passing rung that fits: exact, normalised, bracketed or elided; None when there is none. Linear time."""
    quotation = normalise(wanted)
    start, end = _core(quotation.text)
    if start >= end:
        return None
    return _literal(archive, wanted, quotation, start, end) or _altered(archive, quotation.text[start:end])


# At the edges of a text punctuation is the writer's; a minus or a decimal point before a figure is not.
_HEAD = re.compile(r"""(?:[\[(] ?… ?[\])]|[ ;:!?…'"]|[-.,](?!\d))*""")
_TAIL_REVERSED = re.compile(r"""(?:[\])] ?… ?[\[(]|[ .,;:!?…'"-])*""")
_OUTER_MARKS = "\"'“”„‟«»‘’‚‛‹› "


def _core(text: str) -> tuple[int, int]:
    """Start and end of the normal form without the punctuation at its edges."""
    head, tail = _HEAD.match(text), _TAIL_REVERSED.match(text[::-1])
    return (head.end() if head else 0), len(text) - (tail.end() if tail else 0)


def _occurrences(text: str, literal: str, before: int = 0, after: int = 0) -> list[int]:
    """Where `literal` stands as whole words, in order; `before` and `after`: letters that a bracket may stand for there."""
    found = []
    i = text.find(literal)
    while i >= 0:
        if clear(text, i, -1, before) and clear(text, i + len(literal), 1, after):
            found.append(i)
        i = text.find(literal, i + 1)
    return found


def _literal(archive: Archive, wanted: str, quotation: Normal, start: int, end: int) -> Found | None:
    places = [
        archive.normal.span(i, i + end - start) for i in _occurrences(archive.normal.text, quotation.text[start:end])
    ]
    if not places:
        return None
    first, last = quotation.span(start, end)
    raw, head, tail = wanted[first:last], wanted[:first].lstrip(), wanted[last:].rstrip()
    # The marks around a quotation are often the author's own; the words inside decide.
    for left, right in ((head, tail), (head.lstrip(_OUTER_MARKS), tail.rstrip(_OUTER_MARKS))):
        for a, b in places:
            if a >= len(left) and archive.text.startswith(left + raw + right, a - len(left)):
                return Found("exact", 100.0, ((a - len(left), b + len(right)),))
    return Found("normalised", 100.0, (places[0],))


_GAPS = re.compile(r"(\[ ?… ?\]|\( ?… ?\)|…|\[[^\[\]]{0,160}\])")
_LETTER, _INSERTION, _ELISION = (
    3,
    90,
    3000,
)  # most characters of the source that a gap covers: [T]he, [inserted words], …
_FEWEST_WORDS = 3
_TOO_FEW = f"fewer than {_FEWEST_WORDS} whole words stand outside its brackets and ellipses"


class _Piece(NamedTuple):
    """Literal words of an altered quotation, the gap before them, and how many letters brackets may hide at each edge."""

    literal: str
    gap: int
    before: int
    after: int

    @property
    def words(self) -> int:
        """Whole words: what a bracket cuts through could be the end of anything."""
        return len(WORD.findall(self.literal)) - bool(self.before) - bool(self.after)


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
    gap = 0
    for token, before, here, after in zip(tokens, gaps, gaps[1:], gaps[2:], strict=False):
        gap = max(gap, here)
        literal = token.strip(" ,.;:!?-")
        if here or not literal:
            continue
        pieces.append(_Piece(literal, gap, _hidden(before, token[0]), _hidden(after, token[-1])))
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


def _too_few(core: str) -> bool:
    return _GAPS.search(core) is not None and sum(piece.words for piece in _pieces(core)) < _FEWEST_WORDS


def _altered(archive: Archive, core: str) -> Found | None:
    """The quotation as literal pieces in order with gaps where it has brackets or ellipses; None without such a place."""
    if not _GAPS.search(core) or _too_few(core):
        return None
    chain = _chain(archive.normal.text, _pieces(core))
    if not chain:
        return None
    status: Status = "elided" if any(_gap(token) == _ELISION for token in _GAPS.findall(core)) else "bracketed"
    return Found(status, 100.0, tuple(archive.normal.span(*place) for place in chain))


def _chain(text: str, pieces: list[_Piece]) -> list[tuple[int, int]]:
    """The places of all pieces in order, each within its gap: the first such chain; empty when there is none."""
    if not all(piece.literal in text for piece in pieces):
        return []
    links: list[_Link] = []
    for n, piece in enumerate(pieces):
        starts = _occurrences(text, piece.literal, piece.before, piece.after)
        ends = [link.end for link in links]
        reached = []
        for start in starts:
            nearest = bisect_right(ends, start) - 1
            if n == 0 or (nearest >= 0 and start - ends[nearest] <= piece.gap):
                reached.append(_Link(start, start + len(piece.literal), links[nearest] if n else None))
        links = reached
    chain: list[tuple[int, int]] = []
    step = links[0] if links else None
    while step:
        chain.append((step.start, step.end))
        step = step.previous
    return chain[::-1]


_NEAR, _NEAR_LENGTH = 80, 40  # below 40 characters, chance and one-word edits overlap
_STRETCH = 600  # of a longer text, so much on either side of where it leaves the archive is compared
_TOKEN = re.compile(r"\w+(?:[’'.,:]\w+)*")
_SHOWN, _PHRASE = 3, 60
_MARGIN = 40  # a word more or less in the middle moves the edges of the passage


def _closest(archive: Archive, wanted: str) -> Found:
    """Near or absent, with the most similar passage."""
    from rapidfuzz import fuzz  # only a failure needs it

    quotation, source = normalise(wanted), archive.normal
    start, end = _core(quotation.text)
    if start >= end or not source.text:
        return Found("absent")
    objection = _TOO_FEW if _too_few(quotation.text[start:end]) else ""
    start, end = _stretch(source.text, quotation.text, start, end)
    needle = re.sub(r"[\[\]…]", "", quotation.text[start:end])
    alignment = fuzz.partial_ratio_alignment(needle, source.text)
    if not alignment or alignment.dest_end <= alignment.dest_start:
        return Found("absent", difference=objection)
    window = alignment.dest_start, alignment.dest_end
    first, last = source.span(*_whole_words(source.text, *window))
    similar = alignment.score >= _NEAR
    if similar:
        ours = wanted[slice(*quotation.span(*_whole_words(quotation.text, start, end)))]
        stretches = [source.span(*_whole_words(source.text, *window, margin)) for margin in (0, _MARGIN)]
        comparisons = [_compared(ours, archive.text, a, b) for a, b in stretches]
        _, first, last, difference = min(comparisons, key=lambda comparison: comparison[0])
        objection = objection or difference
    return Found(
        "near" if similar and len(needle) >= _NEAR_LENGTH else "absent",
        round(alignment.score, 1),
        ((first, last),),
        passage=" ".join(archive.text[first:last].split()),
        difference=objection,
    )


def _whole_words(text: str, a: int, b: int, margin: int = 0) -> tuple[int, int]:
    """The stretch a to b, wider by `margin` characters on both sides, and then to whole words."""
    a, b = max(0, a - margin), min(len(text), b + margin)
    while cuts(text, a):
        a -= 1
    while cuts(text, b):
        b += 1
    return a, b


def _stretch(source: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The part of text[start:end] to compare: all of it, or of a long one the stretch around its first departure."""
    if end - start <= 2 * _STRETCH:
        return start, end
    same = bisect_left(range(start, end), True, key=lambda n: text[start : n + 1] not in source)
    low = max(start, min(start + same - _STRETCH, end - 2 * _STRETCH))
    return low, min(end, low + 2 * _STRETCH)


def _compared(wanted: str, text: str, start: int, end: int) -> tuple[int, int, int, str]:
    """How many words differ, the part of text[start:end] that answers to `wanted`, and the difference as a phrase."""
    from rapidfuzz.distance import Levenshtein

    ours, places = _TOKEN.findall(wanted), list(_TOKEN.finditer(text, start, end))
    theirs = [place[0] for place in places]
    edits = list(Levenshtein.opcodes([normalise(w).text for w in ours], [normalise(w).text for w in theirs]))
    while edits and edits[0].tag == "insert":  # the margin
        del edits[0]
    while edits and edits[-1].tag == "insert":
        del edits[-1]
    if not edits or edits[-1].dest_end <= edits[0].dest_start:
        return len(ours), start, end, ""
    cost, phrases = 0, []
    for edit in edits:
        mine, other = ours[edit.src_start : edit.src_end], theirs[edit.dest_start : edit.dest_end]
        if edit.tag != "equal":
            cost += max(len(mine), len(other))
            phrases.append(_phrase(" ".join(mine), " ".join(other)))
    shown = ", ".join(phrases[:_SHOWN]) + (", and more" if len(phrases) > _SHOWN else "")
    return cost, places[edits[0].dest_start].start(), places[edits[-1].dest_end - 1].end(), shown


def _phrase(mine: str, other: str) -> str:
    mine, other = (text if len(text) <= _PHRASE else f"{text[:_PHRASE]}…" for text in (mine, other))
    if mine and other:
        return f"“{mine}” for “{other}”"
    return f"adds “{mine}”" if mine else f"leaves out “{other}”"
