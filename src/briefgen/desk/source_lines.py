"""The lines of a source as markup: each letter at its own place, words that facts rest on marked by kind, what is suggested on its colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefgen.desk.marks import MarkedPiece
from briefgen.desk.source_text import SourceLine, as_shown, lines
from briefgen.model.log import CELL
from briefgen.reading.logs.log import Log, LoggedRow

_COLUMNS = re.compile(r"\S(?:\t| {2,})\S")
"""Space by which a line of text keeps its columns."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of a line that has a look of its own whatever is marked in it: a cell of a log, or what parts two of them."""

    start: int
    end: int
    look: str


def as_lines(text: str, title: str, found: Sequence[MarkedPiece], log: Log | None) -> Markup:
    """The lines of a text, or the rows of a log, with the pieces that are marked in them. `title` is the source's own: the first line often is."""
    shown, rest = as_shown(text), _Rest(found)
    rows = log.kept if log else ()
    made = []
    for n, line in enumerate(lines(text)):
        row, here = rows[n] if n < len(rows) else None, rest.within(line)
        frames = tuple(_cells(text, line, row)) if row else (_Frame(line.start, line.end, ""),)
        is_title = n == 0 and shown[line.start : line.end].strip() == title.strip()
        spaced = not row and _COLUMNS.search(text, line.start, line.end)
        names = " ".join(name for name, yes in (("opens", line.opens), ("title", is_title), ("spaced", spaced)) if yes)
        number = f' data-row="{row.number}"' if row else ""
        look = f' data-look="{_look(line, here)}"' if here else ""
        inner = "".join(_framed(shown, frame, here) for frame in frames)
        made.append(
            f'<p dir="auto" class="{names}" data-at="{line.start}" data-length="{line.end - line.start}"{number}{look}>{inner}</p>\n'
        )
    return Markup("".join(made))  # noqa: S704 - every letter of the text went through escape


class _Rest:
    """The pieces that no line has had yet."""

    def __init__(self, found: Sequence[MarkedPiece]) -> None:
        self.found, self.at = found, 0

    def within(self, line: SourceLine) -> tuple[MarkedPiece, ...]:
        """Those of a line; the next line is given those that reach over its end again."""
        while self.at < len(self.found) and self.found[self.at].end <= line.start:
            self.at += 1
        here = self.at
        while here < len(self.found) and self.found[here].start < line.end:
            here += 1
        return tuple(self.found[self.at : here])


def _framed(shown: str, frame: _Frame, found: Sequence[MarkedPiece]) -> str:
    inner = "".join(_dressed(shown, frame, found))
    return f'<span class="{frame.look}">{inner}</span>' if frame.look else inner


def _dressed(shown: str, frame: _Frame, found: Sequence[MarkedPiece]) -> Iterator[str]:
    at = frame.start
    for piece in found:
        start, end = max(piece.start, frame.start), min(piece.end, frame.end)
        if start < end:
            yield escape(shown[at:start])
            yield f'<span class="{_classes(piece)}">{escape(shown[start:end])}</span>'
            at = end
    yield escape(shown[at : frame.end])


def _classes(piece: MarkedPiece) -> str:
    kind = f"kind-{piece.mark.letter or 'other'}" if piece.mark else ""
    return " ".join(filter(None, (kind, "suggested" if piece.suggested else "")))


def _look(line: SourceLine, found: Sequence[MarkedPiece]) -> str:
    """All that is marked in a line: another one, where it has to be shown anew."""
    return " ".join(f"{one.start - line.start},{one.end - line.start},{_classes(one)}" for one in found)


def _cells(text: str, line: SourceLine, row: LoggedRow) -> Iterator[_Frame]:
    """The cells of a row, the one that is its title told apart, and what parts them, which is not seen beside an empty one."""
    cells = text[line.start : line.end].split(CELL)
    title = next((n for n, cell in enumerate(cells) if cell.strip() == row.event.title), -1)
    at, begun = line.start, False
    for n, cell in enumerate(cells):
        if n:
            yield _Frame(at, at + 1, "parting" if begun and cell.strip() else "nothing")
            at += 1
        if cell:
            yield _Frame(at, at + len(cell), "said" if n == title else "cell")
        at, begun = at + len(cell), begun or bool(cell.strip())
