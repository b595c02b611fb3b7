"""The model: short forms, the round trip, and a schema that an editor can use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from briefgen.model.brief import Brief
from briefgen.model.marking import TLP, Marking
from briefgen.model.yardstick import LADDERS, band
from briefgen.reading.characters import clean
from briefgen.reading.fields import descriptions, known_keys, models, schema
from briefgen.reading.load import Loaded
from briefgen.reading.tree import parse
from briefgen.settings.office import Office
from tests.support.checkout import as_yaml


def again(brief: Brief) -> Brief:
    tree = parse(as_yaml(brief), "again.yaml")
    assert not tree.problems
    return Brief.model_validate(tree.data)


def test_the_shipped_brief_survives_the_round_trip(przewodow: Loaded) -> None:
    assert przewodow.brief is not None
    assert again(przewodow.brief) == przewodow.brief


FULL: dict[str, Any] = {
    "title": "Every field: “quoted”, # not a comment, a: b",
    "number": "7",
    "timezone": "Europe/Kyiv",
    "marking": {
        "scheme": "custom",
        "label": "EXAMPLE ONLY",
        "caveats": ["Desk"],
        "style": {"align": "left", "size_pt": "14"},
    },
    "as_of": {"at": "2022-11-16 18:00", "basis": "estimated", "note": "no"},
    "period": {"from": "2022-11-15", "to": ".."},
    "authors": ["A", "B"],
    "key_points": ["plain", {"text": "with refs", "refs": ["events/e", "p"]}],
    "sources": {
        "s": "Short",
        "t": {
            "title": "Long",
            "kind": "transcript",
            "grade": "B2",
            "url": "https://example.org/a?b=1#c",
            "derived_from": "s",
        },
    },
    "actors": {"a": "Short", "b": {"label": "an unnamed clerk", "of": ["a"], "role": "Clerk", "active": "2020/.."}},
    "places": {"x": "Here", "y": {"name": "There", "lat": "50.5", "lon": "-1.25", "country": "NO"}},
    "events": {
        "e": {
            "title": "Line one\nline two",
            "when": "2022-11-15 15:40~",
            "principal": "yes",
            "casualties": [{"killed": "2", "injured": "3-5", "side": "ours"}, {"missing": "1"}],
            "quantities": {"what": "missiles", "min": "60", "max": "100"},
            "evidence": {"s": ["one", "two"], "t": "three"},
            "marking": "TLP:GREEN",
        },
        "f": {"title": "Going on", "when": "2022-11-15/..", "after": "e", "verification": "contested"},
    },
    "positions": {
        "p": {
            "actor": "a",
            "says": "Something.",
            "supports": "yes-it-was",
            "quote": "their words",
            "at": "e",
            "attribution": "on_background",
            "likelihood_as_reported": "probable",
        }
    },
    "questions": {
        "q": {
            "text": "Was it?",
            "answers": {"yes-it-was": "Yes.", "no-not": {"text": "No.", "likelihood": "60-75 %", "confidence": "low"}},
            "would_answer": ["The report.", {"text": "The trial.", "expected": "2023~"}],
            "resolution": {"answer": "yes-it-was", "when": "2023"},
        }
    },
    "judgements": {
        "j": {
            "text": "It will end.",
            "likelihood": "likely",
            "confidence": {"level": "moderate", "basis": "two sources"},
            "alternatives": ["It will not.", {"text": "Perhaps.", "likelihood": "unlikely", "why_not": "no sign"}],
            "indicators": {"text": "A statement", "effect": "raises"},
            "dissent": {"by": "B", "text": "no"},
            "change": {"from_edition": "2", "kind": "weakened"},
        }
    },
    "assumptions": {"as": "The clock is right."},
    "background": {"bg": {"text": "Old.", "evidence": "s"}},
    "tool_disclosure": {"system": "X"},
    "accepted": {"W9": "one source is all there is"},
}


def test_every_field_survives_the_round_trip() -> None:
    brief = Brief.model_validate(FULL)
    assert again(brief) == brief
    assert brief.events["e"].evidence[1].span == "two"
    assert list(brief.questions["q"].answers) == ["yes-it-was", "no-not"]
    assert brief.events["f"].status == "ongoing"


ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Behind a colon they are read as plain spaces: tests/reading/test_unseen.py."""


@settings(max_examples=150)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
            lambda text: text.strip() and text[0] not in ODD_SPACES and not clean(text, "").problems
        ),
        min_size=3,
        max_size=3,
    ),
    st.sampled_from(
        ["2022", "2022-11~", "2022-11-15 15:40", "2022-11-15/..", "..2022-11-15?", "2022-11-15..2022-11-16"]
    ),
)
def test_any_text_survives_the_round_trip(texts: list[str], when: str) -> None:
    title, says, span = texts
    brief = Brief.model_validate(
        {
            "title": title,
            "sources": {"s": title},
            "events": {"e": {"title": says, "when": when, "evidence": {"s": span}}},
            "positions": {"p": {"actor": "a", "says": says, "topic": title}},
        }
    )
    assert again(brief) == brief


@pytest.mark.parametrize("root", [Brief, Office])
def test_every_field_has_a_description(root: type[BaseModel]) -> None:
    for model in models(root):
        missing = [name for name in model.model_fields if not descriptions(model).get(name)]
        assert not missing, f"{model.__name__}: {missing}"


def test_a_field_without_a_description_would_be_seen() -> None:
    class Undocumented(Office):
        secret: str = ""

    assert "secret" not in descriptions(Undocumented)


def test_the_schema_describes_short_forms() -> None:
    made = schema(Brief)
    assert made["properties"]["title"]["description"].startswith("The title")
    actor = made["$defs"]["Actor"]
    assert {"type": ["string", "number"]} in actor["anyOf"]
    evidence = made["$defs"]["Event"]["properties"]["evidence"]
    assert {"type": "string"} in evidence["anyOf"]


def test_the_keys_of_every_place_are_known() -> None:
    known = known_keys(Brief)
    assert "bottom_line" in known(())
    assert "as_written" in known(("events", "x", "when"))
    assert "killed" in known(("events", "x", "casualties"))
    assert "killed" in known(("events", "x", "casualties", 1))
    assert "why_not" in known(("judgements", "j", "alternatives", 0))
    assert known(("events",)) == ()


@pytest.mark.parametrize("label", ["TLP:WHITE", "TLP: AMBER", "tlp:amber", "TLP:PURPLE"])
def test_a_tlp_label_keeps_its_form(label: str) -> None:
    with pytest.raises(ValidationError, match=r"TLP 2\.0"):
        Marking.model_validate(label)


def test_markings_find_their_scheme_and_rank() -> None:
    assert [Marking.model_validate(label).rank for label in TLP] == [0, 1, 2, 3, 4]
    assert Marking.model_validate("OFFICIAL").scheme == "uk-gsc"
    assert Marking.model_validate("CUI//SP-PRVCY").scheme == "us-cui"
    assert Marking.model_validate("none").text == ""
    with pytest.raises(ValidationError, match="not legible"):
        Marking.model_validate({"label": "X", "style": {"size_pt": 9}})


def test_ladders_are_the_standards_own() -> None:
    assert [(b.low, b.high) for b in LADDERS["icd203"]] == [
        (1, 5),
        (5, 20),
        (20, 45),
        (45, 55),
        (55, 80),
        (80, 95),
        (95, 99),
    ]
    assert band("Almost certainly", "icd203") == LADDERS["icd203"][-1]
    assert band("probable", "icd203") is None
    assert band("likely or probable", "phia") == LADDERS["phia"][4]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"url": "javascript:alert(1)"}, "not a safe address"),
        ({"file": "../secret.txt"}, "leaves the brief's folder"),
        ({"file": "/etc/passwd"}, "leaves the brief's folder"),
        ({"grade": "G1"}, "is not a grade"),
        ({"sha256": "abc"}, "64 hexadecimal digits"),
        ({"title": " "}, "empty"),
        ({"title": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_a_source_refuses(data: dict[str, str], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Brief.model_validate({"title": "x", "sources": {"s": {"title": "t", **data}}})
