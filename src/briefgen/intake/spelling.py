"""The bytes of a page to its text: by its byte order mark, by what it or its server states, or by what the bytes can only be."""

from __future__ import annotations

import codecs
import re

_STATED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|^<\?xml[^>]{0,100}?encoding=["']([^"']{2,40})""",
    re.I,
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
"""What browsers read instead of what a page names (WHATWG Encoding)."""
_HEAD = 4096


def decoded(data: bytes, charset: str = "") -> tuple[str, int]:
    """The text of a page, and how many of its bytes no letter could be made of. `charset` is what the server states."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], name)
    if wide := _wide(data[:_HEAD]):
        return _read(data, wide)
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        pass
    stated = _STATED.search(data[:_HEAD])
    within = (stated[1] or stated[2]).decode("ascii") if stated else ""
    names = [name for name in map(_codec, (charset, within)) if name]
    found = next((_read(data, name) for name in names if not _read(data, name)[1]), None)
    return found or _read(data, names[0] if names else "cp1252")


def _read(data: bytes, name: str) -> tuple[str, int]:
    text = data.decode(name, "replace")
    return text, text.count("\ufffd")


def _codec(name: str) -> str:
    """Python's name of an encoding; empty for one that is unknown or none of text. One of two bytes a letter would have been seen."""
    try:
        found = codecs.lookup(name)
        b"<".decode(found.name)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.startswith(("utf-16", "utf-32")) else _MEANT.get(found.name, found.name)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: every other byte of markup is zero."""
    even, odd = head[:256:2], head[1:256:2]
    if len(odd) < 8:
        return ""
    return "utf-16-le" if odd.count(0) > len(odd) * 0.7 else "utf-16-be" if even.count(0) > len(even) * 0.7 else ""
