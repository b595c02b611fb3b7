"""Marks stand in proportion to time, which runs right: in one panel, or in several by period, with lanes or without."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from math import ceil, inf
from typing import Protocol

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import Period
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.flags import Sized, fits, flags, sized
from briefgen.timeline.fragments import SHARE, TITLE, Fragment, Sheet, titled
from briefgen.timeline.key import Numbering
from briefgen.timeline.lanes import lanes, named
from briefgen.timeline.moments import Stands, bounds, date_only, touches
from briefgen.timeline.time_label import Dating, dating, period
from briefgen.timeline.turns import wall_clock


@dataclass(frozen=True)
class Share:
    """What one panel tells: the marks that stand in its period, in time order, and those of other panels that reach into it."""

    marks: tuple[Mark, ...]
    reaching: tuple[Mark, ...]
    period: Period


def divide(marks: Sequence[Mark], stands: Stands, panels: int) -> list[Share]:
    """The marks in time order in `panels` shares of about equal number, cut near that at the longest pauses, and where the
    fewest days and whiskers are cut; fewer shares if the marks coincide."""
    ordered = sorted(marks, key=lambda mark: stands.of[mark.key].at)
    starts = [stands.of[mark.key].at for mark in ordered]
    reach = max(1, len(ordered) // (panels * 3))
    parted = _Parted(ordered)
    cuts = [0]
    for number in range(1, panels):
        target = round(len(ordered) * number / panels)
        near = [
            n
            for n in range(target - reach, target + reach + 1)
            if cuts[-1] < n < len(ordered) and starts[n] > starts[n - 1]
        ]
        if near:
            cuts.append(max(near, key=lambda n: (-parted.by(starts[n]), starts[n] - starts[n - 1], -abs(n - target))))
    cuts.append(len(ordered))
    found = []
    for start, end in pairwise(cuts):
        since = starts[start] if start else -inf
        until = starts[end] if end < len(ordered) else inf
        others = (*ordered[:start], *ordered[end:])
        reaching = tuple(mark for mark in others if touches(mark, since, until))
        found.append(Share(tuple(ordered[start:end]), reaching, Period(since, until)))
    return found


class _Parted:
    """The days and whiskers of a chart by where they begin and end."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        long = [mark for mark in marks if mark.extent in ("between", "civil")]
        extents = [(bounds(mark)[0], inf if mark.open_end == "ongoing" else bounds(mark)[1]) for mark in long]
        self.begins = sorted(begin for begin, end in extents if begin < end)
        self.ends = sorted(end for begin, end in extents if begin < end)

    def by(self, cut: float) -> int:
        """How many of them a cut would part; what lasted is told again in any case."""
        return bisect_left(self.begins, cut) - bisect_right(self.ends, cut)


MOST_PANELS = 4
CLOCKS = 2 * 86400.0
"""The title of a longer period names its days alone."""
MOST_LABELS = 26
"""No panel holds more: a chart of more marks begins with several panels."""


class Draft(Protocol):
    """A panel before it is drawn, and the marks that it has no label for."""

    @property
    def numbered(self) -> tuple[MarkExtent, ...]: ...

    @property
    def height(self) -> float: ...

    def part(self, sheet: Sheet, numbering: Numbering) -> Fragment: ...


Drafting = Callable[[Sheet, Sequence[Sized], Stands, float, Period], Draft]


def scale(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Fragment]:
    """One part for each period: as few as give every mark its label, at most four, else those that leave fewest numbered.

    None where what lasts at the same time is too much for the sheet.
    """
    size = cache(partial(sized, sheet))
    titles = named(marks)
    drafting = partial(lanes, titles=titles) if titles else flags
    stands = Stands.find(marks)
    hopeless = sum(not fits(sheet, mark) for mark in marks)
    best: list[tuple[Share, Draft]] = []
    for panels in range(min(MOST_PANELS, ceil(len(marks) / MOST_LABELS)), MOST_PANELS + 1):
        shares = divide(marks, stands, panels)
        drafts: list[tuple[Share, Draft]] = []
        for share in shares:
            drafts.append((share, _draft(sheet, share, stands, size, drafting)))
            if best and _numbered(drafts) >= _numbered(best):
                break
        else:
            best = drafts
        if len(shares) < panels or _numbered(best) == hopeless:
            break
    if any(draft.height > sheet.height - TITLE for _, draft in best):
        return []
    parts = [draft.part(sheet, numbering) for _, draft in best]
    if len(parts) == 1:
        return parts
    return [titled(sheet, part, _title(sheet, share.marks)) for (share, _), part in zip(best, parts, strict=True)]


def _numbered(drafts: Sequence[tuple[Share, Draft]]) -> int:
    return sum(_lost(share, draft) for share, draft in drafts)


def _lost(share: Share, draft: Draft) -> int:
    """How many of a panel's own marks have no label on it."""
    own = {mark.key for mark in share.marks}
    return sum(one.mark.key in own for one in draft.numbered)


def _draft(
    sheet: Sheet, share: Share, stands: Stands, size: Callable[[Mark, Dating], Sized], drafting: Drafting
) -> Draft:
    """The panel of a share. What reaches in from other panels is numbered rather than that an own mark loses its label to it."""
    budget = min(sheet.height, SHARE * sheet.theme.height) - TITLE
    days = dating(share.marks)
    own = [size(mark, days) for mark in share.marks]
    elsewhere: Dating = "day" if days == "none" else days  # the ruler does not show the day on which these began
    reaching = [size(mark, elsewhere) for mark in share.reaching]
    draft = drafting(sheet, [*reaching, *own], stands, budget, share.period)
    if any(one.texts for one in reaching) and _lost(share, draft):
        silent = [Sized(one.mark, ()) for one in reaching]
        draft = min(draft, drafting(sheet, [*silent, *own], stands, budget, share.period), key=partial(_lost, share))
    return draft


def _title(sheet: Sheet, marks: Sequence[Mark]) -> str:
    """The period that a panel tells of, from its first event to its last, in the chart's zone."""
    told = [mark for mark in marks if not mark.context] or marks
    begin, end = min(bounds(mark)[0] for mark in told), max(map(_told, told))
    first, last = wall_clock(begin, sheet.zone), wall_clock(end, sheet.zone)
    clocks = end - begin < CLOCKS and any(not date_only(mark) for mark in told)
    return period(first, last, sheet.language, clocks=clocks)


def _told(mark: Mark) -> float:
    """The last second that a mark adds to the title: a civil day counts to its end, what lasts only where it begins."""
    start, end = bounds(mark)
    return start if mark.extent == "span" else max(start, end - 1)
