"""Labels find tiers above the axis: chosen by falling rank, set from right to left, so that no two meet and no leader crosses one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import NamedTuple

GAP = 3.0
"""Between a leader and the text that runs along it."""
CLEARANCE = 2.0
"""Between a text and the leader of another; by two BITS less than GAP, so that labels of one moment may stand above each other."""
APART = 7.0
"""Between the texts of one tier, and between a leader and the text that ends before it."""
FEW = 16
"""Of so many labels a panel tries hard to lose none."""
MOST_TURNED = 4
MOST_FAILED = 6
"""Of many labels: after so many that find no place, those of lower rank do not ask."""
NARROWED = (inf, 72.0, 0.0)
"""Points: labels from this width on rather take a second line than a higher tier: none, long ones, all."""
LINE_COST, LEFT_COST = 0.7, 1.2
"""What a further line, and a label left of its leader, are worth in tiers."""
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
    room, failed = _Room(wishes, left, right, tiers, tuple(kept)), 0
    for number in sorted(range(len(wishes)), key=lambda n: (-wishes[n].rank, n)):
        trial = [*chosen, number]
        tried = (room.set(order) for order in room.orders(trial))
        if done := next((one for one in tried if one), None):
            chosen, found, failed = trial, done, 0
        elif len(wishes) > FEW and (failed := failed + 1) > MOST_FAILED:
            break
    if len(wishes) <= FEW:
        whole = (room.set(order) for order in room.orders(chosen))
        found = min((one for one in whole if one), key=_cost, default=found)
    return [found.get(number) for number in range(len(wishes))]


def _cost(found: Mapping[int, Perch]) -> float:
    """What a setting costs in tiers, in lines and in labels that run left."""
    perches = found.values()
    lines = sum(perch.lines - 1 for perch in perches)
    return max(perch.top for perch in perches) + LINE_COST * lines + LEFT_COST * sum(p.left < p.x for p in perches)


class _Order(NamedTuple):
    """In which order labels are set, which of them run left of their leader if they can, and from which width on they
    rather take a second line than a higher tier."""

    numbers: tuple[int, ...]
    leftward: frozenset[int] = frozenset()
    narrowed: float = inf


@dataclass(frozen=True)
class _Room:
    """Where labels may stand: the tiers between two edges, without what is kept of the lowest."""

    wishes: Sequence[Wish]
    left: float
    right: float
    tiers: int
    kept: tuple[tuple[float, float], ...]

    def orders(self, chosen: Sequence[int]) -> Iterator[_Order]:
        """From right to left; those that must turn left, near the right end, from left to right, after the others or before. Of a
        few labels also so that some more at the right end turn left, and in more lines."""
        backward = sorted((n for n in chosen if self.wishes[n].sizes), key=lambda n: (-self.wishes[n].x, -n))
        turned = [n for n in backward if self.wishes[n].x + GAP + self.wishes[n].sizes[0].width > self.right][::-1]
        others = [n for n in backward if n not in turned]
        yield _Order((*others, *turned))
        if turned and others:
            yield _Order((*turned, *others))
        if len(self.wishes) > FEW:
            return
        for narrowed in NARROWED:
            for last in range(min(MOST_TURNED, len(backward)) + 1):
                turning = backward[:last][::-1]
                yield _Order((*turning, *backward[last:]), frozenset(turning), narrowed)
                yield _Order((*backward[last:], *turning), frozenset(turning), narrowed)

    def set(self, order: _Order) -> dict[int, Perch] | None:
        """All of them in this order, each on the lowest tier that is free; None when one finds none."""
        found: dict[int, Perch] = {}
        above = _Tiers(self.tiers)
        for begin, end in self.kept:
            above.keep(begin, end)
        for number in order.numbers:
            perches = self._perches(self.wishes[number], number in order.leftward, order.narrowed)
            one = next((perch for perch in perches if above.free(perch)), None)
            if one is None:
                return None
            above.add(one)
            found[number] = one
        return found or None

    def _perches(self, wish: Wish, leftward: bool, narrowed: float) -> Iterator[Perch]:
        """The places of a label, the best first: on the side where it is to run, then on the other, in a line or two; in more lines
        only where that finds none. Low before high."""
        sizes = list(enumerate(wish.sizes))
        wide, higher = sizes[:2], sizes[2:]
        if wish.sizes[0].width >= narrowed:
            wide = wide[::-1]
        for some in (wide, higher):
            for turned in (leftward, not leftward):
                for choice, (width, lines) in some:
                    start = wish.x - GAP - width if turned else wish.x + GAP
                    if self.left <= start and start + width <= self.right:
                        for n in range(self.tiers - lines + 1):
                            yield Perch(wish.x, n, lines, start, start + width, choice)


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
