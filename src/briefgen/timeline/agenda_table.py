"""What the rows of an agenda say, and the columns that they say it in: weekday, date, clock, who, what, and how long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from babel.dates import format_date

from briefgen.document.marks import Mark
from briefgen.look.fonts import Face
from briefgen.timeline import marks as draw
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, MeasuredText, TextBlock
from briefgen.timeline.moments import bounds, date_only
from briefgen.timeline.spine import FAN, longest_names, name, tracks, wide
from briefgen.timeline.time_label import locale

MOST_LINES = 6
"""A longer label goes to the key."""
ROOMY = 400.0
"""On less width there is no spine and no columns: the time runs in before the words."""
GUTTER = 9.0
LANE = 84.0
WIDEST_DATE = 0.24
"""Of the width, that dates may take before they run on in more lines."""
DAYS = 2
"""The columns, weekday and date, that are left blank where they would repeat the row above."""
ASIDE = 13.0
"""The length of an arrow beside a glyph."""
CLOCKS = 1 / 3
"""From this share of the rows on, clocks have a column."""


EARLIER, TIMED, LATER, UNDATED = range(4)
"""Where a mark is filed: before the days that the others span, in them, after them, or nowhere in time."""


class Filed(NamedTuple):
    """A mark in its row, and the group and the day that it is filed under."""

    mark: Mark
    place: int
    day: date

    @property
    def timed(self) -> bool:
        """True for what the spine shows."""
        return self.place == TIMED


def filed(marks: Sequence[Mark]) -> list[Filed]:
    """The marks as rows: earlier, by day, later, undated; stated order within each."""
    dated = [mark for mark in marks if mark.day is not None and not mark.context] or [m for m in marks if m.day]
    own = {mark.day for mark in dated if mark.day}
    first, last = min(own, default=date.min), max(own, default=date.max)
    rows = []
    for mark in marks:
        if mark.day is None:
            rows.append(Filed(mark, UNDATED, date.min))
        elif mark.day < first:
            rows.append(Filed(mark, EARLIER, date.min))
        else:
            rows.append(Filed(mark, TIMED, mark.day) if mark.day <= last else Filed(mark, LATER, date.min))
    return sorted(rows, key=lambda row: (row.place, row.day))


class Texts(NamedTuple):
    """The texts of a row. `when` are those before its words, by column: weekday, date, clock and lane; `lasts` ends it."""

    when: tuple[TextBlock, ...]
    label: TextBlock
    lasts: TextBlock
    number: int = 0

    @property
    def date(self) -> list[str]:
        """The words of its date."""
        return [run.text for text in self.when[1:DAYS] for line in text.lines for run in line]

    @property
    def height(self) -> float:
        return max(text.height for text in (*self.when, self.label, self.lasts))


class Columns(NamedTuple):
    """Left edges of the columns; `line` is that of the spine, None where there is none, `glyph` a centre, `names` the width of
    what stands at the spine's ticks."""

    names: float
    line: float | None
    glyph: float
    when: tuple[float, ...]
    label: float
    right: float
    tracks: dict[str, int]
    daily: bool


def table(sheet: Sheet, rows: Sequence[Filed], numbering: Numbering) -> tuple[Columns, list[Texts]]:
    """The columns, and the texts of each row, set to them."""
    roomy = sheet.width >= ROOMY
    wording = _Wording(sheet, rows)
    apart = roomy and sum(bool(wording.clock(n)) for n in range(len(rows))) >= CLOCKS * len(rows)
    families = dict(sheet.words.legend)
    plain = all(row.mark.lane == families.get(row.mark.family) for row in rows)  # the signs say it
    columns = [
        [_quiet(sheet, wording.weekday(row), sheet.width) for row in rows],
        [_date(sheet, row.mark, wording.date(n)) for n, row in enumerate(rows)],
        [_quiet(sheet, wording.clock(n) if apart else "", sheet.width * WIDEST_DATE) for n in range(len(rows))],
        [_quiet(sheet, "" if plain else row.mark.lane, LANE) for row in rows],
    ]
    lasts = [_quiet(sheet, _lasts(row.mark) if roomy else "", sheet.width * WIDEST_DATE) for row in rows]
    frame = _frame(sheet, rows, columns if roomy else [])
    room = [sheet.width - frame.label - (text.width + GUTTER if text.lines else 0.0) for text in lasts]
    labels = []
    for n, row in enumerate(rows):
        before = "" if roomy else wording.run_in(n)
        after = wording.note(n) or ("" if apart else wording.clock(n)) if roomy else ""
        labels.append(_fitted(sheet, worded(sheet, row.mark, before, after).to(room[n]), numbering))
    whens = zip(*columns, strict=True) if roomy else ([] for _ in rows)
    return frame, [
        Texts(tuple(when), label, last, number)
        for when, (label, number), last in zip(whens, labels, lasts, strict=True)
    ]


class _Wording(NamedTuple):
    """What a row says of its time."""

    sheet: Sheet
    rows: Sequence[Filed]

    def weekday(self, row: Filed) -> str:
        """The short name of the day of the week, where the day is known."""
        mark, words = row.mark, self.sheet.words
        if not row.timed or (mark.extent in ("span", "between") and date_only(mark)):
            return ""
        tongue = locale(self.sheet.language)
        long = str(format_date(row.day, "EEEE", locale=tongue))
        precise = long.casefold() in dict(words.days).get(row.day, "").casefold()
        whole = mark.extent != "civil" or (mark.start and mark.end and mark.end - mark.start <= timedelta(days=2))
        short = str(format_date(row.day, "EEE", locale=tongue))
        return short if precise and whole and short not in mark.on_day else ""

    def date(self, number: int) -> str:
        """The date, with its year where that is not the one of the row above and no heading says it."""
        return self._told(number)[0]

    def clock(self, number: int) -> str:
        """The time of day, where one is known."""
        return "" if date_only(self.rows[number].mark) else self._told(number)[1]

    def note(self, number: int) -> str:
        """What else is said of a date without a clock."""
        return self._told(number)[1] if date_only(self.rows[number].mark) else ""

    def _told(self, number: int) -> tuple[str, str]:
        """The date, and what is said of the time below the heading of a day where that is not all of it."""
        row, mark = self.rows[number], self.rows[number].mark
        if row.place == UNDATED:
            return mark.when or self.sheet.words.undated, ""
        above = self.rows[number - 1] if number else None
        headed = len({one.day.year for one in self.rows if one.timed}) == 1 and self.sheet.width >= ROOMY
        dated = not headed and not (above and above.timed and above.day.year == row.day.year)
        said = (mark.on_date if dated or not row.timed else mark.on_day) or mark.when
        day = said.removesuffix(mark.when).rstrip(", \u3001") if mark.when else said
        return (day, mark.when) if day and day != said else (said, "")

    def run_in(self, number: int) -> str:
        """All of it in one, without the date where that is the one of the row above."""
        row = self.rows[number]
        date, more = self._told(number)
        above = self.rows[number - 1] if number else None
        if above and above.timed and row.timed and above.day == row.day and self.clock(number):
            return more
        return ", ".join(filter(None, (f"{self.weekday(row)} {date}".strip(), more)))


def _frame(sheet: Sheet, rows: Sequence[Filed], columns: Sequence[Sequence[TextBlock]]) -> Columns:
    """Where the columns stand: at the second edge, or as far right of it as the spine needs."""
    timed = [row.mark for row in rows if row.timed]
    own = tracks(timed) if columns else {}
    names, line = 0.0, None
    glyph = ASIDE if any(row.place == EARLIER for row in rows) else draw.HEAVY * draw.WIDEST + draw.EDGE
    if columns and len({bounds(mark) for mark in timed}) > 1:
        names = max(name(sheet, text).width for text in longest_names(sheet.language))
        line = names + 8.0 + wide(sheet, own)
        glyph = max(sheet.theme.second_edge, line + FAN)
    left = glyph + draw.HEAVY * draw.WIDEST + GUTTER
    edges = []
    for column in columns:
        edges.append(left)
        width = max(text.width for text in column)
        left += width + GUTTER if width else 0.0
    return Columns(
        names,
        line,
        glyph,
        tuple(edges),
        left,
        sheet.width,
        own,
        sum(map(date_only, timed)) > (1 - CLOCKS) * len(timed),
    )


def _lasts(mark: Mark) -> str:
    """How long it lasted, where both ends are known: what is not known of them stands with its time."""
    known = mark.extent == "span" and (mark.open_start, mark.open_end) == ("closed", "closed")
    return mark.lasts if known else ""


def _quiet(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted)).to(width)


def _date(sheet: Sheet, mark: Mark, text: str) -> TextBlock:
    face: Face = "semibold" if mark.principal else "regular"
    return sheet.copy(LabelRun(text, face, sheet.palette.ink)).to(sheet.width * WIDEST_DATE)


def worded(sheet: Sheet, mark: Mark, before: str, after: str) -> MeasuredText:
    """What happened, what is left to say of its time, its status in a word, and who contests it."""
    words, palette = dict(sheet.words.legend), sheet.palette
    face: Face = "semibold" if mark.principal else "regular"
    status = words.get(mark.status, "") if mark.status not in ("occurred", "ongoing") else ""
    runs = [
        LabelRun(before, face, palette.muted),
        LabelRun(mark.label, face, palette.ink),
        LabelRun(after, "regular", palette.muted),
        LabelRun(status, "semibold", draw.colour(mark, palette)),
        *([sheet.contested(mark)] if mark.contested else []),
    ]
    return sheet.copy(*(run for run in runs if run.text))


def _fitted(sheet: Sheet, label: TextBlock, numbering: Numbering) -> tuple[TextBlock, int]:
    """The label, or the number of one that is too long."""
    if len(label.lines) <= MOST_LINES:
        return label, 0
    number = numbering.next()
    return sheet.copy(LabelRun(str(number), "semibold", sheet.palette.ink)).to(sheet.width), number
