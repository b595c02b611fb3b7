"""How wide the columns of a table are: by their weights, and none narrower than what must not be parted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefgen.document.blocks import Code, Inlines, Table, plain
from briefgen.document.values import pieces


def shared(weights: Sequence[float], room: float, least: Sequence[float]) -> list[float]:
    """Widths that sum to `room`, in the columns' weights, each at least its `least`; in proportion to these where all have no room."""
    if sum(least) >= room:
        return [room * one / sum(least) for one in least]
    shares = [max(weight, 0.0) for weight in weights]
    narrow: set[int] = set()  # columns held at the least width; the others share what is left by weight
    while True:
        total = sum(share for n, share in enumerate(shares) if n not in narrow) or 1.0
        left = room - sum(least[n] for n in narrow)
        widths = [least[n] if n in narrow else left * share / total for n, share in enumerate(shares)]
        below = {n for n, wide in enumerate(widths) if wide < least[n] and n not in narrow}
        if not below:
            return widths
        narrow |= below


def longest(table: Table, measured: Callable[[str, bool], float], head: Callable[[str], float]) -> Iterator[float]:
    """The width of the longest piece of each column that no line end parts: words of its head as `head` measures them, those of its
    cells as `measured` does, which is told whether they are of a value."""
    for place, column in enumerate(table.columns):
        cells = (row.cells[place] for row in table.rows if not row.group and place < len(row.cells))
        found = {(piece, of_value) for cell in cells for line in cell for piece, of_value in _pieces(line)}
        words = map(head, column.title.split())
        yield max((*words, *(measured(piece, of_value) for piece, of_value in found)), default=0.0)


def _pieces(line: Inlines) -> Iterator[tuple[str, bool]]:
    for inline in line:
        for piece in pieces(plain((inline,))):
            yield piece, isinstance(inline, Code)
