"""What a page adds to an archived text: line numbers, marks of quoted mail, hyphens where a line ends in a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

BREAK, DASH = "\x02", "\x03"
"""A hyphen at a line's end: BREAK parts or joins a word, DASH may as well be a dash. Either may belong to the word or not."""
FILLER = "\u2060"
"""Stands where something was taken out, so that every other character keeps its place."""

_END = re.compile(
    r"(?<=[^\W\d_])(?P<space>[^\S\n]*)[-‐¬\u00ad][^\S\n]*\n[^\S\n]*(?=(?P<next>[^\W\d_]+))"  # the letter after it is no capital
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[ \t]*[\[(]?(\d{1,5})[\])]?[:|]?([ \t]+|$)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_FEWEST, _LINE = 3, 20  # lines of a numbered text, and the letters of its longest one: less may be a list of figures


class Prefix(NamedTuple):
    start: int
    end: int


def without_furniture(text: str) -> str:
    """`text` without line numbers and `> `, as long as it was: spaces stand in their place."""
    lines = list(_lines(text))
    pieces: list[str] = []
    done = 0
    for start, end in sorted((*_numbers(text, lines), *_quoting(lines))):
        pieces += text[done:start], " " * (end - start)
        done = end
    return "".join((*pieces, text[done:]))


def with_breaks(text: str) -> str:
    """`text`, as long as it was, with BREAK or DASH for each hyphen at a line's end after which a word goes on."""
    text = text.replace("\r\n", f"{FILLER}\n").replace("\r", "\n").replace(BREAK, " ").replace(DASH, " ")
    if "\n" not in text:
        return text
    ends = list(_END.finditer(text))
    # With a space before it, it is a dash where a word of the text comes after it.
    words = Counter(_WORD.findall(text)) if any(end["space"] for end in ends) else Counter[str]()
    pieces: list[str] = []
    done = 0
    for end in ends:
        if not end["next"][0].isupper():  # Jean-Pierre
            dash = end["space"] and words[end["next"]] > 1
            pieces += text[done : end.start()], DASH if dash else BREAK, FILLER * (len(end[0]) - 1)
            done = end.end()
    return "".join((*pieces, text[done:]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line that is not empty, with its place."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line.rstrip("\r\n")
        start += len(line)


def _numbers(text: str, lines: Iterable[tuple[int, str]]) -> Iterator[Prefix]:
    """The numbers at the beginning of lines that count the lines: one after another, anew on each page."""
    run: list[tuple[int, re.Match[str], str]] = []
    last = 0
    for start, line in (*lines, (len(text), "")):
        found = _NUMBER.match(line)
        number = int(found[1]) if found else -1
        if not (found and run and number in (last + 1, 1)):
            yield from _counted(run)
            run = []
        if found:
            run.append((start, found, line))
            last = number


def _counted(run: list[tuple[int, re.Match[str], str]]) -> Iterator[Prefix]:
    rests = [line[found.end() :] for _, found, line in run]
    apart = all(
        len(found[2]) > 1 or found[2] == "\t" or not rest for (_, found, _), rest in zip(run, rests, strict=True)
    )
    flowing = 2 * sum(rest[:1].isalpha() and not rest[:1].isupper() for rest in rests) > len(run)
    if len(run) >= _FEWEST and max(map(len, rests)) >= _LINE and (apart or flowing):
        yield from (Prefix(start, start + found.end()) for start, found, _ in run)


def _quoting(lines: Iterable[tuple[int, str]]) -> Iterator[Prefix]:
    """The marks of quoted mail, but for those where it begins: what one wrote does not run on in what another answers."""
    marked = ((start, line, _QUOTED.match(line)) for start, line in lines)
    for depth, block in groupby(marked, key=lambda item: item[2][0].count(">") if item[2] else 0):
        if depth:
            _, *others = block
            yield from (Prefix(start, start + found.end()) for start, _, found in others if found)
