"""JSON: the whole model, which `load` reads back as the same brief, without what must not go out."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import briefgen
from briefgen.audit.exported import audit
from briefgen.export import export
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.reading.load import Loaded, load
from tests.support.checkout import ROOT
from tests.support.every_field import changed, classes, pairs, whole
from tests.support.hostile import filled
from tests.support.sweeps import examples, spread

BRIEFS = sorted((ROOT / "briefs").glob("*/brief.yaml"))


def read_back(brief: Brief, folder: Path) -> Loaded:
    file = folder / "again.json"
    file.write_bytes(export(brief, "json").data)
    return load(file, root=folder)


@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.parent.name)
def test_every_brief_of_the_gallery_is_the_same_after_load_and_json_and_load(file: Path, tmp_path: Path) -> None:
    brief = briefgen.load(file).brief
    assert brief is not None
    again = read_back(brief, tmp_path)
    assert again.problems == ()
    assert again.brief == brief
    for name in COLLECTIONS:
        assert list(getattr(again.draft, name)) == list(getattr(brief, name))


def test_an_export_needs_neither_its_office_nor_the_files_that_it_names(tmp_path: Path) -> None:
    office = tmp_path / "office.yaml"
    office.write_text("publisher: The office\nlanguage: pl\nmarking: TLP:RED\n")
    brief = Brief.model_validate(whole() | {"language": "en-GB"})
    file = tmp_path / "again.json"
    file.write_bytes(export(brief, "json").data)
    again = load(file, root=tmp_path, office=office)
    assert again.brief == brief


@pytest.mark.parametrize(
    ("path", "model"), spread(list(classes(Brief, whole())), 14), ids=lambda part: getattr(part, "__name__", None)
)
def test_every_field_of_every_class_comes_back(path: tuple[str | int, ...], model: type, tmp_path: Path) -> None:
    """One value of each field that differs from the brief that has them all."""
    for name in model.model_fields:  # type: ignore[attr-defined]
        for _, other in islice(pairs(path, model, name), 1):
            again = read_back(other, tmp_path)
            assert (again.problems, again.draft) == ((), other), name


anything = st.text(max_size=30)


@given(anything)
@settings(max_examples=examples(25), deadline=None)
@example("a\u2028b\u2029c\x85d\x7fe\ufefff")
@example('quotes " \\ and \\u0041 # : - [x] {y} &a *b !c \U0001f600')
@example("\ttab\nline\n\n  indented\n")
@example("null")
@example("~")
def test_whatever_stands_in_its_fields(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    source = tmp_path_factory.mktemp("json") / "brief.yaml"
    data = filled(text)[0]
    source.write_text(json.dumps(data), "utf-8", "surrogatepass")
    brief = load(source, root=source.parent).draft
    assert audit(brief, "json", export(brief, "json").data) == ()
    assert read_back(brief, source.parent).draft == brief


def test_what_was_said_off_the_record_is_in_no_file_and_the_file_says_that_it_is_not() -> None:
    data = whole()
    data["positions"]["hushed"] = {"actor": "chief", "says": "CANARY", "topic": "x", "attribution": "off_the_record"}
    data["positions"]["first"]["refers_to"] = ["hushed"]
    brief = Brief.model_validate(data)
    for format_ in ("json", "csv", "xlsx"):
        made = export(brief, format_)
        assert [problem.level for problem in made.problems] == ["note"]
        assert "1 position said off the record, left out" in made.problems[0].message
        assert audit(brief, format_, made.data) == ()
    said = json.loads(export(brief, "json").data)
    assert said["$export"]["left_out"] == ["1 position said off the record, left out"]
    assert "hushed" not in json.dumps(said)
    assert "CANARY" not in json.dumps(said)


def test_a_sitrep_keeps_its_judgements_to_itself() -> None:
    brief = changed(whole(), (), "kind", "sitrep", None)
    assert brief is not None
    assert brief.judgements
    made = export(brief, "json")
    assert "judgements" not in json.loads(made.data)
    assert "our own judgements" in made.problems[0].message


def test_a_brief_of_its_own_has_no_such_key(tmp_path: Path) -> None:
    """Only an export stands alone: in a brief.yaml the ids of rows stay what nobody writes."""
    file = tmp_path / "brief.yaml"
    file.write_text('title: x\nevents: {"log:0123456789ab": {title: t}}\n')
    assert any("is not an id" in problem.message for problem in load(file, root=tmp_path).problems)


def test_the_same_brief_makes_the_same_bytes() -> None:
    brief = Brief.model_validate(whole())
    for format_ in ("json", "csv", "xlsx"):
        assert export(brief, format_).data == export(Brief.model_validate(whole()), format_).data


def test_the_audit_sees_a_file_that_says_something_else() -> None:
    brief = Brief.model_validate(whole())
    other = Brief.model_validate(whole() | {"title": "Another"})
    event = whole()
    event["events"]["fire"]["title"] = "Another"
    for format_ in ("json", "csv", "xlsx"):
        changed_ = Brief.model_validate(event) if format_ == "csv" else other
        assert audit(brief, format_, export(changed_, format_).data)
        assert audit(brief, format_, b"PK\x03\x04 not a file")
