"""When: a time as it is written. One type for a moment, a span, a moment between two bounds, and all their uncertainties.

`A` a moment or a date; `A/B` lasted; `A/..` still going on; `A/` ended at an unknown time; `../B`, `/B` began before what is
known; `A..B` one moment between the two; `..B` by B; `A..` after A. `~` (about) and `?` (uncertain) belong to the end they follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from briefgen.model.annotation import Paragraphs
from briefgen.model.point import BadTime, Point, Precision, authored_zone, parse_point, spelling
from briefgen.model.shape import Short
from briefgen.model.time_advice import LEGAL, slashed

TimeForm = Literal["moment", "lasted", "between", "by", "after"]
Basis = Literal["stated", "inferred_from_weekday", "inferred_from_context", "inferred_from_duration", "estimated"]


@dataclass(frozen=True, slots=True)
class Interval:
    """The instants that a time may mean, all aware: `earliest` is None for `..B` and `../B`; `latest`, by which it was over, is
    exclusive for dates without clock, and None when that is unknown or open. `begun` is the instant by which it had begun."""

    earliest: datetime | None
    latest: datetime | None
    begun: datetime | None

    @property
    def leading(self) -> datetime:
        """The instant of its first or only end."""
        found = self.earliest or self.latest
        assert found is not None  # every form has one end
        return found

    @property
    def last(self) -> datetime:
        """The last instant that is known of it."""
        found = self.latest or self.earliest
        assert found is not None  # every form has one end
        return found


class When(Short):
    """A time in any of its forms, as it is written. What it means in a brief, `brief.resolve` says; prints through the wording."""

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
    note: Annotated[str, Paragraphs()] = ""
    """What a reader must know of how this time was found."""

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        """A text, a date or a datetime alone is `at`; a datetime keeps its zone, and of a second no fraction."""
        given = value if isinstance(value, dict) else {"at": value} if isinstance(value, str | date) else None
        if given is None:
            return value
        texts = {key: _written(at) for key, at in given.items() if isinstance(at, date)}
        folds = {at.fold for at in given.values() if isinstance(at, datetime) and _happens_twice(at)}
        return {**given, **texts, **({"fold": folds.pop()} if len(folds) == 1 else {})}

    @model_validator(mode="after")
    def _legal(self) -> When:
        if self.at and (self.from_ or self.to):
            raise ValueError("at and from/to cannot both be given|Keep one of the two")
        if self.text == "/":
            raise ValueError(f"the time itself is missing|{LEGAL}")
        authored_zone(self.zone or "UTC")
        if fault := self.fault("UTC"):
            raise BadTime(fault)
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        data = handler(self)
        return data["at"] if set(data) == {"at"} else data

    # -- what is written ----------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The time in one text, whichever way it is given: `A/B` for from and to."""
        return (self.at or f"{self.from_}/{self.to}").strip()

    @property
    def form(self) -> TimeForm:
        return _parse(self.text, self.fold)[0]

    @property
    def start(self) -> Point | None:
        """The first or only end, as stated."""
        return _parse(self.text, self.fold)[1]

    @property
    def end(self) -> Point | None:
        """The second end, as stated; None for a moment."""
        return _parse(self.text, self.fold)[2]

    @property
    def leading(self) -> Point:
        """Its start, else its end, as stated."""
        point = self.start or self.end
        assert point is not None  # every form has one end
        return point

    @property
    def ongoing(self) -> bool:
        """True when it is still going on: `A/..`."""
        return self.form == "lasted" and self.end is None and self.text.endswith("..")

    @property
    def open_start(self) -> bool:
        """True for `../B`: it went on before what is known."""
        return self.form == "lasted" and self.start is None

    @property
    def clocked(self) -> bool:
        """True when its leading end has a clock."""
        return self.leading.clock is not None

    @property
    def day(self) -> date:
        """The civil day it is filed under, in its own zone: the first day of its start, else of its end."""
        return self.leading.first_day

    @property
    def precision(self) -> Precision:
        """The precision of its leading end."""
        return self.leading.precision

    @property
    def certain(self) -> bool:
        """True when neither end is about or uncertain."""
        return not (self.about or self.uncertain)

    @property
    def about(self) -> bool:
        return any(point.about for point in (self.start, self.end) if point)

    @property
    def uncertain(self) -> bool:
        return any(point.uncertain for point in (self.start, self.end) if point)

    @property
    def inferred(self) -> bool:
        """True when the source does not state it."""
        return self.basis != "stated"

    @property
    def edtf(self) -> str:
        """EDTF Level 1 at day precision; EDTF has no clock in minutes, and one moment between two bounds is a one-of set."""
        start, end = (point.edtf if point else "" for point in (self.start, self.end))
        match self.form:
            case "moment":
                return start
            case "lasted":
                first = start or (".." if self.text.startswith("..") else "")
                return f"{first}/{end or ('..' if self.text.endswith('..') else '')}"
            case "between" | "by" | "after":
                return f"[{start}..{end}]"

    # -- what it means where clocks run by a zone ------------------------------------------------------------------------

    def civil_zone(self, zone: str) -> str:
        """The zone of its civil dates and clocks, by name: its own, else `zone`."""
        return spelling(self.leading.zone or self.zone or zone)

    def interval(self, zone: str) -> Interval:
        """The instants that it may mean; `zone`, the brief's, is that of times that name none."""
        return _interval(self.text, self.fold, self.zone or zone)

    def fault(self, zone: str) -> str:
        """Why it cannot be in a zone, as "what is wrong|what to write instead"; empty when it can: its clocks exist there, once,
        and its end does not come before its start."""
        own = self.zone or zone
        for point in (self.start, self.end):
            if point and (fault := point.fault(own)):
                return fault
        if self.start and self.end:
            first, last = self.start.earliest(own), self.end.latest(own)
            if not (first <= last if self.end.clock is not None else first < last):
                return f"{self.text}: the end comes before the start|Put the earlier time first"
        return ""


def _written(at: date) -> str:
    """A date or datetime of Python's as it would be typed."""
    if not isinstance(at, datetime):
        return at.isoformat()
    text = f"{at.date().isoformat()} {at.time().isoformat('seconds').removesuffix(':00')}"
    name = getattr(at.tzinfo, "key", None) or ""
    offset = at.utcoffset()
    if offset is None or "/" in name:
        return f"{text} {name}".rstrip()
    minutes, seconds = divmod(int(offset.total_seconds()), 60)
    if seconds:
        raise BadTime(f"{at.isoformat()}: an offset of seconds cannot be written|Give the time in UTC")
    return (
        f"{text} {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
        if minutes
        else f"{text} UTC"
    )


def _happens_twice(at: datetime) -> bool:
    first, second = (at.replace(fold=n).utcoffset() for n in (0, 1))
    return first is not None and second is not None and first > second


@lru_cache(maxsize=4096)
def _interval(text: str, fold: int | None, zone: str) -> Interval:
    """The instants that a written time may mean in a zone; kept for the same reason as what `_parse` finds."""
    form, start, end = _parse(text, fold)
    last = start if form == "moment" else end
    latest = last.latest(zone) if last else None
    return Interval(
        start.earliest(zone) if start else None,
        latest,
        start.latest(zone) if start and form == "lasted" else latest,
    )


@lru_cache(maxsize=1 << 16)
def _parse(text: str, fold: int | None) -> tuple[TimeForm, Point | None, Point | None]:
    """The form and the two ends of a written time; kept, since a time is asked for them again and again. Raises BadTime."""
    if text.startswith("[") and text.endswith("]") and ".." in text:
        text = text[1:-1]  # EDTF's one-of set, as written for exchange
    if found := slashed(text):
        raise BadTime(f"'{text}' is not a time|{found}")
    if "/" in text and not _is_zone_slash(text):
        first, second = _cut(text)
        if first in ("", "..") and second in ("", ".."):
            raise BadTime(f"'{text}' has neither a beginning nor an end|{LEGAL}")
        return ("lasted", *_ends(first if first != ".." else "", second if second != ".." else "", fold))
    if ".." in text:
        first, _, second = (part.strip() for part in text.partition(".."))
        if not first and not second:
            raise BadTime(f"'{text}' has neither a beginning nor an end|{LEGAL}")
        form: TimeForm = "between" if first and second else "by" if second else "after"
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


_ZONE_LETTERS = re.compile(r"X$|(?<=[\d\s])(?:Z|UTC|GMT)$", re.IGNORECASE)


def _letters_end(before: str) -> bool:
    return before[-1:].isalpha() and not _ZONE_LETTERS.search(before)


def _is_zone_slash(text: str) -> bool:
    return _cut(text) == (text, "")
