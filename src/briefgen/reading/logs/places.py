"""Events that somebody wrote take the places of the rows whose words they rest on; every other row stands for itself."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefgen.errors import KeyPath, Problem
from briefgen.model.archive import archived
from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.log import as_text, row_place
from briefgen.model.source import Evidence
from briefgen.model.walk import walk
from briefgen.reading.logs.events import ReadLog
from briefgen.reading.logs.log import Log, LoggedRow
from briefgen.reading.rows.clock import parts


class Settled(NamedTuple):
    """The brief with the rows of its logs as events, the texts of the logs, and what is wrong."""

    brief: Brief
    logs: Mapping[str, Log]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def settle(brief: Brief, read: Mapping[str, ReadLog]) -> Settled:
    """The brief whose logs were read, by source: each row is an event, unless one that somebody wrote rests on its words."""
    work = {key: _Placing(one.log, one.left_out, brief) for key, one in read.items() if one.log}
    problems = [problem for one in work.values() for problem in one.problems]
    logs = {key: one.log for key, one in work.items()}
    events = _together(brief, work)
    sources = {
        key: source.model_copy(update={"rows": source.rows.model_copy(update={"total": logs[key].total})})
        if key in logs and source.rows
        else source
        for key, source in brief.sources.items()
    }
    texts = {key: as_text(row.cells for row in log.kept) for key, log in logs.items()}
    return Settled(brief.model_copy(update={"events": events, "sources": sources}), logs, texts, tuple(problems))


@dataclass(slots=True)
class _Placing:
    """One log, with the events that were written on its rows."""

    log: Log
    left_out: tuple[LoggedRow, ...]
    brief: Brief
    problems: list[Problem] = field(default_factory=list)
    found: dict[tuple[str, int], tuple[LoggedRow, ...]] = field(default_factory=dict)
    """The rows of an event's evidence, by its id and the place of the item."""
    chosen: frozenset[int] = field(init=False)
    """The numbers of the rows that `only` chooses."""

    def __post_init__(self) -> None:
        self.chosen = frozenset(row.number for row in self.log.rows)
        self._keep_what_is_cited()
        kept = self.log.kept
        text = archived(as_text(row.cells for row in kept))
        at = {row.number: i for i, row in enumerate(kept)}
        taken: dict[int, list[str]] = defaultdict(list)
        for key, event in self.brief.events.items():
            for n, item in enumerate(event.evidence):
                if item.source != self.log.source or not item.span:
                    continue
                standing, named = text.rows(item.span), at.get(self.log.number(item.locator), -1)
                found = (named,) if _is_among(named, standing) else standing
                rows = self._meant(item, [kept[i] for i in found], ("events", key, "evidence", n))
                if rows and item.supports == "supports":
                    self.found[key, n] = rows
                    for row in rows:
                        taken[row.number] += [key] if key not in taken[row.number] else []
        self.log = replace(self.log, taken={number: tuple(keys) for number, keys in taken.items()})

    def _keep_what_is_cited(self) -> None:
        """Keeps those rows that `only` leaves out and whose words the brief rests on all the same."""
        text = archived(as_text(row.cells for row in self.log.rows))
        cited: dict[int, LoggedRow] = {}
        for words, locator in self._words():
            named = self.log.number(locator)
            if not text.rows(words) or (named and named not in self.chosen):
                there = [row for row in self.left_out if any(words in cell for cell in row.cells)]
                cited |= {row.number: row for row in there if not named or row.number == named}
        self.log = replace(self.log, cited=tuple(row for _, row in sorted(cited.items())))

    def _words(self) -> Iterator[tuple[str, str]]:
        for _, part in walk(self.brief):
            if isinstance(part, Evidence) and part.source == self.log.source and part.span:
                yield part.span, part.locator
        for position in self.brief.positions.values():
            if position.quote and any(item.source == self.log.source for item in position.evidence):
                yield position.quote.text, ""

    def _meant(self, item: Evidence, rows: list[LoggedRow], path: KeyPath) -> tuple[LoggedRow, ...]:
        """The one row that evidence means; none, with an error, where its words stand in several and its locator names none of them."""
        if not rows:
            return ()
        narrowed = [row for row in rows if self._names(item.locator, row)]
        if not narrowed and _names_a_row(item.locator):
            there = f"locator: {self.log.numbering.place(rows[0].number)}"
            message = f"these words do not stand in “{item.locator}” of '{self.log.source}', but in {self._told(rows)}"
            self.problems.append(Problem("error", message, f"Write {there}, or its clock", path, rule="R4"))
            return ()
        found = narrowed or [row for row in rows if row.number in self.chosen] or rows
        if len(found) > 1:
            message = f"these words stand in {len(found)} {self.log.numbering.unit}s of '{self.log.source}': {self._told(found)}"
            hint = f'Say which: {{source: {self.log.source}, span: "...", locator: {self.log.numbering.place(found[0].number)}}}, or its clock'
            self.problems.append(Problem("error", message, hint, (*path, "span"), rule="R4"))
            return ()
        return tuple(found)

    def _names(self, locator: str, row: LoggedRow) -> bool:
        """Whether a locator names a row: by its number, or by its clock."""
        if number := self.log.number(locator):
            return row.number == number
        clock, when = _clock(locator), row.event.when
        point = when.leading if when else None
        if not clock or point is None or point.clock is None:
            return False
        return f"{point.clock:%H:%M:%S}".startswith(clock.zfill(5) if clock.count(":") == 1 else clock.zfill(8))

    def _told(self, rows: list[LoggedRow]) -> str:
        return self.log.numbering.several(row.number for row in rows)


def _together(brief: Brief, work: Mapping[str, _Placing]) -> dict[str, Event]:
    """The events in their order: those that nobody logged, then log by log the rows, each with what was written on it in its place."""
    placed = {key: _on_its_rows(key, event, work) for key, event in brief.events.items()}
    on_rows = {key for one in work.values() for keys in one.log.taken.values() for key in keys}
    events = {key: event for key, event in placed.items() if key not in on_rows}
    for one in work.values():
        for row in one.log.kept:
            written = one.log.taken.get(row.number, ())
            events |= {key: placed[key] for key in written if key not in events}
            if not written and row.number in one.chosen:
                events[row.id] = row.event
    return events


def _on_its_rows(key: str, event: Event, work: Mapping[str, _Placing]) -> Event:
    """The event with the rows of its evidence as their place, and with the time of the first that has one where it states none."""
    rows = {n: one.found[key, n] for one in work.values() for n in range(len(event.evidence)) if (key, n) in one.found}
    if not rows:
        return event
    evidence = tuple(
        item.model_copy(update={"locator": work[item.source].log.numbering.place(rows[n][0].number)})
        if n in rows and (not item.locator or row_place(item.locator))
        else item
        for n, item in enumerate(event.evidence)
    )
    when = event.when or next((row.event.when for n in sorted(rows) for row in rows[n] if row.event.when), None)
    status = {"status": "ongoing"} if when and when.ongoing and event.status == "occurred" else {}
    return event.model_copy(update={"evidence": evidence, **({"when": when} if when else {}), **status})


def _is_among(place: int, places: Sequence[int]) -> bool:
    """Whether a place is one of these, which are in order."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


# -- what a locator names ------------------------------------------------------------------------------------------------


def _clock(locator: str) -> str:
    found = parts(locator) if ":" in locator else None
    return found[0].clock if found else ""


def _names_a_row(locator: str) -> bool:
    return bool(row_place(locator) or _clock(locator))
