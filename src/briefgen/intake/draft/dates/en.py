"""Dates in English."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from briefgen.intake.draft.dates.digits import DOTS, ISO
from briefgen.intake.draft.dates.feasts import NAMES, feast
from briefgen.intake.draft.dates.order import SLASHED
from briefgen.intake.draft.dates.values import (
    Clause,
    DateRule,
    DateValue,
    DateWords,
    ago,
    day_of_month,
    digits,
    duration,
    month_alone,
    month_and_day,
    offset,
    relative,
    relative_month,
    season,
    slashes,
    stated,
    vague,
    weekday,
    whole_date,
)

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
WORDS = DateWords(
    months={name: n for n in range(1, 13) for name in (calendar.month_name[n].lower(), calendar.month_abbr[n].lower())} | {"sept": 9},
    weekdays={name.lower(): n for n, name in enumerate(calendar.day_name)},
    offsets={"yesterday": -1, "tomorrow": 1, "today": 0, "tonight": 0, "overnight": 0, "the day before yesterday": -2, "the day after tomorrow": 2},
    numbers={word: n for n, word in enumerate(_NUMBERS.split())}
    | {"a": 1, "an": 1, "couple": 2, "a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50, "several": None, "few": None, "a few": None},
    units={
        form: sign
        for word, sign in {
            "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
        }.items()
        for form in (word, word + "s")
    },
    parts={
        "morning": "MO", "afternoon": "AF", "evening": "EV", "midnight": "24:00", "tonight": "NI", "overnight": "NI", "night": "NI", "noon": "MI", "midday": "MI",
    },
    seasons={"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"},
    back=frozenset(("last", "past", "previous", "this past")),
    ahead=frozenset(("next", "coming", "following", "this coming")),
    later=frozenset(("later", "from now", "hence", "after")),
    unclear=frozenset(("earlier", "before", "later", "after", "same", "following", "that", "previous")),
    future=re.compile(
        r"(?<!\bhad been )(?<!\bpreviously )\b(?:will|’ll|'ll|shall|is to|are to|going to|plans? to|planned|scheduled|expects?|expected to|due|upcoming"
        r"|next(?! to\b)|would|set to|to be|slated|intends?|wants? to|as soon as|as early as|deadline|until|payable|planning to|effective|may|at the earliest|at the latest)\b|\bfor\s*\Z",
        re.IGNORECASE,
    ),
    past=re.compile(r"(?<!\bbe )\b(?:was|were|had|did|said|told|(?!hundred\b|sacred\b)[a-z]+[^\We]ed|led|(?:ag|f|dec)reed|came|went|took|made|met|began|spoke|gave|fell|rose|saw|held|sent|wrote)\b"),
)  # fmt: skip

_MONTHS = "|".join(calendar.month_name[1:])
_MONTH = rf"(?P<m>{_MONTHS}|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.?|(?:Mar|Jun|Jul)\.)"
_WEEKDAY = "(?P<w>" + "|".join(calendar.day_name) + ")"
_NUMBER = r"(?P<n>\d+(?:\.\d+)?|" + "|".join(sorted(WORDS.numbers, key=len, reverse=True)) + ")"
_UNIT = r"(?P<u>(?:second|minute|hour|day|week|month|quarter|year|decade)s?)"
_PART = r"(?P<part>(?:early |late |mid-?)?(?:morning|afternoon|evening|night|midday|noon|midnight))"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_COUNTED = "percent|people|miles|votes|points|pounds|troops|men|missiles|km|meters|metres|tons|dollars|feet"
_PERIODS = "week|weekend|month|quarter|year|decade|summer|spring|fall|autumn|winter"


_LISTED = re.compile(rf"\b{_MONTH}\s+\d{{1,2}}(?:,\s+\d{{1,2}}){{0,5}},?\s*(?:and|or|to|[–-])\s*\Z")
"""What stands before the last of several days of a month."""


def _listed_day(clause: Clause, published: dt.date) -> DateValue | None:
    """The 25 of "April 24 and 25"."""
    start = clause.match.start()
    before = _LISTED.search(clause.match.string, max(0, start - 40), start)
    if not before:
        return None
    month = clause.words.month(before["m"])
    return (
        stated(clause["y"], month, clause["d"])
        if clause["y"]
        else day_of_month(clause, published, month, int(clause["d"]))
    )


def _quarter(clause: Clause, published: dt.date) -> DateValue:
    first = clause["q"][0].lower()
    number = 4 if clause["q"].lower() in ("fourth", "4th") else {"f": 1, "1": 1, "s": 2, "2": 2}.get(first, 3)
    year = clause["y"] or clause["z"] or str(published.year - (number > (published.month - 1) // 3 + 1))
    return DateValue("DATE", f"{year}-Q{number}", "stated" if clause["y"] or clause["z"] else "relative")


def _half(clause: Clause, published: dt.date) -> DateValue:
    return DateValue("DATE", f"{clause['y']}-H{1 if clause['h'].lower() == 'first' else 2}", "stated")


def _decade(clause: Clause, published: dt.date) -> DateValue:
    return DateValue("DATE", clause["c"] or "19" + clause["e"], "stated")


def _part_of_day(clause: Clause, published: dt.date) -> DateValue:
    gone = clause["mod"].lower() == "last"
    return DateValue("TIME", f"{published - dt.timedelta(gone)}T{clause.words.part(clause['part'])}", "relative")


def _month_name(clause: Clause, published: dt.date) -> DateValue | None:
    """A month that is no verb and no word of hope."""
    before = clause.match.string[max(0, clause.match.start() - 8) : clause.match.start()]
    cue = r"\b(?:in|last|next|this|since|until|by|of|late|early|mid|from|to|through|during|before|after)[ -]$"
    if clause["m"] == "May" and not re.search(cue, before):
        return None
    if clause["m"] == "March" and re.search(r"\b(?:the|a)\s$", before[-5:]):
        return None
    return month_alone(clause, published)


def _season(clause: Clause, published: dt.date) -> DateValue | None:
    """A season that is no verb and no source of water."""
    before = clause.match.string[max(0, clause.match.start() - 8) : clause.match.start()]
    plain = (
        clause["s"].lower() in ("spring", "fall") and not clause["y"] and not clause.match[0].lower().startswith("the ")
    )
    return (
        None if plain and not re.search(r"\b(?:in the|this|last|next|of|the)\s$", before) else season(clause, published)
    )


def _some(clause: Clause, published: dt.date) -> DateValue | None:
    article = clause["n"].lower() in ("a", "an")
    whole = re.match(r"(?:an?)[ -](?:decade|day|week|month|year|hour|minute)$", clause.match[0], re.IGNORECASE)
    return None if article and not whole else duration(clause, published)


def _fiscal(clause: Clause, published: dt.date) -> DateValue:
    return stated(clause["y"])


_CI = re.IGNORECASE
RULES = tuple(
    DateRule(re.compile(pattern, flags), read, WORDS)
    for pattern, flags, read in (
        (ISO, 0, digits),
        (rf"\b(?:{_WEEKDAY},?\s+)?{_MONTH}\s+{_DAY}(?:,\s*|\s+)(?P<y>\d{{4}})\b", 0, whole_date),
        (rf"\b(?:{_WEEKDAY},?\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<y>\d{{4}})\b", 0, whole_date),
        (SLASHED, 0, slashes),
        (DOTS, 0, digits),
        (rf"\b{_MONTH}(?:,| of)?\s+{_YEAR}\b", 0, whole_date),
        (rf"\b{_WEEKDAY}(?:\s+{_PART})?,?\s+(?:the\s+)?{_MONTH}\s+{_DAY}\b", 0, month_and_day),
        (rf"\b{_WEEKDAY}(?:\s+{_PART})?,?\s+(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])", 0, month_and_day),
        (rf"\b{_MONTH}\s+{_DAY}\b(?!\s*(?:percent|per cent|[:%]))", 0, month_and_day),
        (rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?![a-z])", 0, month_and_day),
        (r"(?:(?<=and )|(?<=or )|(?<=to )|(?<=\d-)|(?<=\d–)|(?<=– )|(?<=- ))(?P<d>\d{1,2})(?:, (?P<y>\d{4})\b|(?=[.,;:)](?:\s|$)|\s*$|\s(?:in|at|near|when|while|after|before)\b))", 0, _listed_day),
        (rf"\b(?:(?P<mod>last|this|next|this past|this coming)\s+)?(?P<f>{NAMES})(?:,?\s+(?:of\s+|in\s+)?{_YEAR})?\b", 0, feast),
        (rf"\b(?P<mod>last|next|this past|this coming|this|past|previous)\s+{_WEEKDAY}(?:\s+{_PART})?\b", 0, weekday),
        (rf"\b{_WEEKDAY}(?:[’']?s?\s+{_PART})?\b(?!s)", 0, weekday),
        (rf"\b(?P<o>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight)(?:\s+{_PART})?\b", _CI, offset),
        (rf"\b(?P<mod>this|last|that)\s+{_PART}\b", _CI, _part_of_day),
        (r"\b(?P<o>overnight)\b", _CI, offset),
        (
            rf"\b(?:about |more than |nearly |almost |some |just |over |at least |less than |only )?{_NUMBER}\s+{_UNIT}\s+"
            r"(?P<way>ago|earlier|before|later|from now|hence|after)\b",
            _CI,
            ago,
        ),
        (rf"\b(?:the\s+)?(?P<mod>last|next|this|past|coming|previous|current|same|following|that)\s+(?P<u>{_PERIODS})\b", _CI, relative),
        (rf"\b(?:late\s+|early\s+)?(?P<mod>last|next|this|past)\s+{_MONTH}(?![a-z])", 0, relative_month),
        (rf"\b(?:the\s+|in the\s+|over the\s+)?(?:last|past|next|coming|previous|first)\s+{_NUMBER}\s+{_UNIT}\b", _CI, duration),
        (r"\b(?:the\s+)?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter"
         rf"(?:\s+of\s+{_YEAR})?(?:\s+(?P<z>(?:1[5-9]|20)\d\d))?\b", _CI, _quarter),
        (rf"\b(?:the\s+)?(?P<h>first|second)\s+half(?:\s+of\s+{_YEAR})\b", _CI, _half),
        (r"\b(?:the\s+)?(?:early|late|mid)?[- ]?(?P<c>(?:1[5-9]|20)\d)0s\b|(?<!\w)[’'](?P<e>\d)0s\b", _CI, _decade),
        (r"\bfiscal(?: year)?\s+(?P<y>(?:19|20)\d\d)\b", _CI, _fiscal),
        (rf"\b(?:(?:early|late|mid)[- ])?(?P<m>{_MONTHS})\b", 0, _month_name),
        (rf"(?<![\d$£€,.\-/:#])\b{_YEAR}\b(?![\d,%]|\.\d|-\w|\s*(?:{_COUNTED}))", _CI, whole_date),
        (rf"(?<![\w-]){_NUMBER}[- ]{_UNIT}(?:[- ]long)?\b(?![- ](?:ago|earlier|later|before|old))", _CI, _some),
        (rf"\b(?:the\s+)?(?:(?:early|late)\s+)?(?P<s>spring|summer|fall|autumn|winter)(?:\s+of)?(?:\s+{_YEAR})?\b", _CI, _season),
        (r"\b(?:now|currently|at (?:the )?present|at the moment|presently|nowadays)\b", _CI, vague("PRESENT_REF")),
        (r"\b(?:in the future|the future)\b", _CI, vague("FUTURE_REF")),
        (r"\b(?:recently|so far|in the past|the past|lately)\b", _CI, vague("PAST_REF")),
    )
)  # fmt: skip
