"""pydantic's errors in words for the author of a brief: one problem for each fault, at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefgen.errors import KeyPath, Problem, Where
from briefgen.reading.unseen import latin_shapes, unseen_difference

WANTED = {
    "string_type": "text",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a smaller number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
"""What each of pydantic's type errors asks for."""

_SHOWN = 40
"""Characters of a value that a message repeats."""


class WithPlaces(Protocol):
    """Data with the place of each of its parts, such as a Tree."""

    @property
    def data(self) -> Any: ...

    def place(self, path: KeyPath, *, key: bool = False) -> Where: ...


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of pydantic's errors. `path` holds only what is in the data; `branch` is the member of a union that complains."""

    path: KeyPath
    branch: tuple[KeyPath, str] | None
    error: ErrorDetails

    @property
    def kind(self) -> str:
        return self.error["type"]

    @property
    def field(self) -> str:
        """The name that the author knows the place by."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def limits(self) -> dict[str, Any]:
        return self.error.get("ctx", {})


def explain(
    error: ValidationError, tree: WithPlaces, known: Callable[[KeyPath], Collection[str]]
) -> tuple[Problem, ...]:
    """The errors of a model as problems, in the order of the file, one for each path.

    `tree` is the data that the model was made from; `known` gives the keys that a mapping at a path may have.
    """
    faults = [_located(details, tree.data) for details in error.errors(include_url=False)]
    chosen = _without_slips(_one_each(_one_branch(faults)), known)
    problems = [_problem(fault, tree, known) for fault in chosen]
    return tuple(sorted(problems, key=lambda problem: problem.where or Where("")))


def unknown_keys(error: ValidationError, data: Any) -> Iterator[KeyPath]:
    """The places of the keys that a model does not take, as they are written."""
    for details in error.errors(include_url=False):
        path = _located(details, data).path
        if details["type"] == "extra_forbidden" and path and path[-1] == details["loc"][-1]:
            yield path


# -- which errors count -----------------------------------------------------------------------------------------------


def _located(error: ErrorDetails, data: Any) -> _Fault:
    """The error with the part of pydantic's location that the author wrote; the rest names functions and union members."""
    path: list[str | int] = []
    branch: tuple[KeyPath, str] | None = None
    steps = error["loc"]
    for number, step in enumerate(steps):
        if _holds(data, step):
            data = data[step]
            path.append(step)
        elif error["type"] == "missing" and number == len(steps) - 1:
            path.append(step)
        elif branch is None and isinstance(step, str) and step != "[key]":
            branch = (tuple(path), step)
    return _Fault(tuple(path), branch, error)


def _holds(data: Any, step: str | int) -> bool:
    match data:
        case dict():
            return step in data
        case list():
            return isinstance(step, int) and step < len(data)
        case _:
            return False


def _one_branch(faults: list[_Fault]) -> list[_Fault]:
    """Of a union that fails, only the member that came nearest: the one that did not refuse the value's very kind."""
    branches: dict[KeyPath, dict[str, list[_Fault]]] = {}
    for fault in faults:
        if fault.branch:
            branches.setdefault(fault.branch[0], {}).setdefault(fault.branch[1], []).append(fault)
    left_out: set[int] = set()
    for path, members in branches.items():
        nearest = min(
            members.values(), key=lambda member: (any(_refuses(fault, path) for fault in member), len(member))
        )
        if not any(_refuses(fault, path) for fault in nearest):
            left_out.update(id(fault) for member in members.values() if member is not nearest for fault in member)
    return [fault for fault in faults if id(fault) not in left_out]


def _refuses(fault: _Fault, path: KeyPath) -> bool:
    return fault.path == path and fault.kind in WANTED


def _one_each(faults: Iterable[_Fault]) -> list[_Fault]:
    """One error for each path: of several the one that says most. What a mapping of the wrong kind holds is not complained of."""
    best: dict[KeyPath, _Fault] = {}
    for fault in faults:
        held = best.get(fault.path)
        if held is None or _worth(fault) > _worth(held):
            best[fault.path] = fault
        elif held.kind in WANTED and fault.kind in WANTED and held.branch != fault.branch:
            best[fault.path] = _either(held, fault)
    return list(best.values())


def _without_slips(faults: list[_Fault], known: Callable[[KeyPath], Collection[str]]) -> list[_Fault]:
    """A key that is missing because it is misspelt is one fault."""
    unknown = [fault.path for fault in faults if fault.kind == "extra_forbidden"]
    meant = {(*path[:-1], closest(str(path[-1]), known(path[:-1]))) for path in unknown if path}
    return [fault for fault in faults if fault.kind != "missing" or fault.path not in meant]


def _worth(fault: _Fault) -> int:
    ranks = ("value_error", "literal_error", "enum", "extra_forbidden", "missing")
    if fault.kind in WANTED:
        return 0
    return 1 + (len(ranks) - ranks.index(fault.kind) if fault.kind in ranks else 0)


def _either(one: _Fault, other: _Fault) -> _Fault:
    """Two members of a union that each want another kind of value, as one error."""
    wanted = list(dict.fromkeys((*_wanted(one), *_wanted(other))))
    context = {**one.limits, "wanted": wanted}
    return _Fault(one.path, one.branch, {**one.error, "ctx": context})


def _wanted(fault: _Fault) -> list[str]:
    return fault.limits.get("wanted") or [WANTED[fault.kind]]


# -- in words ---------------------------------------------------------------------------------------------------------


def _problem(fault: _Fault, tree: WithPlaces, known: Callable[[KeyPath], Collection[str]]) -> Problem:
    message, hint = _words(fault, known)
    at_key = (
        fault.kind in ("extra_forbidden", "missing")
        or fault.error["loc"][-1:] == ("[key]",)
        or not isinstance(fault.error["input"], str)
    )
    return Problem("error", message, hint, fault.path, tree.place(fault.path, key=at_key))


def _words(fault: _Fault, known: Callable[[KeyPath], Collection[str]]) -> tuple[str, str]:
    value = fault.error["input"]
    match fault.kind:
        case "missing":
            return f"{_owner(fault)}missing: {fault.field}", _given(known(fault.path))
        case "extra_forbidden":
            return _unknown_key(fault, known(fault.path[:-1]))
        case "literal_error" | "enum":
            return _no_choice(fault, re.findall(r"'([^']*)'|(\d+)", str(fault.limits.get("expected", ""))))
        case "string_pattern_mismatch" if fault.error["loc"][-1] == "[key]":
            return f"'{_clipped(value)}' is not an id", "Write lower-case letters, digits and hyphens"
        case kind if kind in WANTED:
            return _wrong_kind(fault)
        case "value_error" | "assertion_error":
            message, _, hint = str(fault.limits.get("error", "")).partition("|")
        case _:
            message, _, hint = _plain(fault).partition("|")
    message = message.strip().removesuffix(".") or "this value is not valid"
    if isinstance(value, str) and len(value) > _SHOWN:
        message, hint = (_shorter(said, value) for said in (message, hint))
    return _named(fault, message), hint.strip().removesuffix(".")


def _shorter(said: str, value: str) -> str:
    """A message that repeats a long value, as it is or with its spaces fixed, with the beginning of it alone."""
    for long in (value, value.strip(), " ".join(value.split())):
        said = said.replace(long, _clipped(value))
    return said


def _given(keys: Collection[str]) -> str:
    return f"It takes {_listed(keys)}" if keys and len(keys) <= 12 else ""


def _unknown_key(fault: _Fault, keys: Collection[str]) -> tuple[str, str]:
    key = str(fault.error["loc"][-1])
    hint = did_you_mean(key, keys) or (f"The keys here are {_listed(keys)}" if keys and len(keys) <= 12 else "")
    return f"{_owner(fault)}unknown key '{_clipped(key)}'", hint


def _no_choice(fault: _Fault, found: list[tuple[str, str]]) -> tuple[str, str]:
    choices = [text or number for text, number in found]
    value = fault.error["input"]
    if not isinstance(value, str):
        return _named(fault, f"one of {_listed(choices)} is wanted, but this is {_kind(value)}"), ""
    return _named(fault, f"'{_clipped(value)}' is not one of {_listed(choices)}"), did_you_mean(value, choices)


def _wrong_kind(fault: _Fault) -> tuple[str, str]:
    wanted, value = " or ".join(_wanted(fault)), fault.error["input"]
    if isinstance(value, str) and not wanted.startswith(("a list", "a mapping", "text")):
        return _named(fault, f"{wanted} is wanted, but this is '{_clipped(value)}'"), ""
    hint = {
        "a list": "Write [one, two], or each item in a line of its own after a hyphen",
        "a mapping": "Write key: value",
    }
    return _named(fault, f"{wanted} is wanted, but this is {_kind(value)}"), hint.get(wanted, "")


def _plain(fault: _Fault) -> str:
    """A limit of the model, which pydantic words well enough once its own nouns are gone."""
    limits = fault.limits
    match fault.kind:
        case "greater_than_equal" | "greater_than":
            return f"a number of at least {limits.get('ge', limits.get('gt'))} is wanted"
        case "less_than_equal" | "less_than":
            return f"a number of at most {limits.get('le', limits.get('lt'))} is wanted"
        case "too_short" | "string_too_short":
            return f"too short: at least {limits.get('min_length')} wanted"
        case "string_too_long":
            length, most = len(fault.error["input"]), limits.get("max_length", 0)
            return f"this text has {length:,} characters; {most:,} are allowed|Put long texts into a source file"
        case "too_long":
            return f"too long: at most {limits.get('max_length')} allowed"
        case _:
            return fault.error["msg"].removeprefix("Value error, ").replace("Input", "this").replace("String", "this")


def closest(text: str, choices: Collection[str], near: int = 65) -> str:
    """The choice that the text is probably a slip for; empty when none is so near, in per cent."""
    from rapidfuzz import fuzz, process  # only a misspelling needs it

    # a list, because rapidfuzz would compare with the values of a mapping
    found = process.extractOne(text, list(choices), scorer=fuzz.ratio, score_cutoff=near, processor=str.casefold)
    return found[0] if found else ""


def did_you_mean(text: str, choices: Collection[str]) -> str:
    """A question with the choice that the text is probably a slip for; empty when none is near."""
    near = closest(text, choices) or closest(latin_shapes(text), choices)
    return f"Did you mean '{near}'?{unseen_difference(text, near)}" if near else ""


def _owner(fault: _Fault) -> str:
    """The name of the mapping that a key stands in or is missing from, with a colon; empty at the top."""
    names = [step for step in fault.path[:-1] if isinstance(step, str)]
    return f"{names[-1]}: " if names else ""


def _named(fault: _Fault, message: str) -> str:
    about_key = fault.error["loc"][-1:] == ("[key]",)  # the message names it already
    return f"{fault.field}: {message}" if fault.field and not about_key else message


def _kind(value: Any) -> str:
    match value:
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case str():
            return f"text, '{_clipped(value)}'" if value else "empty text"
        case _:
            return f"'{_clipped(value)}'"


def _listed(words: Collection[str]) -> str:
    words = list(words)
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def _clipped(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
