"""Words of a finished document are found again in the file that they were written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefgen.document.marks import Origin
from briefgen.errors import KeyPath, Problem
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded


def path_of(origin: Origin, brief: Brief) -> KeyPath:
    """The path of the field that words come from: what numbers the items of a list is a number."""
    path: list[str | int] = []
    value: Any = brief
    for step in filter(None, origin.split(".")):
        if isinstance(value, tuple) and step.isdigit():
            path.append(int(step))
            value = value[int(step)] if int(step) < len(value) else None
        else:
            path.append(step)
            value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
    return tuple(path)


def placed(problems: Iterable[Problem], loaded: Loaded) -> tuple[Problem, ...]:
    """The problems, those that speak of a field with its place in the file."""
    return tuple(loaded.placed(problem) if problem.path else problem for problem in problems)


def resolved(problems: Iterable[Problem], brief: Brief) -> tuple[Problem, ...]:
    """The problems of an audit, which knows no brief, with the paths that its fields have in one."""
    return tuple(replace(problem, path=path_of(".".join(map(str, problem.path)), brief)) for problem in problems)
