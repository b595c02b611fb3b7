"""How wide the columns of a table are: by their weights, and none narrower than what must not be parted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefgen.document.blocks import Table, plain
from briefgen.document.inlines import Code, Inlines
from briefgen.document.values import pieces


def shared(weights: Sequence[float], room: float, least: Sequence[float]) -> list[float]:
    """Widths that sum to `room`, in the columns' weights, each at least its `least`. Where all of these have no room, the narrow columns
    have theirs, and the others the same of what is left."""
    if sum(least) >= room:
        return _level(room, least)
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


def _level(room: float, least: Sequence[float]) -> list[float]:
    """The widths of columns that want more than there is: none has more than another that has less than it wants."""
    level, left = room / max(len(least), 1), room
    for n, one in enumerate(sorted(least)):
        level = left / (len(least) - n)
        if one > level:
            break
        left -= one
    return [min(one, level) for one in least]


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
