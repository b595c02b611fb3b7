"""What the styles of an XLSX workbook do to its numbers: which are shown as a day without a clock, which with a sign or a word."""

from __future__ import annotations

import re
from collections.abc import Collection
from zipfile import ZipFile

from briefgen.reading.rows.number_format import NumberFormat, number_format
from briefgen.reading.rows.sheet_xml import Spot, Unseen, chunks, column_number, each_cell, elements

_QUOTED = re.compile(r'"[^"]*"|\\\\.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
"""What a number format says as it is: words in quotation marks, colours and languages in brackets."""
_CLOCKS = {"18", "19", "20", "21", "22", "45", "46", "47"}
"""The formats with a clock that no workbook has to write down."""
_PERCENT = {"9": "0%", "10": "0.00%"}
"""The same of shares; of sums of money it depends on where the workbook is opened."""
_PLACED = re.compile(rb"""<(?:\w+:)?c\b[^>]*\br=["']""")
_LONGEST_TAG = 500


def days_alone(parts: ZipFile, part: str, name: str, wanted: set[Spot]) -> set[Spot]:
    """Which of some cells of an XLSX sheet have a format that shows no clock."""
    codes = _codes(parts, name)
    clocks = {key for key, code in codes.items() if re.search(r"[hs]", _QUOTED.sub("", code), re.IGNORECASE)}
    clocks |= _CLOCKS - codes.keys()
    with_clock = {number for number, key in enumerate(_styles(parts, name)) if key in clocks}
    return wanted - _styled(parts, part, name, with_clock).keys()


def shown_with_words(parts: ZipFile, part: str, name: str) -> dict[Spot, NumberFormat]:
    """The cells of an XLSX sheet whose format puts a sign or a word to their number, each with that format."""
    codes = _PERCENT | _codes(parts, name)
    made = {key: found for key, code in codes.items() if (found := number_format(code)) is not None}
    formats = {number: made[key] for number, key in enumerate(_styles(parts, name)) if key in made}
    return {spot: formats[style] for spot, style in _styled(parts, part, name, formats).items()}


def _styled(parts: ZipFile, part: str, name: str, styles: Collection[int]) -> dict[Spot, int]:
    """The cells that have one of these styles, each with its style."""
    if not styles:
        return {}
    any_of = b"|".join(b"%d" % style for style in sorted(styles))
    cell = re.compile(rb"""<(?:\w+:)?c\b(?=[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'])[^>]*\bs=["'](%b)["']""" % any_of)
    found: dict[Spot, int] = {}
    tail, is_placed = b"", False
    for piece in chunks(parts, part, name):
        text = tail + piece
        found |= {(int(row) - 1, column_number(at.decode())): int(style) for at, row, style in cell.findall(text)}
        is_placed = is_placed or _PLACED.search(text) is not None
        tail = text[-_LONGEST_TAG:]
    if is_placed and 0 not in styles:  # a cell that names no style has the first
        return found
    each = ((row, column, int(one.get("s") or 0)) for row, column, one in each_cell(parts, part, name, Unseen()))
    return {(row, column): style for row, column, style in each if style in styles}


def _codes(parts: ZipFile, name: str) -> dict[str, str]:
    """The formats that a workbook writes down, by their number."""
    return {
        one.get("numFmtId", ""): one.get("formatCode", "") for one in elements(parts, "xl/styles.xml", name, "numFmt")
    }


def _styles(parts: ZipFile, name: str) -> list[str]:
    """The number of the format of each style of cells."""
    groups = elements(parts, "xl/styles.xml", name, "cellXfs")
    return [style.get("numFmtId", "") for group in groups for style in group.iterchildren("{*}xf")]
