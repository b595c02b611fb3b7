"""A source's text as the page shows it: line by line, each letter at its own place, and what of it makes a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefgen.checks.coverage import CharSpan
from briefgen.intake.draft.languages import language_of, table
from briefgen.intake.draft.narration import narrated
from briefgen.model.log import CELL, ROW

_BREAK = "\n\r\x0b\x0c\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAK}]+")
_SAYS = re.compile(r"[^\s\ufeff]")  # for a browser, a byte order mark is space
_ROW = re.compile(f"[^{ROW}]+")
_CONTROLS = (*range(9), 14, *range(15, 32), *range(127, 160))
_STAND_INS = str.maketrans(
    {**dict.fromkeys(map(chr, _CONTROLS), "\ufffd"), **dict.fromkeys(_BREAK[1:], " "), CELL: "\t"}
)

_STRANGE = re.compile(f"[{re.escape(''.join(map(chr, _STAND_INS)))}]")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """text[start:end], a line that says something; `opens` a paragraph, or goes on with the one of the line before."""

    start: int
    end: int
    opens: bool


def as_shown(text: str) -> str:
    """The text as a browser keeps it, as long as it was: no control character, no second kind of line end; a tab parts the cells of a log."""
    return text.translate(_STAND_INS) if _STRANGE.search(text) else text


@lru_cache(maxsize=8)
def lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of a text that are not empty, or the rows of a log."""
    if ROW in text:
        return tuple(SourceLine(*found.span(), opens=True) for found in _ROW.finditer(text))
    spans = [found.span() for found in _LINE.finditer(text) if _SAYS.search(found[0])]
    between = [_ends(text[end:start]) for (_, end), (start, _) in zip([(0, 0), *spans], spans, strict=False)]
    loose = 1 if max(between[1:], default=0) < 2 else 2  # without an empty line anywhere, each line is a paragraph
    return tuple(SourceLine(*span, opens=n == 0 or between[n] >= loose) for n, span in enumerate(spans))


def _ends(gap: str) -> int:
    """How many ends of lines there are between two lines."""
    return len(re.findall(f"\r\n|[{_BREAK}]", gap))


@lru_cache(maxsize=8)
def sentences(text: str, language: str) -> tuple[CharSpan, ...]:
    """Where the sentences of a text begin and end, in order; in a log, its cells. `language` is the source's own, where it names one."""
    if ROW in text:
        return tuple(_cells(text))
    if tag := language_of(text, language):
        return tuple((one.start, one.end) for one in narrated(text, table(tag)).sentences)
    return tuple(found.span() for line in lines(text) for found in _SENTENCE.finditer(text, line.start, line.end))


_SENTENCE = re.compile(r"""(?=\S)(?:[^.!?…؟۔。！？]|[.!?…](?!["'”’»)\]]*(?:\s|$)))+[.!?…؟۔。！？]*["'”’»)\]」』]*""")


def _cells(text: str) -> Iterator[CharSpan]:
    """The cells of a log that say something, without the space around them."""
    for found in re.finditer(f"[^{CELL}{ROW}]+", text):
        if inner := found[0].strip():
            start = found.start() + found[0].index(inner)
            yield start, start + len(inner)
