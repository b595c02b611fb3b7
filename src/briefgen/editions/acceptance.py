"""Which warnings are accepted, by whom they are accepted: in the brief itself, or by who issues it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.editions.editions import Accepted
from briefgen.errors import Problem

BY_HAND = "again"
"""The rule that the brief itself cannot accept, since it is the brief as it was that comes back."""


def key(problem: Problem) -> str:
    """What accepts a problem and no other of its kind: its rule, its place, or both; its message where it has neither."""
    place = ".".join(map(str, problem.path))
    return " ".join(part for part in (problem.rule, place) if part) or problem.message


def accepts(given: str, problem: Problem) -> bool:
    """Whether `W3`, `events.launch` or `W3 events.launch` speaks of a problem; a place speaks of all that is in it."""
    rule, _, place = given.partition(" ")
    return given in (problem.rule, problem.message) or any(
        _within(written, problem.path) and wanted in ("", problem.rule)
        for wanted, written in (("", given), (rule, place))
    )


def _within(place: str, path: tuple[str | int, ...]) -> bool:
    steps = place.split(".")
    return bool(place) and [str(step) for step in path[: len(steps)]] == steps


def settle(
    problems: Iterable[Problem], in_brief: Mapping[str, str], by_order: Iterable[Accepted]
) -> tuple[tuple[Problem, ...], tuple[Accepted, ...]]:
    """The warnings that nobody accepts, and those that somebody does, each with the reason; the order's counts before the brief's."""
    ordered = {given.warning: given.reason for given in by_order}
    both = ordered | {warning: reason for warning, reason in in_brief.items() if warning not in ordered}
    held: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in problems:
        if problem.level != "warning":
            continue
        reasons = ordered if problem.rule == BY_HAND else both
        reason = next((why for given, why in reasons.items() if accepts(given, problem)), None)
        if reason is None:
            held.append(problem)
        else:
            accepted.append(Accepted(f"{key(problem)}: {problem.message}", reason))
    return tuple(held), tuple(dict.fromkeys(accepted))
