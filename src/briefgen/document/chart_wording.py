"""Times in words as the chart says them: every clock is that of the axis, and a span of days is one short range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from briefgen.document import dates
from briefgen.document.wording import Length, Wording
from briefgen.model.point import Point, zone
from briefgen.model.time import When


@dataclass(frozen=True, slots=True)
class ChartWording(Wording):
    """How the chart of a brief words its times. No date is said more precisely than it was written."""

    def on_day(self, when: When) -> str:
        """ "10 Jun–10 Jul", "10 Jun, 15:40", "1956–1962": the time with its day, where the ruler shows the year."""
        return self._dated(when, year=False)

    def on_date(self, when: When) -> str:
        """ "10 Jun–10 Jul 2009", "10 Jun 2009, 15:40", "1956–1962": the time with its day and year."""
        return self._dated(when, year=True)

    def day(self, when: When) -> date:
        """The civil day that a time is filed under: by the clock of the axis, or as it is written where it has no clock."""
        return self._civil(when, when.leading)

    def _dated(self, when: When, *, year: bool) -> str:
        start, end = when.start, when.end
        dates_only = start and end and when.form == "lasted" and start.clock is end.clock is None
        if start and end and dates_only and not (self._foreign(when, start) or self._foreign(when, end)):
            return self._range(start, end, year=year)
        said = self.mark(when)
        if self._says_date(when):
            return said
        day = dates.short(self.day(when), self.words, year=year)
        return self.words("join.comma").join((day, said)) if said else day

    def _says_date(self, when: When) -> bool:
        """Whether the words below the heading of its day have the date in them."""
        point = when.leading
        if point.clock is not None:
            return self.times == "dtg" or (when.form == "lasted" and when.start is None)
        return point.precision != "day" or when.form in ("between", "by", "after") or when.start is None

    def _range(self, start: Point, end: Point, *, year: bool) -> str:
        """ "1956–1962", "Mar–May 2022", "10 Jun–10 Jul 2009": what both ends share is said once, where both are as precise and sure."""
        year = year or start.first_day.year != end.first_day.year
        if (
            start.precision == end.precision
            and start.precision in ("year", "month", "day")
            and start.certain
            and end.certain
        ):
            shown = year or start.precision == "month"
            return dates.interval(start.first_day, end.first_day, start.precision, self.words, year=shown)
        first, last = (self._hedged(self._short(point, year=year), point) for point in (start, end))
        return self.words("time.range", start=first, end=last)

    def _short(self, point: Point, *, year: bool) -> str:
        day = point.precision == "day"
        return dates.short(point.first_day, self.words, year=year) if day else self._date(point, "day_short")

    def _instant(self, when: When, point: Point) -> datetime:
        own = Wording._instant(self, when, point)
        return own.astimezone(zone(self.zone) if self.times == "local+utc" else UTC)

    def _clock(self, when: When, point: Point, length: Length) -> str:
        at = self._instant(when, point)
        if self.times == "dtg":
            return dates.dtg(at)
        return f"{dates.clock(at)} {at.tzname()}" if _twice(at) else dates.clock(at)

    def _only_utc(self, when: When, point: Point, length: Length) -> bool:
        return self.times in ("utc", "utc+local") or (self.times != "dtg" and self.zone in ("UTC", "Z", "Etc/UTC"))


def _twice(at: datetime) -> bool:
    """Whether the clocks of its zone show the time of a moment twice."""
    return at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()
