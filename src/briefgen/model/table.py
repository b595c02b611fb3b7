"""Tables that a brief carries: which file, which of its columns, and its cells as they were read, which an edition freezes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from briefgen.model.annotation import Apart, Filled, Member, Told, Untold
from briefgen.model.marking import Marking
from briefgen.model.shape import Line, Model, Prose, Several
from briefgen.model.source import EvidenceList, PathBeneath


class TableContent(Model):
    """The cells of a table as they were read from its file."""

    head: tuple[str, ...] = ()
    """The names of its columns in the file. Used for comparing editions; not printed where `columns` gives another title."""
    cells: tuple[tuple[str, ...], ...] = ()
    """Its rows, each with as many cells as the head has."""
    keys: tuple[str, ...] = ()
    """What each row is known by, where that stands in a column that is left out. Used for comparing editions; not printed."""
    total: Annotated[int, Field(ge=0)] = 0
    """How many rows the file has."""


def _titled(value: Any) -> Any:
    """Columns as a mapping of names to titles: of a list each name is its own title."""
    if isinstance(value, str):
        return {value: value}
    if isinstance(value, dict):
        return {name: title or name for name, title in value.items()}
    if not isinstance(value, list | tuple):
        return value
    named: dict[Any, Any] = {}
    for one in value:
        pairs = one.items() if isinstance(one, dict) else [(one, one)]
        for name, title in pairs:
            if name in named:
                raise ValueError(f"the column '{name}' is named twice|Take one of them out")
            named[name] = title
    return named


TableColumns = Annotated[
    dict[Prose, Prose],
    BeforeValidator(_titled, json_schema_input_type=str | list[str | dict[str, str]] | dict[str, str]),
]
"""Columns by their names in the file, each with its title: [type, value] or {type: Kind, value: Indicator}."""


class AnnexTable(Member):
    """A table from a file, such as indicators of compromise: its cells are printed as they are, none is cut."""

    title: Annotated[Line, Told(style="prose", name=True)]
    """What it lists."""
    file: Annotated[PathBeneath, Untold()]
    """The table, a file in the brief's folder: CSV, TSV, XLSX, ODS, Markdown, JSON or JSON lines. Used for reading it; its name is not printed."""
    columns: Annotated[TableColumns, Untold()] = Field(default_factory=dict)
    """The columns that are printed, in their order: names, or names with titles; all when absent."""
    only: Annotated[dict[str, Several[Prose]], Untold()] = Field(default_factory=dict)
    """The rows that are taken: a column and what its cell says, or one part of it at , ; or |. Used for reading it; not printed."""
    key: Annotated[str, Untold()] = ""
    """The column by which a row is known again in a newer file. Used for comparing editions; not printed."""
    sheet: Annotated[str, Untold()] = ""
    """The sheet of a workbook, the heading above a Markdown table, the way to the records in JSON. Used for reading it; not printed."""
    preset: Annotated[str, Untold()] = ""
    """The tool whose export it is, such as misp or stix. Used for reading it; not printed."""
    annex: Annotated[bool, Untold()] = False
    """Whether it stands in an annex. Used for placing it; not printed."""
    defang: Annotated[bool, Untold()] = False
    """Whether addresses of the network are printed so that nobody follows them by mistake: hxxp, [.]."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it comes from."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""
    content: Annotated[TableContent | None, Apart(), Filled()] = None
    """Its cells; reading the file fills this in."""

    def titles(self) -> tuple[str, ...]:
        """The titles of the columns that are printed."""
        head = self.content.head if self.content else ()
        return tuple(self.columns.get(name, name) for name in head)
