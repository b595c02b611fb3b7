"""What the XML of a workbook, and of a sheet of Excel's, says that its cells do not: error values, what is hidden, the calendar, its size."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, TypeAlias, cast
from zipfile import BadZipFile, ZipFile

from lxml import etree

from briefgen.reading.rows.grid import LONGEST, WIDEST, Merged
from briefgen.reading.rows.number_format import NumberFormat
from briefgen.reading.rows.values import RowsRefused

LARGEST = 500 * 1024 * 1024
"""Bytes of a part of a workbook once it is unpacked."""
MOST_SET_OUT = 10_000_000
"""Cells of the smallest box that holds all of a sheet: the reader sets it out whole."""
_CHUNK = 1 << 20
_NEEDS_A_LOOK = (
    *(b't="e"', b"t='e'", b'hidden="1"', b'hidden="true"', b"hidden='1'", b"v>-"),
    *(b"</f></c>", b"/></c>", b"<v></v>", b"</f><v>0</v>"),
)
_CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_WIDE = re.compile(rb"""r=["']([A-Z]{2,3})\d""")
_LONG = re.compile(rb"""r=["'][A-Z]{1,3}(\d{6,7})["']""")
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|Err:\d+")


Spot: TypeAlias = tuple[int, int]
"""A row and a column, from 0."""


@dataclass
class Unseen:
    """What the cells of one sheet do not show; rows and columns are counted from 0."""

    errors: dict[Spot, str] = field(default_factory=dict)
    texts: dict[Spot, str] = field(default_factory=dict)
    """What cells say that have tabs or line breaks of their own."""
    formats: dict[Spot, NumberFormat] = field(default_factory=dict)
    """How numbers are shown that have a sign or a word to them."""
    negative: set[Spot] = field(default_factory=set)
    not_worked_out: list[Spot] = field(default_factory=list)
    """The formulas of which the file has no value: a program wrote it, and no spreadsheet has opened it."""
    hidden: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


def opened(data: bytes, name: str) -> ZipFile:
    """The parts of a workbook, none of them larger than it may be. Raises RowsRefused for what is no whole archive."""
    try:
        parts = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise RowsRefused(
            f"{name} is damaged and cannot be opened. Open it in Excel or Calc and save it again."
        ) from error
    if len(parts.infolist()) > 10_000 or sum(part.file_size for part in parts.infolist()) > 2 * LARGEST:
        raise RowsRefused(f"{name} unpacks to more than any log holds. Save the sheet as CSV.")
    return parts


def chunks(parts: ZipFile, part: str, name: str) -> Iterator[bytes]:
    """The bytes of a part, piece by piece: a part that grows beyond what it says, or beyond what is allowed, ends it."""
    size = 0
    try:
        with parts.open(part) as file:
            while piece := file.read(_CHUNK):
                size += len(piece)
                if size > LARGEST:
                    raise RowsRefused(f"{name} unpacks to more than {LARGEST // 1024**2} MB. Save the sheet as CSV.")
                yield piece
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise RowsRefused(
            f"{name} is damaged or locked: '{part}' cannot be read. Save it again, without a password."
        ) from error


def xlsx_sheet(parts: ZipFile, part: str, name: str) -> Unseen:
    """What the XML of an XLSX sheet says beside its cells. Raises RowsRefused for a sheet that is set out over too many cells."""
    look, tail, wide, long = False, b"", 26, 99_999
    for piece in chunks(parts, part, name):
        text = tail + piece
        look = look or any(sign in text for sign in _NEEDS_A_LOOK)
        wide = max(wide, *(column_number(one.decode()) + 1 for one in set(_WIDE.findall(text))), 0)
        long = max(long, *map(int, _LONG.findall(text)), 0)
        tail = text[-40:]
    if wide > WIDEST or wide * long > MOST_SET_OUT:
        _exactly_bounded(parts, part, name)
    return _cells(parts, part, name) if look else Unseen()


def _exactly_bounded(parts: ZipFile, part: str, name: str) -> None:
    columns, last, tail = set[bytes](), 0, b""
    for piece in chunks(parts, part, name):
        cells = _CELL.findall(tail + piece)
        columns.update(column for column, _ in cells)
        last = max(last, *(int(row) for _, row in cells), 0)
        tail = piece[-40:]
    bounded(name, max((column_number(one.decode()) for one in columns), default=0) + 1, last)


def bounded(name: str, wide: int, long: int) -> None:
    """Raise RowsRefused for a sheet of more columns or rows than can be set out."""
    if wide > WIDEST or long * wide > MOST_SET_OUT or long > 2 * LONGEST:
        raise RowsRefused(
            f"{name} is set out over {wide:,} columns and {long:,} rows; {WIDEST:,} columns and {MOST_SET_OUT:,} cells can be read. "
            "Delete stray cells far to the right or far below, and columns that the log does not need."
        )


def is_1904(parts: ZipFile, name: str) -> bool:
    """Whether a workbook counts its days from 1904, as Excel for the Mac once did."""
    book = b"".join(chunks(parts, "xl/workbook.xml", name)) if "xl/workbook.xml" in parts.namelist() else b""
    return re.search(rb"""\bdate1904=["'](?:1|true|on)["']""", book) is not None


def sheet_parts(parts: ZipFile, name: str) -> dict[str, str]:
    """The part of each sheet of an XLSX workbook, by the sheet's name."""
    relations = {
        one.get("Id", ""): one.get("Target", "")
        for one in elements(parts, "xl/_rels/workbook.xml.rels", name, "Relationship")
    }
    found = {}
    for sheet in elements(parts, "xl/workbook.xml", name, "sheet"):
        key = next((value for attribute, value in sheet.attrib.items() if attribute.endswith("}id")), "")
        target = relations.get(key, "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return {sheet: part for sheet, part in found.items() if part in parts.namelist()}


def _cells(parts: ZipFile, part: str, name: str) -> Unseen:
    unseen, waits = Unseen(), _is_worked_out_when_opened(parts, name)
    for row, column, cell in each_cell(parts, part, name, unseen):
        kind, value = cell.get("t"), cell.findtext("{*}v") or ""
        if kind == "e":
            unseen.errors[row, column] = value or "#ERROR"
        elif value.startswith("-") and kind in (None, "n"):
            unseen.negative.add((row, column))
        elif cell.find("{*}f") is not None and kind != "str" and (not value or (waits and value == "0")):
            unseen.not_worked_out.append((row, column))
    return unseen


def _is_worked_out_when_opened(parts: ZipFile, name: str) -> bool:
    """Whether the values of formulas are none: a program puts 0 for each, and asks for the right ones."""
    return any(one.get("fullCalcOnLoad") in ("1", "true") for one in elements(parts, "xl/workbook.xml", name, "calcPr"))


def each_cell(parts: ZipFile, part: str, name: str, unseen: Unseen) -> Iterator[tuple[int, int, etree._Element]]:
    """Each cell of an XLSX sheet with its row and column; the rows and columns that are hidden are added."""
    row = -1
    for element in walk(parts, part, name, ("{*}row", "{*}col")):
        is_hidden = element.get("hidden") in ("1", "true")
        if element.tag.endswith("}col"):
            ends = (element.get("min", ""), element.get("max", ""))
            if is_hidden and all(map(str.isdecimal, ends)):
                unseen.hidden_columns += range(int(ends[0]) - 1, min(int(ends[1]), WIDEST))
            continue
        number = element.get("r")
        row, column = int(number) - 1 if number and number.isdecimal() else row + 1, -1
        unseen.hidden += [row] if is_hidden else []
        for cell in element.iterchildren("{*}c"):
            place = cell.get("r")
            column = column_number(re.sub(r"\d", "", place)) if place else column + 1
            yield row, column, cell
        freed(element)


def is_error(cell: str) -> bool:
    """Whether a cell says that its formula has no value."""
    return cell[:1] in "#E" and _ERROR.fullmatch(cell) is not None


def elements(parts: ZipFile, part: str, name: str, tag: str) -> list[etree._Element]:
    """Every element of a name in a part; none where the workbook has no such part."""
    return list(walk(parts, part, name, (f"{{*}}{tag}",))) if part in parts.namelist() else []


def walk(
    parts: ZipFile, part: str, name: str, tags: tuple[str, ...], *, start: bool = False
) -> Iterator[etree._Element]:
    """Each closed element of these names; with `start`, tables as they open. No entity is resolved, nothing is fetched."""
    source = cast(IO[bytes], _Stream(chunks(parts, part, name)))
    events = ("start", "end") if start else ("end",)
    try:
        for event, element in etree.iterparse(
            source, events=events, tag=tags, resolve_entities=False, no_network=True, huge_tree=False
        ):
            if event == "start" and not element.tag.endswith("}table"):
                continue
            if event == "end" and start and element.tag.endswith("}table"):
                continue
            yield element
    except etree.XMLSyntaxError as error:
        raise RowsRefused(f"{name} is damaged: {error.msg}. Open it in Excel or Calc and save it again.") from error


class _Stream:
    """Pieces as a file that can be read: what lxml asks for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (piece := next(self.pieces, b"")):
            self.rest += piece
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


def freed(element: etree._Element) -> None:
    """Give back the memory of an element that was read, and of all before it."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def column_number(letters: str) -> int:
    """Which column, from 0, a sheet calls "AB"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
