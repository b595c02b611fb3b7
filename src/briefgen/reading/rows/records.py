"""JSON and JSON lines to rows: the records, wherever they are, each with its fields in one line of cells."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, TypeAlias

from briefgen.reading.characters import without_control
from briefgen.reading.rows.grid import LONGEST, WIDEST, Grid, named, refuse_too_many, table
from briefgen.reading.rows.preset import Preset, recognised
from briefgen.reading.rows.values import LogRow, RowNumbering, Rows, RowsRefused

Record: TypeAlias = dict[str, Any]
_MOST_PARTS = 5_000_000
"""Brackets and, four times as many, commas of a file: what each becomes takes many times its room."""
_DEPTH = 6
_SAMPLE = 50


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise RowsRefused(f"a record has the key '{twice}' twice. Keep the one that is right.")
    return found


_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_each_once)
"""Numbers stay as they are written: none is rounded, none grows."""


def read(text: str, name: str, way: str, preset: Preset | None, known: Iterable[Preset]) -> Rows:
    """The rows of a JSON text; `way` leads to the records where there are several lists. Raises RowsRefused."""
    if text.count("{") + text.count("[") > _MOST_PARTS or text.count(",") > 4 * _MOST_PARTS:
        raise RowsRefused(f"{name} has more than {_MOST_PARTS:,} parts. Keep the records that matter.")
    try:
        whole, form = _parsed(text, name)
        return _Records(name, whole, form).rows(way, preset, tuple(known))
    except RecursionError as error:
        raise RowsRefused(f"{name} is nested too deeply for a log. Is it the right file?") from error


def is_json(text: str) -> bool:
    """Whether a text begins as JSON does; a chat's [10:02] does not."""
    begin = text.lstrip()[:200]
    if begin.startswith("{"):
        return True
    return begin.startswith("[") and begin[1:].lstrip()[:1] in ("{", "[", "]", '"')


def _parsed(text: str, name: str) -> tuple[list[tuple[int, Any]] | Any, str]:
    """The one value of a text, or each line's with its number; and which of both it is."""
    begin = len(text) - len(text.lstrip())
    try:
        value, end = _DECODER.raw_decode(text, begin)
    except json.JSONDecodeError as error:
        raise RowsRefused(f"{name}:{error.lineno}:{error.colno}: this is not JSON: {_said(error)}.") from error
    if not text[end:].strip():
        return value, "JSON"
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.strip():
                lines.append((number, _DECODER.decode(line)))
        except json.JSONDecodeError as error:
            raise RowsRefused(f"{name}:{number}:{error.colno}: this is not JSON: {_said(error)}.") from error
    return lines, "lines of JSON"


def _said(error: json.JSONDecodeError) -> str:
    return {
        "Expecting value": "a value is wanted here",
        "Expecting property name enclosed in double quotes": "a name in double quotation marks is wanted here",
        "Expecting ',' delimiter": "a comma is missing here",
        "Expecting ':' delimiter": "a colon is missing here",
        "Extra data": "nothing more is wanted here",
    }.get(error.msg, "a text is not closed" if "Unterminated" in error.msg else "a character may not stand here")


class _Records:
    """The records of one file."""

    def __init__(self, name: str, whole: Any, form: str) -> None:
        self.name, self.whole, self.form = name, whole, form

    def rows(self, way: str, preset: Preset | None, known: tuple[Preset, ...]) -> Rows:
        if self.form == "lines of JSON":
            numbered = {number: value for number, value in self.whole if isinstance(value, dict)}
            others = len(self.whole) - len(numbered)
            remarks = [f"{others:,} lines are no records and are left out"] if others else []
            return self._table(numbered, preset, known, remarks)
        for one in (preset,) if preset else known:
            if not way and one.records:
                found = [record for path in one.records for record in self._along(path, one.above)]
                if found and (preset or one.knows(_columns(_flat(record) for record in found[:_SAMPLE]))):
                    return self._table(dict(enumerate(found, 1)), one, (), [])
        if way:
            found = list(_at(self.whole, way.split("."), ()))
            if not found:
                raise RowsRefused(f"{self.name} has no records at '{way}'. {self._ways()}")
            return self._table(dict(enumerate(found, 1)), preset, known, [], way)
        if isinstance(self.whole, list) and self.whole and all(isinstance(line, list) for line in self.whole):
            cells = [(number, [_cell(value) for value in line]) for number, line in enumerate(self.whole, 1)]
            return table(Grid(self.name, cells, RowNumbering("record")))
        return self._found(preset, known)

    def _along(self, way: str, above: Sequence[str]) -> Iterator[Record]:
        """The records at the end of a way; the empty one leads to those of a list that is the whole file."""
        if way:
            yield from _at(self.whole, way.split("."), above)
        elif isinstance(self.whole, list):
            yield from _at(self.whole, [], above)

    def _found(self, preset: Preset | None, known: Sequence[Preset]) -> Rows:
        """The rows of the only list of records. Raises RowsRefused for none and for several."""
        lists = dict(_lists(self.whole))
        if len(lists) > 1:
            raise RowsRefused(f"{self.name} holds several lists of records. {self._ways()}")
        if not lists:
            if isinstance(self.whole, dict) and self.whole:
                return self._table({1: self.whole}, preset, known, [])
            raise RowsRefused(f"{self.name} holds no records: a list of objects is wanted.")
        ((way, found),) = lists.items()
        records = {number: record for number, record in enumerate(found, 1) if isinstance(record, dict)}
        others = len(found) - len(records)
        remarks = [f"{others:,} entries are no records and are left out"] if others else []
        return self._table(records, preset, known, remarks, way)

    def _ways(self) -> str:
        ways = list(dict(_lists(self.whole)))
        return (
            f"Name the one that is the log: sheet: {' or sheet: '.join(ways[:5])}" if ways else "It holds no records."
        )

    def _table(
        self,
        records: Mapping[int, Record],
        preset: Preset | None,
        known: Iterable[Preset],
        remarks: list[str],
        way: str = "",
    ) -> Rows:
        if len(records) > LONGEST:
            raise RowsRefused(f"{self.name} has more than {LONGEST:,} records. Keep those that matter.")
        flat = list(map(_flat, records.values()))
        columns: dict[str, str] = {}
        for fields in flat:
            columns.update(fields)
            if len(columns) > WIDEST:
                raise RowsRefused(
                    f"{self.name} has more than {WIDEST:,} fields. Keep those that say when, what and who."
                )
        refuse_too_many(self.name, len(records), len(columns))
        head, blank = tuple(columns), repeat("")
        rows = tuple(
            [
                LogRow(number, tuple(map(str.strip, map(fields.get, head, blank))))
                for number, fields in zip(records, flat, strict=True)
            ]
        )
        if not any(any(row.cells) for row in rows):
            raise RowsRefused(f"{self.name} holds no records: a list of objects is wanted.")
        head = named(head, range(len(head)), remarks)
        numbering = RowNumbering("line" if self.form == "lines of JSON" else "record")
        by = preset or recognised(known, head, records=True)
        return Rows(head, rows, way, tuple(remarks), self.form, by, numbering)


def _flat(record: Record) -> dict[str, str]:
    """The fields of a record: a part's field is named by the way to it, the same field of several parts is one text."""
    try:
        said = "".join(record.values())
    except TypeError:  # a value that is no text
        said = "\n"
    if said.isascii() and said.isprintable():
        return record
    found: dict[str, str] = {}
    for name, value in record.items():
        _into(found, name, value)
    return found


def _into(found: dict[str, str], name: str, value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _into(found, f"{name}.{key}" if name else key, inner)
        if not value:
            found.setdefault(name, "")
    elif isinstance(value, list):
        found.setdefault(name, "") if not any(isinstance(inner, dict) for inner in value) else None
        for inner in value:
            _into(found, name, inner)
    else:
        cell = _cell(value)
        before = found.get(name, "")
        found[name] = f"{before}; {cell}" if before and cell else before or cell


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _text(value: str) -> str:
    return without_control(value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _columns(records: Iterable[dict[str, str]]) -> set[str]:
    return {column for record in records for column in record}


def _at(
    value: Any, way: Sequence[str], above: Sequence[str], so_far: str = "", taken: Record | None = None
) -> Iterator[Record]:
    """Each record at the end of a way; lists on the way are gone through, and what is wanted from above is taken along."""
    if isinstance(value, list):
        for inner in value:
            yield from _at(inner, way, above, so_far, taken)
        return
    if not isinstance(value, dict):
        return
    if not way:
        yield {**value, **(taken or {})}
        return
    carried = dict(taken or {})
    for name in above:
        parent, _, field = name.rpartition(".")
        if parent == so_far and field in value:
            carried[name] = value[field]
    key, rest = way[0], way[1:]
    for inner in value.values() if key == "*" else [value.get(key)]:
        yield from _at(inner, rest, above, f"{so_far}.{key}".lstrip("."), carried)


def _lists(value: Any, way: str = "", depth: int = 0) -> Iterator[tuple[str, list[Any]]]:
    """Each list of records with the way to it; an object whose values are all records is one too."""
    if isinstance(value, list):
        if any(isinstance(inner, dict) for inner in value):
            yield way, value
    elif isinstance(value, dict) and depth < _DEPTH:
        inner = list(value.values())
        alike = [set(one) for one in inner[:_SAMPLE] if isinstance(one, dict)]
        if len(inner) > 1 and len(alike) == len(inner[:_SAMPLE]) and set.intersection(*alike):
            yield f"{way}.*".lstrip("."), inner
            return
        for key, part in value.items():
            yield from _lists(part, f"{way}.{key}".lstrip("."), depth + 1)
