"""A finished file of data is read again, a workbook by another library than the one that wrote it, and held against the brief."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from zipfile import BadZipFile

from pydantic import ValidationError

from briefgen.audit.compare import fault, listed
from briefgen.errors import Problem
from briefgen.export import ExportFormat
from briefgen.export.chronology import chronology
from briefgen.export.delimited import text
from briefgen.export.flat import CellValue
from briefgen.export.shared import Shared, shared
from briefgen.export.sheets import sheets
from briefgen.model.brief import Brief
from briefgen.reading.exchange import EXPORT
from briefgen.reading.frozen import thawed
from briefgen.reading.rows.formula import guarded


def audit(brief: Brief, format_: ExportFormat, data: bytes) -> tuple[Problem, ...]:
    """Every difference between a file of data and what the brief may say, as errors of the rule "audit"; none when they agree."""
    facts = shared(brief)
    try:
        match format_:
            case "json":
                return tuple(_json(facts, data))
            case "csv":
                return tuple(_csv(facts, data))
            case "xlsx":
                return tuple(_xlsx(facts, data))
    except (ValueError, KeyError, TypeError, BadZipFile, csv.Error, ValidationError):
        return (fault(format_, "the file cannot be opened"),)


def _json(facts: Shared, data: bytes) -> Iterator[Problem]:
    said = json.loads(data)
    about = said.pop(EXPORT)
    found = thawed(Brief, said)
    if found != facts.brief:
        names = [name for name in Brief.model_fields if getattr(found, name) != getattr(facts.brief, name)]
        yield fault("json", f"it does not say what the brief says: {listed(names)}")
    if about["left_out"] != list(facts.left_out):
        yield fault("json", "it does not say what is left out")


def _csv(facts: Shared, data: bytes) -> Iterator[Problem]:
    sheet = chronology(facts.brief)
    wanted = [list(sheet.head), *([guarded(text(cell)) for cell in row] for row in sheet.rows)]
    yield from _compared("csv", wanted, list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))))


def _xlsx(facts: Shared, data: bytes) -> Iterator[Problem]:
    from python_calamine import CalamineError, CalamineWorkbook

    from briefgen.export.workbook import shown

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        found = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except CalamineError:
        yield fault("xlsx", "the file cannot be opened")
        return
    wanted = sheets(facts)
    if len(found) != len(wanted):
        yield fault("xlsx", f"it has {len(found)} sheets, and should have {len(wanted)}")
        return
    for sheet, rows in zip(wanted, found, strict=True):
        cells = [list(sheet.head), *([_plain(shown(cell)) for cell in row] for row in sheet.rows)]
        yield from _compared("xlsx", cells, [[_plain(cell) for cell in row] for row in rows])


def _plain(cell: CellValue | date | time | object) -> str:
    """A cell as any reader of workbooks gives it."""
    match cell:
        case datetime():
            return cell.replace(tzinfo=None).isoformat()
        case date():
            return f"{cell.isoformat()}T00:00:00"
        case int() | float():
            return f"{float(cell):.12g}"
        case None:
            return ""
        case _:
            return str(cell)


def _compared(format_: str, wanted: list[list[str]], found: list[list[str]]) -> Iterator[Problem]:
    if wanted == found:
        return
    if len(wanted) != len(found):
        yield fault(format_, f"it has {len(found)} rows, and should have {len(wanted)}")
        return
    differing = (
        (one, other)
        for row, seen in zip(wanted, found, strict=True)
        for one, other in zip(row, seen, strict=False)
        if one != other
    )
    pair = next(differing, ("", ""))
    yield fault(format_, f"a cell says {listed([pair[1]])} instead of {listed([pair[0]])}")
