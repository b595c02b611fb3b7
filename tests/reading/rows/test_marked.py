"""Marks of a tool in the words of its export: they are read as the tool shows them, in the columns of words alone."""

from __future__ import annotations

import json

import pytest

from briefgen.reading.rows.marked import Marks, as_seen
from briefgen.reading.rows.read import read_rows
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import Templates


@pytest.mark.parametrize(
    ("marks", "written", "seen"),
    [
        ("slack", "R&amp;D: a &lt; b", "R&D: a < b"),
        ("slack", "see <https://a.example/x|the plan>, <https://b.example>", "see the plan, https://b.example"),
        ("slack", "<@U123>, <@U2|ann>, <#C1|ops>, <!here>", "@U123, @ann, #ops, @here"),
        ("slack", "<mailto:a@b.example|a@b.example> &amp;lt;", "a@b.example &lt;"),
        ("html", "<b>Quay</b> 1 &amp; 2<br/>shut", "Quay 1 & 2\nshut"),
        ("html", "5 < 6, a <= b > c, AT&T", "5 < 6, a <= b > c, AT&T"),
    ],
)
def test_marks_are_read_as_the_tool_shows_them(marks: Marks, written: str, seen: str) -> None:
    assert as_seen(written, marks) == seen


def test_the_words_of_an_export_are_without_its_marks() -> None:
    record = {"type": "message", "ts": "1668526800.1", "text": "<@U1|ann> R&amp;D", "note": "R&amp;D"}
    rows = read_rows(json.dumps([record]).encode(), "day.json", known=Templates(shipped().parent).logs())
    cells = dict(zip(rows.head, rows.rows[0].cells, strict=True))
    assert (cells["text"], cells["note"]) == ("@ann R&D", "R&amp;D")
