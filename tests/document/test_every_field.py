"""Every field of the model reaches the reader, or its description says what it is used for instead: a law, not a list of fields."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from itertools import pairwise

import pytest
from pydantic import BaseModel

from briefgen.document.compose import compose
from briefgen.errors import UsageError
from briefgen.look.theme import Theme
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.log import as_text
from briefgen.reading.fields import descriptions
from briefgen.renderers import FORMATS, Format, render
from briefgen.workspace.templates import Templates
from tests.document.test_origin import ROOT
from tests.support.canaries import words_of
from tests.support.checkout import few
from tests.support.documents import png
from tests.support.every_field import Steps, classes, pairs, reachable, whole

TEMPLATES = Templates(ROOT)
UNPRINTED = "not printed"
DETAILS = ("Tuesday noon", "Seen from the quay", "The old one", "Set down at once", "The harbour post", "2031")
DETAILED = {
    "title": "A fire in the harbour",
    "marking": {"label": "HOUSE", "scheme": "custom", "originator": "The harbour post", "expires": "2031-01-01"},
    "sources": {"log": "The log"},
    "actors": {"chief": {"name": "Adler", "aliases": ["The old one"]}},
    "events": {
        "fire": {
            "title": "The store burns",
            "when": {"at": "2026-10-25", "as_written": "Tuesday noon", "note": "Seen from the quay"},
            "actors": ["chief"],
            "evidence": [{"source": "log", "note": "Set down at once"}],
        }
    },
}


def page(brief: Brief, format_: Format = "txt") -> bytes:
    outline, words = TEMPLATES.outline("incident"), TEMPLATES.words(brief.language)
    document = compose(brief, {"log": as_text([["The wire."]])}, {"map": png()}, outline, words)
    return render(document, format_, Theme(), TEMPLATES.word_template()).data


def routes() -> dict[str, list[tuple[Steps, type[BaseModel], str]]]:
    """The printed fields, each with the places at which it stands: "events.*.when.note" for the times of all events."""
    found: dict[str, list[tuple[Steps, type[BaseModel], str]]] = {}
    for path, model in classes(Brief, whole()):
        steps = [
            "*" if isinstance(step, int) or before in ("answers", *COLLECTIONS) else step
            for before, step in pairwise(("", *path))
        ]
        for name in model.model_fields:
            if UNPRINTED not in descriptions(model)[name]:
                found.setdefault(".".join((*steps, name)), []).append((path, model, name))
    return found


ROUTES = routes()


def test_every_class_of_the_model_stands_in_the_brief() -> None:
    assert reachable() - {model for _, model in classes(Brief, whole())} == set()


def seen(told: Iterable[tuple[Brief, Brief]]) -> bool:
    for one, other in told:
        try:
            if page(one) != page(other):
                return True
        except UsageError:  # a language that has no words
            continue
    return False


@pytest.mark.parametrize("route", few(list(ROUTES), *list(ROUTES)[::8]))
def test_every_field_reaches_its_reader(route: str) -> None:
    assert any(seen(pairs(*place)) for place in ROUTES[route]), (
        f"no page differs by {route}: print it, or say in its description what it is used for instead ({UNPRINTED})"
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_the_details_stand_in_every_format(format_: Format) -> None:
    words = words_of(f"brief.{format_}", page(Brief.model_validate(DETAILED), format_))
    said = "".join(character for character in words if character.isalnum())
    assert not [one for one in DETAILS if "".join(filter(str.isalnum, one)) not in said]


@pytest.mark.full
def test_it_would_be_seen_if_a_detail_reached_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("timeline_section", "front_page", "positions"):
        section = import_module(f"briefgen.document.compose.{name}")
        monkeypatch.setattr(section, "details", lambda *_: iter(()))
    for route in ("events.*.when.note", "as_of.note", "positions.*.marking.originator"):
        with pytest.raises(AssertionError):
            test_every_field_reaches_its_reader(route)
