"""The rows of an agenda: their texts, and the columns that all of them share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.bands import Band, tracks
from briefgen.timeline.form import date_only
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import Run, TextBlock
from briefgen.timeline.part import Sheet

MOST_LINES = 6
"""A longer label goes to the key."""
HEADING = 92.0
CLOCK = 62.0
LANE = 84.0
NOTE = 0.26
"""Of the width: notes are no wider."""
ROOMY = 400.0
"""On less width there are no columns for lanes and notes."""
GUTTER = 9.0
TRACK = 9.0


@dataclass(frozen=True)
class Texts:
    """The texts of a row: the clock left of the rail; right of it lane, label, and what else is said of the time."""

    clock: TextBlock
    lane: TextBlock
    label: TextBlock
    note: TextBlock
    number: int = 0

    @property
    def height(self) -> float:
        return max(text.height for text in (self.clock, self.lane, self.label, self.note))


@dataclass(frozen=True)
class Columns:
    """Left edges of the columns, but the right edge of the clocks; `rail` is the centre of the line that the glyphs stand on."""

    clock: float
    rail: float
    lane: float
    label: float
    note: float
    tracks: dict[str, int]

    def track(self, key: str) -> float:
        """The centre of the track that a mark's bar runs in; the rail itself when it has none."""
        return self.rail + TRACK * self.tracks.get(key, 0)


def heading(sheet: Sheet, text: str) -> TextBlock:
    """A day's heading: the weekday on its own line where it stands first, as it does in most languages."""
    width = min(HEADING, sheet.width * 0.3)
    first, _, rest = text.partition(" ")
    if not rest or any(character.isdigit() for character in first) or not any(c.isdigit() for c in rest):
        return sheet.copy(Run(text, "semibold", sheet.palette.ink)).to(width)
    weekday = sheet.copy(Run(first.rstrip(","), "semibold", sheet.palette.ink)).to(width)
    day = _quiet(sheet, rest, width)
    return replace(weekday, lines=weekday.lines + day.lines)


def table(sheet: Sheet, grouped: Sequence[Band], numbering: Numbering) -> tuple[Columns, list[list[Texts]]]:
    """The columns, and the texts of the rows of each band, set to them."""
    marks = [mark for band in grouped for mark in band.marks]
    clocks = {mark.key: _clock(sheet, mark) for mark in marks}
    roomy = sheet.width >= ROOMY
    lanes = {mark.key: _quiet(sheet, mark.lane if roomy else "", LANE) for mark in marks}
    notes = {mark.key: _note(sheet, mark, bool(clocks[mark.key].lines), roomy) for mark in marks}
    clock, lane, note = (max(text.width for text in texts.values()) for texts in (clocks, lanes, notes))
    days = max(heading(sheet, band.heading).width for band in grouped)
    own = tracks(grouped)
    clock_right = days + (GUTTER + clock if clock else 0.0)
    rail = clock_right + GUTTER + draw.HEAVY
    lane_left = rail + TRACK * max(own.values(), default=0) + 13.0
    label_left = lane_left + (lane + GUTTER if lane else 0.0)
    room = sheet.width - label_left - (note + 2 * GUTTER if note else 0.0)
    copies = {mark.key: sheet.label(mark, _run_in(mark, clocks[mark.key], roomy)) for mark in marks}
    widest = min(room, max(copy.to(sheet.width).width for copy in copies.values()))
    columns = Columns(clock_right, rail, lane_left, label_left, label_left + widest + 2 * GUTTER, own)
    rows = [[_fitted(sheet, copies[m.key].to(room), numbering) for m in band.marks] for band in grouped]
    return columns, [
        [
            Texts(clocks[mark.key], lanes[mark.key], label, notes[mark.key], number)
            for mark, (label, number) in zip(band.marks, texts, strict=True)
        ]
        for band, texts in zip(grouped, rows, strict=True)
    ]


def _clock(sheet: Sheet, mark: Mark) -> TextBlock:
    """The time where it is that of a clock and short enough for its column; else nothing."""
    dated = mark.start or mark.end
    text = _quiet(sheet, mark.when if dated and not date_only(mark) else "", sheet.width)
    return text if text.width <= min(CLOCK, sheet.width * 0.2) else replace(text, lines=())


def _note(sheet: Sheet, mark: Mark, said: bool, roomy: bool) -> TextBlock:
    return _quiet(sheet, mark.when if roomy and not said else "", sheet.width * NOTE)


def _run_in(mark: Mark, clock: TextBlock, roomy: bool) -> str:
    return "" if roomy or clock.lines else mark.when


def _quiet(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(Run(text, "regular", sheet.palette.muted)).to(width)


def _fitted(sheet: Sheet, label: TextBlock, numbering: Numbering) -> tuple[TextBlock, int]:
    """The label, or the number of one that is too long."""
    if len(label.lines) <= MOST_LINES:
        return label, 0
    number = numbering.next()
    return sheet.copy(Run(str(number), "semibold", sheet.palette.ink)).to(sheet.width), number
