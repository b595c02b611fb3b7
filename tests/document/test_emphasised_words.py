"""Emphasised words are italic where they stand in a text, and nowhere does a reader see their stars."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest

from briefgen.document.blocks import Document, plain
from briefgen.document.compose import compose
from briefgen.document.inlines import Emphasis
from briefgen.document.passages import charted, descriptions, parts
from briefgen.look.theme import Theme
from briefgen.model.annotation import Starred, Verbatim, annotated
from briefgen.model.brief import Brief
from briefgen.model.log import as_text
from briefgen.renderers import FORMATS, Format, render
from briefgen.workspace.templates import Templates
from tests.document.test_origin import ROOT
from tests.support.documents import png
from tests.support.every_field import Steps, classes, whole
from tests.support.shown import shown

TEMPLATES = Templates(ROOT)


def starred() -> tuple[dict[str, Any], dict[str, str]]:
    """A brief in which every field that may have emphasised words has nothing else, and those words by the field's path."""
    data, found = whole(), {}
    for path, model in classes(Brief, data):
        for name, said in annotated(model, Starred).items():
            key = model.model_fields[name].alias or name
            part = at(data, path)
            if isinstance(said, Verbatim) or key not in part:
                continue
            match part[key]:
                case str(text):
                    part[key] = f"*{text.strip()}*"
                    found[".".join(map(str, (*path, key)))] = text.strip()
                case list(texts):
                    part[key] = [f"*{text.strip()}*" for text in texts]
                case _:
                    raise TypeError(f"{key} is neither a text nor several")
    return data, found


def at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


@cache
def composed(brief: str) -> Document:
    outline = TEMPLATES.outline("incident")
    return compose(
        Brief.model_validate_json(brief),
        {"log": as_text([["The wire."]])},
        {"map": png()},
        outline,
        TEMPLATES.words("en-GB"),
    )


def words(document: Document, format_: Format) -> str:
    said = shown(format_, render(document, format_, Theme(), TEMPLATES.word_template()).data)
    if format_ == "md":  # which has italics between stars, and a star of its own behind a stroke
        said = re.sub(r"(?<!\\)\*", "", said)
    return re.sub(r"(?s)<style>.*?</style>|<meta[^>]*>|<[^>]*>|\s", "", said)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_reader_sees_no_star(format_: Format) -> None:
    data, _ = starred()
    emphasised, bare = Brief.model_validate(data), Brief.model_validate(whole())
    assert emphasised == bare  # as it is searched, compared and sent
    assert words(composed(emphasised.model_dump_json()), format_) == words(composed(bare.model_dump_json()), format_)


def test_emphasised_words_of_every_field_stand_in_italics() -> None:
    data, found = starred()
    made = composed(Brief.model_validate(data).model_dump_json())
    italics = " ".join(plain(part.children) for part in parts(made.blocks) if isinstance(part, Emphasis))
    lost = {path for path, said in found.items() if said.rstrip(".?") not in italics}
    assert lost == {
        "places.yard.name",
        "chart.annotation.text",
    }  # a place that nothing names; a text that is in the chart alone


def test_the_chart_and_the_file_have_the_words_alone() -> None:
    data, _ = starred()
    made = composed(Brief.model_validate(data).model_dump_json())
    assert not [said.text for said in charted(made) if "*" in said.text]
    assert "*" not in made.meta.title + made.meta.furniture.running
    assert not [alt for alt in descriptions(made) if "*" in alt]


def test_italics_are_said_in_each_format() -> None:
    brief = Brief.model_validate({"title": "Ships", "bottom_line": "The *Ever Given* lies aground."})
    made = composed(brief.model_dump_json())
    data = {format_: render(made, format_, Theme(), TEMPLATES.word_template()).data for format_ in FORMATS}
    assert "<em>Ever Given</em>" in data["html"].decode()
    assert "The Ever Given lies" in data["txt"].decode()
    with zipfile.ZipFile(io.BytesIO(data["docx"])) as package:
        assert re.search(r'w:val="Emphasis"/></w:rPr><w:t[^>]*>Ever.Given<', package.read("word/document.xml").decode())
    assert b"/S /Em" in data["pdf"] and b"FiraSans-MediumItalic" in data["pdf"]
