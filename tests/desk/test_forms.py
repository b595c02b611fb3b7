"""Forms: what an entry says comes into the fields, and only what was touched goes back into the file."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest

from briefgen.desk.actions import ACTIONS
from briefgen.desk.exchange import Ask, BadRequest, DeskAnswer
from briefgen.desk.forms.entry import base, entries, entry, texts
from briefgen.desk.forms.form import FactForm
from briefgen.desk.forms.kinds import FORMS
from briefgen.desk.forms.writing import edits
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.editing import apply
from briefgen.reading.tree import parse
from tests.support.checkout import ROOT
from tests.support.sweeps import spread

SHIPPED = sorted(ROOT.glob("briefs/*/brief.yaml"))


def asked(brief: OpenBrief, action: str, **said: Any) -> DeskAnswer:
    return ACTIONS[action](Ask(brief, {"tab": "one", **said}))


def filled(brief: OpenBrief, path: str, **texts_: str) -> dict[str, Any]:
    """The form over a fact as the page sends it, with some fields filled in anew; "__" stands for a point."""
    collection, _, key = path.partition(".")
    form = next(one for one in FORMS if one.collection == collection)
    written = entry(brief.reading().data, collection, key)
    said = dict(texts(form, written, base(collection, key)).said)
    said.update({name.replace("__", "."): text for name, text in texts_.items()})
    return {"path": path, "was": "" if written is None else json.dumps(written), "fields": said}


def lines(data: bytes) -> list[str]:
    return data.decode().split("\n")


def differing(before: bytes, after: bytes) -> list[str]:
    """The lines that are in one only, those that are gone first."""
    old, new = lines(before), lines(after)
    return [f"-{one}" for one in old if one not in new] + [f"+{one}" for one in new if one not in old]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.noun))
@pytest.mark.parametrize("file", spread(SHIPPED, 3), ids=lambda file: str(file.parent.name))
def test_an_untouched_form_writes_nothing(form: FactForm, file: Any) -> None:
    data = file.read_bytes()
    for key in entries(data, form.collection):
        written, path = entry(data, form.collection, key), base(form.collection, key)
        assert not edits(form, written, path, texts(form, written, path).said)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.noun))
@pytest.mark.parametrize("file", spread(SHIPPED, 3), ids=lambda file: str(file.parent.name))
def test_texts_that_are_changed_come_back_and_nothing_else_changes(form: FactForm, file: Any) -> None:
    data = file.read_bytes()
    for key in entries(data, form.collection)[:3]:
        written, path = entry(data, form.collection, key), base(form.collection, key)
        before = texts(form, written, path)
        plain = [one.name for one in form.every() if one.control in ("line", "prose", "time")]
        new = {name: f"{name}: \"anew\" # {{so}}, 'it' - is\\" for name in plain if name not in before.own}
        after = apply(data, edits(form, written, path, {**before.said, **new}))
        assert texts(form, entry(after, form.collection, key), path).said == {**before.said, **new}
        assert _without(after, form.collection, key) == _without(data, form.collection, key)


def _without(data: bytes, collection: str, key: str) -> Any:
    whole: Any = parse(data.decode(), "brief.yaml").data
    del whole[collection][key]
    return whole


def test_saving_writes_one_line_and_can_be_undone(brief: OpenBrief) -> None:
    before = brief.reading().data
    answer = asked(brief, "form/save", form=filled(brief, "events.gerasimov-call", title="They try twice"))
    assert answer.said == "Event changed: They try twice · Ctrl+Z takes it back"
    assert differing(before, brief.reading().data) == [
        "-    title: Milley’s staff try to connect him with General Gerasimov",
        "+    title: They try twice",
    ]
    asked(brief, "undo")
    assert brief.reading().data == before


def test_a_form_with_a_problem_is_not_saved(brief: OpenBrief) -> None:
    before = brief.reading().data
    answer = asked(brief, "form/save", form=filled(brief, "events.barrage", when__at="2022-11-31"))
    assert answer.tell["refused"] and "2022-11-31" in answer.said
    assert answer.focus == '#form [id="field-when.at"]' and "November has 30 days" in answer.parts["say-when.at"]
    assert brief.reading().data == before


def test_a_passage_becomes_an_event_with_its_words_as_evidence(brief: OpenBrief) -> None:
    text = brief.reading().loaded.texts["article"]
    words = "Russia’s assaults on Ukraine had spilled past its borders"
    start = text.index(words)
    opened = asked(brief, "form/new", kind="E", source="article", start=start, end=start + len(words), words=words)
    assert words in opened.parts["form"].replace("&#39;", "’")
    form = filled(brief, "events.", title="Attacks: spill over")
    form["fields"] |= {"evidence": "new0", "evidence.new0.source": "article", "evidence.new0.span": words}
    answer = asked(brief, "form/save", form=form)
    assert answer.tell["saved"] == "events.attacks-spill-over"
    assert entry(brief.reading().data, "events", "attacks-spill-over") == {
        "title": "Attacks: spill over",
        "evidence": {"article": words},
    }


def test_removing_asks_once_and_says_what_names_the_fact(brief: OpenBrief) -> None:
    before = brief.reading().data
    asked_first = asked(brief, "fact/remove", path="events.gerasimov-call")
    assert "key point 3" in asked_first.parts["form-remove"] and brief.reading().data == before
    answer = asked(brief, "fact/remove", path="events.gerasimov-call", sure="yes")
    assert answer.said.startswith("Event removed: Milley’s staff try") and answer.parts["form"] == ""
    assert "gerasimov-call" not in entries(brief.reading().data, "events")
    asked(brief, "undo")
    assert brief.reading().data == before


def test_a_fact_is_renamed_everywhere_and_its_form_keeps_what_was_typed(brief: OpenBrief) -> None:
    form = filled(brief, "events.briefing", title="They speak")
    answer = asked(brief, "fact/rename", path="events.briefing", to="pentagon-briefing", form=form)
    data = brief.reading().data
    assert "pentagon-briefing" in entries(data, "events") and b"at: briefing" not in data
    assert 'data-path="events.pentagon-briefing"' in answer.parts["form"] and "They speak" in answer.parts["form"]
    with pytest.raises(NotWritten, match="is not an id"):
        asked(brief, "fact/rename", path="events.pentagon-briefing", to="Not An Id")


def test_a_fact_and_a_key_point_move_in_their_lists(brief: OpenBrief) -> None:
    before = entries(brief.reading().data, "events")
    asked(brief, "fact/move", path=f"events.{before[2]}", by="up")
    assert entries(brief.reading().data, "events")[:3] == (before[0], before[2], before[1])
    asked(brief, "fact/move", path=f"events.{before[2]}", to=f"events.{before[4]}")
    assert entries(brief.reading().data, "events").index(before[2]) == 4
    points = [one.text for one in brief.reading().loaded.draft.key_points]
    asked(brief, "fact/move", path="key_points.0", by="down")
    assert [one.text for one in brief.reading().loaded.draft.key_points] == [points[1], points[0], *points[2:]]
    assert asked(brief, "fact/move", path="key_points.0", by="up").said == "It is at the end of its list."


def test_another_form_does_not_take_the_place_of_one_that_is_not_saved(brief: OpenBrief) -> None:
    form = filled(brief, "events.barrage", title="Typed and not saved")
    with pytest.raises(NotWritten, match="The form of the event is not saved") as refused:
        asked(brief, "form/open", path="events.explosion", form=form)
    assert refused.value.focus == "#form [data-save]"
    assert (
        asked(brief, "form/open", path="events.explosion", form=filled(brief, "events.barrage")).tell["form"] == "event"
    )


@pytest.mark.parametrize("sent", [{"path": "brief.a"}, {"path": "brief.a", "was": "{}"}, {"path": "brief"}], ids=str)
@pytest.mark.parametrize("action", [name for name in ACTIONS if name.startswith("form/")])
def test_no_second_brief_is_written_into_a_brief(brief: OpenBrief, action: str, sent: dict[str, str]) -> None:
    before = brief.place.file.read_bytes()
    form = {"at": "", "fields": {"title": "Another"}, **sent}
    with suppress(BadRequest):
        ACTIONS[action](Ask(brief, {"form": form, "path": "brief", "kind": "E", "field": "title", "q": ""}))
    assert brief.place.file.read_bytes() == before


@pytest.mark.parametrize("text", ["null\n", "root:x\n", "- a\n", ""])
def test_the_form_of_a_brief_that_is_no_mapping_is_opened(brief: OpenBrief, text: str) -> None:
    """As it may be while somebody writes it in an editor."""
    brief.place.file.write_text(text, encoding="utf-8")
    assert ACTIONS["form/open"](Ask(brief, {"path": "brief"})).parts["form"]
