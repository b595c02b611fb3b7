"""JSON and JSON lines: the records are found, their fields are cells, and a tool's export is known by its fields."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefgen.reading.rows import records
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import Rows, RowsRefused
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import Templates

KNOWN = Templates(shipped().parent).logs()
EPOCH = 1668524402


def read(value: Any, sheet: str = "") -> Rows:
    data = value if isinstance(value, str) else json.dumps(value)
    return read_rows(data.encode(), "log.json", sheet=sheet, known=KNOWN)


def refused(value: Any) -> str:
    with pytest.raises(RowsRefused) as caught:
        read(value)
    return str(caught.value)


def cell(rows: Rows, column: str, row: int = 0) -> str:
    return rows.rows[row].cells[rows.head.index(column)]


def test_records_of_a_list_are_rows() -> None:
    rows = read(
        [
            {"time": "10:00", "who": {"name": "Anna"}, "tags": ["a", "b"], "n": 1.50},
            {"time": "10:05", "late": True, "x": None},
        ]
    )
    assert rows.head == ("time", "who.name", "tags", "n", "late", "x")
    assert [row.cells for row in rows.rows] == [
        ("10:00", "Anna", "a; b", "1.5", "", ""),
        ("10:05", "", "", "", "true", ""),
    ]
    assert [row.number for row in rows.rows] == [1, 2]


def test_numbers_stay_as_they_are_written() -> None:
    rows = read('[{"n": 1.50, "big": 123456789012345678901234567890, "ts": "1668524402.123456"}]')
    assert rows.rows[0].cells == ("1.50", "123456789012345678901234567890", "1668524402.123456")


def test_lines_of_json_have_the_numbers_of_the_lines() -> None:
    rows = read('{"time": "10:00"}\n\n{"time": "10:05", "text": "Fire\\non deck"}\n')
    assert [(row.number, row.cells) for row in rows.rows] == [(1, ("10:00", "")), (3, ("10:05", "Fire\non deck"))]


def test_the_only_list_is_found_and_of_several_one_is_named() -> None:
    assert read({"meta": {"n": 1}, "data": {"events": [{"t": 1}]}}).sheet == "data.events"
    two = {"a": [{"t": 1}], "b": {"c": [{"t": 2}]}}
    assert "sheet: a or sheet: b.c" in refused(two)
    assert read(two, "b.c").rows[0].cells == ("2",)
    assert read([["time", "text"], ["10:00", "Fire"]]).head == ("time", "text")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('{"a": 1', "log.json:1:8: this is not JSON: a comma is missing here"),
        ('{"a": 1}\n{b: 1}', "log.json:2:2: this is not JSON: a name in double quotation marks"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ("[]", "holds no records"),
        ({"a": []}, "holds no records"),
        ([{str(n): n} for n in range(2_000)], "more than 1,000 fields"),
    ],
)
def test_what_is_no_list_of_records_is_refused(value: Any, said: str) -> None:
    assert said in refused(value)


def test_a_file_of_too_many_parts_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_MOST_PARTS", 1_000)
    assert "more than 1,000 parts" in refused("[" + "{}," * 2_000 + "{}]")


PLASO = {
    "timestamp": EPOCH * 1_000_000 + 500_000,
    "timestamp_desc": "Written",
    "message": "m",
    "data_type": "d",
    "parser": "p",
}
UPDATE = {
    "id": "u",
    "status": "resolved",
    "body": "Over",
    "created_at": "2022-11-15T10:00:00.551Z",
    "display_at": "2022-11-15T10:00:00.551Z",
    "incident_id": "i",
}
ATTRIBUTE = {"type": "md5", "category": "Payload", "value": "aa", "timestamp": str(EPOCH), "uuid": "v", "comment": "c"}


@pytest.mark.parametrize(
    ("value", "preset", "column", "expected"),
    [
        ({"event_0": PLASO}, "psort-json", "timestamp", "2022-11-15 15:00:02.5Z"),
        (json.dumps(PLASO) + "\n" + json.dumps(PLASO), "psort-json", "timestamp", "2022-11-15 15:00:02.5Z"),
        ([{"type": "message", "user": "U1", "text": "hi", "ts": f"{EPOCH}.123456"}], "slack", "ts", "2022-11-15 15:00:02.123456Z"),
        ({"page": {"id": 1}, "incidents": [{"name": "DB", "components": [{"id": 1}], "incident_updates": [UPDATE]}]}, "statuspage", "incidents.name", "DB"),
        ({"Event": {"info": "x", "Attribute": [ATTRIBUTE], "Object": [{"name": "file", "Attribute": [ATTRIBUTE]}]}}, "misp", "timestamp", "2022-11-15 15:00:02Z"),
        ({"type": "bundle", "objects": [{"type": "malware", "id": "m", "created": "2022-11-15T10:00:00.000Z", "modified": "", "name": "X"}]}, "stix", "name", "X"),
        ({"title": {}, "events": [{"start_date": {"year": 2022}, "text": {"headline": "h"}}]}, "timelinejs-json", "text.headline", "h"),
    ],
)  # fmt: skip
def test_a_tools_export_is_known_by_its_fields(value: Any, preset: str, column: str, expected: str) -> None:
    rows = read(value)
    assert rows.preset is not None and rows.preset.id == preset
    assert cell(rows, column) == expected


def test_messages_of_slack_in_an_answer_of_its_service() -> None:
    rows = read({"ok": True, "messages": [{"type": "message", "user": "U1", "text": "hi", "ts": f"{EPOCH}.5"}]})
    assert (rows.head, rows.rows[0].cells) == (
        ("type", "user", "text", "ts"),
        ("message", "U1", "hi", "2022-11-15 15:00:02.5Z"),
    )


def test_the_attributes_of_objects_are_rows_too() -> None:
    rows = read(
        {"Event": {"info": "x", "Attribute": [ATTRIBUTE], "Object": [{"name": "file", "Attribute": [ATTRIBUTE]}]}}
    )
    assert [cell(rows, "Event.Object.name", row) for row in (0, 1)] == ["", "file"]
    assert any("last changed" in remark for remark in rows.remarks)


def test_a_key_that_a_record_has_twice_is_told_and_neither_value_is_lost() -> None:
    with pytest.raises(RowsRefused, match="the key 'time' twice"):
        read_rows(b'[{"time": "2026-03-01T10:00Z", "time": "2026-03-02T10:00Z", "title": "A"}]', "log.json")


def test_the_names_of_fields_are_one_line_and_none_is_empty() -> None:
    rows = read_rows(b'[{"": "2026-01-01T10:00Z", "ev\\nent": "x", "ev ent": "y"}]', "log.json")
    assert rows.head == ("column 1", "ev ent", "ev ent (2)")
    assert len(rows.remarks) == 2
