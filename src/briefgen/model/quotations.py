"""Every passage of a text that stands in quotation marks, with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATOR = re.compile(r"\n[^\S\n]*\n+")
_DOUBLE = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"＂″〝〞❝❞「」『』]")
_OPENING = frozenset(("“", "„", "‟", "«", "``", "‘‘"))
_CLOSING = frozenset(("”", "»", "’’"))
_SINGLE = re.compile(r"[‘’'‚‹›]")
_ELISION = re.compile(r"(?:s|t|em|til|tis|twas|n|cause|bout)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuotedPassage:
    """A passage in quotation marks: text[start:end] with its marks, `words` without them.

    `closed` is false where the closing mark is missing; the passage then ends with its paragraph, or where the next one
    opens.
    """

    start: int
    end: int
    words: str
    closed: bool


def scan(text: str) -> tuple[QuotedPassage, ...]:
    """The quoted passages of `text` in order, in linear time.

    Double marks are curly, low, straight, doubled single ones or guillemets, and may point the wrong way. Single marks
    count only in paragraphs without double ones, where they cannot be nested quotations.
    """
    found: list[QuotedPassage] = []
    for start, end in _paragraphs(text):
        found += list(_double(text, start, end)) or _single(text, start, end)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph without outer space; each line is one where the text has no empty lines."""
    separator = _SEPARATOR if _SEPARATOR.search(text) else re.compile("\n")
    breaks = [match.span() for match in separator.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    for start, end in zip(starts, ends, strict=True):
        paragraph = text[start:end]
        if paragraph.strip():
            yield end - len(paragraph.lstrip()), start + len(paragraph.rstrip())


def _quoted(text: str, start: int, end: int, opening: str, closing: str) -> QuotedPassage:
    words = text[start + len(opening) : end - len(closing)].strip()
    return QuotedPassage(start, end, words, closed=bool(closing))


def _double(text: str, start: int, end: int) -> Iterator[QuotedPassage]:
    marks = list(_DOUBLE.finditer(text, start, end))
    last = {_is_guillemet(mark): mark.start() for mark in marks}
    opened: re.Match[str] | None = None
    for mark in marks:
        # Marks of the other family are a nested quotation, as long as the outer one can still be closed.
        if opened and _is_guillemet(opened) != _is_guillemet(mark) and mark.start() < last[_is_guillemet(opened)]:
            continue
        before, after = _around(text, mark, start, end)
        if _opens(mark[0], before, after, opened is not None):
            if opened:
                yield _quoted(text, opened.start(), mark.start(), opened[0], "")
            opened = mark
        elif opened:
            yield _quoted(text, opened.start(), mark.end(), opened[0], mark[0])
            opened = None
    if opened:
        yield _quoted(text, opened.start(), end, opened[0], "")


def _is_guillemet(mark: re.Match[str]) -> bool:
    return mark[0] in "«»"


def _around(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """The characters before and after a mark; a space at the edges of the paragraph."""
    a, b = mark.span()
    return (text[a - 1] if a > start else " "), (text[b] if b < end else " ")


def _opens(mark: str, before: str, after: str, is_open: bool) -> bool:
    """True when the mark opens a quotation: the spaces around it overrule the way it points."""
    hugs_left = not before.isspace() and (after.isspace() or after in ".,;:!?)")
    hugs_right = before.isspace() and not after.isspace()
    if mark in _OPENING:
        return not (is_open and hugs_left)
    if mark in _CLOSING:
        return hugs_right and after.isalnum() and not is_open
    return hugs_right or not (is_open or hugs_left)


def _single(text: str, start: int, end: int) -> Iterator[QuotedPassage]:
    opened: re.Match[str] | None = None
    possible: list[re.Match[str]] = []  # marks that may close it
    for mark in _SINGLE.finditer(text, start, end):
        before, after = _around(text, mark, start, end)
        if _opens_single(text, mark, before, after):
            if opened and possible:
                yield _closed(text, opened, possible)
            if not opened or possible:
                opened, possible = mark, []
        elif opened and (before.isalnum() or before in ".,!?…])") and not after.isalnum():
            possible.append(mark)
    if opened and possible:
        yield _closed(text, opened, possible)


def _opens_single(text: str, mark: re.Match[str], before: str, after: str) -> bool:
    if mark[0] in "’›" or before.isalnum() or before in "’'":
        return False
    return (after.isalpha() or after in "[$€£") and not _ELISION.match(text, mark.end())


def _closed(text: str, opened: re.Match[str], possible: list[re.Match[str]]) -> QuotedPassage:
    """The quotation up to the first mark that is no plural possessive (the workers' rights), else up to the first."""
    plural = re.compile(r"(?<=s)[’'] [^\W\d_]")
    closing = next((mark for mark in possible if not plural.match(text, mark.start())), possible[0])
    return _quoted(text, opened.start(), closing.end(), opened[0], closing[0])
