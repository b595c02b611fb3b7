"""Running heads and page numbers: what stands at the same height of several pages, outside of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.intake.pdf.runs import PageText, Run

_OUTER = 0.12
"""The share of a page's height at its top and bottom in which they stand."""
_EDGE = 3
"""Lines at the edge that may be one; what is printed further in is text."""
_COUNTS = 6
"""Numbers of a run that are tried as that of the page."""
_NUMBER = re.compile(
    r"(?P<word>page|seite|strona|str\.|s\.|p\.)?\s*[-–—|]?\s*(?P<number>\d{1,4})\s*[-–—|]?(?P<of>\s*(?:/|of|von|z)\s*\d{1,4})?",
    re.IGNORECASE,
)


def without_heads(pages: Sequence[PageText]) -> tuple[list[PageText], list[str]]:
    """The pages with their text alone, and the running heads that were left out, each once, without page numbers."""
    edges = [(number, run) for number, page in enumerate(pages) for run in _edge(page)]
    gone = {id(run) for run in _repeated(edges, pages)}
    gone |= {id(run) for run in _numbers(edges, pages, gone)}
    if all(id(run) in gone for page in pages for run in page.runs):
        return list(pages), []
    heads: dict[str, str] = {}
    for _, run in edges:
        if id(run) in gone and not _NUMBER.fullmatch(run.text):
            heads.setdefault(re.sub(r"\d+", "#", _shape(run.text)), run.text)
    kept = [replace(page, runs=tuple(run for run in page.runs if id(run) not in gone)) for page in pages]
    return kept, list(heads.values())


def _edge(page: PageText) -> Iterator[Run]:
    """The runs of the first and last lines of a page, near its edges."""
    bases = sorted({round(run.base) for run in page.runs})
    for run in page.runs:
        height = (run.base - page.bottom) / (page.height or 1)
        low, high = height < _OUTER, height > 1 - _OUTER
        if (low and round(run.base) in bases[:_EDGE]) or (high and round(run.base) in bases[-_EDGE:]):
            yield run


def _repeated(edges: Sequence[tuple[int, Run]], pages: Sequence[PageText]) -> Iterator[Run]:
    """The runs that say the same at the same height of another page, where all that stands beside them does too or is a number."""
    alike: dict[str, list[tuple[int, Run]]] = defaultdict(list)
    for number, run in edges:
        for text in _read_as(run.text, number):
            alike[text].append((number, run))
    again: set[int] = set()
    for group in alike.values():
        heights: dict[int, set[int]] = defaultdict(set)
        for number, run in group:
            for height in (round(run.base / 4) - 1, round(run.base / 4), round(run.base / 4) + 1):
                heights[height].add(number)
        again.update(id(run) for _, run in group if len(heights[round(run.base / 4)]) > 1)
    for number, run in edges:
        beside = (other for other in pages[number].runs if abs(other.base - run.base) < 2)
        if id(run) in again and all(id(other) in again or _NUMBER.fullmatch(other.text) for other in beside):
            yield run


def _read_as(text: str, page: int) -> set[str]:
    """What a run says, and what it says where a number in it counts the pages: a table's next date is no running head."""
    numbers = list(re.finditer(r"\d+", text))
    counted = {
        f"{text[: one.start()]}page{int(one[0]) - page}{text[one.end() :]}"
        for one in numbers[:_COUNTS]
        if len(one[0]) <= 4
    }
    return {_shape(text), *map(_shape, counted)}


def _numbers(edges: Sequence[tuple[int, Run]], pages: Sequence[PageText], gone: set[int]) -> Iterator[Run]:
    """The page numbers: those that count the pages, and those that say that they are one. Nothing else stands beside them."""
    found = [(number, run, match) for number, run in edges if (match := _NUMBER.fullmatch(run.text))]
    shifts: dict[int, set[int]] = defaultdict(set)
    for number, _, match in found:
        shifts[int(match["number"]) - number].add(number)
    for number, run, match in found:
        shift = int(match["number"]) - number
        beside = any(
            abs(other.base - run.base) < 2 and other is not run and id(other) not in gone
            for other in pages[number].runs
        )
        counts = len(shifts[shift]) > 1 or match["word"] or match["of"] or (len(pages) == 1 and shift == 1)
        if counts and not beside:
            yield run


def _shape(text: str) -> str:
    return " ".join(text.split()).casefold()
