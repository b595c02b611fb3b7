"""Marks stand in proportion to time, which runs right: in one panel, or in several by period, with lanes or without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from math import ceil, inf
from typing import Protocol

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import MarkExtent, Period, bounds
from briefgen.timeline.flags import Sized, flags, sized
from briefgen.timeline.form import date_only
from briefgen.timeline.fragments import SHARE, TITLE, Fragment, Sheet, titled
from briefgen.timeline.key import Numbering
from briefgen.timeline.lanes import lanes, named
from briefgen.timeline.ruler import wall_clock
from briefgen.timeline.time_label import Dating, dating, period

MOST_CARRIED = 4
"""No panel repeats more marks of the panels before it."""


@dataclass(frozen=True)
class Share:
    """What one panel tells: its own marks, in time order, and those of earlier panels that still go on."""

    marks: tuple[Mark, ...]
    carried: tuple[Mark, ...]
    period: Period


def divide(marks: Sequence[Mark], panels: int) -> list[Share]:
    """The marks in time order in `panels` shares of about equal number, cut at the longest pauses near; fewer if they coincide."""
    ordered = sorted(marks, key=lambda mark: bounds(mark)[0])
    starts = [bounds(mark)[0] for mark in ordered]
    reach = max(1, len(ordered) // (panels * 3))
    cuts = [0]
    for number in range(1, panels):
        target = round(len(ordered) * number / panels)
        near = [
            n
            for n in range(target - reach, target + reach + 1)
            if cuts[-1] < n < len(ordered) and starts[n] > starts[n - 1]
        ]
        if near:
            cuts.append(max(near, key=lambda n: (starts[n] - starts[n - 1], -abs(n - target))))
    cuts.append(len(ordered))
    found = []
    for start, end in pairwise(cuts):
        since = starts[start] if start else -inf
        until = starts[end] if end < len(ordered) else inf
        found.append(Share(tuple(ordered[start:end]), _carried(ordered[:start], since), Period(since, until)))
    return found


def _carried(earlier: Sequence[Mark], since: float) -> tuple[Mark, ...]:
    """The principal and then the earliest of the marks that last into a period."""
    lasting = [mark for mark in earlier if _lasts(mark, since)]
    return tuple(sorted(lasting, key=lambda mark: not mark.principal)[:MOST_CARRIED])


def _lasts(mark: Mark, since: float) -> bool:
    if mark.context or mark.extent != "span":
        return False
    return mark.open_end == "ongoing" or bounds(mark)[1] > since


MOST_PANELS = 4
CLOCKS = 2 * 86400.0
"""The title of a longer period names its days alone."""
MOST_LABELS = 26
"""No panel holds more: a chart of more marks begins with several panels."""


class Draft(Protocol):
    """A panel before it is drawn, and the marks that it has no label for."""

    @property
    def numbered(self) -> tuple[MarkExtent, ...]: ...

    def part(self, sheet: Sheet, numbering: Numbering) -> Fragment: ...


Drafting = Callable[[Sheet, Sequence[Sized], float, Period], Draft]


def scale(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Fragment]:
    """One part for each period: as few as give every mark its label, at most four, else those that leave fewest numbered."""
    size = cache(partial(sized, sheet))
    titles = named(marks)
    drafting = partial(lanes, titles=titles) if titles else flags
    hopeless = sum(not size(mark, "none").texts for mark in marks)
    best: list[tuple[Share, Draft]] = []
    for panels in range(min(MOST_PANELS, ceil(len(marks) / MOST_LABELS)), MOST_PANELS + 1):
        shares = divide(marks, panels)
        drafts: list[tuple[Share, Draft]] = []
        for share in shares:
            drafts.append((share, _draft(sheet, share, size, drafting)))
            if best and _numbered(drafts) >= _numbered(best):
                break
        else:
            best = drafts
        if len(shares) < panels or _numbered(best) == hopeless:
            break
    parts = [draft.part(sheet, numbering) for _, draft in best]
    if len(parts) == 1:
        return parts
    return [titled(sheet, part, _title(sheet, share.marks)) for (share, _), part in zip(best, parts, strict=True)]


def _numbered(drafts: Sequence[tuple[Share, Draft]]) -> int:
    return sum(len(draft.numbered) for _, draft in drafts)


def _draft(sheet: Sheet, share: Share, size: Callable[[Mark, Dating], Sized], drafting: Drafting) -> Draft:
    """The panel of a share. What goes on from before it is left out rather than that a mark loses its label to it."""
    budget = min(sheet.height, SHARE * sheet.theme.height) - TITLE
    days = dating(share.marks)
    own = [size(mark, days) for mark in share.marks]
    carried = [one for one in (size(mark, days) for mark in share.carried) if one.texts]
    draft = drafting(sheet, [*carried, *own], budget, share.period)
    if carried and draft.numbered:
        return drafting(sheet, own, budget, share.period)
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
