"""Presets: what a tool's export looks like is data, shipped or an office's own, and a fault in it has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.reading.rows.cell import joined
from briefgen.reading.rows.preset import moment
from briefgen.reading.rows.read import read_rows
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import BrokenTemplate, Templates

L2T = "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n"
OURS = "name: Our desk\ncolumns: [Stamp, Note]\nwhen: Stamp\ntitle: Note\nepochs: {Stamp: ms}\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "templates" / "logs").mkdir(parents=True)
    return tmp_path


def test_the_shipped_ones_are_read() -> None:
    names = {preset.id for preset in Templates(shipped().parent).logs()}
    assert {
        "psort",
        "psort-json",
        "timesketch",
        "log2timeline",
        "timelinejs",
        "statuspage",
        "slack",
        "misp",
        "stix",
    } <= names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (L2T + "11/15/2022,10:00:00,UTC,M,LOG,x,t,u,h,s,d,2,f,1,-,f,e\n", "log2timeline"),
        ("datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n2022-11-15T10:00:00+00:00,a,b,c,d,e,f,g\n", "psort"),
        ("message,timestamp,datetime,timestamp_desc,tag\nm,1668524402000000,2022-11-15T15:00:02+00:00,w,\n", "timesketch"),
        ("Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media\n2022,11,15,,,,,,,h,t,\n", "timelinejs"),
        ("Time,Event\n10:00,Fire\n", None),
    ],
)  # fmt: skip
def test_a_table_is_known_by_its_columns(text: str, expected: str | None) -> None:
    preset = read_rows(text.encode(), "x.csv", known=Templates(shipped().parent).logs()).preset
    assert (preset.id if preset else None) == expected


def test_an_office_puts_its_own_there(office: Path) -> None:
    (office / "templates" / "logs" / "desk.yaml").write_text(OURS, encoding="utf-8")
    rows = read_rows(b"Stamp,Note\n1668524402500,Fire\n", "x.csv", known=Templates(office).logs())
    assert rows.preset is not None and rows.preset.id == "desk"
    assert rows.rows[0].cells == ("2022-11-15 15:00:02.5Z", "Fire")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("when: Stamp", "wen: Stamp", "desk.yaml:3:1: error: unknown key 'wen'"),
        ("ms", "weeks", "desk.yaml:5"),
        ("title: Note", "zone: Nowhere/Land", "desk.yaml:"),
        ("columns: [Stamp, Note]\n", "", "desk.yaml:"),
        ("name: Our desk", "name: [", "desk.yaml:"),
    ],
)
def test_a_fault_has_its_place(office: Path, old: str, new: str, said: str) -> None:
    (office / "templates" / "logs" / "desk.yaml").write_text(OURS.replace(old, new), encoding="utf-8")
    with pytest.raises(BrokenTemplate) as caught:
        Templates(office).logs()
    assert said in "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("cell", "count", "expected"),
    [
        ("1668524402", "s", "2022-11-15 15:00:02Z"),
        ("1668524402.25", "s", "2022-11-15 15:00:02.25Z"),
        ("1668524402500", "ms", "2022-11-15 15:00:02.5Z"),
        ("-1", "s", "1969-12-31 23:59:59Z"),
        ("0", "us", "1970-01-01 00:00:00Z"),
        ("yesterday", "s", "yesterday"),
        ("9" * 19, "s", "9" * 19),
    ],
)
def test_counts_since_1970(cell: str, count: str, expected: str) -> None:
    assert moment(cell, count) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("11/15/2022", "10:00:00"), "11/15/2022 10:00:00"),
        (("2022", "11", "5", "10:00"), "2022-11-05 10:00"),
        (("2022", "11", "", ""), "2022-11"),
        (("2022", "", "5", "10:00"), "2022"),
        (("2022", "1", "2", "3", "4", "5"), "2022-01-02 03:04:05"),
        (("2022", "1", "2", "3", "", ""), "2022-01-02 03:00"),
        (("", "10:00"), "10:00"),
        (("2022-11-15", ""), "2022-11-15"),
    ],
)
def test_a_time_of_several_columns(cells: tuple[str, ...], expected: str) -> None:
    assert joined(cells) == expected
