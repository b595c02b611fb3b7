"""The order in which a page's runs are read: columns one after the other, what stands across them above and below."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from briefgen.intake.pdf.runs import Run
from briefgen.intake.words import count

_MOST = 3000
"""Runs of a page in which columns are looked for."""
_LINES, _WORDS = 3, 2.5
"""A column has so many lines, and each piece of one so many words on average: cells of a table have fewer."""


def blocks(runs: Sequence[Run], depth: int = 0) -> list[list[Run]]:
    """The runs in parts, each a piece of one column, in the order in which they are read."""
    if len(runs) < 2 * _LINES or len(runs) > _MOST or depth > 12:
        return [list(runs)] if runs else []
    found = _gutter(runs)
    if found is None:
        return [list(runs)]
    x, across = found
    if not across:
        left = [run for run in runs if run.left + run.right < 2 * x]
        right = [run for run in runs if run.left + run.right >= 2 * x]
        return blocks(left, depth + 1) + blocks(right, depth + 1)
    ordered: list[list[Run]] = []
    bands = _bands(runs, across)
    for band in bands:
        ordered += blocks(band, depth + 1) if len(band) < len(runs) else [band]
    return ordered


def _gutter(runs: Sequence[Run]) -> tuple[float, list[Run]] | None:
    """Where two columns are parted, and the runs that stand across both; None where there are none."""
    edges = sorted({round(run.left, 1) for run in runs})
    best: tuple[int, float, float, list[Run]] | None = None
    size = median(run.size for run in runs)
    for edge in edges[1:]:
        across = [run for run in runs if run.left < edge - 2 and run.right > edge - 0.3 * size]
        if len(across) * 4 > len(runs):
            continue
        left = [run for run in runs if run.right <= edge - 0.3 * size]
        right = [run for run in runs if run.left >= edge - 2]
        if len(left) < _LINES or len(right) < _LINES:
            continue
        width = edge - max(run.right for run in left)
        if width < 0.6 * size or not (_is_column(left) and _is_column(right)) or not _side_by_side(left, right):
            continue
        if best is None or (len(across), -width) < (best[0], -best[1]):
            best = (len(across), width, edge - width / 2, across)
    return best and (best[2], best[3])


def _is_column(runs: Sequence[Run]) -> bool:
    rows = len({round(run.base) for run in runs})
    return rows >= _LINES and sum(count(run.text) for run in runs) >= _WORDS * len(runs)


def _side_by_side(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether the two share a height worth of lines: not what stands below to the right."""
    low = max(min(run.bottom for run in left), min(run.bottom for run in right))
    high = min(max(run.top for run in left), max(run.top for run in right))
    return high - low > 2 * median(run.size for run in left)


def _bands(runs: Sequence[Run], across: Sequence[Run]) -> list[list[Run]]:
    """The page from top to bottom: above the first run that stands across, that one, between it and the next."""
    tops: list[float] = []
    spans: list[list[float]] = []
    for run in sorted(across, key=lambda one: -one.top):
        if spans and run.top > spans[-1][1]:
            spans[-1][1] = min(spans[-1][1], run.bottom)
        else:
            spans.append([run.top, run.bottom])
    tops = [-(top + bottom) / 2 for top, bottom in spans]
    bands: list[list[Run]] = [[] for _ in range(2 * len(spans) + 1)]
    for run in runs:
        middle = (run.top + run.bottom) / 2
        within = next((n for n, (top, bottom) in enumerate(spans) if bottom <= middle <= top), None)
        bands[2 * within + 1 if within is not None else 2 * bisect_left(tops, -middle)].append(run)
    return [band for band in bands if band]
