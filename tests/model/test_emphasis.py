"""Words between stars are emphasised; every other star is a star."""

from __future__ import annotations

import json
import pickle

import pytest

from briefgen.model.brief import Brief
from briefgen.model.emphasis import Emphasised, emphasised
from briefgen.model.log import row_id
from briefgen.reading.exchange import as_data, from_data

EMPHASISED = {
    "*Ever Given* lies aground": "[Ever Given] lies aground",
    "The *Ever Given*'s bow": "The [Ever Given]'s bow",
    "(*Cap San Diego*), *Titanic*.": "([Cap San Diego]), [Titanic].",
    "killed* and *Ever Given*": "killed* and [Ever Given]",
    "*two **stars** within*": "[two **stars** within]",
    "“*Wozzeck*”": "“[Wozzeck]”",
}
AS_WRITTEN = (
    "5 * 3 and 4*5",
    "**bold**",
    "***both***",
    "Leser*innen und Autor*innen",
    "5 %* of the ships\n* estimated",
    "* one\n* two",
    "*a *b* c*",
    "*the ship *Ever Given* ran aground",
    "*over\nlines*",
    "*",
    "**",
    "* *",
    "f(*args, **more)",
    "[x](y)*z*_w_",
)


@pytest.mark.parametrize("text", EMPHASISED)
def test_words_between_stars_are_emphasised(text: str) -> None:
    made = emphasised(text)
    assert isinstance(made, Emphasised)
    shown = "".join(f"[{words}]" if strong else words for words, strong in made.pieces)
    assert (shown, made, made.written) == (EMPHASISED[text], shown.replace("[", "").replace("]", ""), text)


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_any_other_star_is_a_star(text: str) -> None:
    assert emphasised(text) is text


def test_a_copy_of_emphasised_words_has_their_stars() -> None:
    made = emphasised("*Ever Given* lies aground")
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.written, again.pieces) == (made, made.written, made.pieces)  # type: ignore[attr-defined]


def _aground() -> Brief:
    event = {"title": "The *Ever Given* runs aground", "when": "2021-03-23"}
    return Brief.model_validate({"title": "T", "events": {"e": event}})


def test_a_brief_is_written_as_it_was_typed_and_said_without_stars() -> None:
    brief = _aground()
    assert brief.events["e"].title == "The Ever Given runs aground"
    assert as_data(brief)["events"][0]["title"] == "The *Ever Given* runs aground"
    again = from_data(json.loads(json.dumps(as_data(brief))))
    assert isinstance(again.events["e"].title, Emphasised)


def test_what_was_kept_before_stars_meant_anything_keeps_them() -> None:
    data = as_data(_aground())
    kept = from_data({name: value for name, value in data.items() if name != "emphasis"})
    assert kept.events["e"].title == "The *Ever Given* runs aground"
    assert from_data(as_data(kept)).events["e"].title == "The *Ever Given* runs aground"


def test_a_row_of_a_log_has_the_stars_that_it_has() -> None:
    rows = {"when": "Time", "title": "Event", "zone": "UTC"}
    sources = {"log": {"title": "Log", "file": "log.csv", "rows": rows}}
    key = row_id("log", ["seen *again*"])
    event = {"title": "seen *again*", "when": "2021-03-23"}
    brief = Brief.model_validate({"title": "T", "sources": sources, "events": {key: event, "typed": event}})
    assert [event.title for event in brief.events.values()] == ["seen *again*", "seen again"]
    assert from_data(as_data(brief)).events[key].title == "seen *again*"


def test_words_of_a_source_have_the_stars_that_it_has() -> None:
    said = {
        "title": "T",
        "sources": {"s": {"title": "S"}},
        "actors": {"a": "A"},
        "positions": {"p": {"actor": "a", "says": "It *is*.", "quote": "it *is*", "evidence": {"s": "it *is*"}}},
        "events": {"e": {"title": "E", "when": {"at": "2021", "as_written": "in *2021*"}}},
    }
    brief = Brief.model_validate(said)
    position = brief.positions["p"]
    assert position.quote is not None and brief.events["e"].when is not None
    assert position.says == "It is."
    assert (position.quote.text, position.evidence[0].span, brief.events["e"].when.as_written) == (
        "it *is*",
        "it *is*",
        "in *2021*",
    )
