"""Labels find tiers above the axis: chosen by falling rank, set from right to left, so that no two meet and no leader crosses one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import NamedTuple

GAP = 3.0
"""Between a leader and the text that runs along it."""
CLEARANCE = 2.5
"""Between a text and the leader of another."""
APART = 7.0
"""Between the texts of one tier, and between a leader and the text that ends before it."""
BITS = 2.0
"""How finely a tier is divided: half a point."""


class Size(NamedTuple):
    """One way to set a label: so wide, on so many tiers."""

    width: float
    lines: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: where its leader stands, and the sizes that it can be set to, the best first."""

    x: float
    sizes: tuple[Size, ...]
    rank: float = 0.0


class Perch(NamedTuple):
    """Where a label went: on `lines` tiers from `tier`, 0 nearest to the axis; `left` and `right` are the edges of its text.

    `choice` counts among the sizes of the wish.
    """

    x: float
    tier: int
    lines: int
    left: float
    right: float
    choice: int

    @property
    def top(self) -> int:
        """The first tier above it: its leader passes through all below."""
        return self.tier + self.lines

    @property
    def reach(self) -> tuple[float, float]:
        """From the leader to the far end of the text."""
        return min(self.x, self.left), max(self.x, self.right)

    def meets(self, other: Perch) -> bool:
        """True when the two labels come too near, or the leader of one crosses the other."""
        (start, end), (begin, finish) = self.reach, other.reach
        if self.tier < other.top and other.tier < self.top and start < finish + APART and begin < end + APART:
            return True
        return _crosses(self, other) or _crosses(other, self)


def _crosses(one: Perch, other: Perch) -> bool:
    """True when the leader of one comes too near to the text of the other."""
    return other.tier < one.top and other.left - CLEARANCE < one.x < other.right + CLEARANCE


def place(
    wishes: Sequence[Wish], left: float, right: float, tiers: int, kept: Sequence[tuple[float, float]] = ()
) -> list[Perch | None]:
    """A place for each wish between `left` and `right` on so many tiers, None where there is no room.

    A label of higher rank never loses its place to one of lower; of equal rank the first has it. `kept` are reaches of the
    lowest tier that no label takes.
    """
    chosen: list[int] = []
    found: dict[int, Perch] = {}
    for number in sorted(range(len(wishes)), key=lambda n: (-wishes[n].rank, n)):
        trial = [*chosen, number]
        tried = next(
            (
                done
                for order in _orders(wishes, trial, right)
                if (done := _set(wishes, order, left, right, tiers, kept))
            ),
            None,
        )
        if tried:
            chosen, found = trial, tried
    return [found.get(number) for number in range(len(wishes))]


def _orders(wishes: Sequence[Wish], chosen: Sequence[int], right: float) -> Iterator[list[int]]:
    """From right to left; those that must turn left, near the right end, from left to right, after the others or before."""
    backward = sorted((n for n in chosen if wishes[n].sizes), key=lambda n: (-wishes[n].x, -n))
    turned = [n for n in backward if wishes[n].x + GAP + wishes[n].sizes[0].width > right][::-1]
    others = [n for n in backward if n not in turned]
    yield others + turned
    if turned and others:
        yield turned + others


def _set(
    wishes: Sequence[Wish],
    order: Sequence[int],
    left: float,
    right: float,
    tiers: int,
    kept: Sequence[tuple[float, float]],
) -> dict[int, Perch] | None:
    """All of them in this order, each on the lowest tier that is free; None when one finds none."""
    found: dict[int, Perch] = {}
    above = _Tiers(tiers)
    for begin, end in kept:
        above.keep(begin, end)
    for number in order:
        one = next((perch for perch in _perches(wishes[number], left, right, tiers) if above.free(perch)), None)
        if one is None:
            return None
        above.add(one)
        found[number] = one
    return found or None


def _perches(wish: Wish, left: float, right: float, tiers: int) -> Iterator[Perch]:
    """The places of a label, the best first: text right of the leader, or left where it would leave the frame; the other side
    only where that finds none. Low before high."""
    second: list[Perch] = []
    for choice, (width, lines) in enumerate(wish.sizes):
        sides = (wish.x + GAP, wish.x - GAP - width)
        inside = [start for start in sides if left <= start and start + width <= right]
        for place, start in enumerate(inside):
            perches = [Perch(wish.x, n, lines, start, start + width, choice) for n in range(tiers - lines + 1)]
            if place:
                second += perches
            else:
                yield from perches
    yield from second


@dataclass(slots=True)
class _Tiers:
    """What is taken on each tier, as bits from left to right."""

    number: int
    taken: list[int] = field(init=False)
    covered: list[int] = field(init=False)
    leaders: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.taken = [0] * self.number  # texts with their leaders, and the room that another text keeps
        self.covered = [0] * self.number  # texts, with the room that a leader keeps
        self.leaders = [0] * self.number

    def free(self, one: Perch) -> bool:
        """True when neither text nor leader is met, and none of them meets the leader of this one."""
        reach, text, leader = _bits(*one.reach), _cover(one), _bits(one.x, one.x)
        own = range(one.tier, one.top)
        return not any(self.taken[n] & reach or self.leaders[n] & text for n in own) and not any(
            self.covered[n] & leader for n in range(one.top)
        )

    def add(self, one: Perch) -> None:
        begin, end = one.reach
        reach, text, leader = _bits(begin - APART, end + APART), _cover(one), _bits(one.x, one.x)
        for n in range(one.tier, one.top):
            self.taken[n] |= reach
            self.covered[n] |= text
        for n in range(one.top):
            self.leaders[n] |= leader

    def keep(self, begin: float, end: float) -> None:
        """Nothing stands between the two on the lowest tier, and no leader passes."""
        self.taken[0] |= _bits(begin, end)
        self.covered[0] |= _bits(begin, end)


def _cover(one: Perch) -> int:
    """The text, with the room that a leader keeps; never that of its own leader, as GAP is wider."""
    return _bits(one.left - CLEARANCE, one.right + CLEARANCE)


def _bits(begin: float, end: float) -> int:
    """The bits from `begin` to `end`, both included."""
    first, last = max(0, floor(begin * BITS)), max(0, ceil(end * BITS))
    return ((1 << (last - first + 1)) - 1) << first
