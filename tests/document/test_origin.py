"""Every word on the page that a field wrote leads back to that field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.document.blocks import Column, Document
from briefgen.document.compose import compose
from briefgen.document.inlines import Text
from briefgen.document.marks import Mark
from briefgen.document.rewrite import without_origins
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.model.shape import Model
from briefgen.model.time import When
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.workspace.templates import Templates
from tests.support.sweeps import spread

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "briefs").glob("*/brief.yaml"))
OUTLINES = ("incident", "sitrep", "one-pager")


def composed(brief: Brief, texts: Any, images: Any, outline: str) -> Document:
    templates = Templates(ROOT)
    return compose(brief, texts, images, templates.outline(outline), templates.words(brief.language))


def said(part: Any) -> Iterator[tuple[str, str]]:
    """The words of a document, each with its origin."""
    if isinstance(part, tuple):
        for one in part:
            yield from said(one)
    elif is_dataclass(part) and not isinstance(part, type):
        match part:
            case Text(text, _, origin):
                yield text, origin
            case Column(title, _, origin):
                yield title, origin
            case Mark(label=label, origin=origin):
                yield label, origin
            case _:
                for each in fields(part):
                    yield from said(getattr(part, each.name))


def texts(model: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all free texts of a model."""
    if isinstance(model, Model) and not isinstance(model, When):
        for name, field in type(model).model_fields.items():
            value = getattr(model, name)
            if isinstance(value, str) and " " in value and "str" in str(field.annotation):
                yield (*path, name)
            else:
                yield from texts(value, (*path, name))
    elif isinstance(model, dict):
        for key, value in model.items():
            yield from texts(value, (*path, key))
    elif isinstance(model, tuple):
        for n, value in enumerate(model):
            yield from texts(value, (*path, str(n)))


def value(model: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if isinstance(model, dict):
            model = model[step]
        elif isinstance(model, tuple):
            model = model[int(step)]
        else:
            model = getattr(model, step)
    return model


def marked(model: Any, places: dict[tuple[str, ...], str], path: tuple[str, ...] = ()) -> Any:
    """A copy of a model with a word of its own before the text at each place."""
    if isinstance(model, Model):
        return model.model_copy(
            update={name: marked(getattr(model, name), places, (*path, name)) for name in type(model).model_fields}
        )
    if isinstance(model, dict):
        return {key: marked(one, places, (*path, key)) for key, one in model.items()}
    if isinstance(model, tuple):
        return tuple(marked(one, places, (*path, str(n))) for n, one in enumerate(model))
    return f"{places[path]} {model}" if path in places else model


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("path", spread(SHIPPED, 4), ids=lambda path: path.parent.name)
def test_each_text_of_a_brief_is_found_on_the_page_under_its_own_path(path: Path, outline: str) -> None:
    loaded = briefgen.load(path)
    assert loaded.brief is not None
    places = {place: f"Zq{n}xv" for n, place in enumerate(texts(loaded.brief))}
    fields_of = {word: ".".join(place) for place, word in places.items()}
    document = composed(marked(loaded.brief, places), loaded.texts, loaded.images, outline)
    seen = [(word, origin) for text, origin in said(document.blocks) for word in re.findall(r"Zq\d+xv", text)]
    assert len(seen) > 10
    own = [(word, origin) for word, origin in seen if not fields_of[word].endswith(".locator")]  # part of a reference
    assert not {(word, origin) for word, origin in own if not origin or not fields_of[word].startswith(origin)}


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("path", spread(SHIPPED, 4), ids=lambda path: path.parent.name)
def test_every_origin_names_a_field_that_the_brief_has_filled_in(path: Path, outline: str) -> None:
    loaded = briefgen.load(path)
    assert loaded.brief is not None
    named = {
        origin for _, origin in said(composed(loaded.brief, loaded.texts, loaded.images, outline).blocks) if origin
    }
    assert len(named) > 10
    assert not [origin for origin in named if value(loaded.brief, tuple(origin.split("."))) in (None, "", ())]


def test_the_page_says_where_its_words_come_from_when_asked_and_no_file_does_otherwise(przewodow: Loaded) -> None:
    assert przewodow.brief is not None
    document = composed(przewodow.brief, przewodow.texts, przewodow.images, "incident")
    page = render(document, "html", Theme(), b"", origins=True).data.decode()
    assert '<span data-origin="events.explosion.title">' in page
    assert 'data-origin="events.explosion">' in page
    usual = render(document, "html", Theme(), b"").data
    assert b"data-origin" not in usual
    assert usual == render(without_origins(document), "html", Theme(), b"").data
    bare = re.sub(r' data-origin="[^"]*"', "", page)
    assert _told(re.sub(r"<span>([^<]*)</span>", r"\1", bare)) == _told(usual.decode())


def _told(page: str) -> str:
    """A page without the letters of its face, which whoever shows the origins has; a span may part a title from a name."""
    return re.sub(r"@font-face\{[^}]*\}\n|'sha256-[^']*'", "", page).replace("\u00a0", " ")
