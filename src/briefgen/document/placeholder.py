"""Texts that are not finished: [TBC], [place], [What is known, in two sentences]."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"\[(?:placeholder|todo|tbc|tbd|fill in|insert|name|date|time|place|number|text|xx+|\?+|…)[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\s*\[[^\[\]]+\]\s*")


def placeholder(content: str) -> str:
    """The first placeholder left in a text, or the text itself when it is one in brackets; empty for none."""
    found = _NAMED.search(content) or _WHOLE.fullmatch(content)
    return found[0].strip() if found else ""
