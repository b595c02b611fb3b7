"""Section and annex: the tables that a brief carries, each cell as it stands in its file, wide ones on pages turned on their side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from briefgen.document.blocks import Block, Column, Heading, PageBreak, Paragraph, Row, Table
from briefgen.document.compose.details import anchor, details
from briefgen.document.compose.facts import NOTHING, Facts, joined, sentence, text
from briefgen.document.compose.trends import trends
from briefgen.document.defang import defanged
from briefgen.document.inlines import Inlines
from briefgen.document.values import GUTTER, longest, of_values
from briefgen.model.edition import Baseline
from briefgen.model.table import AnnexTable, TableContent
from briefgen.model.table_changes import table_difference

_PORTRAIT = 110
"""Characters that stand beside each other in the width of a page, with those that a gutter takes."""
_ROOM = 26
"""Characters of running text that a column is given before the page is turned."""
_WIDE = 60
"""The most that running text makes a column wider than others."""


def tables(facts: Facts) -> tuple[Block, ...]:
    """The figures over time and the tables of the text; those of the annex too where the outline has none for them."""
    return *trends(facts), *_of(facts, body=True, annex="annex-tables" not in facts.parts)


def table_annex(facts: Facts) -> tuple[Block, ...]:
    """The tables of the annex; those of the text too where the outline has no section for them."""
    return _of(facts, body="tables" not in facts.parts, annex=True)


def _of(facts: Facts, *, body: bool, annex: bool) -> tuple[Block, ...]:
    found = {
        key: table
        for key, table in facts.brief.tables.items()
        if table.content and table.content.cells and (annex if table.annex else body)
    }
    return tuple(_turned(facts, found))


def _turned(facts: Facts, found: Mapping[str, AnnexTable]) -> Iterator[Block]:
    """The tables, with the breaks that turn pages before wide ones and back behind them."""
    turned = False
    for key, table in found.items():
        assert table.content  # as they were chosen
        setting = _Setting(facts, key, table, table.content, _shown(table, table.content))
        measures = setting.measures()
        wide = sum(one.needed for one in measures) + GUTTER * (len(measures) - 1) > _PORTRAIT
        if wide != turned:
            yield PageBreak(turned=wide)
            turned = wide
        if len(found) > 1:
            title = text(table.title, f"tables.{key}.title")
            yield Heading(3, title, f"tables-{key}", origin=f"tables.{key}")
        yield from setting.blocks(measures)
    if turned:
        yield PageBreak()


@dataclass(frozen=True, slots=True)
class _Measure:
    """Characters of a column: those that it must have, and those that it would take."""

    needed: int
    wanted: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """One table being made into blocks; `shown` are its cells as they are printed."""

    facts: Facts
    key: str
    table: AnnexTable
    content: TableContent
    shown: tuple[tuple[str, ...], ...]

    def blocks(self, measures: list[_Measure]) -> Iterator[Block]:
        facts, w, at = self.facts, self.facts.words, f"tables.{self.key}"
        if told := joined(map(sentence, self._notes())):
            yield Paragraph(told, "small", origin=at)
        columns = tuple(
            Column(title, measure.wanted) for title, measure in zip(self.table.titles(), measures, strict=True)
        )
        changed = self._changed()
        rows = tuple(Row(cells, changed=n in changed, origin=at) for n, cells in enumerate(self._cells()))
        n = len(self.content.cells)
        summary = w("summary.table", title=self.table.title, n=w.number(n), columns=w.list(self.table.titles()))
        yield Table(
            columns,
            rows,
            facts.table_of(text(self.table.title, f"{at}.title")),
            anchor("tables", self.key),
            summary,
            row_heads=len({row[0] for row in self.content.cells}) == n,
            dense=True,
        )

    def _notes(self) -> Iterator[Inlines]:
        """How many of its rows are here, that addresses are made harmless, where it comes from, its own marking."""
        w, n, total = self.facts.words, len(self.content.cells), self.content.total
        if total > n:
            yield text(w("tables.rows_of", n=w.number(n), total=w.number(total)))
        else:
            yield text(w.count("tables.rows", n))
        if self.table.defang:
            yield text(w("tables.defanged"))
        if cites := self.facts.cites(self.table.evidence):
            yield w.fill("tables.source", source=cites)
        yield from details(self.facts, f"tables.{self.key}", self.table)

    def _cells(self) -> Iterator[tuple[tuple[Inlines, ...], ...]]:
        for row in self.shown:
            yield tuple(tuple(map(of_values, cell.splitlines())) if cell else (text(NOTHING),) for cell in row)

    def _changed(self) -> frozenset[int]:
        """The rows that are new or say something else since the edition that is told against."""
        since = self.facts.since
        if not isinstance(since, Baseline):
            return frozenset()
        before = since.brief.tables.get(self.key)
        if before is None or before.content is None:
            return frozenset(range(len(self.content.cells))) if self.facts.changed("tables", self.key) else frozenset()
        found = table_difference(before.content, self.content, self.table.key)
        return frozenset((*found.new, *(now for _, now in found.changed)))

    def measures(self) -> list[_Measure]:
        """What each column needs, and wants."""
        return [_measured(title, [row[n] for row in self.shown]) for n, title in enumerate(self.table.titles())]


def _shown(table: AnnexTable, content: TableContent) -> tuple[tuple[str, ...], ...]:
    """The cells as they are printed."""
    if not table.defang:
        return content.cells
    return tuple(tuple(defanged(cell, row) for cell in row) for row in content.cells)


def _measured(title: str, cells: Collection[str]) -> _Measure:
    least = max(max(map(len, title.split()), default=1), longest(cells))
    lengths = sorted(len(line) for cell in set(cells) for line in cell.splitlines())
    usual = lengths[len(lengths) * 9 // 10] if lengths else 1
    return _Measure(max(least, min(usual, _ROOM)), max(least, min(usual, _WIDE)))
