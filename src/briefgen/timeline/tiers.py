"""Labels find tiers above and below the scale, so that no two meet and no leader crosses a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["above", "below"]
Sides = dict[Side, list["Place"]]

GAP = 3.0
"""Between a leader and the text that runs along it."""
CLEARANCE = 2.5
APART = 7.0
"""Between labels of one tier, and between a leader and the label that ends before it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: where its leader stands, and the widths that it can be set to, the best first."""

    x: float
    widths: tuple[float, ...]
    principal: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label went: tier 0 is nearest to the scale; `left` and `right` are the edges of its text in points.

    `choice` counts among the widths of the wish.
    """

    x: float
    side: Side
    tier: int
    left: float
    right: float
    choice: int

    def meets(self, other: Place) -> bool:
        """True when the two labels of one side come too near, or the leader of one crosses the other."""
        if self.tier > other.tier:
            return other.left - CLEARANCE < self.x < other.right + CLEARANCE
        if self.tier < other.tier:
            return self.left - CLEARANCE < other.x < self.right + CLEARANCE
        (start, end), (begin, finish) = self.reach, other.reach
        return start < finish + APART and begin < end + APART

    @property
    def reach(self) -> tuple[float, float]:
        """From the leader to the far end of the text."""
        return (self.x, self.right) if self.left > self.x else (self.left, self.x)


def place(wishes: Sequence[Wish], right: float, tiers: int) -> list[Place | None]:
    """A place for each wish between 0 and `right`, or None where there is no room.

    A label goes to the lowest free tier. From right to left, text that runs right of its leader then never meets the
    leader of a later one; text that runs left, near the right end, is placed from left to right for the same reason.
    """
    best: list[Place | None] = [None] * len(wishes)
    for narrow in (False, True):
        for order in _orders(wishes, right):
            for turns in (False, True):
                tried = _in_order(wishes, order, right, tiers, narrow, turns)
                best = min(best, tried, key=lambda places: _cost(wishes, places))
        if None not in best:
            break
    return _widened(wishes, best, right)


def _cost(wishes: Sequence[Wish], places: Sequence[Place | None]) -> tuple[int, int, int]:
    """The principal labels without a place, all of them, and the tiers that the others are away from the scale."""
    lost = sum(wish.principal and not one for wish, one in zip(wishes, places, strict=True))
    return lost, places.count(None), sum(one.tier for one in places if one)


def _orders(wishes: Sequence[Wish], right: float) -> Iterator[list[int]]:
    backward = sorted(range(len(wishes)), key=lambda n: (-wishes[n].x, n))
    turned = [n for n in backward if wishes[n].x + GAP + wishes[n].widths[0] > right][::-1]
    others = [n for n in backward if n not in turned]
    yield others + turned
    yield turned + others
    if any(wish.principal for wish in wishes):
        yield sorted(backward, key=lambda n: not wishes[n].principal)


def _in_order(
    wishes: Sequence[Wish], order: Sequence[int], right: float, tiers: int, narrow: bool, turns: bool
) -> list[Place | None]:
    found: list[Place | None] = [None] * len(wishes)
    sides: Sides = {"above": [], "below": []}
    for place, number in enumerate(order):
        first: tuple[Side, Side] = ("below", "above") if turns and place % 2 else ("above", "below")
        free = _candidates(wishes[number], right, tiers, narrow, first, sides)
        if chosen := next(free, None):
            sides[chosen.side].append(chosen)
            found[number] = chosen
    return found


def _candidates(
    wish: Wish, right: float, tiers: int, narrow: bool, first: Sequence[Side], sides: Sides
) -> Iterator[Place]:
    """Text to the right of the leader wherever it fits, on the side with the lower free tier."""
    choice = len(wish.widths) - 1 if narrow else 0
    width = wish.widths[choice]
    for left in (wish.x + GAP, wish.x - GAP - width):
        if left < 0 or left + width > right:
            continue
        lowest = ((_lowest(Place(wish.x, side, 0, left, left + width, choice), sides[side], tiers)) for side in first)
        yield from sorted((one for one in lowest if one), key=lambda one: one.tier)[:1]


def _lowest(one: Place, others: Sequence[Place], tiers: int) -> Place | None:
    """The place on the lowest tier that is free; None when there is none.

    A leader that passes through the label belongs to a lower tier, and a label that the own leader meets to a higher.
    """
    low, high = 0, tiers - 1
    for other in others:
        if one.left - CLEARANCE < other.x < one.right + CLEARANCE:
            low = max(low, other.tier)
        if other.left - CLEARANCE < one.x < other.right + CLEARANCE:
            high = min(high, other.tier)
    start, end = one.reach
    taken = {
        o.tier for o in others if low <= o.tier <= high and start < o.reach[1] + APART and o.reach[0] < end + APART
    }
    free = next((tier for tier in range(low, high + 1) if tier not in taken), None)
    return None if free is None else replace(one, tier=free)


def _widened(wishes: Sequence[Wish], places: Sequence[Place | None], right: float) -> list[Place | None]:
    """The same places, each label set to its best width where that meets nothing."""
    found = list(places)
    for number, one in enumerate(places):
        if one is None or not one.choice:
            continue
        width = wishes[number].widths[0]
        left = one.left if one.left > one.x else one.right - width
        wide = Place(one.x, one.side, one.tier, left, left + width, 0)
        others = (p for n, p in enumerate(found) if p and n != number and p.side == one.side)
        if left >= 0 and left + width <= right and not any(wide.meets(other) for other in others):
            found[number] = wide
    return found
