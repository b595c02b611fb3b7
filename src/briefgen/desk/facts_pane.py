"""The facts of a brief by collection, in the order of the file, each with what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.desk.markup import markup
from briefgen.desk.open_brief import Reading
from briefgen.errors import Problem
from briefgen.model.brief import Brief


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
    """The facts of one collection under its name on the screen."""

    name: str
    title: str
    rows: tuple[FactRow, ...]


GROUPS: Mapping[str, tuple[str, str]] = {
    "events": ("E", "Events"),
    "positions": ("P", "Positions"),
    "questions": ("Q", "Open questions"),
    "actors": ("A", "Actors"),
    "background": ("B", "Background"),
    "judgements": ("", "Judgements"),
    "assumptions": ("", "Assumptions"),
    "places": ("", "Places"),
    "figures": ("", "Pictures"),
    "sources": ("", "Sources"),
}
"""The collections in the order of the screen, each with the letter of its kind and its name."""


def facts(reading: Reading) -> str:
    """The list of facts as markup."""
    return markup("facts", groups=tuple(groups(reading)))


def groups(reading: Reading) -> Iterator[FactGroup]:
    """The groups that have facts."""
    brief = reading.loaded.draft
    for name, (letter, title) in GROUPS.items():
        rows = tuple(
            FactRow(f"{name}.{key}", letter, _title(member), _particulars(brief, name, member), _of(reading, name, key))
            for key, member in getattr(brief, name).items()
        )
        if rows:
            yield FactGroup(name, title, rows)


def _of(reading: Reading, *path: str) -> tuple[Problem, ...]:
    """The problems of a member, those that must be fixed first."""
    found = [one for one in reading.problems if one.path[: len(path)] == path and one.level != "note"]
    return tuple(sorted(found, key=lambda one: one.level != "error"))


def _title(member: Any) -> str:
    for name in ("title", "says", "text", "name", "label", "caption"):
        if said := getattr(member, name, ""):
            return str(said)
    return ""


def _particulars(brief: Brief, collection: str, member: Any) -> str:
    """One line beneath the title: when, who, how it stands."""
    match collection:
        case "events":
            parts = (member.when.text if member.when else "no time", "main event" if member.principal else "")
            return " · ".join(filter(None, parts))
        case "positions":
            actor = brief.actors.get(member.actor)
            return str((actor.name or actor.label) if actor else member.actor)
        case _:
            return ""
