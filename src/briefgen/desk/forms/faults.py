"""What is wrong with a form as it is filled in: each problem at the field that can right it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.desk.forms.form import FactForm, Field
from briefgen.errors import KeyPath, Problem

HEAD = ""
"""Where a problem is told that is no single field's."""


def at_fields(form: FactForm, path: KeyPath, problems: Iterable[Problem]) -> Mapping[str, tuple[Problem, ...]]:
    """The problems of an entry by the names of the fields where they are told."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.path[: len(path)] == path and problem.level != "note":
            found.setdefault(_field(form, problem.path[len(path) :]), []).append(problem)
    return {name: tuple(sorted(all_, key=lambda one: one.level != "error")) for name, all_ in found.items()}


def _field(form: FactForm, place: KeyPath) -> str:
    """The name of the field at a place of the entry: the one that shares most steps with it."""
    steps = tuple(map(str, place))
    found = [(shared, name) for name, at in _places(form.every(), steps, "", ()) if (shared := _shared(at, steps))]
    return max(found, key=lambda one: one[0], default=(0, HEAD))[1]


def _places(
    fields: Iterable[Field], steps: tuple[str, ...], within: str, above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field with its place, in rows only those of the row that the steps lead into."""
    for one in fields:
        name, at = within + one.name, (*above, *one.at)
        if one.control == "group":
            yield from _places(one.fields, steps, f"{name}.", at)
            continue
        yield name, at
        if one.control in ("rows", "evidence") and steps[: len(at)] == at and len(steps) > len(at):
            key = steps[len(at)]
            yield from _places(one.fields, steps, f"{name}.{key}.", (*at, key))


def _shared(at: tuple[str, ...], steps: tuple[str, ...]) -> int:
    """How many steps two places share, where one leads to the other; 0 where neither does."""
    shared = min(len(at), len(steps))
    return shared if at[:shared] == steps[:shared] else 0


def made_by(after: Iterable[Problem], before: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors that were not there before."""
    known = {(one.path, one.message) for one in before}
    return tuple(one for one in after if one.level == "error" and (one.path, one.message) not in known)
