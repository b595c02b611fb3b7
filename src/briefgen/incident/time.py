"""When: a time as it is known. One type for a moment, a span, a moment between two bounds, and all their uncertainties.

`A` a moment or a date; `A/B` lasted; `A/..` still going on; `A/` ended at an unknown time; `../B`, `/B` began before what is
known; `A..B` one moment between the two; `..B` by B; `A..` after A. `~` (about) and `?` (uncertain) belong to the end they follow.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    Field,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from briefgen.incident.point import LEGAL, BadTime, Point, Precision, parse_point, zone
from briefgen.incident.shape import Short

Form = Literal["moment", "lasted", "between", "by", "after"]
Basis = Literal["stated", "inferred_from_weekday", "inferred_from_context", "inferred_from_duration", "estimated"]


class When(Short):
    """A time in any of its forms. Sorts and compares through `earliest` and `latest`; prints through the wording."""

    short_key = "at"

    at: str = ""
    """The time: 2022-11-15, 2022-11-15 15:40, 2022-11-15/2022-11-17, 2022-11-15/.. and the other forms."""
    from_: Annotated[str, Field(alias="from")] = ""
    """The beginning of a span, instead of `at`."""
    to: str = ""
    """The end of a span, beside `from`; `..` when it is still going on."""
    zone: str = ""
    """The zone of the times that name none: an IANA name, UTC or an offset. The brief's timezone when absent."""
    fold: Annotated[int, Field(ge=0, le=1)] | None = None
    """For a local time that happened twice when clocks went back: 0 the first, 1 the second."""
    basis: Basis = "stated"
    """How the date is known: stated by the source, or inferred from a weekday, the context or a duration, or estimated."""
    as_written: str = ""
    """The words of the source for this time, exactly."""
    note: str = ""
    """What a reader must know of how this time was found."""

    _form: Form = PrivateAttr("moment")
    _start: Point | None = PrivateAttr(None)
    _end: Point | None = PrivateAttr(None)
    _zone: str = PrivateAttr("UTC")

    @model_validator(mode="after")
    def _read(self, info: ValidationInfo) -> When:
        if self.at and (self.from_ or self.to):
            raise ValueError("at and from/to cannot both be given|Keep one of the two")
        text = self.at or f"{self.from_}/{self.to}"
        if text == "/":
            raise ValueError(f"the time itself is missing|{LEGAL}")
        self._zone = self.zone or ((info.context or {}).get("zone") or "UTC")
        zone(self._zone)
        self._form, self._start, self._end = _parse(text, self.fold)
        if self._start and self._end and not self._runs_forward(self._start, self._end):
            raise BadTime(f"{text}: the end comes before the start|Put the earlier time first")
        for point in (self._start, self._end):
            if point:
                point.earliest(self._zone)  # a clock that does not exist, or happened twice, is found here
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        return data["at"] if set(data) == {"at"} else data

    def _runs_forward(self, start: Point, end: Point) -> bool:
        first, last = start.earliest(self._zone), end.latest(self._zone)
        return first <= last if end.clock is not None else first < last

    # -- what it says -------------------------------------------------------------------------------------------------

    @property
    def form(self) -> Form:
        return self._form

    @property
    def start(self) -> Point | None:
        """The first or only end, as stated."""
        return self._start

    @property
    def end(self) -> Point | None:
        """The second end, as stated; None for a moment."""
        return self._end

    @property
    def own_zone(self) -> str:
        """The zone of its civil dates and clocks, by name."""
        point = self._start or self._end
        return (point.zone if point else "") or self._zone

    @property
    def ongoing(self) -> bool:
        """True when it is still going on: `A/..`."""
        return self._form == "lasted" and self._end is None and self._written().endswith("..")

    @property
    def open_start(self) -> bool:
        """True for `../B`: it went on before what is known."""
        return self._form == "lasted" and self._start is None

    @cached_property
    def earliest(self) -> datetime | None:
        """The first instant that it may mean (aware); None for `..B` and `../B`."""
        return self._start.earliest(self._zone) if self._start else None

    @cached_property
    def latest(self) -> datetime | None:
        """The instant by which it was over (aware; exclusive for dates without clock); None when that is unknown or open."""
        if self._form == "moment" and self._start:
            return self._start.latest(self._zone)
        return self._end.latest(self._zone) if self._end else None

    @property
    def clocked(self) -> bool:
        """True when its leading end has a clock."""
        point = self._start or self._end
        return bool(point and point.clock is not None)

    @property
    def day(self) -> date:
        """The civil day it is filed under, in its own zone: the first day of its start, else of its end."""
        point = self._start or self._end
        assert point is not None  # every form has one end
        return point.first_day

    @property
    def precision(self) -> Precision:
        """The precision of its leading end."""
        point = self._start or self._end
        assert point is not None  # every form has one end
        return point.precision

    @property
    def certain(self) -> bool:
        """True when neither end is about or uncertain."""
        return all(point.certain for point in (self._start, self._end) if point)

    @property
    def about(self) -> bool:
        return any(point.about for point in (self._start, self._end) if point)

    @property
    def uncertain(self) -> bool:
        return any(point.uncertain for point in (self._start, self._end) if point)

    @property
    def inferred(self) -> bool:
        """True when the source does not state it."""
        return self.basis != "stated"

    def _written(self) -> str:
        return (self.at or f"{self.from_}/{self.to}").strip()

    @property
    def edtf(self) -> str:
        """EDTF Level 1 at day precision; EDTF has no clock in minutes, and one moment between two bounds is a one-of set."""
        start, end = (point.edtf if point else "" for point in (self._start, self._end))
        match self._form:
            case "moment":
                return start
            case "lasted":
                written = self._written()
                first = start or (".." if written.startswith("..") else "")
                return f"{first}/{end or ('..' if written.endswith('..') else '')}"
            case "between" | "by" | "after":
                return f"[{start}..{end}]"


def _parse(text: str, fold: int | None) -> tuple[Form, Point | None, Point | None]:
    text = text.strip()
    if text.startswith("[") and text.endswith("]") and ".." in text:
        text = text[1:-1]  # EDTF's one-of set, as written for exchange
    if "/" in text and not _is_zone_slash(text):
        first, second = _cut(text)
        if first in ("", "..") and second in ("", ".."):
            raise BadTime(f"'{text}' has neither a beginning nor an end|{LEGAL}")
        return ("lasted", *_ends(first if first != ".." else "", second if second != ".." else "", fold))
    if ".." in text:
        first, _, second = (part.strip() for part in text.partition(".."))
        if not first and not second:
            raise BadTime(f"'{text}' has neither a beginning nor an end|{LEGAL}")
        form: Form = "between" if first and second else "by" if second else "after"
        return (form, *_ends(first, second, fold))
    return "moment", replace(parse_point(text), fold=fold), None


def _ends(first: str, second: str, fold: int | None) -> tuple[Point | None, Point | None]:
    start = replace(parse_point(first), fold=fold) if first else None
    end = replace(parse_point(second, like=start), fold=fold) if second else None
    if start and end and end.zone and not start.zone:
        start = replace(start, zone=end.zone)  # 15:40/22:45 UTC: one zone, written once
    return start, end


def _cut(text: str) -> tuple[str, str]:
    """The two ends of `A/B`: cut at the slash that is not part of a zone's name (2021-10-04 15:40 Europe/Kyiv/22:45)."""
    for index in (i for i, character in enumerate(text) if character == "/"):
        before, after = text[:index].strip(), text[index + 1 :].strip()
        if not _letters_end(before) or after[:1].isdigit() or after in ("", ".."):
            return before, after
    return text, ""


def _letters_end(before: str) -> bool:
    return before[-1:].isalpha() and not before.endswith(("Z", "UTC", "X"))


def _is_zone_slash(text: str) -> bool:
    return _cut(text) == (text, "")
