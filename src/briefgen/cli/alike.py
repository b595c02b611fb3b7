"""A list of problems that does not drown its reader: the first of each kind one by one, the rest as one line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from briefgen.errors import Problem

SHOWN = 5
"""Problems of one kind in one file that are shown one by one."""
_OWN = re.compile(r"'[^']*'|“[^”]*”|\[[^\]]*\]|[\d.,:%/-]*\d[\d.,:%/-]*")
"""What one problem says of its own place: quoted text and numbers."""


def shortened(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first of each kind in each file, each as it is; after the last of them how many more there are, and where the next is."""
    found = tuple(problems)
    kinds = [_kind(problem) for problem in found]
    number, seen = Counter(kinds), Counter[tuple[str, str, str, str]]()
    rest: dict[tuple[str, str, str, str], list[Problem]] = defaultdict(list)
    for kind, problem in zip(kinds, found, strict=True):
        seen[kind] += 1
        if seen[kind] > SHOWN:
            rest[kind].append(problem)
    shown: list[Problem] = []
    seen.clear()
    for kind, problem in zip(kinds, found, strict=True):
        seen[kind] += 1
        whole = number[kind] <= SHOWN + 1  # a line for one more would save none
        if whole or seen[kind] <= SHOWN:
            shown.append(problem)
        if not whole and seen[kind] == SHOWN:
            shown.append(_more(rest[kind]))
    return tuple(shown)


def _kind(problem: Problem) -> tuple[str, str, str, str]:
    file = problem.where.file if problem.where else ""
    return file, problem.level, problem.rule, _OWN.sub("*", problem.message)


def _more(rest: list[Problem]) -> Problem:
    first = rest[0]
    at = f", the next at line {first.where.line}" if first.where and first.where.line else ""
    return Problem(
        first.level, f"and {len(rest):,} more like this{at}", "--all shows each", where=first.where, rule=first.rule
    )
