"""Whatever is typed comes back as it was typed, or is refused at its field; what a form cannot show stays as the file has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.forms import writing
from briefgen.desk.forms.entry import entry, texts
from briefgen.desk.forms.event import EVENT
from briefgen.desk.forms.form import FactForm
from briefgen.desk.forms.front import BRIEF
from briefgen.desk.forms.position import POSITION
from briefgen.desk.forms.question import QUESTION
from briefgen.desk.forms.says import words
from briefgen.desk.open_brief import OpenBrief
from briefgen.editing import apply
from briefgen.errors import Problem
from tests.desk.test_forms import asked, filled

HOSTILE = [
    "a: b",
    "# no comment",
    "x # y",
    "- item",
    "{a: 1}",
    "[a, b]",
    "*alias &anchor !tag",
    "| block\n  text",
    "%YAML 1.2",
    "--- !!python/object:os.system",
    "'single' \"double\" ''",
    "back\\slash \\n \\u0041",
    "null",
    "~",
    "yes",
    "1e3",
    "2026-03-03",
    "two\n\nparagraphs\n- and a list",
    "tab\tinside",
    "<script>alert(1)</script>{{ 7*7 }}{% raw %}",
    "עברית مرحبا 😀 \u00a0no-break",
    "=SUM(A1)",
    "?",
    "@at `tick`",
]


def after(form: FactForm, data: bytes, key: str, **new: str) -> bytes:
    """The file after fields of an entry were filled in; "__" stands for a point."""
    written, path = entry(data, form.collection, key), (form.collection, key)
    said = {**texts(form, written, path).said, **{name.replace("__", "."): text for name, text in new.items()}}
    return apply(data, writing.edits(form, written, path, said))


def test_a_decision_in_one_line_keeps_its_words_when_more_is_said_of_it() -> None:
    data = b"title: A\ndecision: Close it\n"
    written = entry(data, BRIEF.collection, "")
    said = {**texts(BRIEF, written, ()).said, "decision.from": "chief", "decision.by.at": "2026-01-04"}
    assert said["decision.text"] == "Close it"
    made = apply(data, writing.edits(BRIEF, written, (), said))
    assert made == b"title: A\ndecision:\n  text: Close it\n  from: chief\n  by: 2026-01-04\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_comes_back_as_it_was_typed(text: str) -> None:
    for name in ("title", "summary", "when.note", "casualties.0.note"):
        made = after(EVENT, SHORT, "flood", **{name: text})
        assert texts(EVENT, entry(made, "events", "flood"), ("events", "flood")).said[name] == text
        assert entry(made, "events", "fire") == entry(SHORT, "events", "fire")


def test_hostile_texts_are_saved_as_they_were_typed(brief: OpenBrief) -> None:
    text = "\n".join(HOSTILE)
    answer = asked(brief, "form/save", form=filled(brief, "events.barrage", summary=text))
    assert not answer.tell.get("refused"), answer.said
    assert brief.reading().loaded.draft.events["barrage"].summary == text


@pytest.mark.parametrize("text", ["bell\x07", "nul\x00", "\ud800", "x" * 1_000_000])
def test_what_no_document_can_have_is_refused_at_its_field(brief: OpenBrief, text: str) -> None:
    before = brief.reading().data
    answer = asked(brief, "form/save", form=filled(brief, "events.barrage", summary=text))
    assert answer.tell["refused"] and 'class="error"' in answer.parts["say-summary"]
    assert answer.focus == '#form [id="field-summary"]' and brief.reading().data == before


def test_ends_of_lines_of_a_browser_are_no_change(brief: OpenBrief) -> None:
    text = brief.place.file.read_text().replace(
        "label: Russian missile barrage on Ukraine", "summary: |\n      one\n      two\n"
    )
    brief.place.file.write_text(text)
    before = brief.reading().data
    asked(brief, "form/save", form=filled(brief, "events.barrage", summary="one\r\ntwo"))
    assert brief.reading().data == before


SHORT = b"""title: T
events:
  fire: {title: Fire, when: 2026-03-03, evidence: log}   # short
  flood:
    title: Flood
    when: {from: 2026-03-03, to: ..}
    place: [not, a, place]
    casualties: {killed: {min: 2, max: 3}, note: known}
    evidence: {log: one, radio: [two, three]}
"""


def test_short_forms_are_read_and_stay_short() -> None:
    said = texts(EVENT, entry(SHORT, "events", "fire"), ("events", "fire")).said
    assert said["when.at"] == "2026-03-03" and said["evidence.0.source"] == "log"
    assert b"when: 2026-03-04, evidence: log}   # short" in after(EVENT, SHORT, "fire", when__at="2026-03-04")
    longer = after(EVENT, SHORT, "fire", when__zone="Europe/Kyiv")
    assert b"when: {at: 2026-03-03, zone: Europe/Kyiv}, evidence: log}   # short" in longer
    assert b"when" not in after(EVENT, SHORT, "fire", when__at="").splitlines()[2]


def test_what_no_field_can_show_is_said_and_kept() -> None:
    found = texts(EVENT, entry(SHORT, "events", "flood"), ("events", "flood"))
    assert found.own == {"place", "casualties.0.killed"} and found.said["when.from"] == "2026-03-03"
    made = after(EVENT, SHORT, "flood", title="Flood waters", place="", casualties__0__injured="1")
    assert b"place: [not, a, place]" in made
    assert b"casualties: {killed: {min: 2, max: 3}, injured: 1, note: known}" in made


def test_words_are_added_to_evidence_in_the_way_that_it_is_written() -> None:
    def added(key: str, source: str, span: str) -> Any:
        new = {"evidence.new0.source": source, "evidence.new0.span": span}
        written = entry(SHORT, "events", key)
        keys = texts(EVENT, written, ("events", key)).said["evidence"]
        made = after(EVENT, SHORT, key, **{"evidence": f"{keys} new0", **new})
        found: Any = entry(made, "events", key)
        return found["evidence"]

    assert added("fire", "log", "a: b") == {"log": "a: b"}
    assert added("fire", "radio", "x") == ["log", {"radio": "x"}]
    assert added("flood", "log", "four") == {"log": ["one", "four"], "radio": ["two", "three"]}
    assert added("flood", "radio", "four") == {"log": "one", "radio": ["two", "three", "four"]}
    assert added("flood", "tv", "four") == {"log": "one", "radio": ["two", "three"], "tv": "four"}


def test_a_link_is_taken_out_and_another_is_told_more_of() -> None:
    assert b"evidence: {log: one, radio: [three]}" in after(EVENT, SHORT, "flood", evidence="0 2")
    assert b"evidence" not in after(EVENT, SHORT, "flood", evidence="").split(b"flood:")[1]
    found: Any = entry(after(EVENT, SHORT, "flood", evidence__0__locator="p. 3"), "events", "flood")
    assert found["evidence"] == [
        {"source": "log", "span": "one", "locator": "p. 3"},
        {"radio": "two"},
        {"radio": "three"},
    ]


def test_rows_are_added_changed_and_taken_out(brief: OpenBrief) -> None:
    data = brief.reading().data
    made = after(QUESTION, data, "origin", answers="ukrainian-air-defence new1", answers__new1__text="Neither: a third")
    found: Any = entry(made, "questions", "origin")
    assert found["answers"] == {
        "ukrainian-air-defence": {"text": "A Ukrainian air-defence missile.", "label": "Ukrainian air defence"},
        "neither-a-third": "Neither: a third",
    }
    counted = after(
        EVENT, data, "barrage", quantities="0 new0", quantities__new0__what="drones", quantities__new0__value="7"
    )
    found = entry(counted, "events", "barrage")
    assert [one["what"] for one in found["quantities"]] == ["missiles", "drones"]


def test_an_optional_part_goes_with_its_last_field(brief: OpenBrief) -> None:
    data = brief.reading().data
    made = after(POSITION, data, "austin-responsibility", quote__text="", quote__form="", quote__integrity="")
    found: Any = entry(made, "positions", "austin-responsibility")
    assert "quote" not in found and found["attribution"] == "on_the_record"


def test_comments_and_everything_else_stay(brief: OpenBrief) -> None:
    data = brief.reading().data
    made = after(EVENT, data, "gerasimov-call", status="ongoing")
    assert made == data.replace(b"    status: failed                  #", b"    status: ongoing                  #")


def test_a_writing_that_touches_more_is_noticed(brief: OpenBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage: were every field written anew, comments and short forms would go."""

    def forgetful(form: FactForm, written: Any, path: Any) -> Any:
        found = texts(form, written, path)
        return type(found)(dict.fromkeys(found.said, ""), found.own)

    monkeypatch.setattr("briefgen.desk.forms.writing.texts", forgetful)
    with pytest.raises((AssertionError, ValueError)):
        test_comments_and_everything_else_stay(brief)


def test_the_form_is_escaped(brief: OpenBrief) -> None:
    words = "</textarea><script>alert(1)</script>\"&'"
    asked(brief, "form/save", form=filled(brief, "events.barrage", summary=words))
    shown = asked(brief, "form/open", path="events.barrage").parts["form"]
    assert "<script>" not in shown and "&lt;/textarea&gt;&lt;script&gt;" in shown
    assert json.loads(filled(brief, "events.barrage")["was"])["summary"] == words


def test_the_file_of_a_mapping_without_a_value_is_left_alone(tmp_path: Path) -> None:
    data = b"title: T\nevents:\n  fire:\n    title: Fire\n    summary:\n"
    assert after(EVENT, data, "fire") == data
    assert b"summary: Said" in after(EVENT, data, "fire", summary="Said")


def test_words_without_their_source_are_held_and_not_dropped(brief: OpenBrief) -> None:
    before = brief.reading().data
    form = filled(
        brief, "events.barrage", evidence="1 new0", evidence__new0__source="", evidence__new0__span="typed by hand"
    )
    answer = asked(brief, "form/save", form=form)
    assert answer.tell["refused"] and 'class="error"' in answer.parts["say-evidence.new0.source"]
    assert brief.reading().data == before


def test_words_are_added_to_the_answer_whose_field_had_the_focus(brief: OpenBrief) -> None:
    text = brief.reading().loaded.texts["article"]
    words = "a Ukrainian air protection missile"
    start = text.index(words)
    form = filled(brief, "questions.origin") | {"at": "answers.ukrainian-air-defence.text"}
    passage = {"source": "article", "start": start, "end": start + len(words), "words": words}
    shown = asked(brief, "form/more", form=form, **passage).parts["form"]
    assert 'name="answers.ukrainian-air-defence.evidence.new0.span"' in shown
    made = after(
        QUESTION,
        brief.reading().data,
        "origin",
        **{
            "answers.ukrainian-air-defence.evidence": "new0",
            "answers.ukrainian-air-defence.evidence.new0.source": "article",
            "answers.ukrainian-air-defence.evidence.new0.span": words,
        },
    )
    found: Any = entry(made, "questions", "origin")
    assert found["answers"]["ukrainian-air-defence"] == {
        "text": "A Ukrainian air-defence missile.",
        "label": "Ukrainian air defence",
        "evidence": {"article": words},
    }


def test_a_problem_calls_fields_by_their_names_on_the_screen() -> None:
    told = words(Problem("warning", "it is unknown", "Write fidelity: original", ("positions", "p", "quote", "text")))
    assert told == "It is unknown. Write “How its text reached us”: original."
