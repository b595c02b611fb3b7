"""CSV and workbook: a spreadsheet shows what the brief says, runs none of it, and `import events` reads it back unchanged."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from briefgen.app.import_events import plan
from briefgen.export import export
from briefgen.export.times import bounds, written
from briefgen.intake.columns import recognise
from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.time import When
from briefgen.reading.load import load
from briefgen.reading.logs.events import read_log
from briefgen.reading.rows.formula import guarded, unguarded
from briefgen.reading.rows.read import read_rows
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.support.random_times import whens
from tests.support.sweeps import examples

KNOWN = Templates(Path("nowhere")).logs()
Form = Literal["csv", "xlsx"]
FORMS: tuple[Form, ...] = ("csv", "xlsx")
FORMULAS = (
    "=1+1",
    "+48 22",
    "-5 °C",
    "@all",
    "\t=1",
    "'=1",
    "''-x",
    "\uff1d1",
    " =2",
    "=cmd|' /C calc'!A0",
    "-",
    "'",
    "'x",
)


def imported(brief: Brief, format_: Form, zone: str = "Asia/Tokyo") -> list[Event]:
    """The events that another brief, of another zone, has of an export."""
    from briefgen.app.log_entry import mapping_of

    table = read_rows(export(brief, format_).data, f"x.{format_}", known=KNOWN)
    assert table.preset is not None
    found = recognise(table)
    assert found.open == ()
    mapping = (
        Brief.model_validate(
            {
                "title": "x",
                "sources": {"log": {"title": "x", "file": "x", "rows": mapping_of(found, table, "", "", {})}},
            }
        )
        .sources["log"]
        .rows
    )
    assert mapping is not None
    other = Brief(title="x", timezone=zone, actors=brief.actors, places=brief.places)
    log = read_log("log", mapping, table, f"x.{format_}", other).log
    assert log is not None
    assert [row.fault for row in log.rows] == ["" for _ in log.rows]
    return [row.event for row in log.rows]


def brief_of(*events: dict[str, Any], zone: str = "Europe/Warsaw") -> Brief:
    return Brief.model_validate(
        {"title": "x", "timezone": zone, "events": {f"e{n}": event for n, event in enumerate(events)}}
    )


@pytest.mark.parametrize("format_", FORMS)
@given(when=whens("Europe/Warsaw"))
@settings(max_examples=examples(60), deadline=None)
@example(when=When(at="2022-11-15T15:40:02.25+01:00"))
@example(when=When(at="2022-10-30 02:30", fold=1))
@example(when=When(at="2022-10-30 02:30", fold=0))
@example(when=When(at="2021-03-26", zone="Asia/Tokyo"))
@example(when=When.model_validate({"from": "2022-11-15 10:00", "to": ".."}))
@example(when=When(at="2022-11-15 10:00", zone="+05:30"))
@example(when=When(at="2000-01-01 00:00:00/201X"))
def test_a_time_means_the_same_when_it_is_imported(format_: Form, when: When) -> None:
    brief = brief_of({"title": "A fire", "when": when.model_dump()})
    (event,) = imported(brief, format_)
    assert event.when is not None
    own = brief.events["e0"].when
    assert own is not None
    clockless = not own.clocked and not own.leading.zone and not own.zone
    zone = "Europe/Warsaw" if clockless else "Asia/Tokyo"  # a date without clock is one of its reader's days
    told, meant = event.when.interval(zone), own.interval("Europe/Warsaw")
    assert told == meant
    assert (event.when.form, event.when.about, event.when.uncertain) == (own.form, own.about, own.uncertain)
    assert (event.when.ongoing, event.when.open_start) == (own.ongoing, own.open_start)
    assert event.when.precision == own.precision


@pytest.mark.parametrize("format_", FORMS)
@given(texts=st.lists(st.one_of(st.sampled_from(FORMULAS), st.text(min_size=1, max_size=20)), min_size=2, max_size=5))
@settings(max_examples=examples(60), deadline=None)
@example(texts=list(FORMULAS))
@example(
    texts=[
        "<html>",
        "| a | b |",
        "id,when",
        "#REF!",
        "12:00 Fire",
        "a;b|c\td",
        '"quoted" and, more',
        "{}",
        "[]",
        "\u2028",
    ]
)
def test_no_text_is_changed_by_an_export_and_an_import(format_: Form, texts: list[str]) -> None:
    texts = [text for text in texts if " ".join(printable(text).split())]
    events = [{"title": f"T{n} {text}", "summary": text} for n, text in enumerate(texts)]
    events += [{"title": text, "kind": "contact_attempt", "status": "failed"} for text in texts]
    found = imported(brief_of(*events), format_) if events else []
    for event, was in zip(found, events, strict=True):
        assert event.title == " ".join(printable(was["title"]).split())
        assert event.summary == printable(was.get("summary", "")).strip().replace("\r\n", "\n").replace("\r", "\n")
        assert (event.kind, event.status) == (was.get("kind", "other"), was.get("status", "occurred"))


def printable(text: str) -> str:
    from briefgen.reading.characters import without_control

    return without_control(text)


@given(st.text())
@example("'=1")
@example("'''=1")
@example("'\t")
def test_the_guard_of_a_cell_is_taken_away_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d")


def test_no_cell_of_a_csv_begins_like_a_formula() -> None:
    events = [{"title": text, "summary": text, "place": text} for text in FORMULAS if text.strip()]
    data = export(brief_of(*events), "csv").data
    assert data.startswith(b"\xef\xbb\xbf")  # Excel reads UTF-8 by its mark alone
    cells = [cell for row in csv.reader(StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in "=+-@\t\r" and cell.strip()]


def test_a_workbook_has_texts_and_no_formula_and_no_link() -> None:
    events = [{"title": text, "summary": "https://example.org/x"} for text in FORMULAS if text.strip()]
    with ZipFile(BytesIO(export(brief_of(*events), "xlsx").data)) as parts:
        assert not [name for name in parts.namelist() if "_rels/sheet" in name]
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_the_date_in_a_workbook_is_that_of_the_information() -> None:
    brief = brief_of({"title": "x"}).model_copy(update={"as_of": When(at="2022-11-16 10:00 UTC")})
    with ZipFile(BytesIO(export(brief, "xlsx").data)) as parts:
        assert b"2022-11-16T10:00:00Z" in parts.read("docProps/core.xml")


def test_people_and_places_stand_by_their_names_and_are_known_again() -> None:
    data = {
        "title": "x",
        "actors": {"a": "Ada; Nowak", "b": "Bo", "c": {"name": "Bo", "rank": "Capt."}, "d": {"name": "Di"}},
        "places": {"quay": "The quay"},
        "events": {"e": {"title": "t", "actors": ["a", "b", "c", "d"], "place": "quay"}},
    }
    brief = Brief.model_validate(data)
    said = export(brief, "csv").data.decode("utf-8-sig")
    assert "a; b; Capt. Bo; Di" in said
    assert "The quay" in said
    (event,) = imported(brief, "xlsx")
    assert (event.actors, event.place) == (("a", "b", "c", "d"), "quay")


def test_every_row_of_a_marked_brief_says_its_marking() -> None:
    data = {
        "title": "x",
        "marking": "TLP:AMBER",
        "events": {"a": {"title": "t"}, "b": {"title": "u", "marking": "TLP:GREEN"}},
    }
    rows = list(csv.DictReader(StringIO(export(Brief.model_validate(data), "csv").data.decode("utf-8-sig"))))
    assert [row["marking"] for row in rows] == ["TLP:AMBER", "TLP:GREEN"]


def test_a_workbook_has_every_collection_and_dates_that_a_spreadsheet_sorts() -> None:
    brief = load(ROOT / "briefs/przewodow-2022-11/brief.yaml", root=ROOT).brief
    assert brief is not None
    book = CalamineWorkbook.from_filelike(BytesIO(export(brief, "xlsx").data))
    assert {"brief", "events", "positions", "questions", "actors", "sources", "questions answers"} <= set(
        book.sheet_names
    )
    rows = book.get_sheet_by_name("events").to_python()
    assert len(rows) == 1 + len(brief.events)
    at = rows[0].index("earliest_utc")
    assert {type(row[at]) for row in rows[1:]} == {datetime}


def test_a_text_that_is_longer_than_a_cell_is_cut_and_told() -> None:
    made = export(brief_of({"title": "x", "summary": "\U0001f600" * 19_000}), "xlsx")
    assert "longer than a workbook holds" in made.problems[0].message
    assert "longer than" not in str(export(brief_of({"title": "x", "summary": "y" * 19_000}), "xlsx").problems)


def test_an_instant_before_the_calendar_of_a_workbook_is_text() -> None:
    book = CalamineWorkbook.from_filelike(
        BytesIO(export(brief_of({"title": "x", "when": "1683-09-12"}, zone="UTC"), "xlsx").data)
    )
    head, row = book.get_sheet_by_name("events").to_python()
    assert row[head.index("earliest_utc")] == "1683-09-12T00:00:00Z"


def test_a_time_is_written_with_the_zone_of_its_clock() -> None:
    brief = brief_of({"title": "x", "when": "2022-11-15 15:40/22:45"})
    when = brief.events["e0"].when
    assert when is not None
    assert written(when, brief) == "2022-11-15 15:40 Europe/Warsaw/2022-11-15 22:45 Europe/Warsaw"
    assert [f"{at:%H:%M}" for at in bounds(when, brief) if at] == ["14:40", "21:45"]


@pytest.mark.parametrize("format_", FORMS)
def test_the_command_reads_an_export_without_a_question(format_: Form, tmp_path: Path) -> None:
    from briefgen.workspace.folders import WorkspaceFolder

    (tmp_path / "briefs").mkdir()
    brief = load(ROOT / "briefs/przewodow-2022-11/brief.yaml", root=ROOT).brief
    assert brief is not None
    found = plan(WorkspaceFolder(tmp_path), "again", export(brief, format_).data, f"chronology.{format_}")
    assert found.questions == ()
    assert "as briefgen exports it" in found.told[0]
    assert b"preset: briefgen" in found.after
