"""What the XML of an ODS sheet says that its cells do not, as the library gives them: errors, tabs, midnights, what is hidden or one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from briefgen.reading.rows.grid import WIDEST, Merged
from briefgen.reading.rows.sheet_xml import MOST_SET_OUT, Spot, Unseen, bounded, chunks, freed, walk

_REPEATED = re.compile(rb"""number-rows-repeated=["'](\d{1,9})["']""")
_NOTHING = re.compile(
    rb"""number-rows-repeated=["']\d{1,9}["'][^>]*>\s*(?:<[\w:-]*table-cell(?![^>]*value-type)[^>]*/>\s*)?</[\w:-]*table-row>|number-rows-repeated=["']\d{1,9}["'][^>]*/>"""
)
_FILLED = re.compile(rb"""table-cell\b(?=[^>]*value-type)[^>]*number-columns-repeated=["'](\d{1,9})["']""")
_LOOK = (
    b"-spanned=",
    b":visibility=",
    b'="error"',
    b'="percentage"',
    b'="currency"',
    b":tab/>",
    b":tab ",
    b":line-break",
)
_AS_SHOWN = ("percentage", "currency")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def needs_a_look(parts: ZipFile, name: str) -> bool:
    """Whether an ODS workbook has what only a walk through it tells: what is hidden, merged, wrong, or repeats what is in it."""
    tail, rows, wide = b"", 0, 1
    for piece in chunks(parts, "content.xml", name):
        text = tail + piece
        if any(sign in text for sign in _LOOK) or len(_REPEATED.findall(text)) > len(_NOTHING.findall(text)):
            return True
        rows += piece.count(b"table-row")
        if b"number-columns-repeated=" in text:
            wide = max(wide, *map(int, _FILLED.findall(text)), 0)
        tail = text[-2_000:]
    return rows * wide > MOST_SET_OUT or wide > WIDEST


class _Row(NamedTuple):
    """A row, which may stand for several: the first of them, how many, and its cells with the first column and how many columns."""

    first: int
    times: int
    element: etree._Element
    cells: list[tuple[int, int, etree._Element]]


def ods_sheet(parts: ZipFile, name: str, sheet: str) -> Unseen:
    """What the XML of an ODS sheet says beside its cells. Raises RowsRefused for one that repeats cells beyond what can be set out."""
    unseen, wide = Unseen(), 0
    for table, row in _rows(parts, name, sheet, unseen):
        wide = max(wide if row.first else 0, *(column + again for column, again, _ in row.cells), 0)
        if not row.cells:
            continue
        bounded(name, wide, row.first + row.times)
        if table != sheet:
            continue
        if row.element.get(f"{_TABLE}visibility", "visible") != "visible":
            unseen.hidden += range(row.first, row.first + row.times)
        for column, again, cell in row.cells:
            _look(
                cell,
                unseen,
                [(r, c) for r in range(row.first, row.first + row.times) for c in range(column, column + again)],
            )
    return unseen


def days_alone(parts: ZipFile, name: str, sheet: str, wanted: set[Spot]) -> set[Spot]:
    """Which of some cells show a day without a clock: a day at midnight is kept as one without."""
    return wanted - {
        (number, column)
        for table, row in _rows(parts, name, sheet, Unseen())
        if table == sheet
        for column, _, cell in row.cells
        for number in range(row.first, row.first + row.times)
        if (number, column) in wanted and ":" in _text(cell)
    }


def _rows(parts: ZipFile, name: str, sheet: str, unseen: Unseen) -> Iterator[tuple[str, _Row]]:
    """Each row with the name of its table; the columns of the sheet that are hidden are added."""
    table, number, columns = "", 0, 0
    for element in walk(
        parts,
        "content.xml",
        name,
        tuple(f"{_TABLE}{one}" for one in ("table-row", "table-column", "table")),
        start=True,
    ):
        tag = etree.QName(element).localname
        if tag == "table":
            table, number, columns = element.get(f"{_TABLE}name", ""), 0, 0
        elif tag == "table-column":
            again = _number(element.get(f"{_TABLE}number-columns-repeated"))
            if table == sheet and element.get(f"{_TABLE}visibility", "visible") != "visible":
                unseen.hidden_columns += range(columns, min(columns + again, WIDEST))
            columns += again
        else:
            times, column, cells = _number(element.get(f"{_TABLE}number-rows-repeated")), 0, []
            for cell in element.iterchildren():
                again = _number(cell.get(f"{_TABLE}number-columns-repeated"))
                if len(cell) > 0 or any(key.endswith("}value-type") for key in cell.attrib):
                    cells.append((column, again, cell))
                column += again
            yield table, _Row(number, times, element, cells)
            number += times
            freed(element)


def _look(cell: etree._Element, unseen: Unseen, spots: list[Spot]) -> None:
    """Adds what a cell says that the library does not: `spots` are where it stands."""
    rows, columns = (_number(cell.get(f"{_TABLE}number-{way}-spanned")) for way in ("rows", "columns"))
    if rows > 1 or columns > 1:
        row, column = spots[0]
        unseen.merged.append(Merged(row, column, row + rows - 1, column + columns - 1))
    if any(key.endswith("}value-type") and value == "error" for key, value in cell.attrib.items()):
        unseen.errors |= dict.fromkeys(spots, _text(cell) or "#ERROR")
    elif any(key.endswith("}value-type") and value in _AS_SHOWN for key, value in cell.attrib.items()):
        unseen.texts |= dict.fromkeys(spots, said) if (said := " ".join(_text(cell).split())) else {}
    elif any(True for _ in cell.iter("{*}tab", "{*}line-break")):
        unseen.texts |= dict.fromkeys(spots, _text(cell))


def _text(cell: etree._Element) -> str:
    """What a cell shows: its paragraphs, without the remarks at it."""
    return "\n".join(map(_said, cell.iterchildren("{*}p")))


def _said(element: etree._Element) -> str:
    said = [element.text or ""]
    for part in element:
        tag = etree.QName(part).localname
        if tag == "s":
            said.append(" " * _number(next((value for key, value in part.attrib.items() if key.endswith("}c")), None)))
        elif tag != "annotation":
            said.append({"tab": "\t", "line-break": "\n"}.get(tag) or _said(part))
        said.append(part.tail or "")
    return "".join(said)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1
