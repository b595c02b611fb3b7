"""Values in a text: what is copied and must stay as it is, and where a line may end within it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.document.inlines import Code, Inline, Inlines, Text

LONG = 24
"""From so many characters on a word is a value."""
_WHOLE = 40
"""Up to so many characters a value stays together wherever there is room."""
JOINT = re.compile(r"(?<=[/\\])(?=[^/\\\s])|(?<!\[)(?=[.@])|(?=[?&=#_\[])")
"""Where a line may end within a value: behind a stroke, before another sign of addresses. Nothing is put in there."""
GUTTER = 2
"""Characters between two columns of a table."""
_SIGNS = re.compile(r"[\d./\\@:_=]")
_STAMP = re.compile(r"[\d\s:.,/+TZ-]+")
_WORD = re.compile(r"\S+")


def of_values(line: str) -> Inlines:
    """A line of a cell: values as they are, words as text."""
    if _STAMP.fullmatch(line) or (is_value(line) and not any(map(str.isspace, line))):
        return (Code(line),)
    parts: list[Inline] = []
    end = 0
    for found in _WORD.finditer(line):
        if len(found[0]) >= LONG or "[.]" in found[0] or "://" in found[0]:
            parts += [Text(line[end : found.start()])] if found.start() > end else []
            parts.append(Code(found[0]))
            end = found.end()
    return (*parts, Text(line[end:])) if line[end:] else tuple(parts)


def is_value(word: str) -> bool:
    """Whether a word is one that is copied: it is long, or has a digit or a sign of addresses in it."""
    return len(word) >= LONG or _SIGNS.search(word) is not None


def pieces(line: str) -> list[str]:
    """What stays together of a line, wherever it ends: a time, a word, of a long address its parts."""
    if _STAMP.fullmatch(line) and len(line) <= _WHOLE:
        return [line]
    return [piece for word in _WORD.findall(line) for piece in parted(word)]


def parted(value: str) -> list[str]:
    """A value in the parts that it has on lines of its own where it is long; one that is not stays whole."""
    return JOINT.split(value) if len(value) > _WHOLE else [value]


def longest(cells: Iterable[str]) -> int:
    """The characters of the longest piece of some cells; 0 where they say nothing."""
    return max((len(piece) for cell in set(cells) for line in cell.splitlines() for piece in pieces(line)), default=0)
