"""What a brief leaves out of a source: stretches that no span covers, quotations that no position carries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefgen.model.lookup import Archive
from briefgen.model.normal import normalise
from briefgen.model.passage import match
from briefgen.model.quotations import QuotedPassage, scan

CharSpan = tuple[int, int]


class Gap(NamedTuple):
    """text[start:end], from its first letter or digit to its last, is covered by no span; line and column are 1-based."""

    start: int
    end: int
    line: int
    column: int
    excerpt: str


def uncovered(text: str, spans: Iterable[CharSpan]) -> tuple[Gap, ...]:
    """The stretches of `text` with letters or digits that none of the spans (start, end) covers, in order (W7)."""
    lines = line_starts(text)
    gaps = []
    done = 0
    for start, end in (*_merged(text, spans), (len(text), len(text))):
        words = [i for i in range(done, start) if text[i].isalnum()]
        if words:
            first, last = words[0], words[-1] + 1
            gaps.append(Gap(first, last, *line_and_column(lines, first), excerpt(text[first:last])))
        done = end
    return tuple(gaps)


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def line_and_column(lines: Sequence[int], place: int) -> tuple[int, int]:
    """The line and the column, 1-based, of a place in the text whose lines begin there."""
    line = bisect_right(lines, place)
    return line, place - lines[line - 1] + 1


def share(text: str, spans: Iterable[CharSpan]) -> float:
    """The share, 0 to 1, of the non-space characters of `text` that the spans cover; 1 for an empty text."""
    everything = _ink(text)
    return sum(_ink(text[start:end]) for start, end in _merged(text, spans)) / everything if everything else 1.0


def uncarried(text: str, carried: Iterable[str]) -> tuple[QuotedPassage, ...]:
    """The quotations of `text` that no text of `carried` matches after normalising, in order (W8).

    A quotation is carried when it stands in one of them, when parts of it that are carried make half of it or more, or
    when one of them stands in it with brackets or ellipses.
    """
    texts = sorted({words for quote in carried if (words := _words(quote))})
    return tuple(quoted for quoted in scan(text) if not _is_carried(quoted.words, texts))


def _is_carried(passage: str, carried: list[str]) -> bool:
    words = _words(passage)
    if any(words in quote for quote in carried):
        return True
    if 2 * sum(len(quote) for quote in carried if quote in words) >= len(words):
        return True
    altered = [quote for quote in carried if "…" in quote or "[" in quote]
    return bool(altered) and any(match(archive, quote) for archive in (Archive(passage),) for quote in altered)


def _words(text: str) -> str:
    return normalise(text).text.strip(" ,.;:!?-")


def _merged(text: str, spans: Iterable[CharSpan]) -> Iterator[CharSpan]:
    """The spans in order, without overlaps and within the text."""
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            yield start, end
            done = end


def _ink(text: str) -> int:
    return sum(map(len, text.split()))


def excerpt(text: str, most: int = 60) -> str:
    """The text on one line, cut after a word where it has more characters."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0] or line[:most]}…"
