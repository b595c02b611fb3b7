"""Where no line ends, by language: between a day and its month, a number and its unit, a title and a name, behind a Polish "w"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

NO_BREAK = "\u00a0"
_UNITS = r"%|‰|°C|[kMGT]B|[kmcµ]?m|k?g|t|h|s|min|[kMG]Wh?|UTC|GMT|[A-Z]{3,4}|million|billion|mln|mld|tys|Mio|Mrd"
_TITLES = "Gen|Lt|Col|Maj|Capt|Sgt|Adm|Dr|Mr|Mrs|Ms|Prof|St|Sen|Rep|Gov|gen|płk|mjr|kpt|dr|prof|inż"
_NUMBERED = "No|no|Nr|nr|Art|art|pp|str"
_ALWAYS = (
    rf"(\d) (?=(?:{_UNITS})(?![\w%]))",
    rf"(\b(?:[A-Z]|{_TITLES})\.) (?=[A-Z\u00c0-\u024f])",
    rf"(\b(?:{_NUMBERED})\.) (?=\d)",
)
_LETTERS = {"pl": "aiouwz", "cs": "aikosuvz", "sk": "aikosuvz"}
"""Words of one letter, which end no line in these languages."""


@lru_cache(maxsize=1 << 12)
def bound(text: str, language: str) -> str:
    """The text with U+00A0 in place of each space at which no line ends; as long as before."""
    if " " not in text:
        return text
    return _pattern(language).sub(lambda found: f"{found[0][:-1]}{NO_BREAK}", text)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return re.compile("|".join(_ALWAYS))
    months = {
        name.rstrip(".")
        for width in ("wide", "abbreviated")
        for name in locale.months["format"][width].values()
        if not name.isdigit()
    }
    named = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    letters = _LETTERS.get(locale.language, "")
    single = (rf"((?<!\w)[{letters}{letters.upper()}]) (?=\S)",) if letters else ()
    return re.compile("|".join((*_ALWAYS, rf"(\d) (?=(?:{named})\b)", *single)))
