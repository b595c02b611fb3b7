"""A share and a sum of money arrive as the sheet shows them: 45 % and not 0.45."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from odf.number import CurrencyStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from briefgen.reading.rows.cell import is_number
from briefgen.reading.rows.number_format import number_format
from briefgen.reading.rows.read import read_rows

ACCOUNTS = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0%", 0.45, "45%"),
        ("0.0%", 0.4567, "45.7%"),
        ("0.0#%", 0.5, "50.0%"),
        ("0%", 0.285, "29%"),
        ("0%", -0.001, "0%"),
        ('"€ "#,##0', 1200, "€ 1,200"),
        ("[$€-407] #,##0.00", 1200.5, "€ 1,200.50"),
        ("#,##0.00\\ [$€-407]", -1200.5, "-1,200.50 €"),
        ("$#,##0", 1200, "$1,200"),
        (ACCOUNTS, -1200, "$ (1,200.00)"),
        (ACCOUNTS, 0, "$ -"),
        ('0 "km"', 12, "12 km"),
        ('0.0,," M€"', 12345678, "12.3 M€"),
        ('"a;b" 0', 3, "a;b 3"),
        ('"a;b" 0', -3, "-a;b 3"),
        ("[Red]0%;[Blue]-0%", -0.3, "-30%"),
    ],
)
def test_a_format_with_a_sign_or_a_word_is_followed(code: str, value: float, shown: str) -> None:
    made = number_format(code)
    assert made is not None
    assert made.shown(value) == shown


@pytest.mark.parametrize(
    "code",
    ["", ";;;", "General", "0.00", "#,##0", "@", "yyyy-mm-dd", "[h]:mm", "# ?/?", "0.00E+00", "[>1]0%", "000-00"],
)
def test_a_format_of_digits_alone_or_unknown_leaves_the_number(code: str) -> None:
    assert number_format(code) is None


def _workbook() -> bytes:
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    share, money, plain = (book.add_format({"num_format": code}) for code in ("0%", '"€ "#,##0', "0.00"))
    sheet = book.add_worksheet("Cost")
    for column, name in enumerate(("What", "Share", "Sum", "Rate")):
        sheet.write_string(0, column, name)
    for row, what in enumerate(("Port", "Silo"), 1):
        sheet.write_string(row, 0, what)
        sheet.write_number(row, 1, 0.45, share)
        sheet.write_formula(row, 2, "=600*2", money, 1200)
        sheet.write_number(row, 3, 1.5, plain)
    book.close()
    return data.getvalue()


def _calc() -> bytes:
    book, table = OpenDocumentSpreadsheet(), Table(name="Cost")
    book.automaticstyles.addElement(CurrencyStyle(name="N1"))
    rows = [
        [("string", "", name) for name in ("What", "Share", "Sum", "Rate")],
        *(
            [
                ("string", "", what),
                ("percentage", "0.45", "45 %"),
                ("currency", "1200", "1.200 €"),
                ("float", "1.5", "1,50"),
            ]
            for what in ("Port", "Silo")
        ),
    ]
    for cells in rows:
        row = TableRow()
        for kind, value, said in cells:
            cell = TableCell(valuetype=kind, **({"value": value} if value else {}))
            cell.addElement(P(text=said))
            row.addElement(cell)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    data = BytesIO()
    book.write(data)
    return data.getvalue()


def test_a_workbook_gives_shares_and_sums_as_it_shows_them() -> None:
    assert [row.cells for row in read_rows(_workbook(), "cost.xlsx").rows] == [
        (what, "45%", "€ 1,200", "1.5") for what in ("Port", "Silo")
    ]


def test_so_does_one_of_libreoffice() -> None:
    assert [row.cells for row in read_rows(_calc(), "cost.ods").rows] == [
        (what, "45 %", "1.200 €", "1.5") for what in ("Port", "Silo")
    ]


@pytest.mark.parametrize("cell", ["45%", "45 %", "€ 1,200", "-€1,200.50", "1.200 €", "$3"])
def test_such_a_cell_counts_as_a_number(cell: str) -> None:
    assert is_number(cell)


@pytest.mark.parametrize("cell", ["€", "%", "€ much", "3 €€"])
def test_a_sign_alone_is_none(cell: str) -> None:
    assert not is_number(cell)
