"""A crowd of marks becomes bars that count every one of them over time, with labels for the most telling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import Axis, axis
from briefgen.timeline.axis_row import REACH, AxisRow, axis_row
from briefgen.timeline.cascade import Perch, Size, Wish, place
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import SHARE, TITLE, Fragment, Sheet, area, rule, titled
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import Stands, bounds, date_only
from briefgen.timeline.panel import BREAK, INK_INSET, INSET, QUIET, TIER, ways
from briefgen.timeline.strokes import Placed, Rect, Scale, Stroke, told
from briefgen.timeline.ticks import below, cells, line, ticks
from briefgen.timeline.time_label import dating, number, time_label

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
    for bar in sorted(range(len(bars)), key=lambda n: (-len(bars[n]), n)):
        if len(bursts) < BURSTS and all(abs(bar - other) >= NEAR for other in bursts):
            bursts.append(bar)
    found += [bars[bar][0] for bar in bursts]
    found += [mark for mark in marks if mark.status in ("failed", "cancelled")]
    return list({mark.key: mark for mark in found}.values())


MANY = 300
"""The most events that are each drawn as a mark."""
MOST_ASKING = 28
"""More labels than there is ever room for."""
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
MOST_TIERS = 8
TICKS = 4.4
"""From the axis to its words."""
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
    """One part for all marks: each is counted where it begins, and as many of those that weigh most have a label as find room.

    A principal mark whose text fits in no label is numbered; every other mark without a label is counted and no more.
    """
    across, bars = _bars(sheet, Crowd.of(marks))
    asking = _asking([bar.marks for bar in bars if not bar.name])
    part = _drawn(sheet, across, bars, asking, Stands.find(marks), numbering)
    named = {one.key for one in part.placed if one.label or one.number}
    part = replace(part, placed=tuple(one for one in part.placed if one.label or one.number or one.key not in named))
    said = sheet.words.labelled.replace("{n}", number(len(named), sheet.language))
    said = said.replace("{total}", number(len(marks), sheet.language))
    return titled(sheet, part, said) if said else part


def _asking(bars: Sequence[Sequence[Mark]]) -> list[Mark]:
    """The marks that ask for a label, the first with most right: the principal, those of most weight, then the salient."""
    marks = [mark for bar in bars for mark in bar]
    weighty = nlargest(MOST_ASKING, (mark for mark in marks if mark.rank > 0), key=lambda mark: mark.rank)
    found = {mark.key: mark for mark in (*(m for m in marks if m.principal), *weighty, *salience(bars))}
    return list(found.values())[:MOST_ASKING]


# -- bars -------------------------------------------------------------------------------------------------------------


def _bars(sheet: Sheet, crowd: Crowd) -> tuple[Axis, list[Bar]]:
    """The axis, and the bars on it and beside it."""
    words = sheet.words
    early = _beside(sheet, ((words.earlier, crowd.earlier),))
    late = _beside(sheet, ((words.later, crowd.later), (words.undated, crowd.undated)))
    left, right = sheet.edge + INSET + COUNT + _width(early), sheet.width - INSET - _width(late)
    across = axis(crowd.inside, left, right, BREAK)
    days = sum(map(date_only, crowd.inside)) > DATES * len(crowd.inside)
    inside = _counted(across, cells(across, sheet.zone, BAR, days), crowd.inside)
    return across, [*_row(early, sheet.edge + COUNT), *inside, *_row(late, sheet.width - _width(late) + GAP)]


def _counted(across: Axis, edges: Sequence[tuple[float, float]], marks: Sequence[Mark]) -> Iterator[Bar]:
    """The cells that an event begins in, with the events in order of time."""
    lefts = [left for left, _ in edges]
    filed: dict[int, list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: bounds(mark)[0]):
        cell = bisect_right(lefts, across.x(bounds(mark)[0]) + 1e-6) - 1
        filed.setdefault(max(0, cell), []).append(mark)
    for cell, held in sorted(filed.items()):
        left, right = edges[cell]
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


# -- drawing ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Labelled:
    """What stands over the bars: the labels on their tiers, and below them the glyphs of what has a label or a number."""

    perches: Mapping[str, Perch]
    row: AxisRow

    @property
    def floor(self) -> float:
        """Where the lowest tier ends."""
        return max((perch.top for perch in self.perches.values()), default=0) * TIER

    @property
    def middle(self) -> float:
        """The height of the first row of glyphs."""
        return self.floor + (GAP + REACH if self.row.extents else 0.0)

    @property
    def height(self) -> float:
        return self.middle + self.row.depth


def _drawn(
    sheet: Sheet, across: Axis, bars: Sequence[Bar], asking: Sequence[Mark], stands: Stands, numbering: Numbering
) -> Fragment:
    """The bars on their axis, over them the glyphs of what has a label or a number, and the labels on tiers above."""
    counted = _counts(sheet, across, bars)
    dated = dating(asking)
    texts = {mark.key: ways(sheet, mark, time_label(mark, dated)) for mark in asking}
    heads = {mark.key: min(max(across.x(stands.of[mark.key].at), across.left), across.right) for mark in asking}
    numbers = {mark.key: numbering.next() for mark in asking if mark.principal and not texts[mark.key]}
    budget = min(sheet.height, SHARE * sheet.theme.height) - TITLE - counted.height
    drafts = [_labelled(sheet, asking, texts, heads, numbers, tiers) for tiers in range(MOST_TIERS, -1, -1)]
    draft = next((one for one in drafts if one.height <= budget), drafts[-1])
    low = counted.lowered(draft.height)
    glyphs = draft.row.part(sheet, numbers).lowered(draft.middle)
    tops = {mark.key: bar.box(most_of(bars)).y for bar in bars for mark in bar.marks}
    strokes: list[Stroke] = []
    placed = list(low.placed)
    for one in glyphs.placed:
        x, y = heads[one.key], draft.middle + draft.row.y(one.key)
        strokes.append(rule(x, y, x, draft.height + tops[one.key], sheet.palette.rule))
        if not (perch := draft.perches.get(one.key)):
            placed.append(one)
            continue
        text, top = texts[one.key][perch.choice], draft.floor - perch.top * TIER
        leader = ((x, y), (x, top + INK_INSET))
        strokes += told(one.key, "leader", (rule(*leader[0], *leader[1], tint(sheet.palette.muted, QUIET), 0.6),))
        strokes += told(one.key, "label", text.strokes(perch.left, top))
        box = Rect(perch.left, top + INK_INSET, text.width, text.height - 2 * INK_INSET)
        placed.append(replace(one, label=box, leader=leader))
    return Fragment(
        low.height + draft.height,
        (*low.strokes, *strokes, *glyphs.strokes),
        tuple(placed),
        furniture=(*low.furniture, *glyphs.furniture),
        scales=(Scale(across, 0.0, low.height + draft.height),),
    )


def _labelled(
    sheet: Sheet,
    asking: Sequence[Mark],
    texts: Mapping[str, Sequence[TextBlock]],
    heads: Mapping[str, float],
    numbers: Mapping[str, int],
    tiers: int,
) -> _Labelled:
    """The labels on so many tiers; of those that ask the earlier has the better right."""
    wanted = [mark for mark in asking if texts[mark.key]]
    wishes = [
        Wish(heads[mark.key], tuple(Size(text.width, len(text.lines)) for text in texts[mark.key]), -float(order))
        for order, mark in enumerate(wanted)
    ]
    places = place(wishes, sheet.edge, sheet.width, tiers)
    perches = {mark.key: at for mark, at in zip(wanted, places, strict=True) if at}
    found = [
        MarkExtent(mark, heads[mark.key], heads[mark.key], heads[mark.key], heads[mark.key])
        for mark in asking
        if mark.key in perches or mark.key in numbers
    ]
    every = {one.mark.key for one in found}
    return _Labelled(perches, axis_row(found, every, evidence=False, numbered=bool(numbers)))


def most_of(bars: Sequence[Bar]) -> int:
    """How many events the highest bar counts."""
    return max(len(bar.marks) for bar in bars)


def _counts(sheet: Sheet, across: Axis, bars: Sequence[Bar]) -> Fragment:
    """The bars on their axis with its words, the number of the highest, and below the names of those beside it."""
    palette, most = sheet.palette, most_of(bars)
    count = _words(sheet, number(most, sheet.language))
    strokes: list[Stroke] = [rule(sheet.edge, HEAD, sheet.width, HEAD, palette.hairline)]
    strokes += count.strokes(sheet.edge, 0)
    strokes += [area(bar.box(most), tint(palette.muted, 0.55)) for bar in bars]
    placed = [Placed(mark.key, bar.box(most), None, mark.label) for bar in bars for mark in bar.marks]
    scale = ticks(sheet, across)
    base, words = HEAD + HIGH, below(sheet, scale, None)
    strokes += Fragment(0.0, line(sheet, scale)).lowered(base).strokes
    low = words.lowered(base + TICKS)
    furniture = [count.box(sheet.edge, 0), *low.furniture]
    height = base + TICKS + words.height
    for bar in bars:
        if bar.name:
            strokes += bar.name.strokes(bar.left, height)
            furniture.append(bar.name.box(bar.left, height))
    named = max((bar.name.height for bar in bars if bar.name), default=0.0)
    return Fragment(height + named, (*strokes, *low.strokes), tuple(placed), furniture=tuple(furniture))


def _words(sheet: Sheet, text: str) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted), small=True).to(sheet.width / 4)
