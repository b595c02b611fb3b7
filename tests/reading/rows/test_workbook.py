"""XLSX and ODS: cells as a reader of the sheet sees them, and what the cells alone do not say is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from briefgen.reading.rows import sheet_xml
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import Rows, RowsRefused
from tests.support.excel import excel
from tests.support.sheets import Cells, ods, xlsx

NIGHT = datetime.fromisoformat("2022-11-15")
LOG: Cells = [
    ["Time", "Event", "n", "sure"],
    [datetime.fromisoformat("2022-11-15 15:40:02.500"), "Fire\non deck 3", 3, True],
    [NIGHT, "Midnight", 0.1 + 0.2, False],
    [datetime.fromisoformat("2022-11-16 01:05"), "Out", -1.5, None],
]


def cells(rows: Rows) -> list[tuple[str, ...]]:
    return [row.cells for row in rows.rows]


def refused(data: bytes, sheet: str = "") -> str:
    with pytest.raises(RowsRefused) as caught:
        read_rows(data, "log.xlsx", sheet=sheet)
    return str(caught.value)


@pytest.mark.parametrize("data", [xlsx({"Log": LOG}), ods({"Log": LOG}), xlsx({"Log": LOG}, is_1904=True)])
def test_cells_are_as_a_reader_sees_them(data: bytes) -> None:
    rows = read_rows(data, "log")
    assert (rows.head, rows.sheet) == (("Time", "Event", "n", "sure"), "Log")
    assert cells(rows) == [
        ("2022-11-15 15:40:02.5", "Fire\non deck 3", "3", "TRUE"),
        ("2022-11-15 00:00:00", "Midnight", "0.3", "FALSE"),
        ("2022-11-16 01:05:00", "Out", "-1.5", ""),
    ]
    assert [row.number for row in rows.rows] == [2, 3, 4]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_dates_clocks_and_durations(write: Callable[[dict[str, Cells]], bytes]) -> None:
    sheet: Cells = [["Day", "Clock", "Took"], [date(2022, 11, 15), time(15, 40), timedelta(hours=30)]]
    assert cells(read_rows(write({"S": sheet}), "log")) == [("2022-11-15", "15:40", "30:00")]


def test_a_day_without_a_clock_among_clocks_stays_one() -> None:
    sheet: Cells = [
        ["Time", "Event"],
        [datetime.fromisoformat("2022-11-15 10:00"), "Fire"],
        [date(2022, 11, 16), "x"],
        [NIGHT, "y"],
    ]
    for data in (xlsx({"S": sheet}), ods({"S": sheet})):
        assert [row[0] for row in cells(read_rows(data, "log"))] == [
            "2022-11-15 10:00",
            "2022-11-16",
            "2022-11-15 00:00",
        ]


def test_error_values_are_read_and_told() -> None:
    sheet: Cells = [["Time", "Event"], ["10:00", "#REF!"], ["10:05", "#DIV/0!"], ["10:10", "Out"]]
    for rows in (read_rows(xlsx({"S": sheet}), "log.xlsx"), read_rows(ods({"S": sheet}), "log.ods")):
        assert [row[1] for row in cells(rows)] == ["#REF!", "#DIV/0!", "Out"]
        assert rows.remarks == ("cells without a value: B2 (#REF!), B3 (#DIV/0!)",)


def test_a_date_below_zero_is_shown_as_excel_shows_it() -> None:
    sheet: Cells = [["Time", "Event"], [NIGHT, "Fire"], ["10:01", "x"]]
    cell = b'<c r="A3" t="s"><v>3</v></c>'
    changed = _with(xlsx({"S": sheet}), "xl/worksheets/sheet1.xml", cell, b'<c r="A3" s="1"><v>-1.5</v></c>')
    assert cells(read_rows(changed, "log.xlsx"))[1] == ("########", "x")


def test_a_workbook_that_counts_from_1904_is_told() -> None:
    assert any("1904" in remark for remark in read_rows(xlsx({"S": LOG}, is_1904=True), "log.xlsx").remarks)
    assert not read_rows(xlsx({"S": LOG}), "log.xlsx").remarks


def test_cells_shown_as_one_are_read_in_each_row() -> None:
    sheet: Cells = [
        ["Day", "Clock", "Event"],
        ["2022-11-15", "10:00", "Fire"],
        [None, "10:05", "Out"],
        ["2022-11-16", "9:00", "x"],
    ]
    for rows in (
        read_rows(xlsx({"S": sheet}, merged=["A2:A3"]), "log.xlsx"),
        read_rows(ods({"S": sheet}, tall={(1, 0): 2}), "log.ods"),
    ):
        assert [row[0] for row in cells(rows)] == ["2022-11-15", "2022-11-15", "2022-11-16"]
        assert any("merged over several rows" in remark and "A2:A3" in remark for remark in rows.remarks)


def test_a_head_of_merged_cells_is_one_head() -> None:
    sheet: Cells = [
        ["Log of the night", None, None, None],
        ["Time", None, "Event", "By"],
        ["Local", "UTC", None, None],
        ["10:00", "09:00", "Fire", "Anna"],
    ]
    rows = read_rows(xlsx({"S": sheet}, merged=["A1:D1", "A2:B2", "C2:C3", "D2:D3"]), "log.xlsx")
    assert rows.head == ("Time Local", "Time UTC", "Event", "By")
    assert cells(rows) == [("10:00", "09:00", "Fire", "Anna")]


def test_the_one_sheet_with_a_table_is_read_and_the_others_are_told() -> None:
    rows = read_rows(xlsx({"Cover": [["Secret"]], "Log": LOG, "Old": LOG}, hidden=["Old"]), "log.xlsx")
    assert rows.sheet == "Log"
    assert rows.remarks == ("the sheet 'Cover' is not read", "the hidden sheet 'Old' is not read")


def test_several_sheets_want_a_name() -> None:
    data = xlsx({"Log": LOG, "Staff": [["Name", "Phone"], ["Anna", "1"]]}, hidden=["Staff"])
    assert "the sheet 'Staff' is hidden" in read_rows(data, "log.xlsx", sheet="Staff").remarks[0]
    data = xlsx({"Log": LOG, "Staff": [["Name", "Phone"], ["Anna", "1"]]})
    assert "tables on several sheets: 'Log', 'Staff'" in refused(data) and "sheet: Log" in refused(data)
    assert "Did you mean 'Log'?" in refused(data, "log")


def test_a_table_need_not_begin_in_the_first_cell() -> None:
    sheet: Cells = [[], [], [None, "Time", "Event"], [None, "10:00", "Fire"], [], [None, "10:05", "Out"]]
    rows = read_rows(xlsx({"S": sheet}), "log.xlsx")
    assert rows.head == ("Time", "Event")
    assert [(row.number, row.cells) for row in rows.rows] == [(4, ("10:00", "Fire")), (6, ("10:05", "Out"))]


def test_several_tables_in_a_sheet_are_refused() -> None:
    sheet: Cells = [["Time", "Event"], ["10:00", "Fire"], ["10:05", "Out"], [], ["Name", "Phone"], ["Anna", "12"]]
    assert "Move each table to a sheet of its own" in refused(xlsx({"S": sheet}))


def test_hostile_workbooks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx({"S": LOG})
    far = _with(data, "xl/worksheets/sheet1.xml", b'r="D3"', b'r="XFD1048576"')
    assert "stray cells" in refused(far)
    assert "damaged" in refused(data[:400])
    assert "damaged" in refused(_with(data, "xl/worksheets/sheet1.xml", b"</row>", b""))
    assert "old form" in refused(b"\xd0\xcf\x11\xe0" * 9)
    assert "a Word document" in refused(_archive({"word/document.xml": b"<x/>"}))
    assert "an archive" in refused(_archive({"a.txt": b"x"}))
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet '
    assert _rows_or_refusal(_with(data, "xl/worksheets/sheet1.xml", b"<worksheet ", entities))
    bomb = _with(data, "xl/sharedStrings.xml", b"<si>", b"<si>" + b" " * 3_000_000)
    monkeypatch.setattr(sheet_xml, "LARGEST", 2 * 1024**2)
    assert "unpacks to more" in refused(bomb)


def test_an_ods_sheet_that_repeats_its_cells_is_bounded() -> None:
    sheet = ods({"S": [["Time", "Event"], ["10:00", "Fire"]]})
    row = b"</table:table-row></table:table>"
    empty = b'<table:table-row table:number-rows-repeated="1048550"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert cells(
        read_rows(_with(sheet, "content.xml", row, b"</table:table-row>" + empty + b"</table:table>"), "log.ods")
    ) == [("10:00", "Fire")]
    cell = b'<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    for bomb in (
        b'<table:table-row table:number-rows-repeated="1048550">'
        + cell.replace(b"16384", b"20")
        + b"</table:table-row>",
        b"<table:table-row>" + cell + b"</table:table-row>",
    ):
        assert "stray cells" in refused(
            _with(sheet, "content.xml", row, b"</table:table-row>" + bomb + b"</table:table>")
        )


def _rows_or_refusal(data: bytes) -> bool:
    try:
        return bool(read_rows(data, "log.xlsx").rows)
    except RowsRefused:
        return True


def _with(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with other bytes in one of its parts."""
    parts = ZipFile(BytesIO(data))
    assert old in parts.read(part)
    return _archive(
        {name: parts.read(name).replace(old, new, 1) if name == part else parts.read(name) for name in parts.namelist()}
    )


def _archive(parts: dict[str, bytes]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return data.getvalue()


# -- as other programs write them ----------------------------------------------------------------------------------------

HEAD = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
NAMES = ("<t>Time</t>", "<t>Event</t>")
AT = 44880.652777777781
"""2022-11-15 15:40 as a sheet counts it."""


def timed(*cells: str, attributes: str = "") -> str:
    """A head and rows with a time and one cell each."""
    row = '<row r="{n}"{more}><c r="A{n}" s="1"><v>{at}</v></c>{cell}</row>'
    return HEAD + "".join(
        row.format(n=n, at=AT, cell=cell.replace("B#", f"B{n}"), more=attributes) for n, cell in enumerate(cells, 2)
    )


def test_words_are_read_however_excel_keeps_them() -> None:
    rich = '<r><t xml:space="preserve">Fire in </t></r><r><rPr><b/></rPr><t>deck 3</t></r>'
    spoken = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
    rows = timed(
        '<c r="B#" t="s"><v>2</v></c>',
        '<c r="B#" t="s"><v>3</v></c>',
        '<c r="B#" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
        '<c r="B#" t="str"><f>A1&amp;"x"</f><v>worked out</v></c>',
        '<c r="B#" t="b"><v>1</v></c>',
    )
    read = read_rows(excel(rows, (*NAMES, rich, spoken), ["yyyy-mm-dd hh:mm"]), "log.xlsx")
    assert [row[1] for row in cells(read)] == ["Fire in deck 3", "東京", "inline", "worked out", "TRUE"]
    assert not read.remarks


@pytest.mark.parametrize(
    "code",
    ["[$-409]d\\-mmm\\-yy;@", "mm:ss.0", "d.m.yyyy h:mm", "[$-F400]h:mm:ss\\ AM/PM", '"um" h "Uhr"', "[$-F800]dddd"],
)
def test_a_time_is_one_in_every_format_that_excel_knows(code: str) -> None:
    read = read_rows(excel(timed('<c r="B#" t="s"><v>1</v></c>'), NAMES, [code]), "log.xlsx")
    assert cells(read)[0][0] == "2022-11-15 15:40"


@pytest.mark.parametrize("formula", ["<f>A2+1</f>", "<f>A2+1</f><v/>", "<f>A2+1</f><v></v>", "<f>A2+1</f><v>0</v>"])
def test_a_formula_that_no_spreadsheet_has_worked_out_is_told_and_no_value(formula: str) -> None:
    data = xlsx({"S": [["Time", "Event", "n"], [NIGHT, "Fire", 3], [NIGHT, "Out", 4]]})
    cell = b'<c r="C3"><v>4</v></c>'
    read = read_rows(_with(data, "xl/worksheets/sheet1.xml", cell, f'<c r="C3">{formula}</c>'.encode()), "log.xlsx")
    assert [row[2] for row in cells(read)] == ["3", ""]
    assert "no spreadsheet has worked out" in read.remarks[0] and "C3" in read.remarks[0]


def test_what_a_sheet_hides_is_read_and_told() -> None:
    columns = '<cols><col min="2" max="2" width="9" hidden="1"/></cols>'
    rows = timed('<c r="B#" t="s"><v>1</v></c>', attributes=' hidden="1"')
    hidden = ("row 2 is hidden in the sheet; read all the same", "column B is hidden in the sheet; read all the same")
    assert read_rows(excel(rows, NAMES, ["yyyy-mm-dd hh:mm"], columns), "log.xlsx").remarks == hidden
    data = ods({"S": [["Time", "Event", "n"], ["10:00", "Fire", 3]]})
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row>'
    read = read_rows(_with(data, "content.xml", b"<table:table-row>", columns.encode()), "log.ods")
    assert read.remarks == (hidden[1],)


def test_days_that_spreadsheets_count_in_different_ways_are_told() -> None:
    rows = timed('<c r="B#" t="s"><v>1</v></c>').replace(str(AT), "60")
    (remark,) = read_rows(excel(rows, NAMES, ["yyyy-mm-dd"]), "log.xlsx").remarks
    assert "before 1 March 1900" in remark and "A2" in remark


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('office:value-type="string"><text:p>a<text:tab/>b</text:p>', "a\tb"),
        ('office:value-type="string"><text:p>a<text:line-break/>b<text:s text:c="2"/>c</text:p>', "a\nb  c"),
        ('office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>', "#N/A"),
        ('office:value-type="string"><office:annotation><text:p>secret</text:p></office:annotation><text:p>a</text:p>', "a"),
        ('office:value-type="date" office:date-value="2022-11-16"><text:p>16.11.22 00:00</text:p>', "2022-11-16 00:00"),
        ('office:value-type="date" office:date-value="2022-11-16"><text:p>16.11.22</text:p>', "2022-11-16"),
    ],
)  # fmt: skip
def test_a_cell_of_libreoffice_is_what_it_shows(written: str, expected: str) -> None:
    data = ods({"S": [["Time", "x"], [datetime.fromisoformat("2022-11-15 10:00"), "x"], ["CELL", "x"]]})
    calcext = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    cell = b'office:value-type="string"><text:p>CELL</text:p>'
    read = read_rows(_with(data, "content.xml", cell, f"{calcext} {written}".encode()), "log.ods")
    assert cells(read)[1][0] == expected
    assert [remark for remark in read.remarks if "#" in remark] == (
        ["cells without a value: A3 (#N/A)"] if "#" in expected else []
    )


def test_numbers_that_are_none_and_columns_that_are_no_numbers_are_read_or_told() -> None:
    rows = timed('<c r="B#"><v>NaN</v></c>', '<c r="B#"><v>1e400</v></c>', '<c r="B#" t="s"><v>1</v></c>')
    columns = '<cols><col min="x" max="2" hidden="1"/></cols>'
    read = read_rows(excel(rows, NAMES, ["yyyy-mm-dd hh:mm"], columns), "log.xlsx")
    assert [row[1] for row in cells(read)] == ["#NUM!", "#NUM!", "Event"]
    assert read.remarks == ("cells without a value: B2 (#NUM!), B3 (#NUM!)",)
