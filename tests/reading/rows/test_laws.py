"""Laws over any table: every form of file gives the same rows; no bytes raise anything but a refusal; sabotage is seen."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import Rows, RowsRefused
from tests.support.sheets import ods, xlsx

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" \n"), max_size=12).map(
    lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
)
CELLS = WORDS.filter(lambda cell: cell[:1] not in "#E")  # an error value is what a workbook has instead of a text
NAMES = st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True)
WHOLE = xlsx({"Log": [["Time", "Event"], ["10:00", "Fire"]]})
"""One workbook for all examples: its size depends on the second in which it is written."""
CLOCKS = st.times().map(lambda at: f"2022-11-15 {at:%H:%M}")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table with a head, a column of times and at least one cell more in every row."""
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    rows = draw(st.lists(st.tuples(CLOCKS, *[CELLS for _ in names[1:]]).map(list), min_size=1, max_size=6))
    return [names, *rows]


def as_csv(table: list[list[str]], delimiter: str = ",") -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(table)
    return text.getvalue().encode()


def as_markdown(table: list[list[str]]) -> bytes:
    def cell(text: str) -> str:
        signs = "".join(f"\\{sign}" if sign in "\\|*_~`[]<" else sign for sign in text)
        return signs.replace("\n", "<br>") or " "

    head, *rows = [f"| {' | '.join(map(cell, row))} |" for row in table]
    return "\n".join([head, "|" + "---|" * len(table[0]), *rows, ""]).encode()


def as_json(table: list[list[str]]) -> bytes:
    return json.dumps([dict(zip(table[0], row, strict=True)) for row in table[1:]]).encode()


def as_lines_of_json(table: list[list[str]]) -> bytes:
    return "\n".join(json.dumps(dict(zip(table[0], row, strict=True))) for row in table[1:]).encode()


def said(rows: Rows) -> list[tuple[str, ...]]:
    return [rows.head, *(row.cells for row in rows.rows)]


@settings(max_examples=150, deadline=None)
@given(tables())
@example([["Time", "Event"], ["2022-11-15 10:00", ""]])
@example([["Time", "Event"], ["2022-11-15 10:00", "two\n\nhurt"], ["2022-11-15 10:01", "a\n\nb"]])
@example([["Time", "Event"], ["2022-11-15 10:00", "\\|"], ["2022-11-15 10:01", "|\\"]])
@example([["Time", "Event", "By"], ["2022-11-15 10:00", '"', ";"], ["2022-11-15 10:00", "a,b", "c\nd"]])
def test_every_form_of_a_table_is_the_same_rows(table: list[list[str]]) -> None:
    expected = [tuple(row) for row in table]
    assert said(read_rows(as_csv(table), "log.csv")) == expected
    assert said(read_rows(as_csv(table, ";"), "log.csv")) == expected
    assert said(read_rows(as_csv(table, "\t"), "log.tsv")) == expected
    assert said(read_rows(as_json(table), "log.json")) == expected
    assert said(read_rows(as_lines_of_json(table), "log.jsonl")) == expected
    assert said(read_rows(as_markdown(table), "pasted")) == expected
    assert said(read_rows(xlsx({"Log": table}), "log.xlsx")) == expected
    assert said(read_rows(ods({"Log": table}), "log.ods")) == expected


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
        st.text(alphabet='|-+=: \n,;\t"{}[]0123456789:.-/ZTabc', max_size=120).map(str.encode),
        tables().map(as_csv).flatmap(lambda data: st.integers(0, len(data)).map(lambda end: data[:end])),
    ),
    st.sampled_from(["log.csv", "log.xlsx", "pasted", "log.json"]),
)
def test_any_bytes_are_rows_or_a_refusal(data: bytes, name: str) -> None:
    try:
        rows = read_rows(data, name)
    except RowsRefused as error:
        assert str(error).endswith((".", "?")) or "sheet: " in str(error)
        return
    assert rows.rows
    assert all(len(row.cells) == len(rows.head) for row in rows.rows)
    numbers = [row.number for row in rows.rows]
    assert numbers == sorted(numbers) and len(set(rows.head)) == len(rows.head)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_rows_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(RowsRefused):
        read_rows(bytes(whole), "log.xlsx")


def test_a_reader_that_loses_a_cell_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.reading.rows.grid._used", lambda names, rows, width: list(range(width - 1)))
    with pytest.raises(AssertionError):
        test_every_form_of_a_table_is_the_same_rows()
