"""The characters that a finished PDF draws, letter by letter: the codes in its pages, and what its fonts say that they mean.

A PDF library's own reading of text guesses: it leaves out doubled accents, turns quotation marks about and resolves signs in
lines from the right. Here nothing is guessed. Only the file as our own writer lays it out is understood (ISO 32000-1, 7.5).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_UNKNOWN = "\0"
"""Stands for a code of which the font does not say what it means."""
_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_STREAM = re.compile(rb"/Length (\d+).*?>>\s*stream\r?\n", re.DOTALL)
_MEANING = re.compile(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>")
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|(\[)|\(((?:[^\\()]|\\.)*)\)(\s*Tj)?|(\]\s*TJ)", re.DOTALL)
"""A font is taken, or a string shown, or a list of strings. Strings are matched whole, so that nothing in one is taken for an
operator."""
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Meanings = dict[int, str]
"""Code in a font to the characters that it stands for."""


class NotOurs(ValueError):
    """A PDF that is not laid out as our own writer does it, or is damaged."""


def drawn(data: bytes) -> list[list[str]]:
    """For each page the texts that it shows, one for each text object, in the order of drawing. Raises NotOurs."""
    try:
        file = _File(data)
        fonts: dict[bytes, dict[bytes, Meanings]] = {}
        found = []
        for page in file.pages():
            names = _reference(page, b"Font")
            if names not in fonts:
                fonts[names] = file.fonts(names)
            found.append(list(_texts(file.stream(_reference(page, b"Contents")), fonts[names])))
    except (KeyError, IndexError, ValueError, TypeError, zlib.error) as error:
        raise NotOurs(str(error)) from error
    return found


class _File:
    """The objects of a PDF, found by its cross-reference table."""

    def __init__(self, data: bytes) -> None:
        table = data.rindex(b"startxref")
        start = int(data[table:].split()[1])
        self._data = data
        self._trailer = data[start:table]
        self._places = sorted(int(found[1]) for found in _ENTRY.finditer(self._trailer))
        ends = dict(zip(self._places, [*self._places[1:], start], strict=True))
        self._objects = {data[place : place + 12].split(b" ", 1)[0]: (place, ends[place]) for place in self._places}

    def pages(self) -> Iterator[bytes]:
        """The pages in order."""
        root = self.object(_reference(self._trailer, b"Root"))
        kids = re.search(rb"/Kids \[(.*?)\]", self.object(_reference(root, b"Pages")), re.DOTALL)
        if kids is None:
            raise NotOurs("no pages")
        return (self.object(number) for number in re.findall(rb"(\d+) 0 R", kids[1]))

    def fonts(self, number: bytes) -> dict[bytes, Meanings]:
        """The fonts of a dictionary of fonts by the names that they have there."""
        listed = re.findall(rb"/(\S+) (\d+) 0 R", self.object(number))
        return {name: self._meanings(self.object(font)) for name, font in listed}

    def _meanings(self, font: bytes) -> Meanings:
        if b"/ToUnicode" not in font:
            return {}
        table = self.stream(_reference(font, b"ToUnicode"))
        return {
            int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in _MEANING.findall(table)
        }

    def object(self, number: bytes) -> bytes:
        """An object as it is written."""
        start, end = self._objects[number]
        return self._data[start:end]

    def stream(self, number: bytes) -> bytes:
        """The data of a stream."""
        written = self.object(number)
        head = _STREAM.search(written)
        if head is None:
            raise NotOurs("no stream")
        content = written[head.end() : head.end() + int(head[1])]
        return zlib.decompress(content) if b"/FlateDecode" in written[: head.end()] else content


def _reference(written: bytes, key: bytes) -> bytes:
    found = re.search(rb"/%s (\d+) 0 R" % key, written)
    if found is None:
        raise NotOurs(f"no {key.decode()}")
    return found[1]


def _texts(content: bytes, fonts: dict[bytes, Meanings]) -> Iterator[str]:
    meanings: Meanings = {}
    codes = b""
    for found in _SHOWN.finditer(content):
        font, begins, string, shown, ends = found.groups()
        if font:
            meanings = fonts.get(font, {})
        elif begins:
            codes = b""
        elif string is not None:
            string = _ESCAPE.sub(_unescaped, string)
            codes = string if shown else codes + string
        if (shown or ends) and codes:
            yield "".join(meanings.get(code, _UNKNOWN) for code in codes)


def _unescaped(found: re.Match[bytes]) -> bytes:
    what = found[1]
    return bytes([int(what, 8) & 0xFF]) if what.isdigit() else _NAMED.get(what, what)
