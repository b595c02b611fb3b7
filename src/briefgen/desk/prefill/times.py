"""When it was, as a passage says it: a day, a clock and its zone, how the day is known, and the very words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.app.accept import written
from briefgen.desk.prefill.clocks import ClockSaid, clocks
from briefgen.desk.prefill.reading import ReadText
from briefgen.desk.prefill.telling import told
from briefgen.desk.times_said import day as in_words
from briefgen.document.dates import city
from briefgen.intake.draft import dates
from briefgen.intake.draft.candidate import TextSpan
from briefgen.intake.draft.dates.order import date_order
from briefgen.intake.draft.dates.values import DateBasis, DateValue
from briefgen.model.brief import Brief
from briefgen.model.time import Basis, When

_BASIS: dict[DateBasis, Basis] = {
    "stated": "stated",
    "weekday": "inferred_from_weekday",
    "relative": "inferred_from_context",
    "year inferred": "inferred_from_context",
    "order inferred": "inferred_from_context",
}
"""How a date is known, for those that come to one day; every other way is no date to fill in."""
_HOW: dict[DateBasis, str] = {
    "stated": "as it stands there",
    "weekday": "worked out from the weekday",
    "year inferred": "with the year worked out",
    "order inferred": "in the order of this source’s other dates or of its country",
    "relative": "counted from the day of the source",
}
_BEFORE = re.compile(
    r"(?:\b(?:earlier|later|early|late) )?(?:\b(?:(?P<way>by|since|until|till|before|after|from|following|bis|seit|vor|nach|od|do|przed|po)"
    r"|(?P<about>about|around|circa|etwa|około)|on|in|am|im|we?) (?:the )?)?\Z",
    re.IGNORECASE,
)
"""The words before a date that belong to it."""
_WAYS = {"by": "..{}", "since": "{}/..", "seit": "{}/..", "until": "../{}", "till": "../{}", "bis": "../{}"}
"""Words before a date that make it an end of something longer. Others, such as before and after, leave the day itself open."""
_CLOCK = re.compile(r"T\d.*")
"""The clock in the value of a date, which is read again with its zone."""
_LINK = re.compile(r"\s*(?:to|until|till|through|bis|do|[-–—])\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\bfrom\s+$|\bvon\s+$|\bod\s+$", re.IGNORECASE)
_ASIDE = frozenset(["after", "following", "before", "since", "despite", "nach", "vor", "seit", "po", "przed", "od"])
"""Words that begin what only says what came before or behind."""


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """A time as `When` has it. `why` says in words where it comes from; `at` is empty where the words come to no one day.

    `told` is true of the time at which something was said, not of what was said.
    """

    at: str = ""
    basis: Basis = "stated"
    as_written: str = ""
    zone: str = ""
    why: str = ""
    told: bool = False
    remark: str = ""
    """What is to be looked at, in words."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day that "Tuesday" and "yesterday" are counted from, and what it is, in words that may be empty."""

    day: dt.date | None
    why: str = ""


def times(brief: Brief, source: str, text: str, read: ReadText, span: TextSpan) -> tuple[TimeSaid, ...]:
    """The times that a passage names, in its order, each with what it comes to."""
    anchor = _anchor(brief, source)
    tag = read.language.tag if read.language else ""
    near, first = read.around(span)
    order = date_order(read.plain, said.language if (said := brief.sources.get(source)) else "")
    dated = [(first + start, first + end, value) for start, end, value in dates.dated(near, anchor.day, tag, order)]
    found = [one for one in dated if span[0] <= one[0] and one[1] <= span[1]]
    found = [one for one in found if one[2].value not in ("PAST_REF", "PRESENT_REF", "FUTURE_REF")]
    found = [one for one in found if one[2].basis not in ("duration", "vague")] or found[:1]
    made, skipped = [], False
    for n, (start, end, value) in enumerate(found):
        if skipped:
            skipped = False
            continue
        second = found[n + 1] if n + 1 < len(found) else None
        if second and _linked(read.plain, start, end, second[0]):
            made.append((start, second[1], _lasted(text, (start, end, value), second, brief, source, anchor)))
            skipped = True
        else:
            made.append((start, end, _said(text, read, (start, end), value, brief, source, anchor)))
    hours = tuple(clocks(read.plain, span))
    return tuple(_with_clock(text, one, made, hours, brief) for one in made)


def chosen(said: Sequence[TimeSaid], *, told: bool) -> TimeSaid:
    """The one time that a passage gives of what it tells of, or with `told` of its telling; without a date where that is open."""
    fitting = [one for one in said if one.told is told]
    days = {one.at for one in fitting if one.at}
    if len(days) == 1 and all(one.at for one in fitting):
        return next(one for one in fitting if one.at)
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        words = ", ".join(f"“{one.as_written}”" for one in fitting)
        return TimeSaid(why=f"Several times stand here: {words}.")
    if said and not told:
        return TimeSaid(why=f"“{said[0].as_written}” is when it was said.")
    return TimeSaid()


# -- what a day is counted from -------------------------------------------------------------------------------------------


def _anchor(brief: Brief, source: str) -> _Anchor:
    said = brief.sources.get(source)
    if said and (day := _day(said.published)):
        return _Anchor(day)
    if said and (day := _day(said.date_of_information)):
        return _Anchor(day)
    if day := _day(brief.as_of):
        return _Anchor(day, f", reckoned from the brief’s cutoff, {in_words(day)}: the source has no date of its own")
    return _Anchor(None)


def _day(when: When | None) -> dt.date | None:
    exact = when and when.form == "moment" and when.precision in ("day", "minute", "second")
    return when.day if when and exact else None


def _settled(brief: Brief, source: str, words: str) -> dt.date | None:
    """The day that the brief's own events give the same weekday of the same source, where all agree: the writer has settled it."""
    weekday = _weekday(words)
    days = {
        event.when.day
        for event in brief.events.values()
        if event.when
        and event.when.basis == "inferred_from_weekday"
        and event.when.form == "moment"
        and _weekday(event.when.as_written) == weekday
        and any(one.source == source for one in event.evidence)
    }
    return days.pop() if weekday and len(days) == 1 else None


_WEEKDAY = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|poniedział\w+|wtor\w+|śro\w+|czwart\w+|piąt\w+|sobot\w+|niedziel\w+)\b",
    re.IGNORECASE,
)


def _weekday(words: str) -> str:
    found = _WEEKDAY.search(words)
    return found[1].casefold()[:5] if found else ""


# -- one date -------------------------------------------------------------------------------------------------------------


def _said(
    text: str, read: ReadText, span: TextSpan, value: DateValue, brief: Brief, source: str, anchor: _Anchor
) -> TimeSaid:
    start, end = span
    before = _BEFORE.search(read.plain, max(0, start - 30), start)
    first = before.start() if before else start
    words = text[first:end]
    at, how = _of(value, text[start:end], brief, source, anchor)
    is_told = told(read, span)
    if not at:
        return TimeSaid(as_written=words, why=_open(words, value), told=is_told)
    if read.plain[end : end + 2] in ("’s", "'s"):
        after = read.plain[end + 2 :].lstrip().split(maxsplit=1)
        noun = f"{text[start:end]}’s {after[0].rstrip('.,;:')}" if after else words
        return TimeSaid(as_written=words, why=f"“{noun}”: the day of what is named so.", told=is_told)
    way = (before["way"] or "").casefold() if before else ""
    if way and way not in _WAYS:
        return TimeSaid(as_written=words, why=f"“{words}” names no day of its own.", told=is_told)
    if _aside(read, (first, end)):
        return TimeSaid(as_written=words, why=f"“{words}” is the day of what came before.", told=is_told)
    if before and before["about"]:
        at = f"{at}~"
    at = _WAYS[way].format(at) if way else at
    basis = _BASIS[value.basis]
    return TimeSaid(at, basis, words, why=f"From “{words}”, {how}.", told=is_told)


def _of(value: DateValue, words: str, brief: Brief, source: str, anchor: _Anchor) -> tuple[str, str]:
    """The day that an expression comes to, and how, in words; empty where it may be another."""
    if value.basis == "weekday" and (day := _settled(brief, source, words)):
        return day.isoformat(), "worked out from the weekday, as in this source’s other events"
    if value.basis not in _BASIS or value.other:
        return "", ""
    counted = value.basis not in ("stated", "order inferred")
    return written(_CLOCK.sub("", value.value)), f"{_HOW[value.basis]}{anchor.why if counted else ''}"


def _open(words: str, value: DateValue) -> str:
    if value.basis == dates.UNKNOWN:
        return f"“{words}”: of which week or year is not known, since the source has no date."
    if value.basis == "duration":
        return f"“{words}” is a length of time, not a day."
    if value.other:
        return f"“{words}” may be {' or '.join(filter(None, (value.value, value.other)))}."
    return f"“{words}” comes to no one day."


def _aside(read: ReadText, span: TextSpan) -> bool:
    """True where the date stands in what only says what went before: after the explosion on Tuesday, they met."""
    for sentence in read.sentences(span):
        for token in reversed([one for one in sentence.tokens if one.end <= span[0]]):
            if token.text in ",;:—–" or token.kind == "quote":
                return False
            if token.lower in _ASIDE:
                return True
    return False


def _linked(text: str, start: int, end: int, following: int) -> bool:
    """True for from Monday to Wednesday."""
    dash = re.fullmatch(r"\s*[-–—]\s*", text[end:following])
    from_to = _LINK.fullmatch(text[end:following]) and _LINKED.search(text[max(0, start - 8) : start])
    return bool(dash or from_to)


def _lasted(
    text: str,
    first: tuple[int, int, DateValue],
    second: tuple[int, int, DateValue],
    brief: Brief,
    source: str,
    anchor: _Anchor,
) -> TimeSaid:
    words = text[first[0] : second[1]]
    ends = [_of(value, text[start:end], brief, source, anchor) for start, end, value in (first, second)]
    if not all(at for at, _ in ends) or ends[0][0] >= ends[1][0]:
        return TimeSaid(as_written=words, why=f"“{words}” comes to no two days.")
    basis = _BASIS[max(first[2].basis, second[2].basis, key=list(_BASIS).index)]
    return TimeSaid(f"{ends[0][0]}/{ends[1][0]}", basis, words, why=f"From “{words}”, {ends[1][1]}.")


# -- its clock ------------------------------------------------------------------------------------------------------------


def _with_clock(
    text: str,
    made: tuple[int, int, TimeSaid],
    others: Sequence[tuple[int, int, TimeSaid]],
    hours: Sequence[ClockSaid],
    brief: Brief,
) -> TimeSaid:
    """The time with its clock: the only one that stands nearer to it than to any other day."""
    start, end, said = made
    near = [one for one in hours if min(others, key=lambda day: _apart(day, one))[:2] == (start, end)]
    if not near or not re.fullmatch(r"\d{4}-\d\d-\d\d~?", said.at):
        return said
    if len(near) > 1:
        words = " and ".join(f"“{one.words}”" for one in near)
        return _remarked(said, f"{len(near)} clock times stand here, {words}: write the one that is meant.")
    one = near[0]
    first, last = min(start, one.start), max(end, one.end)
    between = text[min(end, one.end) : max(start, one.start)]
    words = said.as_written
    if not re.search(r"[.;!?]\s|\n", between) and len(between) < 12:
        words = text[min(first, _start_of(text, said, start, end)) : last]
    if one.remark:
        return _remarked(said, f"The clock time is left out. {one.remark}")
    if not one.zone:  # in the brief it would be a clock of the brief's own zone
        here = city(brief.timezone)
        return _remarked(
            said, f"“{one.words}” names no zone, so it is left out. Add it if it is in {here} time, else with its zone."
        )
    day, about = said.at[:10], "~" if said.at.endswith("~") or one.about else ""
    why = said.why.replace(f"“{said.as_written}”", f"“{words}”", 1)
    return TimeSaid(f"{day} {one.clock}{about}", said.basis, words, one.zone, why, said.told)


def _start_of(text: str, said: TimeSaid, start: int, end: int) -> int:
    """Where the words of a day begin, with the preposition before it."""
    return end - len(said.as_written) if text[:end].endswith(said.as_written) else start


def _apart(day: tuple[int, int, TimeSaid], clock: ClockSaid) -> int:
    return max(clock.start - day[1], day[0] - clock.end, 0)


def _remarked(said: TimeSaid, remark: str) -> TimeSaid:
    return replace(said, remark=" ".join(filter(None, (said.remark, remark))))
