"""What is done with a number that stands in selected words: it goes into the form of its event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.forms import figure
from briefgen.desk.forms.answers import opened_answer
from briefgen.desk.open_brief import BriefReading
from briefgen.desk.selection import SelectedPassage, selected


def new(ask: Ask) -> DeskAnswer:
    """Open the form of the event in whose words a number stands; where it stands in none, ask of which it is."""
    reading, words = ask.brief.reading(), selected(ask)
    if path := figure.event_of(reading, words):
        return _with_numbers(ask, reading, words, path)
    tell = {"form": "figure", "path": "", "passage": words.told()}
    return DeskAnswer({"form": figure.choice_of_event(reading, words)}, focus="#form .events button", tell=tell)


def add(ask: Ask) -> DeskAnswer:
    """Open the form of the event that was chosen for the number that stands in a passage; its places come as a button holds them."""
    said = {**ask.said, **{name: _count(ask.text(name)) for name in ("start", "end")}}
    return _with_numbers(ask, ask.brief.reading(), selected(Ask(ask.brief, said)), ask.text("path"))


def _with_numbers(ask: Ask, reading: BriefReading, words: SelectedPassage, path: str) -> DeskAnswer:
    found = figure.with_numbers(reading, words, path)
    return replace(opened_answer(ask, found.opened, words), focus=f'#form [id="field-{found.focus}"]')


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise BadRequest("a place is a number")
    return int(text)


ACTIONS: Mapping[str, DeskAction] = {"form/figure": add}
