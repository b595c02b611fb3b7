"""What was left in a text: placeholders, error values of a spreadsheet, signs of HTML and Markdown, bullets that make no list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import texts
from briefgen.document.placeholder import placeholder, unfinished
from briefgen.errors import KeyPath, Problem
from briefgen.model.annotation import Own, To, annotated
from briefgen.model.brief import Brief
from briefgen.model.marking import Style
from briefgen.model.statement import Quote
from briefgen.model.time import When
from briefgen.reading.load import Loaded

_NOT_WORDS = (When, Style, Quote)
_EXACT = frozenset({"span", "as_written", "url", "archived_url", "file", "sha256", "docx", "accepted"})
"""Fields whose letters are those of a source or an address."""

_HTML = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|s|script|small|span|strong|style|su[bp]|t[dhr]"
    r"|table|tbody|thead|u|ul)(?:\s[^<>]*)?/?>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*|(?<!\w)__(?=\S)[^_\n]{1,200}(?<=\S)__(?!\w)|!?\[[^\]\n]{1,200}\]\((?=[^()\s]*[./:#])[^()\s]{1,400}\)|(?m:^#{1,6} \S)"
)
_NO_MARKUP = "Write the words alone, or *so* what is to be italic; an address belongs into a source's url"
_BULLET = re.compile(r"(?m)^[ \t]*([\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7\uf0b7\u2013\u2014])\s+\S")


def placeholder_left(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Nothing unfinished is sent."""
    for path, text, own in _in_words(loaded.draft):
        found = placeholder(text) if own else unfinished(text)
        if found.startswith(("#", "=", "Err")):
            message = f"{_shown(found)} was left by a spreadsheet"
            yield Problem("warning", message, "Write what the cell should say, or take it out", path)
        elif found:
            message = f"the placeholder {found} is left"
            yield Problem("warning", message, "Write what belongs there, or take it out", path)


def markup_left(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What is HTML or Markdown elsewhere is printed here as it stands."""
    for path, text, _ in _in_words(loaded.draft):
        for name, signs in (("HTML", _HTML), ("Markdown", _MARKDOWN)):
            if found := signs.search(text):
                message = f"{_shown(found[0])} is {name}, which is printed as it stands"
                yield Problem("warning", message, _NO_MARKUP, path)
                break


def bullet_left(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A line that begins with a bullet was meant to be an item of a list."""
    for path, text, _ in _in_words(loaded.draft):
        if (found := _BULLET.search(text)) and (found[1] not in "\u2013\u2014" or text.count(f"{found[1]} ") > 1):
            message = f"'{found[1]}' begins a line"
            yield Problem("warning", message, "Where a list can stand, write a hyphen and a space for each item", path)


def _in_words(brief: Brief) -> Iterator[tuple[KeyPath, str, bool]]:
    """Each text in words, with its path and whether it is the briefer's own prose."""
    for path, part, name, text in texts(brief):
        if isinstance(part, _NOT_WORDS) or name in _EXACT:
            continue
        to = annotated(type(part), To).get(name)
        if to is None or to.or_text:
            yield path, text, name in annotated(type(part), Own)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
