"""A crowd of marks becomes bars that count every one of them over time, with flags for the most telling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import EVER, Axis
from briefgen.timeline.extents import extents
from briefgen.timeline.flags import INSET, Flags, line, raised, sized
from briefgen.timeline.fragments import SHARE, TITLE, Fragment, Sheet, area, rule, titled
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import Stands, bounds, date_only
from briefgen.timeline.numbers import number_rows
from briefgen.timeline.ruler import cells, ruler
from briefgen.timeline.strokes import Placed, Rect, Stroke
from briefgen.timeline.time_label import dating, number

BURSTS = 8
NEAR = 3
"""A burst is no nearer to another than this many bars."""


def salience(bars: Sequence[Sequence[Mark]]) -> list[Mark]:
    """The principal marks; the first and the last; the first of each of the densest bars; what failed or was cancelled.

    `bars` hold the marks in order of time, each bar those of one cell of the calendar. Of equally dense bars the earlier
    comes first, and neighbours of a dense bar belong to its burst.
    """
    marks = [mark for bar in bars for mark in bar]
    found = [mark for mark in marks if mark.principal] + [marks[0], marks[-1]]
    bursts: list[int] = []
    for place in sorted(range(len(bars)), key=lambda n: (-len(bars[n]), n)):
        if len(bursts) < BURSTS and all(abs(place - other) >= NEAR for other in bursts):
            bursts.append(place)
    found += [bars[place][0] for place in bursts]
    found += [mark for mark in marks if mark.status in ("failed", "cancelled")]
    return list({mark.key: mark for mark in found}.values())


MANY = 300
"""The most events that are each drawn as a mark."""
MOST_TOLD = 24
BAR = 3.6
"""The least width of a bar."""
LOW = 1.2
"""The least height: an event alone can be seen beside hundreds."""
HIGH = 52.0
HEAD = 10.5
"""Room above the highest bar, for its number."""
DATES = 0.2
"""Where more than this share has no clock, no bar is shorter than a day."""
GAP = 8.0
COUNT = 14.0
"""Room for that number, left of the first bar."""


@dataclass(frozen=True)
class Crowd:
    """The marks by where they are counted: on the axis, or beside it under a word."""

    inside: tuple[Mark, ...]
    earlier: tuple[Mark, ...]
    later: tuple[Mark, ...]
    undated: tuple[Mark, ...]

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> Crowd:
        """Context stands beside an axis that the others set. One mark at least must have a date."""
        dated = [mark for mark in marks if mark.start or mark.end]
        told = [mark for mark in dated if not mark.context] or dated
        first, last = min(bounds(mark)[0] for mark in told), max(bounds(mark)[1] for mark in told)
        places: dict[str, list[Mark]] = {"inside": [], "earlier": [], "later": [], "undated": []}
        for mark in marks:
            if not (mark.start or mark.end):
                place = "undated"
            else:
                begins = bounds(mark)[0]
                place = "earlier" if begins < first else "later" if begins > last else "inside"
            places[place].append(mark)
        return cls(**{place: tuple(found) for place, found in places.items()})


@dataclass(frozen=True)
class Bar:
    """The events that began between two edges; `name` where it stands beside the axis."""

    left: float
    right: float
    marks: tuple[Mark, ...]
    name: TextBlock | None = None

    def box(self, most: int) -> Rect:
        """As high as its events are many, where `most` is the number of the highest."""
        high = max(LOW, HIGH * len(self.marks) / most)
        return Rect(self.left, HEAD + HIGH - high, self.right - self.left, high)


def density(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> Fragment:
    """One part for all marks: each is counted where it begins, and as many of the telling have a label as find room.

    A principal mark whose text fits in no label is numbered; every other mark without a label is counted and no more.
    """
    across, bars = _bars(sheet, Crowd.of(marks))
    most = max(len(bar.marks) for bar in bars)
    flags = _flags(
        sheet,
        across,
        _strip(sheet, across, bars, most),
        salience([bar.marks for bar in bars if not bar.name]),
        Stands.find(marks),
    )
    part = replace(flags, ruler=_dropped(sheet, flags, bars, most)).part(sheet, numbering)
    told = {one.key for one in part.placed if one.label or one.number}
    part = replace(part, placed=tuple(one for one in part.placed if one.label or one.number or one.key not in told))
    said = sheet.words.labelled.replace("{n}", number(len(told), sheet.language))
    said = said.replace("{total}", number(len(marks), sheet.language))
    return titled(sheet, part, said) if said else part


# -- bars -------------------------------------------------------------------------------------------------------------


def _bars(sheet: Sheet, crowd: Crowd) -> tuple[Axis, list[Bar]]:
    """The axis, and the bars on it and beside it."""
    words = sheet.words
    early = _beside(sheet, ((words.earlier, crowd.earlier),))
    late = _beside(sheet, ((words.later, crowd.later), (words.undated, crowd.undated)))
    across = line(sheet, crowd.inside, INSET + COUNT + _width(early), INSET + _width(late))
    days = sum(map(date_only, crowd.inside)) > DATES * len(crowd.inside)
    inside = _counted(across, cells(across, sheet.zone, BAR, days), crowd.inside)
    return across, [*_row(early, COUNT), *inside, *_row(late, sheet.width - _width(late) + GAP)]


def _counted(across: Axis, edges: Sequence[tuple[float, float]], marks: Sequence[Mark]) -> Iterator[Bar]:
    """The cells that an event begins in, with the events in order of time."""
    lefts = [left for left, _ in edges]
    filed: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: bounds(mark)[0]):
        place = bisect_right(lefts, across.x(bounds(mark)[0]) + 1e-6) - 1
        filed.setdefault(max(0, place), []).append(mark)
    for place, held in sorted(filed.items()):
        left, right = edges[place]
        yield Bar(left, max(right - 0.6, left + 1.0), tuple(held))


def _beside(sheet: Sheet, groups: Sequence[tuple[str, tuple[Mark, ...]]]) -> list[Bar]:
    """A bar with its word and number for each group that is not empty."""
    return [
        Bar(0.0, 2 * BAR, marks, _words(sheet, f"{word} {number(len(marks), sheet.language)}"))
        for word, marks in groups
        if marks
    ]


def _width(bars: Sequence[Bar]) -> float:
    return sum(bar.name.width + GAP for bar in bars if bar.name)


def _row(bars: Sequence[Bar], x: float) -> Iterator[Bar]:
    """The bars one beside the other, from `x`, as far apart as their words need."""
    for bar in bars:
        yield replace(bar, left=x, right=x + bar.right)
        x += _width([bar])


def _strip(sheet: Sheet, across: Axis, bars: Sequence[Bar], most: int) -> Fragment:
    """The bars above their ruler, with the number of the highest."""
    palette = sheet.palette
    count = _words(sheet, number(most, sheet.language))
    strokes: list[Stroke] = [rule(0, HEAD, sheet.width, HEAD, palette.hairline), *count.strokes(0, 0)]
    strokes += [area(bar.box(most), tint(palette.muted, 0.55)) for bar in bars]
    placed = [Placed(mark.key, bar.box(most), None, mark.label) for bar in bars for mark in bar.marks]
    late = (bar.left - GAP / 2 for bar in bars if bar.name and bar.left > across.right)
    ticks = ruler(sheet, across, min(late, default=sheet.width)).lowered(HEAD + HIGH)
    strokes += ticks.strokes
    furniture = [count.box(0, 0), *ticks.furniture]
    for bar in bars:
        if bar.name:
            strokes += bar.name.strokes(bar.left, HEAD + HIGH + 1.7)
            furniture.append(bar.name.box(bar.left, HEAD + HIGH + 1.7))
    return Fragment(
        HEAD + HIGH + ticks.height, tuple(strokes), tuple(placed), furniture=tuple(furniture), scales=ticks.scales
    )


def _words(sheet: Sheet, text: str) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted), small=True).to(sheet.width / 4)


# -- flags ------------------------------------------------------------------------------------------------------------


def _flags(sheet: Sheet, across: Axis, strip: Fragment, asking: Sequence[Mark], stands: Stands) -> Flags:
    """The labels that find room beside those asked for before them."""
    days = dating(asking)
    sizes = {mark.key: sized(sheet, mark, days) for mark in asking}
    found = {one.mark.key: one for one in extents(asking, across, stands, EVER)}
    lost = number_rows(sheet, [found[mark.key] for mark in asking if mark.principal and not sizes[mark.key].texts])
    budget = min(sheet.height, SHARE * sheet.theme.height) - TITLE
    flags, kept = Flags(strip, (), lost), list[str]()
    for key in (mark.key for mark in asking if sizes[mark.key].texts):
        tried = sorted((*kept, key), key=lambda key: found[key].head)
        made = raised(sheet, strip, [found[key] for key in tried], [sizes[key] for key in tried], budget - lost.height)
        if made and not made.numbered:
            flags, kept = replace(made, numbers=lost), tried
        if len(kept) == MOST_TOLD:
            break
    return flags


def _dropped(sheet: Sheet, flags: Flags, bars: Sequence[Bar], most: int) -> Fragment:
    """The strip with a line from each mark above it down to its bar."""
    tops = {mark.key: bar.box(most).y for bar in bars for mark in bar.marks}
    drops = tuple(
        rule(one.extent.head, 0, one.extent.head, tops[one.extent.mark.key], sheet.palette.rule)
        for one in flags.labelled
        if one.side == "above"
    )
    return replace(flags.ruler, strokes=drops + flags.ruler.strokes)
