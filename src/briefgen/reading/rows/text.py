"""The bytes of a log to its text: byte order mark, UTF-16, UTF-8, or the eight-bit letters of Windows, and which of them it was."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from briefgen.reading.characters import without_control
from briefgen.reading.rows.values import RowsRefused

LARGEST = 100 * 1024 * 1024
"""Bytes of a log."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = "{name} is no text: it holds zero bytes. Save the log as CSV or as a workbook (.xlsx)."
_SAMPLE = 4096
_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")


class Decoded(NamedTuple):
    """What a log says, with line ends as \\n, and what was done to read it."""

    text: str
    remarks: tuple[str, ...]


def read(data: bytes, name: str) -> Decoded:
    """The text of a log. Raises RowsRefused for what is no text."""
    if len(data) > LARGEST:
        raise RowsRefused(f"{name} is larger than {LARGEST // 1024**2} MB. Split it, or keep the rows that matter.")
    remarks: list[str] = []
    text = _decoded(data, name, remarks)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise RowsRefused(_NO_TEXT.format(name=name))
    if _has_control(text):
        remarks.append("control characters, which cannot be printed, are left out")
        text = without_control(text)
    return Decoded(text, tuple(remarks))


def _has_control(text: str) -> bool:
    """Whether the text has a character that cannot be printed; by its letters, of which a text has few."""
    if text.isascii():
        return len(text.encode().translate(None, _CONTROL)) < len(text)
    letters = "".join(set(text))
    return without_control(letters) != letters


def _decoded(data: bytes, name: str, remarks: list[str]) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    try:
        if encoding := marked or _without_mark(data):
            return data.decode(encoding)
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not marked and b"\x00" in data[:_SAMPLE]:
            raise RowsRefused(_NO_TEXT.format(name=name)) from error
        if marked:
            raise RowsRefused(f"{name} is damaged: byte {error.start + 1:,} is no letter. Save it as UTF-8.") from error
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"{name} is neither UTF-8 nor Windows text. Save it as UTF-8; in Excel as 'CSV UTF-8'."
        raise RowsRefused(message) from error
    strange = next((word for word in re.findall(r"\w+", text) + text.split() if not word.isascii()), "")[:40]
    said = "the text is not UTF-8 and is read as Windows-1252 (Western European)"
    remarks.append(f"{said}: '{strange}'. If a letter is wrong, save the file as UTF-8" if strange else said)
    return text


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that begins with no mark: every other byte of Latin letters is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else None
