"""What changed between two briefs: nothing invented, nothing forgotten, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import briefgen
from briefgen.model.action import DueAfter
from briefgen.model.annotation import Member
from briefgen.model.brief import COLLECTIONS, FRONT, Brief
from briefgen.model.changes import READING, Difference, compare
from briefgen.model.time import When
from briefgen.reading.fields import held, models
from briefgen.reading.tree import parse
from tests.support.checkout import ROOT, as_yaml
from tests.support.sweeps import examples, spread

Path_ = tuple[str | int, ...]
Compare = Callable[[Brief, Brief], tuple[Difference, ...]]
KEY = "one"


# -- an independent walk ----------------------------------------------------------------------------------------------


def leaves(data: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value of a dumped model with the way to it."""
    if isinstance(data, Mapping):
        yield path, "mapping"
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        yield path, f"list of {len(data)}"
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path, data


def differing(before: Brief, after: Brief) -> set[Path_]:
    """The ways to every value that differs, or that only one of the two has."""
    old, new = (dict(leaves(brief.model_dump(mode="json"))) for brief in (before, after))
    return {path for path in {**old, **new} if old.get(path, "absent") != new.get(path, "absent")}


def way(change: Difference) -> Path_:
    return change.path if change.collection == FRONT else (change.collection, change.id, *change.path)


def faults(before: Brief, after: Brief, compared: Compare = compare) -> list[str]:
    """What is wrong with a comparison: a difference that no change covers, or several; a change that covers none."""
    changes, wanted = compared(before, after), differing(before, after)
    ways = [way(change) for change in changes]
    covering = Counter(path for path in wanted for found in ways if path[: len(found)] == found)
    idle = [found for found in ways if not any(path[: len(found)] == found for path in wanted)]
    return [f"{path}: {covering[path]}" for path in wanted if covering[path] != 1] + [
        f"{found}: idle" for found in idle
    ]


# -- briefs, and other ones -------------------------------------------------------------------------------------------


def example(annotation: Any, seed: int) -> Any:
    """A value that an annotation allows, another one for another seed; not validated, since no rule matters here."""
    kind, inner = held(annotation)
    match kind:
        case "model" if inner is When:
            return When.model_validate(
                {"at": f"2022-11-{15 + seed} 15:40", "zone": "UTC", "fold": seed, "note": f"n{seed}"}
            )
        case "model":
            return made(inner, seed)
        case "list":
            return (example(inner, seed),)
        case "mapping":
            return {KEY: example(inner, seed)}
        case _:
            return plain_value(annotation, seed)


def plain_value(annotation: Any, seed: int) -> Any:
    if get_origin(annotation) is Literal:
        return get_args(annotation)[seed % len(get_args(annotation))]
    if annotation in (int, float, bool, Decimal):
        return annotation(seed)
    found = [argument for argument in get_args(annotation) if argument is not type(None)]
    return plain_value(found[0], seed) if found else f"text {seed}"


def made(model: type[BaseModel], seed: int) -> Any:
    """A model with every field set."""
    values = {name: example(field.rebuild_annotation(), seed) for name, field in model.model_fields.items()}
    return model.model_construct(**values)


@cache
def whole() -> Brief:
    brief: Brief = made(Brief, 0).model_copy(update={"timezone": "Europe/Warsaw"})
    counted = brief.actions[KEY].model_copy(update={"due": DueAfter(after="aware", within="24 h")})
    return brief.model_copy(update={"actions": {**brief.actions, "counted": counted}})


@cache
def real(name: str) -> Brief:
    loaded = briefgen.load(ROOT / "briefs" / name)
    assert loaded.brief is not None
    return loaded.brief


BRIEFS = ("przewodow-2022-11/brief.yaml", "salisbury-2018/brief.yaml", "odra-2022-08/brief.yaml")


def places(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, type[BaseModel], str]]:
    """The way to every field of every model in a value."""
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield (*path, name), type(value), name
                yield from places(getattr(value, name), (*path, name))
        case tuple():
            for index, inner in enumerate(value):
                yield from places(inner, (*path, index))
        case dict():
            for key, inner in value.items():
                yield from places(inner, (*path, key))
        case _:
            pass


TIMES = {"at": "2022-11-19", "from_": "2022-11-01", "to": "2022-12-30", "zone": "Asia/Tokyo", "timezone": "Asia/Tokyo"}
"""Other values of what the order of the events is read from: it asks for real ones."""


def altered(value: Any, path: Path_) -> Any:
    """The value with another field at the end of the way."""
    step, *rest = path
    match value:
        case BaseModel() if rest:
            return value.model_copy(update={str(step): altered(getattr(value, str(step)), tuple(rest))})
        case BaseModel():
            annotation = type(value).model_fields[str(step)].rebuild_annotation()
            old = getattr(value, str(step))
            other = next(new for seed in (1, 0) if (new := example(annotation, seed)) != old)
            if step in TIMES and (step == "timezone" or isinstance(value, When)):
                other = TIMES[str(step)]
            if held(annotation)[0] == "mapping" and issubclass(type(other.get(KEY)), Member):
                other = dict(list(old.items())[1:])  # a member is gone
            return value.model_copy(update={str(step): other})
        case tuple():
            return tuple(altered(inner, tuple(rest)) if index == step else inner for index, inner in enumerate(value))
        case _:
            return {key: altered(inner, tuple(rest)) if key == step else inner for key, inner in value.items()}


FIELDS = {(model, name): path for path, model, name in places(whole())}
"""One way to each field of each model."""


# -- the laws ---------------------------------------------------------------------------------------------------------


def test_the_whole_brief_has_every_field_of_every_model() -> None:
    assert set(FIELDS) == {(model, name) for model in models(Brief) for name in model.model_fields}


@pytest.mark.parametrize(
    ("model", "name"), spread(list(FIELDS), 60), ids=[f"{model.__name__}.{name}" for model, name in FIELDS]
)
def test_each_field_of_each_model_is_told_once_and_a_comparison_that_forgets_it_is_caught(
    model: type[BaseModel], name: str
) -> None:
    before, after = whole(), altered(whole(), FIELDS[model, name])
    assert differing(before, after)
    assert faults(before, after) == []
    assert len(compare(before, after)) == 1

    def forgetful(one: Brief, two: Brief) -> tuple[Difference, ...]:
        return compare(one, blind(two, one, model, name))

    assert faults(before, after, forgetful)


def blind(value: Any, other: Any, model: type[BaseModel], name: str) -> Any:
    """The value with the other's word for one field of one model, wherever that occurs."""
    match value:
        case BaseModel():
            inner = {
                field: getattr(other, field)
                if isinstance(value, model) and field == name
                else blind(getattr(value, field), getattr(other, field), model, name)
                for field in type(value).model_fields
            }
            return value.model_copy(update=inner)
        case tuple() if isinstance(other, tuple) and len(other) == len(value):
            return tuple(blind(one, two, model, name) for one, two in zip(value, other, strict=True))
        case dict() if isinstance(other, dict):
            return {
                key: blind(inner, other[key], model, name) if key in other else inner for key, inner in value.items()
            }
        case _:
            return value


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_has_not_changed_against_itself(name: str) -> None:
    brief = real(name)
    again = Brief.model_validate(parse(as_yaml(brief), "x").data)  # other objects, read in a zone of their own
    assert compare(brief, brief) == compare(brief, again) == ()


@settings(max_examples=examples(60))
@given(st.data())
def test_every_leaf_that_differs_is_told_exactly_once(data: st.DataObject) -> None:
    before = after = real(data.draw(st.sampled_from(BRIEFS)))
    for _ in range(data.draw(st.integers(0, 6))):
        path, _, _ = data.draw(st.sampled_from(list(places(after))))
        after = altered(after, path)
    assert faults(before, after) == []
    assert faults(after, before) == []


@settings(max_examples=30)
@given(st.data())
def test_members_come_and_go(data: st.DataObject) -> None:
    brief = real(data.draw(st.sampled_from(BRIEFS)))
    kept = {
        collection: {key: member for key, member in getattr(brief, collection).items() if data.draw(st.booleans())}
        for collection in data.draw(st.sets(st.sampled_from(COLLECTIONS)))
    }
    fewer = brief.model_copy(update=kept)
    gone = {(name, key) for name in kept for key in getattr(brief, name) if key not in kept[name]}
    assert {(change.collection, change.id) for change in compare(brief, fewer)} == gone
    assert all(change.kind == "removed" and not change.path for change in compare(brief, fewer))
    assert all(change.kind in ("new", "superseded") for change in compare(fewer, brief))
    assert faults(brief, fewer) == faults(fewer, brief) == []


@given(st.randoms(use_true_random=False))
def test_order_alone_is_no_change(random: Any) -> None:
    brief = real(BRIEFS[0])
    turned = {name: _shuffled(getattr(brief, name), random) for name in COLLECTIONS}
    assert compare(brief, brief.model_copy(update=turned)) == ()


def _shuffled(members: dict[str, Any], random: Any) -> dict[str, Any]:
    keys = list(members)
    random.shuffle(keys)
    return {key: members[key] for key in keys}


def test_every_collection_is_read() -> None:
    assert sorted(READING) == sorted(COLLECTIONS)


# -- the kinds --------------------------------------------------------------------------------------------------------

SMALL = """\
title: A fire
timezone: Europe/Warsaw
sources: {log: {title: A log, grade: B2}, radio: News}
actors: {chief: Ada Nowak}
events:
  late: {title: Later, when: 2026-03-09 12:00}
  fire:
    title: A fire
    when: 2026-03-08 02:10
    verification: {level: uncorroborated}
    evidence: [{source: log, credibility: 2}]
positions:
  first: {actor: chief, says: It was a bearing., topic: cause, when: 2026-03-08}
questions:
  cause: {text: Why?, answers: {bearing: A bearing., arson: Arson.}}
judgements:
  ours: {text: It was the bearing., likelihood: likely, confidence: {level: low, basis: one source}}
"""


def small(*swaps: tuple[str, str]) -> Brief:
    text = SMALL
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return Brief.model_validate(parse(text, "x").data)


CHIEF = "  first: {actor: chief, says: It was a bearing., topic: cause, when: 2026-03-08}\n"
ASKED = "text: Why?"


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("02:10", "02:12", ["redated"]),
        ("when: 2026-03-08}", "when: 2026-03-07}", ["redated"]),
        ("when: 2026-03-08 02:10", "when: {at: 2026-03-08 02:10, note: by the clock}", ["changed"]),
        ("grade: B2", "grade: C2", ["regraded"]),
        ("level: uncorroborated", "level: contested", ["regraded"]),
        ("credibility: 2", "credibility: 3", ["regraded"]),
        ("{source: log, credibility: 2}", "{source: radio, credibility: 2}", ["changed"]),
        ("likelihood: likely", "likelihood: very likely", ["regraded"]),
        ("level: low", "level: high", ["regraded"]),
        ("one source", "two sources", ["changed"]),
        (ASKED, ASKED + ", status: answered, resolution: {answer: bearing}", ["answered", "answered"]),
        (ASKED, ASKED + ", status: partly_answered", ["changed"]),
        (CHIEF, CHIEF + "  second: {actor: chief, says: Arson., topic: cause, supersedes: first}\n", ["superseded"]),
        (", arson: Arson.", "", ["removed"]),
        ("radio: News", "radio: News, wire: Wire", ["new"]),
        ("title: A log", "title: The log", ["changed"]),
        ("Europe/Warsaw", "Europe/Kyiv", ["changed"]),
    ],
)
def test_kinds(old: str, new: str, kinds: list[str]) -> None:
    assert [change.kind for change in compare(small(), small((old, new)))] == kinds


def test_a_question_that_was_answered_is_reopened() -> None:
    answered = small((ASKED, ASKED + ", status: answered, resolution: {answer: bearing}"))
    assert {change.kind for change in compare(answered, small())} == {"reopened"}


def test_what_is_told_of_a_field() -> None:
    (change,) = compare(small(), small(("bearing: A bearing.", "bearing: A worn bearing.")))
    assert (change.collection, change.id, change.path) == ("questions", "cause", ("answers", "bearing", "text"))
    assert (change.before, change.after) == ("A bearing.", "A worn bearing.")


def test_events_are_told_in_their_order_also_when_they_are_gone() -> None:
    changes = compare(
        small(), small(("title: Later", "title: Much later"), ("title: A fire\ntime", "title: Fire\ntime"))
    )
    assert [(change.collection, change.id) for change in changes] == [(FRONT, ""), ("events", "late")]
    gone = small().model_copy(update={"events": {}, "questions": {}})
    assert [change.id for change in compare(small(), gone)] == ["fire", "late", "cause"]
