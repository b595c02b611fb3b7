"""Labels find tiers above the axis: chosen by falling rank, set from right to left, so that no two meet and no leader crosses one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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


class Wish(NamedTuple):
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
            for way in self._tried(number, number in order.leftward, order.narrowed):
                if (tier := above.lowest(way)) is not None:
                    above.add(way, tier)
                    found[number] = way.at(tier)
                    break
            else:
                return None
        return found or None

    @cached_property
    def ways(self) -> list[tuple[dict[int, _Way], dict[int, _Way]]]:
        """Of each wish its ways between the edges, by choice: those that run right of the leader, and those left of it."""
        return [(dict(self._running(wish, left=False)), dict(self._running(wish, left=True))) for wish in self.wishes]

    def _running(self, wish: Wish, *, left: bool) -> Iterator[tuple[int, _Way]]:
        for choice, (width, lines) in enumerate(wish.sizes):
            start = wish.x - GAP - width if left else wish.x + GAP
            if self.left <= start and start + width <= self.right:
                yield choice, _Way.of(wish.x, start, start + width, lines, choice)

    def _tried(self, number: int, leftward: bool, narrowed: float) -> Iterator[_Way]:
        """The ways of a label, the best first: on the side where it is to run, then on the other, in a line or two; in more lines
        only where that finds no place."""
        sizes, ways = self.wishes[number].sizes, self.ways[number]
        wide, higher = range(len(sizes))[:2], range(len(sizes))[2:]
        for some in (wide[::-1] if sizes[0].width >= narrowed else wide, higher):
            for turned in (leftward, not leftward):
                yield from (ways[turned][choice] for choice in some if choice in ways[turned])


class _Way(NamedTuple):
    """A label in one of its sizes on one side of its leader, wherever its tier: the bits of what it needs on each tier that it takes,
    and of its leader. They are the same in every order that is tried."""

    x: float
    left: float
    right: float
    lines: int
    choice: int
    reach: int
    apart: int
    text: int
    leader: int

    @classmethod
    def of(cls, x: float, left: float, right: float, lines: int, choice: int) -> _Way:
        begin, end = min(x, left), max(x, right)
        text = _bits(left - CLEARANCE, right + CLEARANCE)  # never that of its own leader, as GAP is wider
        apart = _bits(begin - APART, end + APART)
        return cls(x, left, right, lines, choice, _bits(begin, end), apart, text, _bits(x, x))

    def at(self, tier: int) -> Perch:
        """The place on a tier and those above it."""
        return Perch(self.x, tier, self.lines, self.left, self.right, self.choice)


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

    def lowest(self, way: _Way) -> int | None:
        """The lowest tier where neither text nor leader is met, and none of them meets the leader of this one."""
        free = 0
        for n in range(self.number):
            if self.covered[n] & way.leader:  # which passes through all tiers below its text
                return None
            free = 0 if self.taken[n] & way.reach or self.leaders[n] & way.text else free + 1
            if free == way.lines:
                return n + 1 - free
        return None

    def add(self, way: _Way, tier: int) -> None:
        for n in range(tier, tier + way.lines):
            self.taken[n] |= way.apart
            self.covered[n] |= way.text
        for n in range(tier + way.lines):
            self.leaders[n] |= way.leader

    def keep(self, begin: float, end: float) -> None:
        """Nothing stands between the two on the lowest tier, and no leader passes."""
        self.taken[0] |= _bits(begin, end)
        self.covered[0] |= _bits(begin, end)


def _bits(begin: float, end: float) -> int:
    """The bits from `begin` to `end`, both included."""
    first, last = max(0, floor(begin * BITS)), max(0, ceil(end * BITS))
    return ((1 << (last - first + 1)) - 1) << first
