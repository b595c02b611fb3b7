"""Inlines to Markdown in one line. A link inside the document is its words: wikis and tickets name their anchors themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never
from urllib.parse import quote

from briefgen.document.inlines import Cite, Code, Emphasis, Inline, Inlines, Link, Strong, Text
from briefgen.document.signs import Gauge, Glyph, Trend
from briefgen.renderers.glyphs import CHARACTERS, bar, levels
from briefgen.renderers.markdown.escape import escaped

_IN_ADDRESS = "%:/?#@!$&'*+,;=~-._"
"""What stays as it is in the address of a link."""


def said(inlines: Inlines) -> str:
    """The inlines as a line of Markdown."""
    return "".join(map(_said, inlines)).strip(" ")


def strong(words: str) -> str:
    """Finished Markdown in bold, where marks around it would be marks to every reader of Markdown."""
    return _marked("**", words)


def _said(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escaped(text)
        case Code(text):
            return _code(text)
        case Strong(children):
            return _marked("**", _all(children))
        case Emphasis(children):
            return _marked("*", _all(children))
        case Link(children, target):
            words = _all(children)
            return words if target.startswith("#") or not words.strip() else f"[{words}](<{_address(target)}>)"
        case Cite(label, _, before, after):
            return escaped(f"{before}{label}{after}")
        case Glyph(stance):
            return CHARACTERS[stance]
        case Gauge(low=low, high=high):
            return bar(low, high)
        case Trend(points):
            return levels(points)
        case _:
            assert_never(inline)


def _all(inlines: Iterable[Inline]) -> str:
    return "".join(map(_said, inlines))


def _marked(mark: str, words: str) -> str:
    """Words between marks that work wherever they stand: their first and last character is a letter or digit, or else the marks
    might be no marks (CommonMark, 6.2), and the words stand without them."""
    inner = words.strip(" ")
    if not inner:
        return words
    before, after = words[: len(words) - len(words.lstrip(" "))], words[len(words.rstrip(" ")) :]
    edges = inner[0].isalnum(), inner[-1].isalnum()
    return f"{before}{mark}{inner}{mark}{after}" if all(edges) else words


def _code(text: str) -> str:
    """A code span, where nothing in it would end it or be read in a table."""
    plain = text == text.strip() and text.isprintable() and not set(text) & set("`|\\")
    return f"`{text}`" if text and plain else escaped(text)


def _address(target: str) -> str:
    return quote(target, safe=_IN_ADDRESS)
