"""The facts of a brief by collection, in the order of the file, each with what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.desk import times_said
from briefgen.desk.forms.names import titled
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading
from briefgen.errors import KeyPath, Problem
from briefgen.model.brief import COLLECTIONS, FRONT, Brief
from briefgen.model.event import Event, EventStatus
from briefgen.model.log import log_of
from briefgen.model.time import When


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact in the list: `path` is its place, such as events.fire; `letter` that of its kind, where it has one."""

    path: str
    letter: str
    title: str
    particulars: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one collection under its name on the screen. `kind` adds one more; `more` says what else there is."""

    name: str
    title: str
    rows: tuple[FactRow, ...]
    kind: str = ""
    more: str = ""
    open: bool = True


GROUPS: Mapping[str, tuple[str, str]] = {
    "events": ("E", "Events"),
    "phases": ("", "Phases"),
    "impact": ("", "Impact"),
    "causes": ("", "Causes"),
    "actions": ("", "Actions"),
    "positions": ("P", "Positions"),
    "questions": ("Q", "Open questions"),
    "judgements": ("", "Judgements"),
    "assumptions": ("", "Assumptions"),
    "background": ("B", "Background"),
    "sections": ("", "Sections"),
    "actors": ("A", "Actors"),
    "places": ("", "Places"),
    "figures": ("", "Pictures"),
    "tables": ("", "Tables"),
    "sources": ("", "Sources"),
}
"""The collections in the order of the screen, each with the letter of its kind and its name."""
_CLOSED = (
    "phases",
    "impact",
    "causes",
    "actions",
    "sections",
    "background",
    "actors",
    "places",
    "figures",
    "tables",
    "sources",
)
"""The groups that are closed until they are wanted: their facts are looked up, not written one after the other."""
_STAND: Mapping[EventStatus, str] = {
    "occurred": "",
    "ongoing": "still going on",
    "failed": "did not succeed",
    "pending": "still to come",
    "undetermined": "not yet known",
    "cancelled": "called off",
}


def facts(reading: BriefReading) -> str:
    """The list of facts as markup; what is looked up and has nothing yet takes one line at its end, where it is added."""
    found = tuple(groups(reading))
    empty = [one for one in found if one.kind and not (one.rows or one.more or one.open)]
    return markup("facts", groups=[one for one in found if one not in empty], empty=empty)


def groups(reading: BriefReading) -> Iterator[FactGroup]:
    """The brief itself with its key points, then every collection; those without a fact too, since one can be added."""
    brief, problems = reading.loaded.draft, _by_fact(reading)
    points = tuple(
        FactRow(f"key_points.{number}", "", point.text, "", problems.get(("key_points", number), ()))
        for number, point in enumerate(brief.key_points)
    )
    front = FactRow(FRONT, "", brief.title, "", problems.get((), ()))
    yield FactGroup("key_points", "The brief and its key points", (front, *points))
    for name, (letter, title) in GROUPS.items():
        members = getattr(brief, name)
        rows = tuple(
            FactRow(
                f"{name}.{key}", letter, titled(one) or key, _particulars(brief, one), problems.get((name, key), ())
            )
            for key, one in members.items()
            if not log_of(key)
        )
        wrong = any(problem.level == "error" for row in rows for problem in row.problems)
        kind = name if name != "sources" else ""
        yield FactGroup(name, title, rows, kind, _rows_of_logs(brief, members), name not in _CLOSED or wrong)


def _rows_of_logs(brief: Brief, members: Mapping[str, Any]) -> str:
    """How many facts are rows of logs, which are seen in their source."""
    counted = Counter(source for key in members if (source := log_of(key)))
    named = [f"{n:,} rows of {titled(brief.sources[key])}" for key, n in counted.items() if key in brief.sources]
    return f"and {', '.join(named)}" if named else ""


def _by_fact(reading: BriefReading) -> dict[KeyPath, tuple[Problem, ...]]:
    """The problems of each fact, those that must be fixed first; those of no fact are the brief's own."""
    found: dict[KeyPath, list[Problem]] = {}
    for one in reading.problems:
        if one.level != "note":
            of_one = one.path[:1] and (one.path[0] in COLLECTIONS or one.path[0] == "key_points")
            found.setdefault(one.path[:2] if of_one else (), []).append(one)
    return {path: tuple(sorted(all_, key=lambda one: one.level != "error")) for path, all_ in found.items()}


def _particulars(brief: Brief, member: Any) -> str:
    """One line beneath the title: when, who, how it stands."""
    match member:
        case Event():
            when = _time(member.when, brief) if member.when else "No time"
            stand = _STAND[member.status]
            parts = (when, "" if when.endswith(stand) else stand, "the event of the brief" if member.principal else "")
            return " · ".join(filter(None, parts))
        case _:
            actor = brief.actors.get(getattr(member, "actor", ""))
            return actor.title if actor else ""


def _time(when: When, brief: Brief) -> str:
    words = times_said.said(when.text, when.zone, brief.timezone, when.fold).words
    return words.rstrip(".").removesuffix(", no clock time")
