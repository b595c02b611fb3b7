"""Every field of the model reaches the reader, or its description says what it is used for instead: a law, not a list of fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel

from briefgen.document.blocks import Callout, Document
from briefgen.document.compose import compose
from briefgen.errors import UsageError
from briefgen.look.theme import Theme
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.log import as_text
from briefgen.reading.fields import descriptions
from briefgen.renderers import FORMATS, Format, render
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.templates import Templates
from tests.document.test_origin import ROOT
from tests.support.canaries import words_of
from tests.support.documents import png
from tests.support.every_field import Steps, classes, pairs, reachable, whole
from tests.support.shown import shown

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


OUTLINE = TEMPLATES.outline("incident")
words_in = cache(TEMPLATES.words)


def page(brief: Brief, format_: Format = "txt") -> bytes:
    document = compose(brief, {"log": as_text([["The wire."]])}, {"map": png()}, OUTLINE, words_in(brief.language))
    return render(document, format_, Theme(), TEMPLATES.word_template()).data


@lru_cache(maxsize=64)
def _shown(written: str, format_: Format) -> str | None:
    try:
        return shown(format_, page(Brief.model_validate_json(written), format_))
    except UsageError:  # a language that has no words
        return None


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


def seen(route: str, format_: Format) -> tuple[Brief, Brief] | None:
    """Two briefs that differ in the field alone, of which a finished file shows which is which; None where no two are told apart."""
    for one, other in (pair for place in ROUTES[route] for pair in pairs(*place)):
        if differ(one, other, format_):
            return one, other
    return None


def differ(one: Brief, other: Brief, format_: Format) -> bool:
    before, after = (
        _shown(brief.model_dump_json(by_alias=True, exclude_defaults=True), format_) for brief in (one, other)
    )
    return None not in (before, after) and before != after


def test_one_field_in_sixteen_reaches_its_reader_in_the_text() -> None:
    lost = [route for route in list(ROUTES)[::16] if not seen(route, "txt")]
    assert lost == [], (
        f"no text differs by these: print them, or say in their descriptions what they are used for instead ({UNPRINTED})"
    )


@pytest.mark.full
@pytest.mark.parametrize("route", ROUTES)
def test_every_field_reaches_its_reader_in_every_format(route: str) -> None:
    pair = seen(route, "txt")
    assert pair, f"no text differs by {route}"
    assert [format_ for format_ in FORMATS if not differ(*pair, format_)] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_details_stand_in_every_format(format_: Format) -> None:
    words = words_of(f"brief.{format_}", page(Brief.model_validate(DETAILED), format_))
    said = "".join(character for character in words if character.isalnum())
    assert not [one for one in DETAILS if "".join(filter(str.isalnum, one)) not in said]


@pytest.fixture
def unseen() -> Iterator[None]:
    """What was shown before and is shown after a sabotage is made anew."""
    _shown.cache_clear()
    yield
    _shown.cache_clear()


@pytest.mark.full
@pytest.mark.usefixtures("unseen")
def test_it_would_be_seen_if_a_detail_reached_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("event_table", "foot", "positions"):
        section = import_module(f"briefgen.document.compose.{name}")
        monkeypatch.setattr(section, "details", lambda *_: iter(()))
    for route in ("events.*.when.note", "as_of.note", "positions.*.marking.originator"):
        assert seen(route, "html") is None


@pytest.mark.full
@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("format_", FORMATS)
def test_it_would_be_seen_if_one_format_left_a_field_out(format_: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = render

    def without_notes(document: Document, made: Format, *given: Any) -> Rendered:
        blocks = tuple(block for block in document.blocks if not isinstance(block, Callout))
        return kept(replace(document, blocks=blocks) if made == format_ else document, made, *given)

    monkeypatch.setattr(f"{__name__}.render", without_notes)
    with pytest.raises(AssertionError):
        test_every_field_reaches_its_reader_in_every_format("bottom_line")
