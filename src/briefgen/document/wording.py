"""Times in words: each form of When, in full, in short and on the chart, as the brief's `times` setting wants it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, assert_never

from briefgen.document import dates
from briefgen.document.words import Words
from briefgen.model.brief import TimeDisplay
from briefgen.model.point import Point, has_city, spelling
from briefgen.model.point import zone as zone_of
from briefgen.model.time import When

Length = Literal["full", "short", "cell", "chart"]
"""full: with weekday and zone; short: for running text; cell: for a table under the day; chart: for a label under the day."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a brief words its times. `zone` is the brief's own, by name."""

    words: Words
    zone: str
    times: TimeDisplay

    # -- the public forms ---------------------------------------------------------------------------------------------

    def full(self, when: When) -> str:
        """ "Tuesday 15 November 2022, 15:40 local (CET, UTC+1) / 14:40 UTC"."""
        return self._when(when, "full")

    def short(self, when: When) -> str:
        """ "Tue 15 Nov 2022, 15:40 (14:40 UTC)"."""
        return self._when(when, "short")

    def cell(self, when: When) -> str:
        """What a table says of a time under the heading of its day: the clock, or how long it lasted, or that only the date is
        known; of a place where it was another day then, that day too."""
        said = self._when(when, "cell")
        if when.clocked and (own := self.day(when)) != self.filed(when) and self.times == "local+utc":
            return self.words("time.at", day=dates.day(own, self.words, "day_bare"), clock=said)
        return said or self.words("time.day_only")

    def mark(self, when: When) -> str:
        """What the chart says beside a mark of that day; empty when the day says it all."""
        return self._when(when, "chart")

    def heading(self, when: When) -> str:
        """The heading of the day, month or year that a time is filed under: "Tuesday 15 November 2022"."""
        point = when.leading
        if point.clock is not None:
            return dates.day(self.filed(when), self.words)
        said = self._date(point, "day")
        return said if point.precision == "day" else self._hedged(said, point)

    def day(self, when: When) -> date:
        """The civil day of a time: its own zone's, or UTC's where the brief's clocks are UTC."""
        return self._civil(when, when.leading)

    def filed(self, when: When) -> date:
        """The day that a time is filed under: by the clock of the page, so that days follow one another as instants do; of a date
        without clock, that date."""
        point = when.leading
        if point.clock is None:
            return point.first_day
        return self._instant(when, point).astimezone(zone_of(self.zone) if self.times == "local+utc" else UTC).date()

    # -- the grammar --------------------------------------------------------------------------------------------------

    def _when(self, when: When, length: Length) -> str:
        w, start, end = self.words, when.start, when.end
        if length in ("cell", "chart") and when.form not in ("moment", "lasted") and not when.clocked:
            length = "short"  # the bounds are days: the heading above says only one of them
        match when.form:
            case "moment":
                assert start is not None  # a moment has its point
                return self._point(when, start, length)
            case "between":
                assert start is not None and end is not None  # between has both
                return w(
                    "time.between",
                    start=self._first(when, start, end, length),
                    end=self._second(when, start, end, length),
                )
            case "by":
                assert end is not None  # by has its bound
                return w("time.by", time=self._point(when, end, length))
            case "after":
                assert start is not None  # after has its bound
                return w("time.after", time=self._point(when, start, length))
            case "lasted":
                return self._lasted(when, start, end, length)
        assert_never(when.form)

    def _lasted(self, when: When, start: Point | None, end: Point | None, length: Length) -> str:
        w = self.words
        if start is None:
            assert end is not None  # a span has one end
            return w("time.until", time=self._point(when, end, "short" if length in ("cell", "chart") else length))
        if end is not None:
            first, second = self._first(when, start, end, length), self._second(when, start, end, length)
            return w("time.range", start=first, end=second) if first else w("time.to", time=second)
        first = self._point(when, start, length)
        if length in ("cell", "chart"):
            tail = w("time.continuing") if when.ongoing else w("time.end_unknown")
            return w("join.comma").join(part for part in (first, tail) if part)
        return w("time.since", time=first) if when.ongoing else w("time.open", time=first)

    def _first(self, when: When, start: Point, end: Point, length: Length) -> str:
        """The first end, without the zone where the second says it for both: "02:10 to 02:14 UTC"."""
        ends = (start, end)
        if (
            any(point.clock is None or not point.certain for point in ends)
            or not all(self._only_utc(when, point, length) for point in ends)
            or self._civil(when, start) != self._civil(when, end)
        ):
            return self._point(when, start, length)
        return self._at(when, start, dates.clock(self._instant(when, start).astimezone(UTC)), length)

    def _second(self, when: When, start: Point, end: Point, length: Length) -> str:
        """The second end, without the date that the first has said."""
        if end.clock is not None and self._civil(when, end) == self._civil(when, start):
            return self._hedged(self._clock(when, end, length), end)
        return self._point(when, end, "full" if length == "full" else "short")

    def _civil(self, when: When, point: Point) -> date:
        """The day of one end: by its own clock, or by that of UTC where the brief's clocks are UTC."""
        if point.clock is None:
            return point.first_day
        at = self._instant(when, point)
        return (at if self.times == "local+utc" else at.astimezone(UTC)).date()

    def _point(self, when: When, point: Point, length: Length) -> str:
        city = dates.city(when.civil_zone(self.zone)) if self._foreign(when, point) else ""
        if length in ("cell", "chart") and point.clock is None:
            coarse = point.precision != "day"
            if length == "cell" and coarse:
                return ""  # the heading above says it all, and how surely
            elsewhere = self.words("time.date_of", city=city) if city else ""
            return self._hedged(self._date(point, "day_short") if coarse else elsewhere, point)
        day = self._date(point, "day" if length == "full" else "day_short")
        if point.clock is None:
            return self._hedged(self.words("time.day_of", day=day, city=city) if city else day, point)
        if self.times == "dtg":
            return self._hedged(dates.dtg(self._instant(when, point)), point)
        return self._at(when, point, self._hedged(self._clock(when, point, length), point), length)

    def _at(self, when: When, point: Point, clock: str, length: Length) -> str:
        """A clock with its day, where no heading above says that."""
        if length in ("cell", "chart"):
            return clock
        day = dates.day(self._civil(when, point), self.words, "day" if length == "full" else "day_short")
        return self.words("time.at", day=day, clock=clock)

    def _foreign(self, when: When, point: Point) -> bool:
        """Whether a date without clock is a civil day of another place than the brief's."""
        own = when.civil_zone(self.zone)
        return point.precision == "day" and "/" in own and own != self.zone

    # -- parts --------------------------------------------------------------------------------------------------------

    def _instant(self, when: When, point: Point) -> datetime:
        return point.earliest(when.zone or self.zone)

    def _clock(self, when: When, point: Point, length: Length) -> str:
        own = self._instant(when, point)
        name, utc = dates.clock(own), dates.clock(own.astimezone(UTC))
        zone = when.civil_zone(self.zone)
        if self.times == "dtg":
            return dates.dtg(own)
        if self._only_utc(when, point, length):
            return self.words("time.utc", clock=utc)
        if name == utc:
            return self.words("time.local", clock=name, zone="UTC")
        foreign = zone != spelling(self.zone)
        place = f"{dates.city(zone)} ({dates.zone(own)})" if has_city(zone) else dates.offset(own)
        if self.times == "utc+local":
            return self._utc_first(own, place if foreign else "", length)
        match length:
            case "full":
                key = "other_utc" if foreign else "local_utc"
                return self.words(
                    f"time.{key}", clock=name, utc=self._utc(own), zone=place if foreign else dates.zone(own)
                )
            case "short" | "cell":
                shown = self.words("time.other", clock=name, zone=dates.city(zone)) if foreign else name
                return self.words(
                    f"time.short_utc{self._beside(own)}", clock=shown, utc=dates.clock(own.astimezone(UTC))
                )
            case "chart":
                return name
        assert_never(length)

    def _utc_first(self, own: datetime, city: str, length: Length) -> str:
        """The clock of UTC with that of the place beside it: "14:40 UTC (15:40 local)"; `city` names one that is not the brief's."""
        utc = dates.clock(own.astimezone(UTC))
        if length == "chart":
            return utc
        day = f"{dates.day(own.date(), self.words, 'day_bare')}, " if self._beside(own) else ""
        clock = f"{day}{dates.clock(own)}"
        if city:
            beside = self.words("time.other", clock=clock, zone=city)
        elif length == "full":
            beside = self.words("time.local", clock=clock, zone=dates.zone(own))
        else:
            beside = self.words("time.here", clock=clock)
        return self.words("time.utc_full" if length == "full" else "time.utc_short", utc=utc, clock=beside)

    def _only_utc(self, when: When, point: Point, length: Length) -> bool:
        """Whether the clock is told as that of UTC and no other: "14:40 UTC"."""
        own = self._instant(when, point)
        is_utc = when.civil_zone(self.zone) in ("UTC", "Etc/UTC")
        same = length != "full" and dates.clock(own) == dates.clock(own.astimezone(UTC))
        return self.times == "utc" or (self.times != "dtg" and (is_utc or same))

    def _beside(self, own: datetime) -> str:
        """Whether the UTC clock is of the same day, of the next or of the previous one."""
        utc, local = own.astimezone(UTC).date(), own.date()
        return "" if utc == local else "_next" if utc > local else "_previous"

    def _utc(self, own: datetime) -> str:
        """The UTC clock, with its day where that is another one."""
        utc = own.astimezone(UTC)
        day = "" if utc.date() == own.date() else f"{dates.day(utc.date(), self.words, 'day_bare')}, "
        return f"{day}{dates.clock(utc)}"

    def _date(self, point: Point, form: Literal["day", "day_short"]) -> str:
        match point.precision:
            case "day" | "minute" | "second":
                return dates.day(point.first_day, self.words, form)
            case "month":
                return dates.day(point.first_day, self.words, "month" if form == "day" else "month_short")
            case "season":
                return self.words("date.season", season=self.words(f"date.{point.season}"), year=point.text[:4])
            case "year":
                return dates.day(point.first_day, self.words, "year")
            case "decade":
                return self.words("date.decade", year=point.text[:4].replace("X", "0"))
        assert_never(point.precision)

    def _hedged(self, text: str, point: Point) -> str:
        """About and uncertain, said of the end they belong to; alone, of a day that a heading names."""
        if point.about:
            text = self.words("time.about", time=text) if text else self.words("time.about_day")
        if point.uncertain:
            text = self.words("time.uncertain", time=text) if text else self.words("time.uncertain_day")
        return text
