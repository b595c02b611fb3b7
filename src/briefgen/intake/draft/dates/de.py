"""Dates in German."""

from __future__ import annotations

import re

from briefgen.intake.draft.dates.digits import DOTS, ISO
from briefgen.intake.draft.dates.values import (
    DateRule,
    DateWords,
    ago,
    digits,
    duration,
    month_alone,
    month_and_day,
    offset,
    relative,
    season,
    weekday,
    whole_date,
)

_MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
_SHORT = ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]
_WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]
_BACK = "letzte letzten letzter letztem vergangene vergangenen vergangener vergangenem vorige vorigen voriger vorigem"
_AHEAD = "nächste nächsten nächster nächstem kommende kommenden kommender kommendem"
_NUMBERS = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
WORDS = DateWords(
    months={word: n for words in (_MONTHS, _SHORT) for n, word in enumerate(words, 1)} | {"jänner": 1},
    weekdays={word: n for n, word in enumerate(_WEEKDAYS)} | {"sonnabend": 5},
    offsets={"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    numbers={word: n for n, word in enumerate(_NUMBERS.split())}
    | {"einem": 1, "einer": 1, "eine": 1, "einen": 1, "zwanzig": 20, "dreißig": 30, "mehreren": None, "wenigen": None, "einigen": None},
    units={
        form: sign
        for sign, forms in {
            "TM": "minute minuten", "TH": "stunde stunden", "D": "tag tage tagen", "W": "woche wochen", "WE": "wochenende",
            "M": "monat monate monaten", "Y": "jahr jahre jahren",
        }.items()
        for form in forms.split()
    },
    parts={"vormittag": "MO", "nachmittag": "AF", "mittag": "MI", "morgen": "MO", "früh": "MO", "abend": "EV", "mitternacht": "24:00", "nacht": "NI"},
    seasons={"frühjahr": "SP", "frühling": "SP", "sommer": "SU", "herbst": "FA", "winter": "WI"},
    back=frozenset(_BACK.split()),
    ahead=frozenset(_AHEAD.split()),
    later=frozenset(("später", "in")),
    unclear=frozenset(("später", "zuvor", "früher")),
    future=re.compile(r"\b(?:wird|werden|würde|würden|soll|sollen|will|wollen|geplant|plant|planen|bis|demnächst|voraussichtlich|fällig)\b", re.IGNORECASE),
    past=re.compile(r"\b(?:war|waren|hatte|hatten|wurde|wurden|sagte|sagten|teilte|kam|kamen|ging|gab|traf|ge\w+t|ge\w+en)\b"),
)  # fmt: skip

_MONTH = (
    "(?P<m>"
    + "|".join(
        [*(m.capitalize() for m in (*_MONTHS, "jänner")), *(rf"{m.capitalize()}\." for m in _SHORT if m != "mai")]
    )
    + ")"
)
_DAY = r"(?P<d>\d{1,2})\."
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_PART = r"(?P<part>vormittag|nachmittag|mittag|morgen|früh|abend|nacht)"
_WEEKDAY = "(?P<w>" + "|".join(day.capitalize() for day in WORDS.weekdays) + ")"
_MODIFIER = rf"(?P<mod>{_BACK.replace(' ', '|')}|{_AHEAD.replace(' ', '|')})"
_NUMBER = r"(?P<n>\d+|" + "|".join(sorted(WORDS.numbers, key=len, reverse=True)) + ")"
_UNIT = "(?P<u>" + "|".join(sorted((u.capitalize() for u in WORDS.units), key=len, reverse=True)) + ")"

RULES = tuple(
    DateRule(re.compile(pattern), read, WORDS)
    for pattern, read in (
        (ISO, digits),
        (DOTS, digits),
        (rf"\b(?:{_WEEKDAY}, (?:dem |den )?)?{_DAY}\s?{_MONTH}\s+{_YEAR}\b", whole_date),
        (rf"\b{_WEEKDAY}, (?:dem |den )?{_DAY}\s?{_MONTH}(?!\w)", month_and_day),
        (rf"\b{_DAY}\s?{_MONTH}(?!\w)", month_and_day),
        (rf"\b{_MONTH}\s+{_YEAR}\b", whole_date),
        (rf"\b(?:{_MODIFIER}\s+)?{_WEEKDAY}(?:\s?{_PART})?(?:s)?\b", weekday),
        (r"\b(?P<o>[Vv]orgestern|[Gg]estern|[Hh]eute|[Üü]bermorgen)(?:\s(?P<part>[Vv]ormittag|[Nn]achmittag|[Mm]ittag|[Mm]orgen|[Ff]rüh|[Aa]bend|[Nn]acht))?\b", offset),
        (r"(?<![Hh]eute )(?<![Gg]estern )\b(?P<o>morgen)(?:\s(?P<part>[Vv]ormittag|[Nn]achmittag|[Mm]ittag|[Ff]rüh|[Aa]bend|[Nn]acht))?\b", offset),
        (rf"\b[Vv]or\s+(?:rund |etwa |knapp |fast |mehr als )?{_NUMBER}\s+{_UNIT}(?P<way>)\b", ago),
        (rf"\b(?P<way>[Ii]n)\s+{_NUMBER}\s+{_UNIT}\b", ago),
        (rf"\b{_NUMBER}\s+{_UNIT}\s+(?P<way>später|zuvor|früher)\b", ago),
        (rf"\b{_MODIFIER}\s+(?P<u>Wochenende|Woche|Monat|Jahr|Frühjahr|Sommer|Herbst|Winter)\b", relative),
        (rf"\b(?P<m>{'|'.join(m.capitalize() for m in _MONTHS)})\b", month_alone),
        (rf"(?<![\d.,/:€$-])\b{_YEAR}\b(?![\d,%]|\.\d)", whole_date),
        (rf"(?<![\w-]){_NUMBER}\s+{_UNIT}\b", duration),
        (rf"\b(?P<s>Frühjahr|Frühling|Sommer|Herbst|Winter)(?:\s+{_YEAR})?\b", season),
    )
)  # fmt: skip
