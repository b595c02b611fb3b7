"""Names with a text each, one a line: the rows of a log that are taken, warnings that are accepted, a designation block."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.desk.forms.entry import base, entry, pairs, texts
from briefgen.desk.forms.kinds import form_of
from briefgen.desk.forms.writing import edits
from briefgen.editing import apply

FILE = b"""title: T
# the log
sources:
  log:
    title: Log
    file: sources/log.csv
    rows:
      title: Event
      only:
        Severity: high   # those that count
accepted:
  W3 events.launch: It is known.
"""


def said(data: bytes, collection: str, key: str) -> dict[str, str]:
    return dict(texts(form_of(collection), entry(data, collection, key), base(collection, key)).said)


def changed(data: bytes, collection: str, key: str, **new: str) -> bytes:
    form, path = form_of(collection), base(collection, key)
    written = entry(data, collection, key)
    named = {name.replace("__", "."): text for name, text in new.items()}
    return apply(data, edits(form, written, path, {**said(data, collection, key), **named}))


def test_they_are_shown_a_line_each() -> None:
    assert said(FILE, "sources", "log")["rows.only"] == "Severity: high"
    assert said(FILE, "brief", "")["accepted"] == "W3 events.launch: It is known."


def test_a_name_that_comes_twice_has_two_texts() -> None:
    after = changed(FILE, "sources", "log", rows__only="Severity: high\nSeverity: critical\nTeam: net: core")
    found = entry(after, "sources", "log")
    assert isinstance(found, dict)
    assert found["rows"] == {"title": "Event", "only": {"Severity": ["high", "critical"], "Team": "net: core"}}
    assert said(after, "sources", "log")["rows.only"] == "Severity: high\nSeverity: critical\nTeam: net: core"
    assert after.startswith(b"title: T\n# the log\n")


@pytest.mark.parametrize("field", ["accepted", "marking.designation_block"])
def test_they_are_written_where_none_were_and_go_when_they_are_emptied(field: str) -> None:
    whole = b"title: T\nmarking:\n  scheme: us-cui\n  label: CUI\n"
    after = changed(whole, "brief", "", **{field.replace(".", "__"): "Controlled by: the office\nContact: desk"})
    assert said(after, "brief", "")[field] == "Controlled by: the office\nContact: desk"
    assert changed(after, "brief", "", **{field.replace(".", "__"): ""}) == whole


@pytest.mark.parametrize("value", ["text", ["a: b"], [["a"]], {"a": {"b": "c"}}, {"a": "two\nlines"}, {"a:b": "c"}])
def test_what_is_no_such_thing_is_left_as_it_stands(value: Any) -> None:
    assert pairs(value) is None


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"[type, value]", "type\nvalue"),
        (b"[type, {value: Value}]", "type\nvalue: Value"),
        (b"{type: Kind, value: Value}", "type: Kind\nvalue: Value"),
    ],
)
def test_the_columns_of_a_table_are_names_and_some_have_titles(written: bytes, shown: str) -> None:
    whole = b"title: T\ntables:\n  iocs:\n    title: Indicators\n    file: iocs.csv\n    columns: " + written + b"\n"
    assert said(whole, "tables", "iocs")["columns"] == shown
    after = changed(whole, "tables", "iocs", columns=f"{shown}\ncomment: Remark")
    assert said(after, "tables", "iocs")["columns"].endswith("comment: Remark")
