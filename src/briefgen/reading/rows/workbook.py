"""XLSX and ODS to a grid: cells as a reader of the sheet sees them, and what is hidden, merged, wrong or counted from 1904 told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TypeVar
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from briefgen.reading.explain import closest
from briefgen.reading.rows import ods_xml
from briefgen.reading.rows.grid import Grid, Merged
from briefgen.reading.rows.sheet_styles import days_alone, shown_with_words
from briefgen.reading.rows.sheet_text import SheetText
from briefgen.reading.rows.sheet_xml import Spot, Unseen, chunks, is_1904, opened, sheet_parts, xlsx_sheet
from briefgen.reading.rows.values import RowsRefused

_T = TypeVar("_T")
_OLD = "Open it in Excel or Calc and save it as .xlsx or .ods, without a password."


@dataclass(frozen=True, slots=True)
class _Book:
    """An opened workbook."""

    name: str
    parts: ZipFile
    book: CalamineWorkbook
    is_ods: bool
    look: bool = False
    """Whether an ODS workbook has to be walked through."""
    sheets: dict[str, tuple[CalamineSheet, Unseen]] = field(default_factory=dict)


def grid(data: bytes, name: str, sheet: str, is_known: Callable[[Collection[str]], bool]) -> tuple[Grid, bool]:
    """The cells of a sheet, of the only one that holds a table when none is named, or the only one whose first row `is_known` as that
    of a tool's export; and whether its days count from 1904.

    Raises RowsRefused.
    """
    book = _opened(data, name)
    named = sheet or _only(book, is_known)
    if named not in book.book.sheet_names:
        near = closest(named, book.book.sheet_names)
        hint = f"Did you mean '{near}'?" if near else f"The sheets are {', '.join(book.book.sheet_names)}."
        raise RowsRefused(f"{name} has no sheet '{named}'. {hint}")
    cells, unseen = _sheet(book, named)
    lines, remarks = SheetText(
        cells, unseen, lambda days: _days_alone(book, named, days), counted=not book.is_ods
    ).lines()
    from_1904 = not book.is_ods and is_1904(book.parts, name)
    about = list(_about(book, named, sheet))
    if from_1904:
        about.append("the workbook counts its days from 1904, as Excel for the Mac did; its dates are read so")
    read = Grid(
        f"the sheet '{named}' of {name}",
        lines,
        merged=[Merged(m.top + 1, m.left, m.bottom + 1, m.right) for m in unseen.merged],
        sheet=named,
        another="Move each table to a sheet of its own, or save the one that is the log as CSV",
        remarks=[*about, *remarks],
    )
    return read, from_1904


def form(data: bytes) -> str:
    """What kind of workbook it is, in words."""
    return "an ODS workbook" if b"opendocument.spreadsheet" in data[:200] else "an XLSX workbook"


def _opened(data: bytes, name: str) -> _Book:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise RowsRefused(f"{name} is a workbook of the old form (.xls) or has a password. {_OLD}")
    parts = opened(data, name)
    names = set(parts.namelist())
    is_ods = "content.xml" in names
    if "xl/workbook.xml" not in names and not is_ods:
        raise RowsRefused(f"{name} is {_what(names)}, not a workbook that can be read. {_OLD}")
    for part in ("xl/sharedStrings.xml", "xl/styles.xml", "styles.xml"):
        if part in names:
            for _ in chunks(parts, part, name):
                pass
    if "META-INF/manifest.xml" in names and b"encryption-data" in b"".join(
        chunks(parts, "META-INF/manifest.xml", name)
    ):
        raise RowsRefused(f"{name} has a password. {_OLD}")
    look = is_ods and ods_xml.needs_a_look(parts, name)
    if look:
        ods_xml.ods_sheet(parts, name, "")
    return _Book(name, parts, _calamine(name, lambda: CalamineWorkbook.from_filelike(BytesIO(data))), is_ods, look)


def _what(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "a Word document"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    return "an archive (.zip)"


def _calamine(name: str, read: Callable[[], _T]) -> _T:
    """What the library reads. Raises RowsRefused for all that it stumbles over, its panics among it."""
    try:
        return read()
    except BaseException as error:
        if not isinstance(error, (CalamineError, OSError, ValueError)) and type(error).__name__ != "PanicException":
            raise
        raise RowsRefused(f"{name} is damaged and cannot be read. {_OLD}") from error


def _sheet(book: _Book, sheet: str) -> tuple[CalamineSheet, Unseen]:
    """The cells of a sheet, and what they do not show; its size is looked at before it is set out."""
    if sheet not in book.sheets:
        unseen = _unseen(book, sheet)
        cells = _calamine(book.name, lambda: book.book.get_sheet_by_name(sheet))
        unseen.merged += _merged(cells)
        book.sheets[sheet] = cells, unseen
    return book.sheets[sheet]


def _unseen(book: _Book, sheet: str) -> Unseen:
    if book.is_ods:
        return ods_xml.ods_sheet(book.parts, book.name, sheet) if book.look else Unseen()
    part = sheet_parts(book.parts, book.name).get(sheet, "")
    if not part:
        return Unseen()
    unseen = xlsx_sheet(book.parts, part, book.name)
    unseen.formats = shown_with_words(book.parts, part, book.name)
    return unseen


def _days_alone(book: _Book, sheet: str, days: set[Spot]) -> set[Spot]:
    """Which of some cells the sheet shows as a day without a clock."""
    if book.is_ods:
        return ods_xml.days_alone(book.parts, book.name, sheet, days)
    part = sheet_parts(book.parts, book.name).get(sheet, "")
    return days_alone(book.parts, part, book.name, days) if part else days


def _merged(cells: CalamineSheet) -> list[Merged]:
    """The merged cells of an XLSX sheet, which the library knows."""
    ranges = cells.merged_cell_ranges or []
    return [Merged(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def _only(book: _Book, is_known: Callable[[Collection[str]], bool]) -> str:
    """The one sheet that holds a table, a visible one if there is one; of several the one that is known. Raises RowsRefused for none and for several."""
    sheets = [one for one in book.book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    for wanted in (True, False):
        shown = [one.name for one in sheets if (one.visible == SheetVisibleEnum.Visible) is wanted]
        tables = [sheet for sheet in shown if _is_table(book, sheet)]
        if len(tables) > 1 and len(known := [sheet for sheet in tables if is_known(_head(book, sheet))]) == 1:
            return known[0]
        if len(tables) > 1:
            names = ", ".join(f"'{sheet}'" for sheet in tables)
            raise RowsRefused(
                f"{book.name} has tables on several sheets: {names}. Name the one that is the log: sheet: {tables[0]}"
            )
        if tables:
            return tables[0]
    raise RowsRefused(f"{book.name} has no sheet with a head and rows.")


def _head(book: _Book, sheet: str) -> list[str]:
    """The texts of the first row of a sheet."""
    return [cell for cell in next(_sheet(book, sheet)[0].iter_rows(), []) if isinstance(cell, str)]


def _is_table(book: _Book, sheet: str) -> bool:
    return _sheet(book, sheet)[0].height > 1


def _about(book: _Book, sheet: str, asked: str) -> Iterator[str]:
    for one in book.book.sheets_metadata:
        hidden = one.visible != SheetVisibleEnum.Visible
        if one.name == sheet and hidden:
            yield f"the sheet '{sheet}' is hidden; it is read all the same"
        elif one.name != sheet and not asked:
            yield f"the {'hidden ' if hidden else ''}sheet '{one.name}' is not read"
