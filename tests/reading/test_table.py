"""CSV to plain data: what a spreadsheet exports is read, and every problem names its row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import Problem
from briefgen.reading import table
from briefgen.reading.table import CsvTable, rows
from tests.support.checkout import Write

LISTS = frozenset({"actors", "after", "before"})
LOG = """\
id,title,when,actors,evidence,span
fire,Fire,2022-11-15 15:40,desk; police,article,"they said ""fire"", twice"
alarm,"Alarm,
loud",2022-11-15 15:41,,log,
end,End,,,,
"""


def only(read: CsvTable) -> Problem:
    (problem,) = read.problems
    return problem


def test_each_row_is_a_mapping_under_its_id() -> None:
    read = rows(LOG, "log.csv", lists=LISTS)
    assert read.problems == ()
    assert list(read.data.items()) == [
        (
            "fire",
            {
                "title": "Fire",
                "when": "2022-11-15 15:40",
                "actors": ["desk", "police"],
                "evidence": {"article": 'they said "fire", twice'},
            },
        ),
        ("alarm", {"title": "Alarm,\nloud", "when": "2022-11-15 15:41", "evidence": ["log"]}),
        ("end", {"title": "End"}),
    ]


def test_a_place_is_the_line_in_which_the_row_begins() -> None:
    read = rows(LOG, "x/log.csv", lists=LISTS)
    assert [str(read.place((key, "when"))) for key in ("fire", "alarm", "end")] == [
        "x/log.csv:2",
        "x/log.csv:3",
        "x/log.csv:5",
    ]
    assert str(read.place(("unknown",), key=True)) == str(read.place(())) == "x/log.csv:1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_spreadsheets_export_is_read(delimiter: str, newline: str, mark: str) -> None:
    lines = [["id", "title", "actors"], ["a", "Fire", '"x;y"'], ["", "", ""], ["b", "No actor", ""]]
    text = mark + newline.join(delimiter.join(line) for line in lines)
    read = rows(text, "log.csv", lists=LISTS)
    assert read.data == {"a": {"title": "Fire", "actors": ["x", "y"]}, "b": {"title": "No actor"}}
    assert str(read.place(("b",))) == "log.csv:4"
    assert read.problems == ()


def test_the_delimiter_is_found_outside_quotation_marks() -> None:
    assert rows('id;"title, in, full"\na;b\n', "f").data == {"a": {"title, in, full": "b"}}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title,when\na,b\n", "f:1", "no column 'id'; its first line says title, when"),
        ("id|title\na|b\n", "f:1", "no column 'id'; its first line says id|title"),
        ("", "f:1", "no column 'id'; its first line says nothing"),
        ("id,title,title\na,b,c\n", "f:1", "two columns are called 'title'"),
        ("id,title\na,b\n,c\n", "f:3", "the row of line 3 has no id"),
        ("id,title\na,b\na,c\n", "f:3", "'a' stands here a second time; the first is in line 2"),
        ("id,title\na,b,c\n", "f:2", "the row of line 2 has 3 cells, but the table has 2 columns"),
        ("id,title,\na,b,c\n", "f:2", "a cell in a column without a name: 'c'"),
        ('id,title\na,b\nc,"d\ne,f\n', "f:3", "opens in the row of line 3 and is never closed; all down to line 4"),
        ('id,title\na,"b"c\nd,e\n', "f:2", "text follows a closing quotation mark in the row of line 2"),
        (f"id,title\na,{'x' * 140_000}\n", "f:2", "the row of line 2 has a cell of more than 131,072 characters"),
        ("id,span\na,words\n", "f:2", "'a' has a span but no source"),
        ("id,evidence,span\na,x;y,words\n", "f:2", "'a' has a span but several sources"),
    ],
)
def test_a_problem_names_its_row(text: str, place: str, message: str) -> None:
    problem = only(rows(text, "f", lists=LISTS))
    assert problem.level == "error"
    assert str(problem.where) == place
    assert message in problem.message
    assert problem.hint


def test_a_row_that_cannot_be_read_leaves_the_others() -> None:
    read = rows('id,title\na,"b"c\nd,e\n', "f")
    assert read.data == {"d": {"title": "e"}}
    assert str(read.place(("d",))) == "f:3"


def test_trailing_empty_cells_and_columns_are_fine() -> None:
    assert rows("id,title,,\na,b,,\nc\n", "f").data == {"a": {"title": "b"}, "c": {}}
    assert rows("id,title,,\na,b,,,,,\n", "f").problems == ()


def test_a_control_character_is_a_warning_with_its_place() -> None:
    read = rows("id,title\na,b\0c\n", "f")
    assert read.data == {"a": {"title": "bc"}}
    assert (only(read).level, str(only(read).where)) == ("warning", "f:2:4")


def test_a_huge_table_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LARGEST", 10)
    assert (rows("id,title\na,b\n", "f").data, only(rows("id,title\na,b\n", "f")).level) == ({}, "error")


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["id", ",", ";", '"', '""', "\n", "\r\n", "a", " ", "\0", "é", "\t"])).map("".join),
    )
)
def test_rows_never_raises(text: str) -> None:
    for whole in (text, f"id,title,evidence,span\n{text}"):
        read = rows(whole, "f", lists=LISTS)
        assert all(str(read.place((key,))).startswith("f:") for key in read.data)
        assert "" not in read.data


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("id,titel,when", ["unknown column 'titel', which is left out. Did you mean 'title'?"]),
        ("id,Title,when", ["unknown column 'Title', which is left out. Did you mean 'title'?"]),
        ("ID,title,when", ["unknown column 'ID', which is left out. Did you mean 'id'?"]),
        (
            "id,what,when",
            ["unknown column 'what'", "the table has no column 'title'; its first line says id, what, when"],
        ),
        ("id,title,crew", ["unknown column 'crew', which is left out. The columns are id, title, label, kind"]),
        ("id,title,wehn", ["unknown column 'wehn', which is left out. Did you mean 'when'?"]),
    ],
)
def test_a_fault_of_the_header_is_told_once_with_the_columns_that_there_are(
    written: Write, header: str, said: list[str]
) -> None:
    log = "\n".join([header, *(f"r{n},It rained,2026-03-03" for n in range(148))])
    loaded = written("title: x\nevents: {file: log.csv}\nactors: {chief: Ada}\n", **{"log.csv": log})
    found = [str(problem) for problem in loaded.problems]
    assert len(found) == len(said)
    for line, wanted in zip(found, said, strict=True):
        assert line.startswith("briefs/small/log.csv:1: error: ")
        assert wanted in line
