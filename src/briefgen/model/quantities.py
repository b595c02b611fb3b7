"""Numbers of a text in digits and in words, what is counted by them, and words of quantity: dozens, nobody, half, twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from briefgen.model.particular import Bound, Fate, Particular, ParticularKind

PlacedParticular: TypeAlias = tuple[int, int, Particular]
WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SPACE = " \u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"(?<![\w.,])(?:[-−](?=\d))?\d{{1,3}}(?:[{_SPACE},.'’]\d{{3}})+(?![\d])(?:[.,]\d+)?|(?<![\w.,])(?:[-−](?=\d))?\d+(?:[.,]\d+)?"
)
_UNITS = {
    word: value
    for value, words in {
        1: "one", 2: "two zwei zweier dwa dwie dwaj dwoje dwóch dwu dwoma dwiema dwóm", 3: "three drei dreier trzy trzej troje trzech trzem trzema",
        4: "four vier cztery czterej czworo czterech czterem czterema", 5: "five fünf pięć pięciu pięcioro pięcioma",
        6: "six sechs sześć sześciu sześcioro sześcioma", 7: "seven sieben siedem siedmiu siedmioro siedmioma",
        8: "eight acht osiem ośmiu ośmioro ośmioma", 9: "nine neun dziewięć dziewięciu dziewięcioro",
        10: "ten zehn dziesięć dziesięciu dziesięcioro", 11: "eleven elf jedenaście jedenastu", 12: "twelve zwölf dwanaście dwunastu dozen",
        13: "thirteen dreizehn trzynaście trzynastu", 14: "fourteen vierzehn czternaście czternastu", 15: "fifteen fünfzehn piętnaście piętnastu",
        16: "sixteen sechzehn szesnaście szesnastu", 17: "seventeen siebzehn siedemnaście siedemnastu",
        18: "eighteen achtzehn osiemnaście osiemnastu", 19: "nineteen neunzehn dziewiętnaście dziewiętnastu",
        20: "twenty zwanzig dwadzieścia dwudziestu", 30: "thirty dreißig trzydzieści trzydziestu", 40: "forty vierzig czterdzieści czterdziestu",
        50: "fifty fünfzig pięćdziesiąt pięćdziesięciu", 60: "sixty sechzig sześćdziesiąt", 70: "seventy siebzig siedemdziesiąt",
        80: "eighty achtzig osiemdziesiąt", 90: "ninety neunzig dziewięćdziesiąt", 100: "hundred hundert sto stu", 200: "zweihundert dwieście dwustu",
        300: "dreihundert trzysta trzystu", 400: "vierhundert czterysta", 500: "fünfhundert pięćset", 1000: "tausend tysiąc",
    }.items()
    for word in words.split()
}  # fmt: skip
_ONES = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_UNITS |= {
    f"{one}und{ten}": _UNITS[ten] + value
    for value, one in enumerate(_ONES, 1)
    for ten in ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
}
_SCALES = {
    "hundred": 100, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "hundert": 100, "tausend": 1e3, "millionen": 1e6,
    "milliarden": 1e9, "tysiące": 1e3, "tysięcy": 1e3, "tys": 1e3, "mln": 1e6, "miliony": 1e6, "milionów": 1e6, "dozen": 12,
}  # fmt: skip
_LETTERS = re.compile(r"\b[^\W\d_]+\b")
_FURTHER = re.compile(r"[- ]([^\W\d_]+)\b")
_SHARE = re.compile(
    rf"[{_SPACE}]*(?:(?:[-–]|to)[{_SPACE}]*\d+(?:[.,]\d+)?[{_SPACE}]*)?(?:%|per ?cent\b)", re.IGNORECASE
)
"""What follows a share, and the lower of two."""
_SCALE = re.compile(rf"[{_SPACE}-]?(?P<scale>{'|'.join(_SCALES)})\b", re.IGNORECASE)
_OF_FATES: dict[Fate, str] = {
    "dead": r"kill|dead|die[ds]?\b|death|fatal|lives|drown|perish|toll|murder|tote|getötet|starb|gestorben|todes|zabi|zgin|śmier|nie żyje",
    "hurt": r"injur|wound|hurt|treated\b|hospitali[sz]ed|verletzt|rann",
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
_MINUS = re.compile(r"\bminus\s+$", re.IGNORECASE)
_AGED = re.compile(r"[- ]year[- ]olds?\b", re.IGNORECASE)
"""Behind an age: nineteen-year-olds are not nineteen people."""
_NEAR, _FAR = 3, 6
"""Words between a number and the people that are counted, and what happened to them, at most."""
_CUT = re.compile(r"[.,;:!?()]|\d")
_LINKS = frozenset(("and", "und", "i", "while", "but"))
"""Where what is said of a number ends: another is counted, or another sentence begins."""

# -- words of quantity -------------------------------------------------------------------------------------------------

_SEVERAL = r"(?:several|a few|mehrere|einige|kilka|parę)"
_OF_REACHES: dict[tuple[float, float], str] = {
    (2, 10): r"(?:only )?a (?:mere )?handful|eine Handvoll|garstk[aęi]",
    (
        18,
        199,
    ): r"dozens|scores(?= of)|(?:several|a few) dozen|Dutzende[rn]?|mehrere Dutzend|kilkadziesiąt|kilkudziesięciu|dziesiątki",
    (
        150,
        1999,
    ): rf"hundreds(?! of thousands)|{_SEVERAL} hundred|Hunderte[rn]?|mehrere hundert|kilkaset|kilkuset|setki(?! tysięcy)",
    (
        1500,
        99_999,
    ): r"(?<!tens of )(?<!hundreds of )thousands|(?<!zehn)tausende[rn]?|(?<!dziesiątki )(?<!setki )tysiące(?= \w)",
    (1800, 12_000): rf"{_SEVERAL} thousand|mehrere tausend|kilka tysięcy",
    (15_000, 199_999): r"tens of thousands|Zehntausende[rn]?|dziesiątki tysięcy",
    (100_000, 1_999_999): r"hundreds of thousands|Hunderttausende[rn]?|setki tysięcy",
    (1_500_000, 1e9): r"millions|(?<!\d )(?<!\d)Millionen(?= von)|miliony(?= \w)",
}
"""What a word of quantity may stand for; wide, since a word that is not wrong is no fault."""
_REACHES = [
    (reach, re.compile(rf"(?<![\w-])(?:{pattern})\b(?!-)", re.IGNORECASE)) for reach, pattern in _OF_REACHES.items()
]
_COUNTED = re.compile(rf"(?:\d|\b(?:{'|'.join(_UNITS)}))[{_SPACE}-]?$", re.IGNORECASE)
_HUMAN = r"(?:one|body|people|persons?|lives|civilians?|crew|residents?|workers?|passengers?|soldiers?|patients?)"
_AUXILIARY = (
    r"(?: (?:was|were|is|are|has|have|had|been|being|reported|reportedly|said|to|be|seriously|badly|aboard|on|board|at all|ist|sind|wurden?"
    r"|worden|dabei|nie|został[aoiy]?|in it|in the \w+)){0,4}"
)
_NOBODY = rf"(?:no ?(?:one|body)(?: else)?|none|no {_HUMAN}|niemand|kein(?:e|er|em)?|nikt)"
_WITHOUT = r"(?:no|without(?: any)?|zero|keine?r?|ohne|bez|brak|żadnych)(?: (?:further|other|reports? of|reported|known|weiteren?|dalszych)){0,2}"
_OF_NOBODY: dict[Fate, str] = {
    "dead": rf"{_NOBODY}{_AUXILIARY} (?:killed|die[ds]?|dead|lost|getötet|gestorben|starb|ums Leben|zginął|zginęła|umarł)\b"
    rf"|{_WITHOUT} (?:deaths?|fatalit(?:y|ies)|dead|killed|loss of life|Toten?r?|Todesopfern?|ofiar śmiertelnych|zabitych)\b",
    "hurt": rf"{_NOBODY}{_AUXILIARY} (?:hurt|injured|wounded|harmed|verletzt|ranny|ranna|ucierpiał)\b"
    rf"|{_WITHOUT} (?:injur(?:y|ies)|injured|wounded|Verletzten?r?|rannych)\b",
    "missing": rf"{_NOBODY}{_AUXILIARY} (?:missing|vermisst|zaginął)\b|{_WITHOUT} (?:missing|Vermissten?r?|zaginionych)\b",
    "": rf"{_WITHOUT} (?:casualt(?:y|ies)|victims|Opfern?|ofiar(?! śmiertelnych)|poszkodowanych)\b|nikt nie ucierpiał",
}
_NOBODIES = [(fate, re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE)) for fate, pattern in _OF_NOBODY.items()]
_WHOLE = r"(?=[- ](?:of(?! an hour)|the|its|their|his|her|all|these|those|der|des|aller|ihrer|seiner)\b)"
_OF_SHARES: dict[tuple[float, float, float], str] = {
    (45, 50, 55): rf"half{_WHOLE}|(?:die|der) Hälfte\b|połow[aę]\b(?! (?:roku|dnia))",
    (31, 100 / 3, 36): rf"(?:a|one)[- ]third{_WHOLE}|ein(?:em)? Drittel\b|jedn[aąe]j? trzeci[aąe]j?\b",
    (63, 200 / 3, 70): rf"two[- ]thirds{_WHOLE}|zwei Dritteln?\b|dwie trzecie\b",
    (22, 25, 28): rf"(?:a|one)[- ]quarter{_WHOLE}|ein(?:em)? Viertel (?:der|des|aller)|jedn[aąe]j? czwart[aąe]j?\b",
    (72, 75, 78): rf"three[- ]quarters{_WHOLE}|drei Vierteln? (?:der|des|aller)|trzy czwarte\b",
}
"""The least, the very and the greatest share that is called so."""
_SHARES = [(shares, re.compile(rf"(?<![\w-])(?:{pattern})", re.IGNORECASE)) for shares, pattern in _OF_SHARES.items()]
_OF = re.compile(r"\b(\d{1,9})(?: out)? (?:of|von|z|ze) (?:the |its |their |den |ihren |insgesamt )?(\d{1,9})\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_TIMES: list[tuple[frozenset[float | str], re.Pattern[str]]] = [
    (frozenset({2.0, "twice"}), re.compile(r"\b(?:twice(?! (?:as|the|that|its))|zweimal|dwukrotnie|dwa razy)\b", re.IGNORECASE)),
    (frozenset({3.0, "thrice"}), re.compile(r"\b(?:thrice|dreimal|trzykrotnie|trzy razy)\b", re.IGNORECASE)),
    (frozenset({"first"}), re.compile(r"\b(?:for the first time|the first ever|zum ersten Mal|erstmals|po raz pierwszy|pierwszy raz)\b", re.IGNORECASE)),
]  # fmt: skip
_LONGEST = 40
"""Letters of a word, digits of a number: a text without spaces is no name, and nobody looks for the end of it at each of its letters."""
_NAME_WORD = rf"[^\W\d_a-zß-öø-ÿ][\w’'-]{{0,{_LONGEST}}}+"
_NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,3}}"
_NAMES = re.compile(rf"{_NAME}(?:, (?:the )?{_NAME}){{0,12}},? (?:and|und|i|oraz) (?:the )?{_NAME}")
_OF_BESIDES: tuple[tuple[Particular, str], ...] = (
    (Particular("people", "", frozenset({0.0}), "hurt"), r"unhurt|uninjured|unharmed|unscathed|safe|unverletzt|wohlauf|bez szwanku|cał[aiy] i zdrow[aiy]"),
    (Particular("people", "", frozenset({0.0}), "dead"), r"(?:all|everyone|everybody) (?:\w+ ){0,3}(?:survived|rescued|alive|safe)|alle überlebten|wszyscy przeżyli"),
    (Particular("people", "", frozenset({0.0}), "missing"), r"(?:all|everyone|everybody|safe and) (?:\w+ ){0,3}accounted for"),
    (Particular("number", "", frozenset({"twice"})), r"second|again|zweite[rsnm]?|erneut|drugi\w*|ponownie"),
    (Particular("number", "", frozenset({"thrice"})), r"third|dritte[rsnm]?|trzeci\w*"),
    (Particular("number", "", frozenset({"first"})), r"never before|unprecedented|first|noch nie|erste[rsnm]?|nigdy (?:wcześniej|dotąd|przedtem)|pierwsz\w+"),
    (Particular("share", "", frozenset({50.0}), reach=(45, 55)), r"half|halved|Hälfte|halb\w*|pół|połow\w+"),
)  # fmt: skip
_BESIDES = [(one, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for one, pattern in _OF_BESIDES]


def numbers(text: str, taken: Sequence[int]) -> Iterator[PlacedParticular]:
    """The numbers of a text, in digits and in words, and its words of quantity; the longest reading of the same words first.

    Digits at characters that are `taken`, those of a date, are no number.
    """
    for fate, pattern in _NOBODIES:
        for match in pattern.finditer(text):
            yield *match.span(), Particular("people", match[0], frozenset({0.0}), fate)
    for reach, pattern in _REACHES:
        for match in pattern.finditer(text):
            if not _COUNTED.search(text[max(0, match.start() - 20) : match.start()]):  # dwa tysiące
                yield _number(text, match.start(), match.end(), frozenset(), reach)
    for (low, share, high), pattern in _SHARES:
        for match in pattern.finditer(text):
            yield *match.span(), Particular("share", match[0], frozenset({share}), reach=(low, high))
    for times, pattern in _TIMES:
        for match in pattern.finditer(text):
            yield *match.span(), Particular("number", match[0], frozenset(times))
    for match in _DIGITS.finditer(text):
        if not taken[match.start()]:
            yield _number(text, match.start(), match.end(), _readings(match[0]))
    yield from _spelt(text)


def _spelt(text: str) -> Iterator[PlacedParticular]:
    """The numbers that are written in words, such as twenty-one."""
    for match in _LETTERS.finditer(text):
        value, end = _UNITS.get(match[0].casefold(), 0), match.end()
        if not value:
            continue
        further = _FURTHER.match(text, end)
        if further and (more := _UNITS.get(further[1].casefold(), 0)) < 10 and more:
            value, end = value + more, further.end()
        found = _number(text, match.start(), end, frozenset({float(value)}))
        if value != 1 or found[2].kind == "people":  # one is a pronoun as well
            yield found


def besides(text: str) -> Iterator[Particular]:
    """What a text bears out without saying it in so many words: four names in a row are four, who is safe is not hurt."""
    yield from (one for one, pattern in _BESIDES if pattern.search(text))
    for names in {len(re.split(r",? (?:and|und|i|oraz) |, ", match[0])) for match in _NAMES.finditer(text)}:
        yield Particular("number", "", frozenset({float(names)}))
    for some, every in _OF.findall(text):
        yield Particular("share", "", frozenset({100 * int(some) / max(1, int(every))}))
    yield from (Particular("number", "", frozenset({float(year)})) for year in set(_YEAR.findall(text)))


def of_people(text: str, end: int) -> bool:
    """True when the word behind a number is of people, or of what happened to them: 2000 people is no year."""
    word = WORD.match(text, end + 1, end + 1 + _LONGEST)
    return word is not None and any(pattern.match(word[0]) for pattern in _FATES.values())


def _number(
    text: str, start: int, end: int, values: frozenset[float | str], reach: tuple[float, float] | None = None
) -> PlacedParticular:
    if values and (scale := _SCALE.match(text, end)):
        times = _SCALES[scale["scale"].casefold()]
        end, values = scale.end(), frozenset(value * times for value in values if isinstance(value, float))
    share = _SHARE.match(text, end) is not None
    aged = _AGED.match(text, end) is not None
    fate = None if share or aged else _fate(text, start, end)
    kind: ParticularKind = "share" if share else "number" if fate is None else "people"
    before = text[max(0, start - 20) : start]
    if _MINUS.search(before):
        values = frozenset(-value if isinstance(value, float) else value for value in values)
    bound: Bound = next((bound for bound, pattern in _BOUNDS.items() if pattern.search(before)), "")
    counts = tuple(word.casefold() for word in _behind(text, end)[:_NEAR])
    led = re.search(r"([^\W\d_]+)[\s:(–-]*$", before)
    said = text[start:end].strip()
    return (
        start,
        end,
        Particular(kind, said, frozenset(values), fate or "", bound, reach, counts, led[1].casefold() if led else ""),
    )


def _fate(text: str, start: int, end: int) -> Fate | None:
    """What happened to those who are counted, as the clause behind says, or a verb just before; None when no people are counted.

    Both "killed or injured" is neither.
    """
    near = _behind(text, end)
    before = WORD.findall(_CUT.split(text[max(0, start - 40) : start])[-1])[-2:]
    before = before[next((n + 1 for n in (1, 0) if n < len(before) and _ends(before[n])), 0) :]
    for words in (near[:_FAR], before):
        found = {fate for fate, pattern in _FATES.items() if fate and any(map(pattern.match, words))}
        if found:
            return found.pop() if len(found) == 1 else ""
    return "" if any(map(_FATES[""].match, near[:_NEAR])) else None


def _behind(text: str, end: int) -> list[str]:
    """The words behind a number that may speak of it."""
    words = WORD.findall(_CUT.split(text[end : end + 120], maxsplit=1)[0])
    return words[: next((n for n, word in enumerate(words) if _ends(word)), len(words))]


def _ends(word: str) -> bool:
    return word.casefold() in _LINKS or word.partition("-")[0].casefold() in _UNITS


def _readings(digits: str) -> frozenset[float | str]:
    """What digits may mean: in 1.250 the point may part thousands or decimals, in 1,250 the comma parts thousands; 067 is no number,
    and neither are so many digits that nobody could count to them."""
    if len(digits) > _LONGEST:
        return frozenset({digits})
    if digits.isdigit() and digits[0] != "0":
        return frozenset({float(digits)})
    plain = re.sub(rf"[{_SPACE}'’]", "", digits).replace("−", "-")
    if re.fullmatch(r"0\d+", plain):
        return frozenset({plain})
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return frozenset({float(plain.replace(",", ""))})
    thousands = re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(,\d+)?", plain)
    readings = {plain.replace(".", "").replace(",", ".")} if thousands else set()
    if plain.count(".") + plain.count(",") <= 1:
        readings.add(plain.replace(",", "."))
    return frozenset(map(float, readings or {re.sub(r"[.,]", "", plain)}))
