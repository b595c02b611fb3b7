"""Lines that begin with a time and chats: when, who and what; nothing of a line is lost."""

from __future__ import annotations

import pytest

from briefgen.reading.rows.read import read_rows


def read(text: str, name: str = "pasted") -> list[tuple[str, ...]]:
    rows = read_rows(text.encode(), name)
    return [rows.head, *(row.cells for row in rows.rows)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:02 Fire in hall\n10:05 Out, all clear\n", [("Time", "Text"), ("10:02", "Fire in hall"), ("10:05", "Out, all clear")]),
        ("10:02 - Fire\n- 10:05: Out\n* 10.07 x\n", [("Time", "Text"), ("10:02", "Fire"), ("10:05", "Out"), ("10.07", "x")]),
        ("10:02–10:20 Fire\n10:30 Out\n", [("Time", "End", "Text"), ("10:02", "10:20", "Fire"), ("10:30", "", "Out")]),
        ("1002Z Fire\n1005Z Out\n", [("Time", "Text"), ("1002Z", "Fire"), ("1005Z", "Out")]),
        ("2022-11-15T10:02Z Fire\n2022-11-15T10:03:01.5+01:00 Out\n", [("Time", "Text"), ("2022-11-15T10:02Z", "Fire"), ("2022-11-15T10:03:01.5+01:00", "Out")]),
        ("10:02 Europe/Kyiv Fire\n10:03 UTC Out\n", [("Time", "Text"), ("10:02 Europe/Kyiv", "Fire"), ("10:03 UTC", "Out")]),
        ("[10:02] Anna: Fire\n[10:03] Bo: where?\n[10:04] Anna: hall\n", [("Time", "Who", "Text"), ("10:02", "Anna", "Fire"), ("10:03", "Bo", "where?"), ("10:04", "Anna", "hall")]),
        ("10:02 <@anna> Fire: now\n10:03 <bo> where\n10:04 * bo runs\n", [("Time", "Who", "Text"), ("10:02", "anna", "Fire: now"), ("10:03", "bo", "where"), ("10:04", "", "* bo runs")]),
        ("[15/11/2022, 10:02:33] Anna: Fire, now\n[15/11/2022, 10:03:33\u202fAM] Bo: x\n", [("Time", "Who", "Text"), ("15/11/2022, 10:02:33", "Anna", "Fire, now"), ("15/11/2022, 10:03:33\u202fAM", "Bo", "x")]),
        ("15/11/2022, 10:02 - Messages are encrypted.\n15/11/2022, 10:03 - Anna: Fire\n15/11/2022, 10:03 - Bo: x\n", [("Time", "Who", "Text"), ("15/11/2022, 10:02", "", "Messages are encrypted."), ("15/11/2022, 10:03", "Anna", "Fire"), ("15/11/2022, 10:03", "Bo", "x")]),
        ("[10:02] <anna> note: hi\n[10:03] * bo: joins\n", [("Time", "Who", "Text"), ("10:02", "anna", "note: hi"), ("10:03", "", "* bo: joins")]),
        ("Tue 15 Nov 10:02 Fire\nTue 15 Nov 10:03 Out\n", [("Time", "Text"), ("Tue 15 Nov 10:02", "Fire"), ("Tue 15 Nov 10:03", "Out")]),
        ("## 15 November 2022\n10:02 Fire\n## 16 November 2022\n00:10 Out\n", [("Date", "Time", "Text"), ("15 November 2022", "10:02", "Fire"), ("16 November 2022", "00:10", "Out")]),
    ],
)  # fmt: skip
def test_when_who_and_what(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected


def test_a_line_without_a_time_belongs_to_the_one_above() -> None:
    rows = read_rows(b"Night shift\n\n10:02 Fire\nin the hall\n\n10:05 Out\n", "log.txt")
    assert [(row.number, row.cells) for row in rows.rows] == [
        (3, ("10:02", "Fire\nin the hall")),
        (6, ("10:05", "Out")),
    ]
    assert rows.remarks == ("above the first time stands: 'Night shift'",)


def test_a_few_words_before_a_colon_are_no_speaker() -> None:
    assert read("10:02 Fire in hall: two hurt\n10:03 Out\n10:05 Crew called\n")[0] == ("Time", "Text")


def test_a_table_whose_first_column_is_a_time_stays_a_table() -> None:
    text = "2022-11-15 10:00 UTC,Fire\n2022-11-15 10:01 UTC,Out\n"
    assert read(text)[1] == ("2022-11-15 10:00 UTC", "Fire")
    assert read("Zeit\tEreignis\n15.11.2022 10:00 Uhr\tFeuer\n") == [
        ("Zeit", "Ereignis"),
        ("15.11.2022 10:00 Uhr", "Feuer"),
    ]
    assert read("Time;Event\n10:00;Fire\n10:05;Out\n")[0] == ("Time", "Event")
    assert read("10:00\tFire\n10:05\tOut\n")[1] == ("10:00", "Fire")


@pytest.mark.parametrize("name", ["log.txt", "log.csv"])
@pytest.mark.parametrize("sign", [", ", "; ", " | "])
def test_a_comma_in_every_line_is_no_delimiter_and_the_first_line_no_head(sign: str, name: str) -> None:
    text = f"10:02 Fire{sign}two hurt\n10:05 Out{sign}all clear\n"
    assert read(text, name) == [
        ("Time", "Text"),
        ("10:02", f"Fire{sign}two hurt"),
        ("10:05", f"Out{sign}all clear"),
    ]
    assert read(f"Night shift{sign}harbour\n{text}", name) == read(text, name)
    assert read(f"Time{sign}Event\n{text}", name)[0] == ("Time", "Event")


def test_the_one_who_is_named_as_a_nick_speaks_and_nobody_before_a_colon() -> None:
    text = "10:02 <anna> note: hi\n10:03 Bo: joins\n10:04 Bo: leaves\n"
    assert [row[1] for row in read(text)] == ["Who", "anna", "", ""]
