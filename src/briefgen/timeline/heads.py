"""The head of a window: its letter, the period that it shows, what one of its ticks is, and how much larger than the whole it is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from babel.dates import format_interval
from babel.units import format_unit

from briefgen.timeline.axis import Axis
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun
from briefgen.timeline.strokes import Rect, Stroke
from briefgen.timeline.time_label import locale, number, period
from briefgen.timeline.turns import STEPS, Unit, wall_clock
from briefgen.timeline.windows import Window

LEAST_TIMES, MOST_TIMES = 2, 100
"""How much larger a window is, is told between these: less is seen, and more says nothing."""
CAP = 2.2
GAP = 8.0


def head(sheet: Sheet, window: Window, across: Axis, whole: Axis, step: tuple[Unit, int]) -> Fragment:
    """The head, in lines across the sheet. `across` is the window's own axis, `step` what one of its ticks is."""
    palette = sheet.palette
    name = period_name(window, sheet.zone, sheet.language)
    title = sheet.copy(LabelRun(window.letter, "semibold", palette.accent), LabelRun(name, "semibold", palette.ink))
    said = [one for one in (tick_words(sheet, step), times_words(sheet, across, whole)) if one]
    texts = [title.to(sheet.width)]
    texts += [sheet.copy(LabelRun(text, "regular", palette.muted), small=True).to(sheet.width) for text in said]
    strokes: list[Stroke] = []
    furniture: list[Rect] = []
    x, top, low, leading = 0.0, 0.0, 0.0, texts[0].leading
    for text in texts:
        if x + text.width > sheet.width:
            x, top = 0.0, low
        down = (leading - text.leading) / 2
        strokes += text.strokes(x, top + down)
        furniture.append(text.box(x, top + down))
        x, low = x + text.width + GAP, top + max(leading, text.height)
    wide, y = _tick(step) * across.stretches[0].scale, top + leading / 2
    if x + wide <= sheet.width:
        strokes += [
            rule(*ends, palette.ink, 0.8)
            for ends in ((x, y, x + wide, y), *((at, y - CAP, at, y + CAP) for at in (x, x + wide)))
        ]
    return Fragment(low, tuple(strokes), furniture=tuple(furniture), title=f"{window.letter} {name}")


def period_name(window: Window, zone: tzinfo, language: str) -> str:
    """The period of a window, no more precise than its bounds: "2009–2012", "Mar 2011", "1–3 Jun 2009", "1 June 2009, 02:00–06:00"."""
    first, last = wall_clock(window.since, zone), wall_clock(window.until, zone)
    for precision in ("year", "month", "day"):
        if _begins(first, precision) and _begins(last, precision):
            return _interval(first.date(), (last - timedelta(days=1)).date(), precision, language)
    return period(first, last, language, clocks=True)


HeadPrecision = Literal["year", "month", "day"]
_SKELETONS: dict[HeadPrecision, str] = {"year": "y", "month": "yMMM", "day": "yMMMd"}


def _begins(at: datetime, precision: HeadPrecision) -> bool:
    """True at the turn of a year, a month or a day."""
    if at.time() != datetime.min.time():
        return False
    return precision == "day" or (at.day == 1 and (precision == "month" or at.month == 1))


def _interval(first: date, last: date, precision: HeadPrecision, language: str) -> str:
    said = str(format_interval(first, last, _SKELETONS[precision], locale=locale(language))).replace("\u00a0", " ")
    return re.sub(r"\s*([–-])\s*", r"\1", said)


def _tick(step: tuple[Unit, int]) -> float:
    """The seconds of a step, in the mean."""
    return next(length for unit, count, length in STEPS if (unit, count) == step)


def tick_words(sheet: Sheet, step: tuple[Unit, int]) -> str:
    """ "one tick is 10 minutes"; empty where the chart has no words for it."""
    unit, count = ("week", 1) if step == ("day", 7) else step
    said = format_unit(count, f"duration-{unit}", "long", locale=locale(sheet.language)).replace("\u00a0", " ")
    return sheet.words.tick.replace("{length}", said)


def times_words(sheet: Sheet, across: Axis, whole: Axis) -> str:
    """ "15 times the scale above", of a window that is neither hardly nor far larger; empty for any other."""
    times = round(across.stretches[0].scale / whole.stretches[0].scale)
    if not LEAST_TIMES <= times < MOST_TIMES:
        return ""
    return sheet.words.times.replace("{n}", number(times, sheet.language))
