"""The sheet that a second pair of eyes signs: each claim of a brief beside the words that it rests on, and whether they bear it out."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Literal, assert_never

from briefgen.app.cell import cell
from briefgen.checks.claims import Claim, claims
from briefgen.document.blocks import Caption, Column, Document, Heading, Paragraph, Row, Table
from briefgen.document.inlines import Inlines, Link, Strong, Text
from briefgen.document.meta import Furniture, Meta
from briefgen.errors import Faulty, on_one_line
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.model.particular import Particular
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

SheetForm = Literal["text", "html", "csv"]
FOUND, BY_EYE = "numbers, dates and names found", "nothing that can be looked up"
WORKED_OUT = "worked out from the brief’s own times and entries"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One claim and one piece of what it rests on. `place` is file:line:column, `field` the path of the field."""

    place: str
    field: str
    claim: str
    source: str
    words: str
    link: str
    status: str


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """The claims of a brief, each with what it rests on."""

    title: str
    rows: tuple[SheetRow, ...]

    def told(self, form: SheetForm) -> str:
        """The sheet for a terminal, as a web page, or as a table for a spreadsheet (CSV, RFC 4180)."""
        match form:
            case "text":
                return "".join(_lines(row) for row in self.rows)
            case "html":
                return render(self._document(), "html", Theme(), b"").data.decode("utf-8")
            case "csv":
                return self._table()
            case _:
                assert_never(form)

    def _table(self) -> str:
        made = io.StringIO()
        table = csv.writer(made, lineterminator="\r\n")
        names = [field.name for field in fields(SheetRow)]
        table.writerow(names)
        for row in self.rows:
            table.writerow(cell(getattr(row, name)) for name in names)
        return made.getvalue()

    def _document(self) -> Document:
        columns = (Column("Claim", 3), Column("Rests on", 4), Column("Status", 2))
        rows = tuple(
            Row(
                (
                    ((Text(row.claim),), (Text(f"{row.field}, {row.place}"),)),
                    ((Text(row.words or "-"),), _named(row)),
                    ((Text(row.status) if row.status in (FOUND, BY_EYE) else Strong((Text(row.status),)),),),
                )
            )
            for row in self.rows
        )
        caption = Caption("Table", 1, (Text("Claims and the words that they rest on"),))
        meta = Meta(
            self.title, "en-GB", "", "", (), datetime(1980, 1, 1, tzinfo=UTC), Furniture(self.title, "", "Page {page}")
        )
        heading = Heading(1, (Text(f"Claims of “{self.title}”"),), "title")
        summary = "Each claim with the words of its sources and whether they bear it out."
        return Document(
            meta, (heading, Paragraph((Text(summary),)), Table(columns, rows, caption, "claims", summary, False))
        )


def sheet(workspace: WorkspaceFolder, source: BriefSource) -> ClaimSheet:
    """The claims of a brief against their sources. Raises Faulty for a brief that has errors, FileProblem where it cannot be read."""
    loaded = workspace.load(source)
    if loaded.brief is None:
        errors = [problem for problem in loaded.problems if problem.level == "error"]
        raise Faulty(f"{source.slug} has no sheet: the brief has errors.", errors)
    brief = loaded.brief
    rows = (row for claim in claims(loaded) for row in _rows(loaded, brief, claim))
    return ClaimSheet(brief.title, tuple(rows))


def _rows(loaded: Loaded, brief: Brief, claim: Claim) -> list[SheetRow]:
    where = loaded.where(claim.path)
    place, field = f"{where.file}:{where.line}:{where.column}", ".".join(map(str, claim.path))
    status = _status(claim)
    rests = claim.evidence or (None,)
    return [SheetRow(place, field, claim.text, *_rests_on(brief, item, claim), status) for item in rests]


def _rests_on(brief: Brief, item: Evidence | None, claim: Claim) -> tuple[str, str, str]:
    """The source's title, its words, and where it is found."""
    if item is None:
        return "", ", ".join(claim.items) if claim.items else "the brief as a whole", ""
    source = brief.sources.get(item.source)
    if source is None:
        return item.source, item.span, ""
    against = "contradicts: " if item.supports == "contradicts" else ""
    return source.title, against + (item.span or item.locator), source.url or source.file or ""


def _status(claim: Claim) -> str:
    said = []
    if claim.missing:
        where = "not in the words cited"
        if not claim.checkable:
            where = f"{where}; the source is not archived" if claim.evidence else "nothing is cited"
        said.append(f"{_quoted(claim.missing)}: {where}")
    if claim.elsewhere:
        said.append(f"{_quoted(claim.elsewhere)}: further on in the source")
    if claim.worked_out:
        said.append(f"{_quoted(claim.worked_out)}: {WORKED_OUT}")
    return "; ".join(said) or (FOUND if claim.looked_up else BY_EYE)


def _quoted(found: tuple[Particular, ...]) -> str:
    return ", ".join(f"“{one.words}”" for one in found)


def _named(row: SheetRow) -> Inlines:
    named = Text(row.source or row.link)
    return (Link((named,), row.link),) if row.link.startswith(("http://", "https://")) else (named,)


def _lines(row: SheetRow) -> str:
    claim, words, source = map(on_one_line, (row.claim, row.words, row.source))
    rests = " ".join(part for part in (f"“{words}”" if source and words else words, source) if part)
    return f"{row.place}: {row.status}\n    {claim}\n    <- {rests}\n"
