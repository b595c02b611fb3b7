"""Labels find places on tiers above and below the ruler: no two meet, and no leader crosses a label."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Side = Literal["above", "below"]

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


class LabelPlace(NamedTuple):
    """Where a label went: tier 0 is nearest to the scale; `left` and `right` are the edges of its text in points.

    `choice` counts among the widths of the wish.
    """

    x: float
    side: Side
    tier: int
    left: float
    right: float
    choice: int

    def meets(self, other: LabelPlace) -> bool:
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


def place(wishes: Sequence[Wish], right: float, tiers: int) -> list[LabelPlace | None]:
    """A place for each wish between 0 and `right`, or None where there is no room.

    A label goes to the lowest free tier. From right to left, text that runs right of its leader then never meets the
    leader of a later one; text that runs left, near the right end, is placed from left to right for the same reason.
    """
    best: list[LabelPlace | None] = [None] * len(wishes)
    cost = _Cost(sum(wish.principal for wish in wishes), len(wishes), 0)
    orders = list(dict.fromkeys(_orders(wishes, right)))
    for narrow in (False, True):
        for order in orders:
            for turns in (False, True):
                if tried := _in_order(wishes, order, right, tiers, narrow, turns, cost):
                    best, cost = tried
        if not cost.lost:
            break
    return _widened(wishes, best, right)


class _Cost(NamedTuple):
    """The principal labels without a place, all of them, and the tiers that the others are away from the scale."""

    principal: int
    lost: int
    away: int


def _orders(wishes: Sequence[Wish], right: float) -> Iterator[tuple[int, ...]]:
    backward = sorted(range(len(wishes)), key=lambda n: (-wishes[n].x, n))
    turned = tuple(n for n in backward if wishes[n].x + GAP + wishes[n].widths[0] > right)[::-1]
    others = tuple(n for n in backward if wishes[n].x + GAP + wishes[n].widths[0] <= right)
    yield others + turned
    yield turned + others
    if any(wish.principal for wish in wishes):
        yield tuple(sorted(backward, key=lambda n: not wishes[n].principal))


def _in_order(
    wishes: Sequence[Wish], order: Sequence[int], right: float, tiers: int, narrow: bool, turns: bool, best: _Cost
) -> tuple[list[LabelPlace | None], _Cost] | None:
    """The places and their cost; None as soon as they cannot cost less than the best that is known."""
    found: list[LabelPlace | None] = [None] * len(wishes)
    sides: dict[Side, list[_Tier]] = {side: [_Tier() for _ in range(tiers)] for side in ("above", "below")}
    principal, lost, away = 0, 0, 0
    for turn, number in enumerate(order):
        wish = wishes[number]
        first: tuple[Side, Side] = ("below", "above") if turns and turn % 2 else ("above", "below")
        if one := _lowest(wish, right, len(wish.widths) - 1 if narrow else 0, first, sides):
            sides[one.side][one.tier].add(one)
            found[number] = one
            away += one.tier
        else:
            lost += 1
            principal += wish.principal
        if (principal, lost, away) >= best:
            return None
    return found, _Cost(principal, lost, away)


def _lowest(
    wish: Wish, right: float, choice: int, first: Sequence[Side], sides: dict[Side, list[_Tier]]
) -> LabelPlace | None:
    """Text to the right of the leader wherever it fits, on the side with the lower free tier."""
    width = wish.widths[choice]
    for left in (wish.x + GAP, wish.x - GAP - width):
        if left < 0 or left + width > right:
            continue
        free = [
            (tier, turn, side)
            for turn, side in enumerate(first)
            if (tier := _free(sides[side], wish.x, left, left + width)) is not None
        ]
        if free:
            tier, _, side = min(free)
            return LabelPlace(wish.x, side, tier, left, left + width, choice)
    return None


class _Tier:
    """The labels of one tier of one side from left to right. As no two of them meet, only a neighbour can be in the way of another."""

    __slots__ = ("begins", "ends", "heads", "lefts", "rights")

    def __init__(self) -> None:
        self.heads: list[float] = []
        self.lefts: list[float] = []  # of the texts, with the room that a leader keeps
        self.rights: list[float] = []
        self.begins: list[float] = []  # of text and leader
        self.ends: list[float] = []  # with the room that another label keeps

    def add(self, one: LabelPlace) -> None:
        begin, end = one.reach
        at = bisect_left(self.begins, begin)
        self.heads.insert(at, one.x)
        self.lefts.insert(at, one.left - CLEARANCE)
        self.rights.insert(at, one.right + CLEARANCE)
        self.begins.insert(at, begin)
        self.ends.insert(at, end + APART)


def _free(tiers: Sequence[_Tier], x: float, left: float, right: float) -> int | None:
    """The lowest tier on which a text has room; None when there is none.

    A leader that passes through the text belongs to a lower tier, and a text that the own leader meets to a higher.
    """
    begin, end = (x, right) if left > x else (left, x)
    free, covered = None, False
    for number, tier in enumerate(tiers):
        if not tier.heads:
            if free is None and not covered:
                free = number
            continue
        head = bisect_right(tier.heads, left - CLEARANCE)
        if head < len(tier.heads) and tier.heads[head] < right + CLEARANCE:
            free = None
        if not covered:
            if free is None:
                before = bisect_left(tier.begins, end + APART)
                if not before or begin >= tier.ends[before - 1]:
                    free = number
            over = bisect_left(tier.lefts, x)
            covered = over > 0 and x < tier.rights[over - 1]
        if covered and free is None:
            return None
    return free


def _widened(wishes: Sequence[Wish], places: Sequence[LabelPlace | None], right: float) -> list[LabelPlace | None]:
    """The same places, each label set to its best width where that meets nothing."""
    found = list(places)
    for number, one in enumerate(places):
        if one is None or not one.choice:
            continue
        width = wishes[number].widths[0]
        left = one.left if one.left > one.x else one.right - width
        wide = LabelPlace(one.x, one.side, one.tier, left, left + width, 0)
        others = (p for n, p in enumerate(found) if p and n != number and p.side == one.side)
        if left >= 0 and left + width <= right and not any(wide.meets(other) for other in others):
            found[number] = wide
    return found
