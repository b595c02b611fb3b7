"""pydantic's errors, as a duty officer needs them: one for each fault, at its place, with what to write instead."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

import pytest
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from briefgen.errors import KeyPath, Problem
from briefgen.reading.explain import closest, did_you_mean, explain
from briefgen.reading.tree import parse


def _time(text: str) -> str:
    if not text[0].isdigit():
        raise ValueError(f"'{text}' is not a time|Write 2022-11-15 or 2022-11-15 15:40.")
    return text


Key = Annotated[str, Field(pattern=r"^[a-z-]+$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Link(Strict):
    source: str
    span: str = ""


class Event(Strict):
    title: str
    when: Annotated[str, AfterValidator(_time)] = "2022"
    kind: Literal["incident", "meeting", "other"] = "other"
    principal: bool = False
    killed: Annotated[int, Field(ge=0)] = 0
    refs: list[str] = []
    links: Annotated[list[Link], BeforeValidator(lambda value: value if isinstance(value, list) else [value])] = []
    either: str | Link | list[Link] = ""

    @model_validator(mode="after")
    def _short(self) -> Event:
        if self.kind == "meeting" and not self.refs:
            raise ValueError("a meeting needs refs|Write refs: [one, two]")
        return self


class Brief(Strict):
    title: Annotated[str, Field(max_length=20)]
    events: dict[Key, Event] = {}
    weight: float = 1


def known(path: KeyPath) -> Collection[str]:
    match path:
        case ():
            return tuple(Brief.model_fields)
        case ("events", _):
            return tuple(Event.model_fields)
        case ("events", _, "either" | "links", *_):
            return tuple(Link.model_fields)
        case _:
            return ()


def problems(text: str) -> tuple[Problem, ...]:
    tree = parse(text, "f")
    assert tree.problems == ()
    with pytest.raises(ValidationError) as caught:
        Brief.model_validate(tree.data)
    return explain(caught.value, tree, known)


def event(line: str) -> str:
    return f"title: x\nevents:\n  fire:\n    title: Fire\n    {line}\n"


CASES = {
    "a misspelt key": ("tilte: x\n", "f:1:1", "unknown key 'tilte'", "Did you mean 'title'?"),
    "a misspelt key of an event": (event("whne: 2022"), "f:5:5", "fire: unknown key 'whne'", "Did you mean 'when'?"),
    "a key like no other": (event("xyz: a"), "f:5:5", "fire: unknown key 'xyz'", "The keys here are title, when, kind"),
    "a missing key": ("events: {}\n", "f:1:1", "missing: title", ""),
    "a missing key of an event": ("title: x\nevents:\n  fire: {kind: other}\n", "f:3:3", "fire: missing: title", ""),
    "a key without value": ("weight: 1\ntitle:\n", "f:2:1", "missing: title", ""),
    "a word that is no choice": (
        event("kind: incidnet"),
        "f:5:11",
        "kind: 'incidnet' is not one of incident, meeting or other",
        "Did you mean 'incident'?",
    ),
    "a list that is no choice": (
        event("kind: [a]"),
        "f:5:5",
        "kind: one of incident, meeting or other is wanted, but this is a list",
        "",
    ),
    "a validator's own words": (
        event("when: yesterday"),
        "f:5:11",
        "when: 'yesterday' is not a time",
        "Write 2022-11-15 or 2022-11-15 15:40",
    ),
    "a validator of the whole": (
        event("kind: meeting"),
        "f:3:3",
        "fire: a meeting needs refs",
        "Write refs: [one, two]",
    ),
    "text for a list": (
        event("refs: a, b"),
        "f:5:11",
        "refs: a list is wanted, but this is text, 'a, b'",
        "Write [one, two]",
    ),
    "a mapping for text": (
        event("title2: a").replace("Fire", "{a: b}").replace("    title2: a\n", ""),
        "f:4:5",
        "title: text is wanted, but this is a mapping",
        "",
    ),
    "text for a mapping": (
        "title: x\nevents: none\n",
        "f:2:9",
        "events: a mapping is wanted, but this is text, 'none'",
        "Write key: value",
    ),
    "a list for a mapping": (
        "title: x\nevents:\n  - a\n",
        "f:2:1",
        "events: a mapping is wanted, but this is a list",
        "Write key: value",
    ),
    "a word for yes or no": (
        event("principal: maybe"),
        "f:5:16",
        "principal: true or false is wanted, but this is 'maybe'",
        "",
    ),
    "a word for a number": (event("killed: two"), "f:5:13", "killed: a whole number is wanted, but this is 'two'", ""),
    "a number too small": (event("killed: -1"), "f:5:13", "killed: a number of at least 0 is wanted", ""),
    "infinite weight": ("title: x\nweight: heavy\n", "f:2:9", "weight: a number is wanted, but this is 'heavy'", ""),
    "a text too long": (
        f"title: {'x' * 21}\n",
        "f:1:8",
        "title: this text has 21 characters; 20 are allowed",
        "Put long texts into a source file",
    ),
    "an id that is none": (
        "title: x\nevents:\n  Big Fire: {title: y}\n",
        "f:3:3",
        "'Big Fire' is not an id",
        "Write lower-case letters",
    ),
    "an item of a list": (event("refs: [a, {b: c}, d]"), "f:5:15", "refs: text is wanted, but this is a mapping", ""),
    "a single item that the model puts into a list": (
        event("links: {source: a, sapn: b}"),
        "f:5:24",
        "links: unknown key 'sapn'",
        "Did you mean 'span'?",
    ),
}


@pytest.mark.parametrize(("text", "place", "message", "hint"), CASES.values(), ids=CASES)
def test_one_fault_is_one_problem_in_plain_words(text: str, place: str, message: str, hint: str) -> None:
    (problem,) = problems(text)
    assert problem.level == "error"
    assert str(problem.where) == place
    assert problem.message == message
    assert problem.hint.startswith(hint)
    assert not problem.hint.endswith(".")


@pytest.mark.parametrize(
    ("value", "message", "path"),
    [
        ("{source: a, sapn: b}", "either: unknown key 'sapn'", ("either", "sapn")),
        ("{span: b}", "either: missing: source", ("either", "source")),
        ("[{source: a}, {sorce: b}]", "either: unknown key 'sorce'", ("either", 1, "sorce")),
        ("[a]", "either: a mapping is wanted, but this is text, 'a'", ("either", 0)),
    ],
)
def test_of_a_union_only_the_member_that_was_meant_complains(value: str, message: str, path: KeyPath) -> None:
    (problem,) = problems(event(f"either: {value}"))
    assert problem.message == message
    assert problem.path == ("events", "fire", *path)


def test_a_union_that_wants_other_kinds_says_them_all() -> None:
    class One(Strict):
        key: int | list[int]

    with pytest.raises(ValidationError) as caught:
        One.model_validate({"key": {"a": "b"}})
    (problem,) = explain(caught.value, parse("key: {a: b}", "f"), known)
    assert problem.message == "key: a whole number or a list is wanted, but this is a mapping"


def test_many_faults_stand_in_the_order_of_the_file() -> None:
    text = "events:\n  a: {title: [x], kind: z}\n  b: {when: soon}\nweight: w\n"
    assert [(str(p.where), p.path[-1]) for p in problems(text)] == [
        ("f:1:1", "title"),
        ("f:2:7", "title"),
        ("f:2:25", "kind"),
        ("f:3:3", "title"),
        ("f:3:13", "when"),
        ("f:4:9", "weight"),
    ]


def test_no_name_of_a_function_or_class_reaches_the_user() -> None:
    for text, *_ in CASES.values():
        for problem in problems(text):
            written = f"{problem} {problem.path}"
            assert not any(
                word in written for word in ("function", "Link", "Event", "constrained", "list[", "Input", "str'")
            )


def test_long_values_are_shown_shortened() -> None:
    (problem,) = problems(event(f"kind: {'very ' * 40}long"))
    assert len(problem.message) < 100


@pytest.mark.parametrize(("slip", "meant"), [("tilte", "title"), ("Titel", "title"), ("evnts", "events"), ("xyz", "")])
def test_the_closest_choice_is_close(slip: str, meant: str) -> None:
    choices = ("title", "events", "sources")
    assert closest(slip, choices) == closest(slip, dict.fromkeys(choices, 0)) == meant


@pytest.mark.parametrize(
    ("mine", "known", "told"),
    [
        ("m\u0430yor", "mayor", "'m\u0430yor' has the letter U+0430 (cyrillic small letter a)"),
        ("mayor", "m\u0430yor", "'m\u0430yor' has the letter U+0430 (cyrillic small letter a)"),
        ("\u043c\u0430\u0443or", "mayor", "the letter U+043C (cyrillic small letter em)"),
        ("\u03b1lpha", "alpha", "the letter U+03B1 (greek small letter alpha)"),
        ("mayor\u200b", "mayor", "'mayor' has the invisible character U+200B (zero width space)"),
        ("first\u2010report", "first-report", "the sign U+2010 (hyphen)"),
        ("caf\u00e9", "cafe\u0301", "their accents are written in different ways"),
    ],
)
def test_words_that_look_alike_are_told_apart_by_the_sign_and_its_script(mine: str, known: str, told: str) -> None:
    hint = did_you_mean(mine, [known, "harbour"])
    assert hint.startswith(f"Did you mean '{known}'? The two look alike: ") and told in hint


def test_where_the_difference_can_be_seen_nothing_more_is_said() -> None:
    assert did_you_mean("mayr", ["mayor"]) == "Did you mean 'mayor'?"
