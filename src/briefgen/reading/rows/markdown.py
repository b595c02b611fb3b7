"""A Markdown table, as it is pasted, to a grid: with or without strokes at its edges, or drawn with + and - as a terminal does."""

from __future__ import annotations

import re

from briefgen.reading.rows.grid import Grid
from briefgen.reading.rows.values import RowNumbering, RowsRefused

_RULE = re.compile(r"\s*+(?:[|+]\s*+)?:?[-=]++:?\s*+(?:[|+]\s*+:?[-=]++:?\s*+)*+[|+]?\s*+")
_SIGN = re.compile(r"[\[*_~`<\\]")
"""What makes a cell look other than it is written, and a backslash before a stroke."""
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(?<!\\)(\*\*|__|~~)(?=\S)(.{1,500}?)(?<=\S)\1")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def is_markdown(text: str) -> bool:
    """Whether a text has a table: a line of strokes and dashes under a line with as many strokes."""
    return "|" in text and bool(_tables(text.split("\n")))


def with_breaks(text: str) -> str:
    """A text with line breaks for the <br> that the cells of a Markdown table have for them."""
    return _BREAK.sub("\n", text)


def grid(text: str, name: str, sheet: str) -> Grid:
    """The cells of the only table, or of the one that `sheet` names: the heading above it, or its number. Raises RowsRefused."""
    lines = text.split("\n")
    tables = _tables(lines)
    names = [_heading(lines, first) or str(number) for number, (first, _) in enumerate(tables, 1)]
    chosen = [number for number, one in enumerate(names) if sheet in (one, str(number + 1))]
    if sheet and not chosen:
        raise RowsRefused(f"{name} has no table '{sheet}'. The tables are {', '.join(names[:5])}.")
    if not sheet and len(tables) > 1:
        told = ", ".join(f"'{one}' (line {first + 1})" for one, (first, _) in zip(names[:5], tables, strict=False))
        raise RowsRefused(f"{name} holds several tables: {told}. Name the one that is the log: sheet: {names[0]}")
    first, last = tables[chosen[0] if sheet else 0]
    cells = [(number + 1, _cells(lines[number])) for number in range(first, last) if not _RULE.fullmatch(lines[number])]
    read = Grid(name, cells, RowNumbering("line"), delimited=True, sheet=sheet)
    around = sum(bool(line.strip()) for line in (*lines[:first], *lines[last:]))
    if around:
        read.remarks.append(
            f"{around:,} line{'s' if around > 1 else ''} before and after the table {'are' if around > 1 else 'is'} not read"
        )
    return read


def _tables(lines: list[str]) -> list[tuple[int, int]]:
    """The first line of each table and the one after its last."""
    found = []
    number, end = 0, len(lines)
    while number < end:
        at = number
        number += 1
        if not (at and _is_rule(lines[at]) and "|" in lines[at - 1]):
            continue
        if len(_cells(lines[at - 1])) != len(_cells(lines[at].replace("+", "|"))):
            continue
        while number < end and ("|" in lines[number] or _is_rule(lines[number])):
            number += 1
        found.append((at - 1, number))
    return found


def _is_rule(line: str) -> bool:
    return "-" in line and ("|" in line or "+" in line) and _RULE.fullmatch(line) is not None


def _cells(line: str) -> list[str]:
    """The cells between the strokes of a line; a stroke after a backslash is one of the text."""
    bare = line.strip().removeprefix("|")
    if _SIGN.search(bare) is None:
        return list(map(str.strip, bare.removesuffix("|").split("|")))
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return [_shown(cell) for cell in _CELL_END.split(bare)]


def _shown(cell: str) -> str:
    """A cell as a reader of the page sees it: without the signs that make it bold or a link."""
    if "[" in cell:
        cell = _LINK.sub(r"\1", cell)
    if "*" in cell or "_" in cell or "~" in cell:
        cell = _STRONG.sub(r"\2", cell)
    if "`" in cell:
        cell = _CODE.sub(r"\2", cell)
    if "<" in cell:
        cell = with_breaks(cell)
    if "\\" in cell:
        cell = _ESCAPED.sub(r"\1", cell)
    return "\n".join(part.strip() for part in cell.split("\n")).strip()


def _heading(lines: list[str], first: int) -> str:
    """The heading above a table, up to the table before it."""
    for line in reversed(lines[:first]):
        if "|" in line:
            return ""
        if heading := re.fullmatch(r"\s*#{1,6}\s+(.*?)\s*#*\s*", line):
            return heading[1]
    return ""
