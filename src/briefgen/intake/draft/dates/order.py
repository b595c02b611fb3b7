"""Which of 3/4/2022 is the day: what the text's other dates show, else what its country writes; where neither says it, nothing does."""

from __future__ import annotations

import re
from typing import Literal

SlashOrder = Literal["day first", "month first", ""]
SLASHED = r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)\b"
_SLASHED = re.compile(SLASHED)
_BOTH_WAYS = frozenset(("CA", "PH"))
"""Countries in which English has either order."""


def date_order(text: str, language: str) -> SlashOrder:
    """The order of the dates with slashes of a text in a `language` (BCP 47); empty where its dates go both ways, or where none shows
    it and the language names no country that settles it."""
    shown: set[SlashOrder] = set()
    for match in _SLASHED.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second > 0:
            shown.add("day first")
        if second > 12 >= first > 0:
            shown.add("month first")
    return _of_country(language) if not shown else shown.pop() if len(shown) == 1 else ""


def _of_country(language: str) -> SlashOrder:
    country = next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")
    if not country or country in _BOTH_WAYS:
        return ""
    return "month first" if country == "US" else "day first"
