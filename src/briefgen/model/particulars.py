"""What a sentence can be held to: its numbers, its numbers of people, its dates and clocks, and its proper names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

ParticularKind = Literal["people", "number", "share", "date", "name"]
Bound = Literal["", "least", "most", "about"]
Fate = Literal["dead", "hurt", "missing", ""]
Day: TypeAlias = tuple[int | None, int | None, int | None]
"""Year, month and day of the month, as far as they are stated."""


_REACH: dict[Bound, tuple[float, float]] = {
    "": (1.0, 1.0),
    "about": (0.95, 1.05),
    "least": (1.0, 1.5),
    "most": (0.0, 1.0),
}
"""How far, as a factor, the value may lie that bears a number out."""


@dataclass(frozen=True, slots=True)
class Particular:
    """Words of a text that another text may or may not bear out. `values` are what they may mean: 1.250 is 1250 or 1.25.

    Of people, `fate` says what happened to them, as far as the words do: three dead are not three hurt. A number may be a `bound`,
    as in "more than 300", or be about right.
    """

    kind: ParticularKind
    words: str
    values: frozenset[float | str | Day]
    fate: Fate = ""
    bound: Bound = ""

    @property
    def is_day(self) -> bool:
        """True for a date; a clock may be told in another zone."""
        return self.kind == "date" and any(isinstance(value, tuple) for value in self.values)

    def meets(self, other: Particular) -> bool:
        """True when the other's value bears this one out."""
        if {self.bound, other.bound} == {"least", "most"}:
            return False
        low, high = _REACH[self.bound]
        pairs = ((mine, value) for mine in self.values for value in other.values)
        return any(
            mine * low <= value <= mine * high
            if isinstance(mine, float) and isinstance(value, float)
            else mine == value
            for mine, value in pairs
        )


@dataclass(frozen=True, slots=True)
class Particulars:
    """All of a text's particulars, in its order, and its words, by which names are found."""

    found: tuple[Particular, ...]
    words: frozenset[str]

    def bear_out(self, claimed: Particular, *, strictly: bool = False) -> bool:
        """True when this text says the particular too; `strictly`, a number of people only as a number of people."""
        match claimed.kind:
            case "people":
                return any(
                    one.fate == claimed.fate if claimed.fate else (one.kind == "people" or not strictly)
                    for one in self.found
                    if one.kind in ("people", "number") and claimed.meets(one)
                )
            case "number":
                return any(claimed.meets(one) for one in self.found if one.kind in ("people", "number"))
            case "share":
                return any(claimed.meets(one) for one in self.found if one.kind in ("share", "number"))
            case "date":
                return any(_agree(claimed.values, one.values) for one in self.found if one.kind == "date")
            case "name":
                return all(self._has(str(word)) for word in claimed.values)

    def _has(self, name: str) -> bool:
        return name in self.words or any(word.startswith(_stem(name)) for word in self.words)


def particulars(text: str) -> Particulars:
    """The particulars of a text in English, German or Polish; in any other, those that are written in digits, and names."""
    found: list[tuple[int, Particular]] = []
    taken: list[tuple[int, int]] = []
    for start, end, one in (*_dates(text), *_numbers(text)):
        if not any(a < end and start < b for a, b in taken):
            taken.append((start, end))
            found.append((start, one))
    found += [(start, name) for start, name in _names(text) if not any(a <= start < b for a, b in taken)]
    ordered = tuple(particular for _, particular in sorted(found, key=lambda pair: pair[0]))
    return Particulars(ordered, frozenset(word.casefold() for word in _WORD.findall(text)))


def together(several: Iterable[Particulars]) -> Particulars:
    """What several texts say between them."""
    known = tuple(several)
    return Particulars(
        tuple(one for each in known for one in each.found), frozenset(word for each in known for word in each.words)
    )


_Found: TypeAlias = tuple[int, int, Particular]
_WORD = re.compile(r"[^\W\d_][\w’'-]*")

# -- dates and clocks --------------------------------------------------------------------------------------------------

_MONTHS = (
    "jan(?:uary|uar|\\.)?|stycznia|stycze[nń]",
    "feb(?:ruary|ruar|\\.)?|lutego|luty",
    "mar(?:ch|\\.)?|märz|marca|marzec",
    "apr(?:il|\\.)?|kwietnia|kwiecie[nń]",
    "may|mai|maja|maj",
    "jun(?:e|i|\\.)?|czerwca|czerwiec",
    "jul(?:y|i|\\.)?|lipca|lipiec",
    "aug(?:ust|\\.)?|sierpnia|sierpie[nń]",
    "sept?(?:ember|\\.)?|wrze[sś]nia|wrzesie[nń]",
    "o[ck]t(?:ober|\\.)?|pa[zź]dziernika?",
    "nov(?:ember|\\.)?|listopada?",
    "de[cz](?:ember|\\.)?|grudnia|grudzie[nń]",
)
_MONTH = "|".join(f"(?P<m{n}>{names})" for n, names in enumerate(_MONTHS, 1))
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<y>{_YEAR})-(?P<n>\d\d)(?:-(?P<d>\d\d))?(?!\d)",
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: ?(?:[-–/]|to|and|und|i|do|bis) ?(?P<e>\d{{1,2}})(?:st|nd|rd|th|\.)?)? (?:of )?(?:{_MONTH})\b(?:,? (?P<y>{_YEAR})\b)?",
        rf"\b(?:{_MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?[-–] ?(?P<e>\d{{1,2}}))?\b(?!:)(?:,? (?P<y>{_YEAR})\b)?",
        rf"\b(?:{_MONTH}) (?P<y>{_YEAR})\b",
        rf"(?<![\d.,])(?P<y>{_YEAR})(?![\d]|[.,]\d)",
    )
)
_CLOCK = re.compile(
    r"(?<![\d:.,])(?P<h>[01]?\d|2[0-4])(?P<sign>[:.])(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:]|[.,]\d)(?P<half> ?[ap]\.?m\b)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d:.,])(?P<h>1[0-2]|[1-9]) ?(?P<half>[ap]\.?m)\b", re.IGNORECASE)


def _dates(text: str) -> Iterator[_Found]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            part = match.groupdict()
            month = next((n for n in range(1, 13) if part.get(f"m{n}")), None) or int(part.get("n") or 0) or None
            year = int(part["y"]) if part.get("y") else None
            start, end = match.span()
            if part.get("e"):  # two days of one month
                yield _date(text, start, match.end("d"), (year, month, int(part["d"])))
                start = match.start("e")
            day = part.get("e") or part.get("d")
            yield _date(text, start, end, (year, month, int(day) if day else None))
    for pattern in (_CLOCK, _HOUR):
        for match in pattern.finditer(text):
            part = match.groupdict()
            if part.get("sign") == "." and not part["half"]:
                continue  # 12.30 may be a number
            hour, half = int(part["h"]), (part["half"] or "").strip()[:1].casefold()
            hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
            yield _date(text, *match.span(), f"{hour:02}:{part.get('m') or '00'}")


def _date(text: str, start: int, end: int, value: Day | str) -> _Found:
    return start, end, Particular("date", text[start:end].strip(), frozenset({value}))


def _agree(claimed: frozenset[float | str | Day], said: frozenset[float | str | Day]) -> bool:
    """True when a date or clock is among those said, or does not go against one that states less, but shares its day or month."""
    return any(
        one == other or (isinstance(one, tuple) and isinstance(other, tuple) and _compatible(one, other))
        for one in claimed
        for other in said
    )


def _compatible(one: Day, other: Day) -> bool:
    if any(a is not None and b is not None and a != b for a, b in zip(one, other, strict=True)):
        return False
    finest = max(n for n, part in enumerate(one) if part is not None)
    return other[finest] is not None


# -- numbers -----------------------------------------------------------------------------------------------------------

_SPACE = " \u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"(?<![\w.,])(?:[-−](?=\d))?\d{{1,3}}(?:[{_SPACE},.'’]\d{{3}})+(?![\d])(?:[.,]\d+)?|(?<![\w.,])(?:[-−](?=\d))?\d+(?:[.,]\d+)?"
)
_UNITS = {
    word: value
    for value, words in {
        1: "one", 2: "two zwei dwa dwie dwoje dwóch", 3: "three drei trzy troje trzech", 4: "four vier cztery czworo czterech",
        5: "five fünf pięć pięciu pięcioro", 6: "six sechs sześć sześciu", 7: "seven sieben siedem siedmiu",
        8: "eight acht osiem ośmiu", 9: "nine neun dziewięć dziewięciu", 10: "ten zehn dziesięć dziesięciu",
        11: "eleven elf jedenaście", 12: "twelve zwölf dwanaście dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
        17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
        70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred",
    }.items()
    for word in words.split()
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "tausend": 1e3, "tysiące": 1e3, "tysięcy": 1e3, "mln": 1e6, "dozen": 12}  # fmt: skip
_SPELT = re.compile(
    rf"\b(?P<n>{'|'.join(_UNITS)})(?:[- ](?P<rest>{'|'.join(w for w, v in _UNITS.items() if v < 10)}))?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"[{_SPACE}]*(?:(?:[-–]|to)[{_SPACE}]*\d+(?:[.,]\d+)?[{_SPACE}]*)?(?:%|per ?cent\b)", re.IGNORECASE
)
"""What follows a share, and the lower of two."""
_SCALE = re.compile(rf"[{_SPACE}-]?(?P<scale>{'|'.join(_SCALES)})\b", re.IGNORECASE)
_OF_FATES: dict[Fate, str] = {
    "dead": r"kill|dead|die[ds]?\b|death|fatal|lives|drown|perish|toll|murder|tote|getötet|zabi|zgin|śmier",
    "hurt": r"injur|wound|hurt|verletzt|rann",
    "missing": r"missing|vermisst|zagin",
    "": r"people|persons?\b|casualt|victims?|residents?|inhabitants?|civilians?|soldiers?|troops?|child|[wm]?o?m[ae]n\b|workers?|employees?"
    r"|staff\b|passengers?|patients?|evacu|hospital|arrest|detain|crew|pilots?|firefighters?|officers?|students?|pupils?|displaced|refugees?"
    r"|personen|menschen|osob|osób|ofiar|ludzi",
}
_FATES = {fate: re.compile(pattern, re.IGNORECASE) for fate, pattern in _OF_FATES.items()}
_OF_BOUNDS: dict[Bound, str] = {
    "least": "more than|over|at least|above|mehr als|mindestens|ponad|co najmniej",
    "most": "up to|at most|no more than|not more than|fewer than|less than|bis zu|höchstens|do|najwyżej",
    "about": "about|around|some|nearly|almost|roughly|approximately|etwa|rund|fast|około|prawie",
}
_BOUNDS = {bound: re.compile(rf"\b(?:{pattern})\s+$", re.IGNORECASE) for bound, pattern in _OF_BOUNDS.items()}
_NEAR, _FAR = 3, 6
"""Words between a number and the people that are counted, and what happened to them, at most."""
_CLAUSE = re.compile(rf"[.,;:!?()]|\b(?:and|und|i|while|but)\b|\d|\b(?:{'|'.join(_UNITS)})\b", re.IGNORECASE)
"""Where what is said of a number ends: another is counted, or another sentence begins."""


def _numbers(text: str) -> Iterator[_Found]:
    for match in _DIGITS.finditer(text):
        yield _number(text, match.start(), match.end(), _readings(match[0]))
    for match in _SPELT.finditer(text):
        value = _UNITS[match["n"].casefold()] + _UNITS.get((match["rest"] or "").casefold(), 0)
        start, end, one = _number(text, match.start(), match.end(), frozenset({float(value)}))
        if value != 1 or one.kind == "people":  # one is a pronoun as well
            yield start, end, one


def _number(text: str, start: int, end: int, values: frozenset[float]) -> _Found:
    if scale := _SCALE.match(text, end):
        end, values = scale.end(), frozenset(value * _SCALES[scale["scale"].casefold()] for value in values)
    share = _SHARE.match(text, end) is not None
    fate = None if share else _fate(text, start, end)
    kind: ParticularKind = "share" if share else "number" if fate is None else "people"
    before = text[max(0, start - 20) : start]
    bound: Bound = next((bound for bound, pattern in _BOUNDS.items() if pattern.search(before)), "")
    return start, end, Particular(kind, text[start:end].strip(), frozenset(values), fate or "", bound)


def _fate(text: str, start: int, end: int) -> Fate | None:
    """What happened to those who are counted, as the clause behind says, or a verb just before; None when no people are counted.

    Both "killed or injured" is neither.
    """
    behind = _CLAUSE.split(text[end : end + 120])[0]
    near = _WORD.findall(behind)
    before = _WORD.findall(_CLAUSE.split(text[max(0, start - 40) : start])[-1])[-2:]
    for words in (near[:_FAR], before):
        found = {fate for fate, pattern in _FATES.items() if fate and any(map(pattern.match, words))}
        if found:
            return found.pop() if len(found) == 1 else ""
    return "" if any(map(_FATES[""].match, near[:_NEAR])) else None


def _readings(digits: str) -> frozenset[float]:
    """What digits may mean: in 1.250 the point may part thousands or decimals, in 1,250 the comma parts thousands."""
    plain = re.sub(rf"[{_SPACE}'’]", "", digits).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return frozenset({float(plain.replace(",", ""))})
    thousands = re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(,\d+)?", plain)
    readings = {plain.replace(".", "").replace(",", ".")} if thousands else set()
    if plain.count(".") + plain.count(",") <= 1:
        readings.add(plain.replace(",", "."))
    return frozenset(map(float, readings or {re.sub(r"[.,]", "", plain)}))


# -- names -------------------------------------------------------------------------------------------------------------

_CAPITALS = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w’'-]*(?: [^\W\d_a-zß-öø-ÿ][\w’'-]*)*")
_SENTENCE = re.compile(r"(?:^\s*|[.!?…:;][\"'”’)\]]*\s+|[“\"(]|\n\s*)$")
_NO_NAMES = frozenset(
    [
        "i",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "gen",
        "general",
        "col",
        "colonel",
        "lt",
        "captain",
        "president",
        "prime",
        "minister",
        "chairman",
        "secretary",
        "mayor",
        "king",
        "queen",
        "chancellor",
        "professor",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "utc",
        "am",
        "pm",
        "the",
        "a",
        "an",
    ]
)


def _names(text: str) -> Iterator[tuple[int, Particular]]:
    for match in _CAPITALS.finditer(text):
        words, start = match[0].split(" "), match.start()
        if (
            _SENTENCE.search(text[max(0, start - 8) : start]) and not words[0].isupper()
        ):  # a capital that any sentence begins with
            start += len(words[0]) + 1
            words = words[1:]
        named = [word for word in words if word[0].isupper() and word.casefold() not in _NO_NAMES and len(word) > 1]
        if named and not any(re.fullmatch(_MONTH, word, re.IGNORECASE) for word in named):
            yield start, Particular("name", " ".join(words), frozenset(_bare(word) for word in named))


def _bare(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.casefold())


def _stem(name: str) -> str:
    """As much of a name as its forms share: Ukraine and Ukrainian, Poland and Polish."""
    return name[:3] if re.search(r"(?:ish|ian|ese|ans?|ch|es)$", name) else name[: max(4, len(name) - 3)]
