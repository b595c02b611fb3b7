"""Runs to lines, and lines to paragraphs: by the distance of the lines, indents, and where a line ends short of the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefgen.intake.pdf.hyphens import Hyphens
from briefgen.intake.pdf.runs import HYPHEN, Run

_BULLET = re.compile(r"[•‣▪●○■□◦–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]⁰-⁹¹²³]*$")
_OFTEN = 0.1
"""The share of distances that makes one no exception."""
_APART = 1.5  # ems between two cells of a table


@dataclass(slots=True)
class ColumnLine:
    """A line of one column. `row`: it has cells side by side, as in a table; `left` and `right` are the column's."""

    text: str
    page: int
    block: int
    base: float
    start: float
    end: float
    top: float
    bottom: float
    size: float
    row: bool
    left: float = 0.0
    right: float = 0.0


def lines(block: Sequence[Run], page: int, number: int) -> list[ColumnLine]:
    """The lines of one block from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(block, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - run.base) < 0.4 * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    made = [_line(sorted(row, key=lambda one: one.left), page, number) for row in rows]
    left, right = min(line.start for line in made), max(line.end for line in made)
    for line, row in zip(made, rows, strict=True):
        line.left, line.right = left, right
        if line.row and _justified(line, row):
            line.row, line.text = False, " ".join(line.text.split("\t"))
    return made


def _justified(line: ColumnLine, row: Sequence[Run]) -> bool:
    """Whether a line has wide gaps because it fills its column: each word by itself, and as far from the last as from the next."""
    gaps = [run.left - before.right for before, run in pairwise(sorted(row, key=lambda one: one.left))]
    full = line.end - line.start > 0.97 * (line.right - line.left)
    return full and max(gaps) - min(gaps) < 0.4 * line.size and len(line.text.split()) == len(row)


def _line(row: Sequence[Run], page: int, number: int) -> ColumnLine:
    size = max(run.size for run in row)
    text, cells = row[0].text, False
    for before, run in pairwise(row):
        gap = run.left - before.right
        cells |= gap > _APART * size
        text += ("\t" if gap > _APART * size else " " if gap > 0.17 * size else "") + run.text
    top, bottom = max(run.top for run in row), min(run.bottom for run in row)
    return ColumnLine(text, page, number, row[0].base, row[0].left, row[-1].right, top, bottom, size, cells)


def paragraphs(found: Sequence[ColumnLine]) -> list[str]:
    """The paragraphs of a document's lines in the order in which they are read."""
    hyphens = Hyphens(line.text for line in found)
    pitch = _pitches(found)
    made: list[str] = []
    before: ColumnLine | None = None
    for line in found:
        if before is None or _begins(before, line, pitch):
            made.append(line.text)
        elif before.row or line.row:
            made[-1] += "\n" + line.text
        else:
            made[-1] = hyphens.joined(made[-1], line.text)
        before = line
    return [text.replace(HYPHEN, "-") for text in made]


def _pitches(found: Sequence[ColumnLine]) -> dict[int, float]:
    """The distance of two lines of a paragraph, by their size: the least that is no exception. Where most paragraphs have one line, the
    usual distance is that of two paragraphs."""
    seen: dict[int, list[float]] = {}
    for one, other in _neighbours(found):
        if 0 < one.base - other.base < 3 * one.size:
            seen.setdefault(round(one.size), []).append(one.base - other.base)
    return {size: _least(distances, size) for size, distances in seen.items()}


def _least(distances: Sequence[float], size: int) -> float:
    often = _OFTEN * len(distances)
    whole = sorted(distance for distance in distances if distance > 0.95 * size) or sorted(distances)
    return next((one for one in whole if sum(one <= other < 1.1 * one for other in whole) >= often), median(whole))


def _neighbours(found: Sequence[ColumnLine]) -> Iterator[tuple[ColumnLine, ColumnLine]]:
    return ((one, other) for one, other in pairwise(found) if (one.page, one.block) == (other.page, other.block))


def _begins(before: ColumnLine, line: ColumnLine, pitch: dict[int, float]) -> bool:
    """Whether a paragraph begins with a line."""
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    if _BULLET.match(line.text):
        return True
    if (before.page, before.block) != (line.page, line.block):
        goes_on = before.text.endswith(HYPHEN) or line.text[:1].islower()
        return not goes_on or before.row or line.row
    distance = before.base - line.base
    if not 0 < distance <= 1.3 * pitch.get(round(line.size), 1.2 * line.size):
        return True
    if before.row or line.row:
        return before.row != line.row
    em, width = line.size, line.right - line.left
    if line.start - line.left > 0.8 * em and before.start - before.left <= 0.8 * em and line.start - line.left < 4 * em:
        return _ENDED.search(before.text) is not None
    short = before.end < before.right - 0.2 * width
    return short and not line.text[:1].islower() and _ENDED.search(before.text) is not None
