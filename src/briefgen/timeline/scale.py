"""Marks stand in proportion to time, which runs right: in one panel, or in several by period, with lanes or without."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache, partial
from math import ceil
from typing import Protocol

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import Period, bounds
from briefgen.timeline.dates import period
from briefgen.timeline.extents import Extent
from briefgen.timeline.flags import Sized, flags, sized
from briefgen.timeline.form import date_only
from briefgen.timeline.key import Numbering
from briefgen.timeline.lanes import lanes, named
from briefgen.timeline.part import SHARE, TITLE, Part, Sheet, titled
from briefgen.timeline.periods import Share, divide
from briefgen.timeline.timed import Dating, dating

MOST_PANELS = 4
CLOCKS = 2 * 86400.0
"""The title of a longer period names its days alone."""
MOST_LABELS = 26
"""No panel holds more: a chart of more marks begins with several panels."""


class Draft(Protocol):
    """A panel before it is drawn, and the marks that it has no label for."""

    @property
    def numbered(self) -> tuple[Extent, ...]: ...

    def part(self, sheet: Sheet, numbering: Numbering) -> Part: ...


Drafting = Callable[[Sheet, Sequence[Sized], float, Period], Draft]


def scale(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Part]:
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
    first, last = _local(begin, sheet.zone), _local(end, sheet.zone)
    clocks = end - begin < CLOCKS and any(not date_only(mark) for mark in told)
    return period(first, last, sheet.language, clocks=clocks)


def _told(mark: Mark) -> float:
    """The last second that a mark adds to the title: a civil day counts to its end, what lasts only where it begins."""
    start, end = bounds(mark)
    return start if mark.extent == "span" else max(start, end - 1)


def _local(second: float, zone: tzinfo) -> datetime:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    return moment.astimezone(zone).replace(tzinfo=None)
