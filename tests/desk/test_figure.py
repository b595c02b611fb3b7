"""A number of people or things that a source gives becomes part of the event that it is of."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from briefgen.desk.actions import ACTIONS
from briefgen.desk.exchange import Ask, DeskAnswer
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.editing import Remove
from tests.desk.test_form_of_words import asked, value


def figure(brief: OpenBrief, words: str) -> DeskAnswer:
    text = brief.reading().loaded.texts["article"]
    start = text.index(words)
    return asked(brief, "form/new", kind="F", source="article", start=start, end=start + len(words), words=words)


def sent(markup: str) -> dict[str, Any]:
    """A form as a page sends it back with nothing changed."""
    path = re.search(r'data-path="([^"]*)"', markup)
    was = re.search(r'name="was" value="([^"]*)"', markup)
    assert path and was
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', markup)
    pairs += re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', markup)
    pairs += [
        (name, chosen)
        for name, chosen in re.findall(
            r'<select [^>]*name="([^"]+)".*?<option value="([^"]*)" selected', markup, re.DOTALL
        )
    ]
    pairs += [
        (name, "yes" if " checked" in rest else "")
        for name, rest in re.findall(r'type="checkbox" name="([^"]+)" value="yes"([^>]*)>', markup)
    ]
    fields = {unescape(name): unescape(text) for name, text in pairs if "NEW" not in name and name != "was"}
    return {"path": path[1], "was": unescape(was[1]), "fields": fields}


def test_a_number_in_an_events_words_opens_that_event(brief: OpenBrief) -> None:
    brief.save([Remove(("events", "barrage", "quantities"))], "Numbers taken out")
    answer = figure(brief, "between 60 and 100 missiles")
    form = answer.parts["form"]
    assert answer.tell["path"] == "events.barrage"
    assert (value(form, "quantities.new0.value"), value(form, "quantities.new0.what")) == ("60-100", "missiles")


def test_a_number_that_the_event_has_is_not_doubled(brief: OpenBrief) -> None:
    with pytest.raises(NotWritten, match="has these numbers already"):
        figure(brief, "killing two")


def test_words_without_a_number_are_refused(brief: OpenBrief) -> None:
    with pytest.raises(NotWritten, match="No number of people or things"):
        figure(brief, "Western leaders on edge")


def test_a_number_of_no_event_asks_of_which_and_is_written_there(brief: OpenBrief) -> None:
    place = brief.place.file.parent / "sources" / "article.txt"
    place.write_bytes(place.read_bytes() + b"\n\nThe raid left three soldiers missing, and 40 tanks were lost.\n")
    before = brief.reading().loaded.draft.events["barrage"]
    answer = figure(brief, "The raid left three soldiers missing, and 40 tanks were lost.")
    assert "Of which event is this number?" in answer.parts["form"]
    found = re.search(r'data-path="events.barrage" (.*?)>', answer.parts["form"])
    assert found
    places = {name: unescape(text) for name, text in re.findall(r'data-(\w+)="([^"]*)"', found[1])}
    opened = ACTIONS["form/figure"](Ask(brief, {"tab": "one", "path": "events.barrage", **places}))
    form = opened.parts["form"]
    assert value(form, "casualties.new0.missing") == "3"
    assert value(form, "quantities.new0.what") == "tanks"
    assert opened.focus == '#form [id="field-casualties.new0.missing"]'
    saved = asked(brief, "form/save", form=sent(form))
    assert saved.tell.get("saved") == "events.barrage", saved.said
    event = brief.reading().loaded.draft.events["barrage"]
    assert [str(one.missing and one.missing.model_dump()) for one in event.casualties] == ["3"]
    assert [(one.what, str(one.amount.model_dump())) for one in event.quantities] == [
        ("missiles", "60-100"),
        ("tanks", "40"),
    ]
    assert event.evidence[: len(before.evidence)] == before.evidence
