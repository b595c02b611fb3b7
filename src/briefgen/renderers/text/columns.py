"""Lines of so many columns, as a terminal counts them: wide characters take two, marks none; no character is ever lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from briefgen.look.ink import SPACES

WIDTH = 78

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def columns(text: str) -> int:
    """How many columns a text takes (Unicode UAX 11: wide and full-width characters two, marks and format characters none)."""
    return sum(map(_columns, text))


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` columns; a word that is longer stands whole on its own line.

    Between two wide characters a line may end without a space, but not before closing punctuation. Control characters,
    which a terminal would obey, are shown as U+FFFD.
    """
    lines: list[str] = []
    line = ""
    for piece, space in _pieces(_CONTROL.sub("\ufffd", text)):
        joined = f"{line} {piece}" if line and space else line + piece
        if line and columns(joined) > width:
            lines.append(line)
            joined = piece
        line = joined
    return [*lines, line] if line else lines


def hung(first: str, lines: Sequence[str]) -> list[str]:
    """The lines behind `first`, those after the first one indented as far."""
    rest = " " * columns(first)
    return [(first if place == 0 else rest) + line for place, line in enumerate(lines)] or [first.rstrip()]


def aligned(line: str, align: Literal["left", "center", "right"], width: int = WIDTH) -> str:
    """The line at the left, in the middle or at the right of the width."""
    room = max(width - columns(line), 0)
    return " " * {"left": 0, "center": room // 2, "right": room}[align] + line


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What stays together, and whether a space stood before it."""
    for word in filter(None, SPACES.split(text)):
        start = 0
        for index in range(1, len(word)):
            if _may_break(word[index - 1], word[index]):
                yield word[start:index], start == 0
                start = index
        yield word[start:], start == 0


def _may_break(before: str, after: str) -> bool:
    if _columns(before) < 2 or _columns(after) < 2:
        return False
    return unicodedata.category(before) not in ("Ps", "Pi") and unicodedata.category(after) not in ("Pe", "Pf", "Po")


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
