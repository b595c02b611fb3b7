"""A text as it is: nothing is read into it."""

from __future__ import annotations

import codecs

from briefgen.intake.article import Article, Unreadable

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes) -> Article:
    """A text in UTF-8, or in UTF-16 that says so. Raises Unreadable."""
    name = next((name for mark, name in _WIDE if data.startswith(mark)), "utf-8-sig")
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable("is not UTF-8 text. Save it as UTF-8, or copy its text into a .txt file.") from error
    if not text.strip():
        raise Unreadable("has no text.")
    return Article(text)
