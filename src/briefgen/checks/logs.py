"""Logs: what their rows leave open, and whether the events that were written on rows agree with them (R21)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.log import log_of
from briefgen.model.shape import HARD_CAP
from briefgen.model.time import When
from briefgen.reading.load import Loaded
from briefgen.reading.logs.log import NOTHING_SAID, Log, LoggedRow

NEAR, APART = 90, timedelta(minutes=1)
"""Per cent of likeness, and the time between two rows, within which they may be one."""
_SHOWN = 8


def rows_without_a_time(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Rows that have no time, or none that can be read, are in the table and not on the chart."""
    for key, log in loaded.logs.items():
        unread = [row for row in log.rows if row.fault]
        silent = [row.number for row in log.rows if not row.fault and row.event.when is None]
        path = ("sources", key, "rows")
        if silent:
            message = f"{_many(silent, 'row has', 'rows have')} no time and {_are(silent)} not on the chart: {log.numbering.several(silent)}"
            yield Problem("note", message, "", path)
        for fault, found in groupby(sorted(unread, key=lambda row: (row.fault, row.number)), lambda row: row.fault):
            at = [row.number for row in found]
            message = f"{log.numbering.several(at)} of the log: {fault}"
            hint = "It is printed as it stands, beside the row; a typed event on the row may say when"
            yield Problem("warning", message, hint, path)


def rows_that_say_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Rows with nothing in the column of the title are left out."""
    for key, log in loaded.logs.items():
        if silent := log.left.get(NOTHING_SAID, ()):
            message = f"{log.numbering.several(silent)} of the log left out: {NOTHING_SAID}"
            yield Problem("note", message, "", ("sources", key, "rows", "title"))


def rows_cut_short(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Rows with more words than a field takes are not printed to their end."""
    for key, log in loaded.logs.items():
        if log.cut:
            message = f"{log.numbering.several(log.cut)} of the log: longer than {HARD_CAP:,} characters, and cut there"
            hint = "Look for lines that belong to no row; what matters of them can be a source of its own"
            yield Problem("warning", message, hint, ("sources", key, "rows"))


def values_of_no_kind(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What a log says in a column of kinds or states and briefgen has no word for."""
    for key, log in loaded.logs.items():
        for field in dict.fromkeys(field for field, _ in log.strange):
            found = {value: rows for (name, value), rows in log.strange.items() if name == field}
            shown = ", ".join(
                f"'{value}' ({log.numbering.several(rows)})" for value, rows in list(found.items())[:_SHOWN]
            )
            message = f"no {field} of an event, so printed as it stands: {shown}{', …' if len(found) > _SHOWN else ''}"
            yield Problem("note", message, "", ("sources", key, "rows", field))


def time_against_its_row(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R21: the time of an event does not go against that of the rows which it stands for."""
    for key, found in _written_on(loaded).items():
        own = loaded.draft.events[key].when
        timed = [(log, row) for log, row in found if row.event.when]
        against = [
            (log, row) for log, row in timed if own and row.event.when and _apart(loaded.draft, own, row.event.when)
        ]
        level = "warning" if len(against) == len(timed) else "note"
        for log, row in against:
            assert own and row.event.when  # as they were chosen
            message = f"this says {own.text}, but {log.numbering.one(row.number)} of '{log.source}' says {row.event.when.text}"
            hint = "Fix the time, or leave when: out to take the row's"
            yield Problem(
                "warning" if level == "warning" else "note", message, hint, ("events", key, "when"), rule="R21"
            )


def several_on_one_row(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Two events that stand for one row are both printed."""
    for log in loaded.logs.values():
        for number, keys in log.taken.items():
            if len(keys) > 1:
                message = f"{' and '.join(map(repr, keys))} rest on the words of {log.numbering.one(number)} of '{log.source}': both are printed"
                yield Problem("note", message, "Make them one if they are", ("events", keys[1]))


class _Dated(NamedTuple):
    at: datetime
    log: str
    called: str
    words: str


def alike_within_a_minute(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Rows of two logs, or a row and an event written without it, that may tell of one thing: nothing is merged by guess."""
    if not loaded.logs:
        return
    for (mine, other_log), found in _alike(sorted(_dated(loaded), key=lambda one: one.at)).items():
        shown = "; ".join(f"{one.called} and {other.called}" for one, other in found[:_SHOWN])
        message = (
            f"these look alike within a minute and are printed apart: {shown}{'; …' if len(found) > _SHOWN else ''}"
        )
        hint = "If they are one, cite the words of both rows in one event"
        yield Problem("note", message, hint, ("sources", other_log or mine, "rows"))


def _alike(dated: Iterable[_Dated]) -> Mapping[tuple[str, str], list[tuple[_Dated, _Dated]]]:
    """For two logs, those that are alike, one more than are shown at most: so many rows may stand in one minute that all pairs of them
    are too many to be kept, or to be compared one by one in Python."""
    from rapidfuzz import fuzz, process  # only a brief with a log needs it

    pairs: dict[tuple[str, str], list[tuple[_Dated, _Dated]]] = defaultdict(list)
    recent: dict[str, deque[_Dated]] = defaultdict(deque)
    for one in dated:
        for log, others in recent.items():
            first, second = sorted((log, one.log))
            if log == one.log or len(pairs[first, second]) > _SHOWN:
                continue
            while others and one.at - others[0].at > APART:
                others.popleft()
            words = (other.words for other in others)
            for _, _, place in process.extract_iter(one.words, words, scorer=fuzz.ratio, score_cutoff=NEAR):
                pairs[first, second].append((others[place], one) if log == first else (one, others[place]))
                if len(pairs[first, second]) > _SHOWN:
                    break
        recent[one.log].append(one)
    return {logs: found for logs, found in pairs.items() if found}


def _dated(loaded: Loaded) -> Iterator[_Dated]:
    on_rows = {key for log in loaded.logs.values() for keys in log.taken.values() for key in keys}
    for key, event in loaded.draft.events.items():
        if event.when and event.when.clocked and not log_of(key) and key not in on_rows:
            yield _Dated(loaded.draft.resolve(event.when).leading, "", f"the event '{key}'", _plain(event))
    for log in loaded.logs.values():
        for row in log.rows:
            if row.number not in log.taken and (when := row.event.when) and when.clocked:
                called = f"{log.numbering.one(row.number)} of '{log.source}'"
                yield _Dated(loaded.draft.resolve(when).leading, log.source, called, _plain(row.event))


def _plain(event: Event) -> str:
    return " ".join(event.title.casefold().split())


def _written_on(loaded: Loaded) -> Mapping[str, list[tuple[Log, LoggedRow]]]:
    """The rows that each event stands for which somebody wrote."""
    found: dict[str, list[tuple[Log, LoggedRow]]] = defaultdict(list)
    for log in loaded.logs.values():
        for row in log.kept:
            for key in log.taken.get(row.number, ()):
                found[key].append((log, row))
    return found


def _apart(brief: Brief, one: When, other: When) -> bool:
    """True when two times cannot both be right: all that one may mean lies before all that the other may."""
    first, second = _reach(brief, one), _reach(brief, other)
    return first[1] <= second[0] or second[1] <= first[0]


def _reach(brief: Brief, when: When) -> tuple[datetime, datetime]:
    """The first instant that a time may mean, and the one after the last: a clock without seconds means its minute, an uncertain one
    half an hour on both sides."""
    meant = brief.resolve(when)
    room = timedelta(seconds=1 if when.precision == "second" else 60) if when.clocked else timedelta()
    unsure = timedelta() if when.certain else timedelta(minutes=30) if when.clocked else timedelta(days=1)
    return (meant.earliest or meant.leading) - unsure, meant.last + room + unsure


def _many(found: list[int], one: str, several: str) -> str:
    return f"{len(found)} {one if len(found) == 1 else several}"


def _are(found: list[int]) -> str:
    return "is" if len(found) == 1 else "are"
