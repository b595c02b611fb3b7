"""Texts that are not finished: [TBC], [place], [What is known, in two sentences], and what a spreadsheet could not work out."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"\[(?:placeholder|todo|tbc|tbd|fill in|insert|name|date|time|place|number|text|xx+|\?+|…)[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\s*\[[^\[\]]+\]\s*")
_CELL = re.compile(
    r"(?<![\w#&/])#(?:REF!|N/A|N/D\b|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|ERROR!|GETTING_DATA)"
    r"|^\s*(?:#[A-Z][A-Z/0]{1,11}[!?]|#NV|Err:\d{3}|#{3,})\s*$"
    r"|^\s*=\s*[-+A-Za-z$('\"\d{][^\n]*$"
)
"""An error value of a spreadsheet, in any program's language where it is a whole cell; a cell too narrow; a formula."""


def placeholder(content: str) -> str:
    """The first placeholder left in a text, or the text itself when it is one in brackets; empty for none."""
    found = unfinished(content) or _WHOLE.fullmatch(content)
    return found if isinstance(found, str) else found[0].strip() if found else ""


def unfinished(content: str) -> str:
    """The first placeholder in words that may not be the briefer's own, where brackets alone say nothing; empty for none."""
    found = _NAMED.search(content) or _CELL.search(content)
    return found[0].strip() if found else ""
