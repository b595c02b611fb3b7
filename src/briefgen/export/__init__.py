"""A brief's facts as data: all of them for a program, the chronology and the collections for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never, get_args

from briefgen.errors import Problem
from briefgen.export.shared import shared
from briefgen.model.brief import Brief

ExportFormat = Literal["json", "csv", "xlsx"]
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished file, and what its author should know of it, such as what is left out."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def export(brief: Brief, format: ExportFormat) -> Exported:  # noqa: A002
    """The file: the same bytes for the same brief. What may not go out is in none; a note says that it is left out."""
    facts = shared(brief)
    told = tuple(Problem("note", f"{format.upper()}: {words}") for words in facts.left_out)
    match format:
        case "json":
            from briefgen.export.whole import dump

            return Exported(dump(facts), told)
        case "csv":
            from briefgen.export.chronology import chronology
            from briefgen.export.delimited import delimited

            return Exported(delimited(chronology(facts.brief)), told)
        case "xlsx":
            from briefgen.export.sheets import sheets
            from briefgen.export.workbook import workbook

            made, cut = workbook(sheets(facts), facts.brief)
            return Exported(made, (*told, *cut))
    assert_never(format)
