"""What stands beneath the fields of a form: a time in words, where a text comes from, why another is empty."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from briefgen.desk.actions import ACTIONS
from briefgen.desk.exchange import Ask, DeskAnswer
from briefgen.desk.open_brief import OpenBrief
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import NOW


def asked(brief: OpenBrief, action: str, **said: Any) -> DeskAnswer:
    return ACTIONS[action](Ask(brief, {"tab": "one", **said}))


def new(brief: OpenBrief, kind: str, words: str) -> str:
    """The form that a key opens on words of the first brief's article, as markup."""
    text = brief.reading().loaded.texts["article"]
    start = text.index(words)
    answer = asked(brief, "form/new", kind=kind, source="article", start=start, end=start + len(words), words=words)
    return answer.parts["form"]


def beneath(form: str, field: str) -> list[str]:
    """What is told beneath a field."""
    found = re.search(rf'id="say-{re.escape(field)}">(.*?)</div>', form, re.DOTALL)
    assert found, field
    return re.findall(r"<p[^>]*>(.*?)</p>", found[1])


def value(form: str, field: str) -> str:
    """The text in a field."""
    found = re.search(rf'name="{re.escape(field)}"(?:[^>]*value="([^"]*)"|[^>]*>\n?([^<]*)</textarea>)', form)
    assert found, field
    return found[1] or found[2] or ""


GROUP = "The highest common, who earlier on Wednesday met just about with the Pentagon-led Ukraine Contact Group"


def test_an_event_opens_with_its_time_in_words_and_where_it_comes_from(brief: OpenBrief) -> None:
    form = new(brief, "E", GROUP)
    assert value(form, "when.at") == "2022-11-16"
    assert value(form, "actors") == "milley"
    told = beneath(form, "when.at")
    assert told[0] == "Wednesday 16 November 2022, no clock time."
    assert told[1].startswith("From “earlier on Wednesday”, worked out from the weekday")


def test_a_position_opens_with_its_speaker_and_says_what_becomes_of_the_marks(brief: OpenBrief) -> None:
    form = new(brief, "P", "and Austin mentioned Washington has “full confidence” within the inquiry.")
    assert (value(form, "actor"), value(form, "quote.text")) == ("austin", "full confidence")
    assert beneath(form, "quote.text") == ["Printed without quotation marks: this text was altered by machine."]


def test_words_inside_what_another_says_name_both_and_have_no_quotation(brief: OpenBrief) -> None:
    words = "[Polish President Andrzej Duda’s] preliminary evaluation that this explosion was almost certainly the results of a Ukrainian air protection missile that sadly landed in Poland."
    form = new(brief, "P", words)
    assert (value(form, "actor"), value(form, "via"), value(form, "quote.text")) == ("duda", "austin", "")
    assert beneath(form, "quote.text") == [
        "None: the words stand inside what Lloyd Austin says, and this text was altered by machine."
    ]


def test_a_speaker_who_is_not_said_is_left_empty_with_whom_it_may_be(brief: OpenBrief) -> None:
    form = new(
        brief,
        "P",
        "He added that regardless of the last conclusion “the world is aware of that Russia bears final duty for this incident.”",
    )
    assert value(form, "actor") == ""
    assert beneath(form, "actor") == ["Say whose position it is.", "“He” may be Mark Milley or Lloyd Austin."]
    assert re.findall(r'data-ref="([^"]*)"><span>([^<]*)</span></button>', form) == [
        ("milley", "Gen. Mark Milley"),
        ("austin", "Lloyd Austin"),
    ]


def test_people_killed_are_counted_in_the_event(brief: OpenBrief) -> None:
    form = new(brief, "E", "struck inside Poland’s borders\xa0on Tuesday, killing two.")
    assert value(form, "casualties.new0.killed") == "2"
    assert "From “killing two”." in form


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2022-11-31", "November has 30 days. Do you mean 2022-11-30?"),
        ("15:40", "15:40 on which day? Write the date before it."),
        ("2022-11-15/2022-11-14", "The end, Monday 14 November, is before the start, Tuesday 15 November."),
    ],
)
def test_what_is_wrong_with_a_time_is_said_once_and_not_saved(brief: OpenBrief, at: str, words: str) -> None:
    before = brief.reading().data
    form = {"path": "events.", "was": "", "passages": "", "fields": {"title": "It happens", "when.at": at}}
    told = asked(brief, "form/say", form=form).parts["say-when.at"]
    assert re.findall(r'<p class="error">(.*?)</p>', told) == [words]
    refused = asked(brief, "form/save", form=form)
    assert refused.tell == {"refused": "yes"}
    assert refused.focus == '#form [id="field-when.at"]'
    assert brief.reading().data == before


def test_a_clock_is_explained_wherever_it_is_looked_at(brief: OpenBrief) -> None:
    fields = {"title": "It happens", "when.at": "2022-11-15 15:40", "when.zone": "Europe/Kyiv"}
    form = {"path": "events.", "was": "", "passages": "", "fields": fields}
    told = asked(brief, "form/say", form=form).parts["say-when.at"]
    assert "Tuesday 15 November 2022, 15:40 in Kyiv, 14:40 here, 13:40 UTC." in told


def test_a_new_speaker_is_added_with_rank_and_office_as_the_source_prints_them(brief: OpenBrief) -> None:
    place = brief.place.file.parent / "sources" / "article.txt"
    words = "Mayor Anna Kowalska said that the bridge is closed."
    place.write_bytes(place.read_bytes() + f"\n\n{words}\n".encode())
    form = new(brief, "P", words)
    assert value(form, "actor") == "+Anna Kowalska"
    assert beneath(form, "actor")[-1] == "“Anna Kowalska” is named as speaking. Added with office “Mayor”."
    fields = {
        "says": "The bridge is closed.",
        "topic": "the bridge",
        "actor": "+Anna Kowalska",
        "evidence": "new0",
        "evidence.new0.source": "article",
        "evidence.new0.span": words,
    }
    saved = asked(brief, "form/save", form={"path": "positions.", "was": "", "fields": fields})
    assert saved.tell.get("saved") == "positions.the-bridge-is-closed", saved.said
    added = brief.reading().loaded.draft.actors["anna-kowalska"]
    assert (added.kind, added.name, added.role and added.role.as_written) == ("person", "Anna Kowalska", "Mayor")
    assert added.evidence[0].span == "Mayor Anna Kowalska"


def test_an_actor_opens_with_what_the_words_say(brief: OpenBrief) -> None:
    form = new(brief, "A", "U.S. consultants")
    assert (value(form, "name"), value(form, "label")) == ("", "U.S. consultants")


def test_an_actor_whom_the_brief_has_is_not_written_twice(brief: OpenBrief) -> None:
    text = brief.reading().loaded.texts["article"]
    words = "Gen. Mark Milley"
    start = text.index(words)
    answer = asked(brief, "form/new", kind="A", source="article", start=start, end=start + len(words), words=words)
    assert answer.tell["path"] == "actors.milley"
    assert answer.said == "Gen. Mark Milley is among the actors already"
    assert words in answer.parts["form"]


def offers(form: str, field: str) -> list[str]:
    found = re.search(rf'id="say-{re.escape(field)}">(.*?)</div>', form, re.DOTALL)
    assert found
    return re.findall(r'class="chip offer[^"]*" data-ref="([^"]*)"', found[1])


def test_others_whom_the_words_name_are_offered_for_an_event(brief: OpenBrief) -> None:
    assert offers(new(brief, "E", GROUP), "actors") == ["contact-group"]


def test_where_a_speaker_spoke_in_this_source_is_offered_and_not_filled_in(brief: OpenBrief) -> None:
    form = new(brief, "P", "and Austin mentioned Washington has “full confidence” within the inquiry.")
    assert value(form, "at") == ""
    assert offers(form, "at") == ["briefing"]


def test_a_row_of_a_log_fills_in_what_its_columns_say_and_the_event_takes_its_place(tmp_path: Path) -> None:
    home = tmp_path / "briefs" / "net"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "log.csv").write_text(
        "Time,What,Where\n2022-11-15 06:00,The gate opens,Gate 4\n2022-11-15 07:00,The gate shuts,Gate 4\n"
    )
    (home / "brief.yaml").write_text(
        "title: A test\nsources:\n  log: {title: A log, file: sources/log.csv, rows: {when: Time, title: What, place: Where, zone: Europe/Warsaw}}\n"
    )
    office = WorkspaceFolder(tmp_path)
    brief = OpenBrief(office, office.sources(["net"])[0], lambda: NOW)
    text = brief.reading().loaded.texts["log"]
    words = "The gate shuts"
    start = text.index(words)
    answer = asked(brief, "form/new", kind="E", source="log", start=start, end=start + len(words), words=words)
    form = answer.parts["form"]
    filled = {name: value(form, name) for name in ("title", "when.at", "when.zone", "place", "evidence.new0.locator")}
    assert filled == {
        "title": "The gate shuts",
        "when.at": "2022-11-15 07:00 Europe/Warsaw",
        "when.zone": "",
        "place": "Gate 4",
        "evidence.new0.locator": "3",
    }
    fields = {**filled, "evidence": "new0", "evidence.new0.source": "log", "evidence.new0.span": words}
    saved = asked(brief, "form/save", form={"path": "events.", "was": "", "fields": fields})
    assert saved.tell.get("saved") == "events.the-gate-shuts", saved.said
    titles = [event.title for event in brief.reading().loaded.draft.events.values()]
    assert sorted(titles) == ["The gate opens", "The gate shuts"]
