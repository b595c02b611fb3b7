"""Dates in Polish."""

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

_GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
_OTHER = [
    "styczeń styczniu",
    "luty lutym",
    "marzec marcu",
    "kwiecień kwietniu",
    "maj maju",
    "czerwiec czerwcu",
    "lipiec lipcu",
    "sierpień sierpniu",
    "wrzesień wrześniu",
    "październik październiku",
    "listopad listopadzie",
    "grudzień grudniu",
]
_WEEKDAYS = [
    "poniedziałek poniedziałku poniedziałkowy poniedziałkowym",
    "wtorek wtorku wtorkowy wtorkowym",
    "środa środę środy środowy środowym",
    "czwartek czwartku czwartkowy czwartkowym",
    "piątek piątku piątkowy piątkowym",
    "sobota sobotę soboty sobotni sobotnim",
    "niedziela niedzielę niedzieli niedzielny niedzielnym",
]
_BACK = "zeszły zeszłym zeszłą zeszłej zeszłego ubiegły ubiegłym ubiegłą ubiegłej ubiegłego miniony minionym minioną minionej"
_AHEAD = "przyszły przyszłym przyszłą przyszłej przyszłego następny następnym następną nadchodzący nadchodzącą"
_NUMBERS = {
    "jeden": 1, "dwa": 2, "dwie": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7, "osiem": 8, "dziewięć": 9, "dziesięć": 10,
    "jedenaście": 11, "dwanaście": 12, "kilka": None, "parę": None,
}  # fmt: skip
WORDS = DateWords(
    months={word: n for n, word in enumerate(_GENITIVE, 1)} | {word: n for n, row in enumerate(_OTHER, 1) for word in row.split()},
    weekdays={word: n for n, row in enumerate(_WEEKDAYS) for word in row.split()},
    offsets={"przedwczoraj": -2, "wczoraj": -1, "dziś": 0, "dzisiaj": 0, "jutro": 1, "pojutrze": 2},
    numbers=_NUMBERS,
    units={
        form: sign
        for sign, forms in {
            "TM": "minutę minuty minut", "TH": "godzinę godziny godzin", "D": "dzień dni dniu", "W": "tydzień tygodnie tygodni tygodniu",
            "WE": "weekend weekendzie", "M": "miesiąc miesiące miesięcy miesiącu", "Y": "rok lata lat roku",
        }.items()
        for form in forms.split()
    },
    parts={"rano": "MO", "ranem": "MO", "południem": "AF", "południu": "AF", "wieczorem": "EV", "wieczór": "EV", "nocy": "NI", "noc": "NI"},
    seasons={
        "wiosna": "SP", "wiosną": "SP", "wiosny": "SP", "latem": "SU", "jesienią": "FA", "jesień": "FA", "jesieni": "FA", "zima": "WI", "zimą": "WI", "zimy": "WI",
    },
    back=frozenset(_BACK.split()),
    ahead=frozenset(_AHEAD.split()),
    later=frozenset(("później", "za")),
    unclear=frozenset(("później", "wcześniej")),
    future=re.compile(r"\b(?:będzie|będą|planuje|planują|zaplanowan\w+|powinn\w+|zamierza\w*|odbędzie|odbędą)\b", re.IGNORECASE),
    past=re.compile(r"\b\w{2,}(?:ł|ła|ło|li|ły)\b"),
)  # fmt: skip

_MONTH = "(?P<m>" + "|".join(_GENITIVE) + ")"
_ANY_MONTH = "(?P<m>" + "|".join(sorted(WORDS.months, key=len, reverse=True)) + ")"
_DAY = r"(?P<d>\d{1,2})"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_OF_YEAR = r"(?:\s+(?:roku|r\.))?"
_PART = r"(?P<part>rano|nad ranem|przed południem|po południu|wieczorem|w nocy)"
_WEEKDAY = "(?P<w>" + "|".join(sorted(WORDS.weekdays, key=len, reverse=True)) + ")"
_MODIFIER = rf"(?P<mod>{_BACK.replace(' ', '|')}|{_AHEAD.replace(' ', '|')})"
_NUMBER = r"(?P<n>\d+|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = "(?P<u>" + "|".join(sorted(WORDS.units, key=len, reverse=True)) + ")"

RULES = tuple(
    DateRule(re.compile(pattern, re.IGNORECASE), read, WORDS)
    for pattern, read in (
        (ISO, digits),
        (DOTS, digits),
        (rf"\b(?:{_WEEKDAY}, )?{_DAY}\s+{_MONTH}\s+{_YEAR}\b{_OF_YEAR}", whole_date),
        (rf"\b{_WEEKDAY},? {_DAY}\s+{_MONTH}\b", month_and_day),
        (rf"\b{_DAY}\s+{_MONTH}\b", month_and_day),
        (rf"\b{_ANY_MONTH}\s+{_YEAR}\b{_OF_YEAR}", whole_date),
        (rf"\b(?:{_MODIFIER}\s+)?{_WEEKDAY}(?:\s+{_PART})?\b", weekday),
        (rf"\b(?P<o>przedwczoraj|wczoraj|dziś|dzisiaj|jutro|pojutrze)(?:\s+{_PART})?\b", offset),
        (rf"\b{_NUMBER}\s+{_UNIT}\s+(?P<way>temu|później|wcześniej)\b", ago),
        (rf"\b(?P<way>za)\s+{_NUMBER}\s+{_UNIT}\b", ago),
        (rf"\b{_MODIFIER}\s+(?P<u>tygodniu|tydzień|miesiącu|miesiąc|roku|rok|weekend)\b", relative),
        (rf"\bw (?P<m>{'|'.join(row.split()[1] for row in _OTHER)})\b", month_alone),
        (rf"(?<![\d.,/:$-])\b{_YEAR}\b(?:\s+(?:roku|r\.)|(?![\d,%]|\.\d))", whole_date),
        (rf"(?<![\w-]){_NUMBER}\s+{_UNIT}\b", duration),
        (rf"\b(?P<s>wiosną|wiosny|latem|jesienią|jesieni|zimą|zimy)(?:\s+{_YEAR}{_OF_YEAR})?(?!\w)", season),
    )
)  # fmt: skip
