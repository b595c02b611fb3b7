"""What is wrong with a form as it is filled in: each problem at the field that can right it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.desk.forms.form import FactForm
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
    best, most = HEAD, 0
    steps = tuple(map(str, place))
    for one in form.every():
        shared = 0
        for mine, theirs in zip(one.at, steps, strict=False):
            if mine != theirs:
                break
            shared += 1
        if shared > most and (shared == len(one.at) or shared == len(steps)):
            best, most = one.name, shared
            if one.control == "rows" and len(steps) > shared + 1:
                best = ".".join((one.name, *steps[shared:]))
    return best


def made_by(after: Iterable[Problem], before: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors that were not there before."""
    known = {(one.path, one.message) for one in before}
    return tuple(one for one in after if one.level == "error" and (one.path, one.message) not in known)
