"""A crowd of marks becomes bars that count every one of them over time, below a panel that names the most telling."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.timeline.axis import EVER, Axis, axis
from briefgen.timeline.fragments import SHARE, Fragment, Sheet, area, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import Stands, bounds, date_only
from briefgen.timeline.panel import panel
from briefgen.timeline.panel_view import BREAK, EDGE_ROOM, INSET, PanelView, open_ends
from briefgen.timeline.strokes import Placed, Rect, Stroke
from briefgen.timeline.ticks import cells
from briefgen.timeline.time_label import number

MANY = 300
"""The most events that are each drawn as a mark."""
TIERS = 13
MOST_TOLD = 13
"""Labels at most."""
BAR = 3.6
"""The least width of a bar."""
LOW = 1.2
"""The least height: an event alone can be seen beside hundreds."""
HIGH = 40.0
HEAD = 10.5
"""Room above the highest bar, for its number."""
DATES = 0.2
"""Where more than this share has no clock, no bar is shorter than a day."""
GAP = 8.0
APART = 6.0
"""Between the words of the axis and the bars."""


def salience(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that a label is asked for, the most telling first: the principal ones; those that weigh more than most do, by falling
    rank, of equal ones the earlier; and the first and the last, to know from when to when it is. `marks` are in order of time."""
    (common, _), *_ = Counter(mark.rank for mark in marks).most_common(1)
    heavy = sorted((mark for mark in marks if mark.rank > common), key=lambda mark: -mark.rank)
    ends = [mark for mark in (marks[0], marks[-1]) if mark.rank >= 0]
    found = [mark for mark in marks if mark.principal] + heavy + ends
    return list({mark.key: mark for mark in found}.values())


class Crowd(NamedTuple):
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


class Bar(NamedTuple):
    """The events that began between two edges; `name` where it stands beside the axis."""

    left: float
    right: float
    marks: tuple[Mark, ...]
    name: TextBlock | None = None

    def box(self, most: int, foot: float) -> Rect:
        """As high above `foot` as its events are many, where `most` is the number of the highest."""
        high = max(LOW, HIGH * len(self.marks) / most)
        return Rect(self.left, foot - high, self.right - self.left, high)


def density(sheet: Sheet, asked: Timeline, numbering: Numbering | None) -> Fragment:
    """One part for all marks of a chart: each is counted where it begins, and as many of the telling have a label as find room.

    A principal mark that finds none has a number, where there is a key; every other one without a label is counted and no more.
    """
    marks = asked.marks
    crowd = Crowd.of(marks)
    asking = salience(sorted(crowd.inside, key=lambda mark: bounds(mark)[0]))[:MOST_TOLD]
    across, bars = _bars(sheet, crowd, asking)
    most = max(len(bar.marks) for bar in bars)
    told = {mark.key for mark in asking}
    view = PanelView(
        tuple(mark for mark in marks if mark.key in told),
        Stands.find(marks),
        across,
        phases=asked.phases,
        annotation=asked.annotation,
        evidence=False,
    )
    room = min(sheet.height, SHARE * sheet.theme.height) - APART - HEAD - HIGH - 2 * sheet.theme.chart.leading
    lost = panel(sheet, view, room, tiers=TIERS, numbered=False).lost
    keyed = numbering is not None and any(mark.principal for mark in view.marks if mark.key in lost)
    kept = tuple(mark for mark in view.marks if mark.key not in lost or mark.principal)
    part = panel(sheet, view._replace(marks=kept), room, tiers=TIERS, numbered=keyed).part(numbering if keyed else None)
    named = {one.key for one in part.placed if one.label or one.number}
    said = sheet.words.labelled.replace("{n}", number(len(named), sheet.language))
    counts = _counts(sheet, bars, most, said.replace("{total}", number(len(marks), sheet.language)))
    shown = {one.key for one in part.placed}
    return part.above(counts._replace(placed=tuple(one for one in counts.placed if one.key not in shown)), APART)


# -- bars -------------------------------------------------------------------------------------------------------------


def _bars(sheet: Sheet, crowd: Crowd, told: Sequence[Mark]) -> tuple[Axis, list[Bar]]:
    """The axis, with room at its ends for the arrows of what is `told`, and the bars on it and beside it."""
    words = sheet.words
    early = _beside(sheet, ((words.earlier, crowd.earlier),))
    late = _beside(sheet, ((words.later, crowd.later), (words.undated, crowd.undated)))
    begins, ends = open_ends(told, EVER)
    left = sheet.edge + INSET + max(_width(early), EDGE_ROOM * begins)
    right = sheet.width - INSET - max(_width(late), EDGE_ROOM * ends)
    across = axis(crowd.inside, left, right, BREAK)
    days = sum(map(date_only, crowd.inside)) > DATES * len(crowd.inside)
    inside = _counted(across, cells(across, sheet.zone, BAR, days), crowd.inside)
    return across, [*_row(early, sheet.edge), *inside, *_row(late, sheet.width - _width(late) + GAP)]


def _counted(across: Axis, edges: Sequence[tuple[float, float]], marks: Sequence[Mark]) -> Iterator[Bar]:
    """The cells that an event begins in, with the events in order of time; what stands past them, on days after a cut, by place."""
    lefts = [left for left, _ in edges]
    filed: dict[tuple[float, float], list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: bounds(mark)[0]):
        x = across.x(bounds(mark)[0])
        cell = edges[max(0, bisect_right(lefts, x + 1e-6) - 1)]
        filed.setdefault(cell if x <= edges[-1][1] + 1e-6 else (x - BAR / 2, x + BAR / 2), []).append(mark)
    for (left, right), held in sorted(filed.items()):
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
        yield bar._replace(left=x, right=x + bar.right)
        x += _width([bar])


def _counts(sheet: Sheet, bars: Sequence[Bar], most: int, said: str) -> Fragment:
    """The bars on their line with the number of the highest, and in the column of names, else above them, how many are named."""
    palette, edge = sheet.palette, sheet.edge
    count = _words(sheet, number(most, sheet.language))
    text = sheet.copy(LabelRun(said, "regular", palette.muted), small=True).to(sheet.column or sheet.width)
    head = HEAD + (0.0 if edge or not said else text.height)
    foot = head + HIGH
    strokes: list[Stroke] = [rule(edge, head, sheet.width, head, palette.hairline), *text.strokes(0, 0)]
    strokes += [area(bar.box(most, foot), tint(palette.muted, 0.55)) for bar in bars]
    strokes += [rule(edge, foot, sheet.width, foot, palette.ink, 0.6), *count.strokes(edge, head - count.height)]
    furniture = [count.box(edge, head - count.height), *([text.box(0, 0)] if said else [])]
    placed = [Placed(mark.key, bar.box(most, foot), None, mark.label) for bar in bars for mark in bar.marks]
    for bar in bars:
        if bar.name:
            strokes += bar.name.strokes(bar.left, foot + 1.7)
            furniture.append(bar.name.box(bar.left, foot + 1.7))
    names = max((bar.name.height + 1.7 for bar in bars if bar.name), default=1.0)
    return Fragment(max(foot + names, text.height), tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _words(sheet: Sheet, text: str) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted), small=True).to(sheet.width / 4)
