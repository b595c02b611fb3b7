"""A measured distance beside the rows of an agenda: a line down from one row to another, and its words right of it."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.document.marks import Annotation
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import Stroke

GAP, CAP = 8.0, 2.4
WIDEST = 0.14
"""Of the width, that the words may take."""
MOST_LINES = 3


class Bracket(NamedTuple):
    """What is said of the distance, and the room that it takes right of the rows."""

    asked: Annotation
    text: TextBlock

    @property
    def width(self) -> float:
        return 2 * GAP + CAP + self.text.width

    def part(self, sheet: Sheet, left: float, top: float, bottom: float) -> Fragment:
        """The line from `top` to `bottom` beside rows that end at `left`, its words beside its middle."""
        ink, x = sheet.palette.ink, left + GAP
        strokes: list[Stroke] = [rule(x, top, x, bottom, ink, 0.8)]
        strokes += [rule(x - CAP, y, x + CAP, y, ink, 0.8) for y in (top, bottom)]
        box = self.text.box(x + CAP + GAP / 2, max(0.0, (top + bottom - self.text.height) / 2))
        lines = (*strokes, *self.text.strokes(box.x, box.y))
        return Fragment(0.0, lines, furniture=(box,), shows=frozenset({self.asked}))


def bracket(sheet: Sheet, asked: Annotation) -> Bracket | None:
    """The distance with its words in a few short lines; None where they are too long for that."""
    copy = sheet.copy(LabelRun(asked.text, "regular", sheet.palette.ink))
    ways = (copy.within(lines, WIDEST * sheet.width) for lines in range(1, MOST_LINES + 1))
    return next((Bracket(asked, text) for text in ways if text), None)
