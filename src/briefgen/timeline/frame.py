"""What stands around the picture of a whole chart: above it what it shows, below it whom it rests on, up to when, and its marking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.document.blocks import Timeline
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, MeasuredText, TextBlock, measured

HEADLINE = 11.0, 14.0
SUB = 8.0, 11.0
SOURCE = 6.5, 8.6
"""Size and leading, in points."""
BELOW_HEAD, ABOVE_FOOT = 10.0, 6.0
ABOVE_SOURCE = 4.0
APART = 12.0
SOURCES = 0.6
"""Of the width, that the sources take where something stands right of them."""
ROOMY = 400.0
"""On less width nothing stands right of them."""


class ChartFrame(NamedTuple):
    """The pieces above and below; None where there is nothing to say. A strip has neither: it stands under a caption of its own."""

    head: Fragment | None = None
    foot: Fragment | None = None

    @property
    def height(self) -> float:
        """The room that both need, with their distances from the picture."""
        above = self.head.height + BELOW_HEAD if self.head else 0.0
        return above + (self.foot.height + ABOVE_FOOT if self.foot else 0.0)

    def around(self, pages: Sequence[Fragment]) -> list[Fragment]:
        """The pages of the chart with the head on the first and the foot on the last, each of which has that room left."""
        framed = list(pages)
        if framed and self.head:
            framed[0] = self.head.above(framed[0], BELOW_HEAD)
        if framed and self.foot:
            framed[-1] = framed[-1].above(self.foot, ABOVE_FOOT)
        return framed


def frame(sheet: Sheet, timeline: Timeline) -> ChartFrame:
    """What stands around the pages of a chart."""
    return ChartFrame() if timeline.strip else ChartFrame(_head(sheet, timeline), _foot(sheet, timeline))


def _head(sheet: Sheet, timeline: Timeline) -> Fragment | None:
    """The headline and what is quiet below it."""
    headline = LabelRun(timeline.headline, "semibold", sheet.palette.ink)
    sub = LabelRun(timeline.sub, "regular", sheet.palette.muted)
    found: Fragment | None = None
    for step, run in ((HEADLINE, headline), (SUB, sub)):
        if run.text:
            block = _text(sheet, step, run).to(sheet.width)
            piece = Fragment(block.height, block.strokes(0, 0), furniture=(block.box(0, 0),))
            found = found.above(piece, 0.0) if found else piece
    return found


def _foot(sheet: Sheet, timeline: Timeline) -> Fragment | None:
    """A line, and below it the sources, and right of them up to when the information goes and the marking."""
    palette, beside = sheet.palette, sheet.width >= ROOMY
    until = LabelRun(timeline.cutoff.text if timeline.cutoff else "", "regular", palette.muted)
    marking = LabelRun(timeline.marking, "semibold", palette.ink)
    ends = [run for run in (until, marking) if run.text]
    placed: list[tuple[TextBlock, float, float]] = []
    y = ABOVE_SOURCE
    if timeline.source:
        room = sheet.width * SOURCES if ends and beside else sheet.width
        source = _text(sheet, SOURCE, LabelRun(timeline.source, "regular", palette.muted)).to(room)
        placed.append((source, 0.0, y))
        y += 0.0 if beside else source.height
    if ends:
        end = _text(sheet, SOURCE, *ends).to(sheet.width * (1 - SOURCES) - APART if beside else sheet.width)
        placed.append((end, sheet.width - end.width if beside else 0.0, y))
    if not placed:
        return None
    strokes = [stroke for block, x, top in placed for stroke in block.strokes(x, top, "right" if x else "left")]
    boxes = tuple(block.box(x, top) for block, x, top in placed)
    line = rule(0, 0, sheet.width, 0, palette.hairline)
    return Fragment(max(box.bottom for box in boxes), (line, *strokes), furniture=boxes)


def _text(sheet: Sheet, step: tuple[float, float], *runs: LabelRun) -> MeasuredText:
    return measured(runs, *step, sheet.theme.faces)
