"""What a sentence can be held to: its numbers, its numbers of people, its dates and clocks, and its proper names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from briefgen.model.concordance import NamesSaid, NumbersSaid, TimesSaid, WordsSaid
from briefgen.model.particular import Day, Particular, ParticularKind
from briefgen.model.quantities import WORD, PlacedParticular, besides, numbers, of_people

_BORNE_OUT_BY: dict[ParticularKind, tuple[ParticularKind, ...]] = {
    "people": ("people", "number"),
    "number": ("people", "number"),
    "share": ("share", "number"),
}
"""The kinds whose values can bear out one of a kind."""


@dataclass(frozen=True)
class Particulars:
    """All of a text's particulars, in its order, and its words, by which names are found.

    `besides` are those that it bears out without saying them in so many words; `roots` are its words without their endings;
    `openings` the words that begin its sentences, which may be names or not.
    """

    found: tuple[Particular, ...]
    words: frozenset[str]
    roots: frozenset[str] = frozenset()
    besides: tuple[Particular, ...] = ()
    openings: tuple[Particular, ...] = ()

    def bear_out(self, claimed: Particular, *, strictly: bool = False) -> bool:
        """True when this text says the particular too; `strictly`, a number only of the same, and one of people only of people."""
        kinds = _BORNE_OUT_BY.get(claimed.kind, ())
        meeting = self._numbers.meeting(claimed) if kinds else iter(())
        said = (one for one in meeting if one.kind in kinds and not claimed.unlike(one))
        match claimed.kind:
            case "people" if claimed.is_none:
                return any(one.kind == "people" and one.fate in (claimed.fate, "") for one in said)
            case "people":
                return any(
                    one.fate == claimed.fate if claimed.fate else (one.kind == "people" or not strictly) for one in said
                )
            case "number":
                return any(not strictly or claimed.beside(one) for one in said)
            case "share":
                return any(one.kind == "share" or not claimed.reach for one in said)
            case "date":
                return self.agree(claimed) and all(map(self._times.have_year, claimed.values))
            case "name":
                return all(self._has(str(word)) for word in claimed.values)

    def beyond(self, name: Particular) -> Particular:
        """The name without those of its words that this text has."""
        return replace(name, values=frozenset(word for word in name.values if not self._has(str(word))))

    def misspelt(self, *grounds: Particulars) -> Iterator[Particular]:
        """Those of its openings that no ground has and that are, but for a letter, a name of one: Smyth, where that has Smith."""
        for one in self.openings:
            if not any(ground.bear_out(one) for ground in grounds):
                (word,) = map(str, one.values)
                if any(ground._names.have_nearly(word) for ground in grounds):
                    yield one

    def agree(self, claimed: Particular) -> bool:
        """True when a date or clock is among those said, or does not go against one that states less, such as no year."""
        return self._times.agree(claimed)

    def counts(self, claimed: Particular) -> bool:
        """True when this text says that somebody met the fate that the particular denies."""
        return any(
            one.kind == "people" and one.fate == claimed.fate and not one.is_none and (one.values or one.reach)
            for one in self.found
        )

    @cached_property
    def _numbers(self) -> NumbersSaid:
        return NumbersSaid(one for one in chain(self.found, self.besides) if one.kind in _BORNE_OUT_BY)

    @cached_property
    def _times(self) -> TimesSaid:
        return TimesSaid(one for one in self.found if one.kind == "date")

    @cached_property
    def _names(self) -> NamesSaid:
        return NamesSaid(str(word) for one in self.found if one.kind == "name" for word in one.values)

    @cached_property
    def _beginnings(self) -> WordsSaid:
        return WordsSaid(self.words)

    def _has(self, name: str) -> bool:
        return name in self.words or _root(name) in self.roots or self._beginnings.begin(_stem(name))


def particulars(text: str) -> Particulars:
    """The particulars of a text in English, German or Polish; in any other, those that are written in digits, and names."""
    found: list[tuple[int, Particular]] = []
    taken = bytearray(len(text))
    for start, end, one in chain(_dates(text), numbers(text, taken)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append((start, one))
    names = [one for one in _names(text) if not taken[one[0]]]
    found += [(start, name) for start, name, opens in names if not opens]
    openings = tuple(name for _, name, opens in names if opens)
    ordered = tuple(particular for _, particular in sorted(found, key=lambda pair: pair[0]))
    words = frozenset(word.casefold() for word in WORD.findall(text))
    return Particulars(ordered, words, frozenset(map(_root, words)), tuple(besides(text)), openings)


def together(several: Iterable[Particulars]) -> Particulars:
    """What several texts say between them."""
    known = tuple(several)
    return Particulars(
        tuple(chain.from_iterable(each.found for each in known)),
        frozenset().union(*(each.words for each in known)),
        frozenset().union(*(each.roots for each in known)),
        tuple(chain.from_iterable(each.besides for each in known)),
    )


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
_WEEKDAYS = tuple(
    re.compile(rf"\b(?:{names})\b")
    for names in (
        "Mondays?|Montags?|poniedział(?:ek|ku)",
        "Tuesdays?|Dienstags?|wtor(?:ek|ku)",
        "Wednesdays?|Mittwochs?|środ[aęy]",
        "Thursdays?|Donnerstags?|czwart(?:ek|ku)",
        "Fridays?|Freitags?|piąt(?:ek|ku)",
        "Saturdays?|Samstags?|Sonnabends?|sobot[aęy]",
        "Sundays?|Sonntags?|niedziel[aęi]",
    )
)


def _dates(text: str) -> Iterator[PlacedParticular]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            part = match.groupdict()
            month = next((n for n in range(1, 13) if part.get(f"m{n}")), None) or int(part.get("n") or 0) or None
            year = int(part["y"]) if part.get("y") else None
            start, end = match.span()
            if year and not month and of_people(text, end):
                continue
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
    for number, weekday in enumerate(_WEEKDAYS):
        yield from (_date(text, *match.span(), f"weekday {number}") for match in weekday.finditer(text))


def _date(text: str, start: int, end: int, value: Day | str) -> PlacedParticular:
    return start, end, Particular("date", text[start:end].strip(), frozenset({value}))


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


def _names(text: str) -> Iterator[tuple[int, Particular, bool]]:
    """Where each name begins, and whether it is the first word of a sentence, which has its capital for that and may be no name."""
    for match in _CAPITALS.finditer(text):
        words, start = match[0].split(" "), match.start()
        first = words[0]
        if _SENTENCE.search(text[max(0, start - 8) : start]) and not first.isupper():
            if first.casefold() not in _NO_NAMES:
                yield start, Particular("name", first, frozenset((_bare(first),))), True
            start += len(first) + 1
            words = words[1:]
        named = [word for word in words if word[0].isupper() and word.casefold() not in _NO_NAMES and len(word) > 1]
        if named and not any(re.fullmatch(_MONTH, word, re.IGNORECASE) for word in named):
            yield start, Particular("name", " ".join(words), frozenset(_bare(word) for word in named)), False


def _bare(name: str) -> str:
    return re.sub(r"[’']s?$", "", name.casefold())


def _stem(name: str) -> str:
    """As much of a name as its forms share: Ukraine and Ukrainian, Poland and Polish."""
    return name[:3] if re.search(r"(?:ish|ian|ese|ans?|ch|es)$", name) else name[: max(4, len(name) - 3)]


_PLAIN_LETTERS = str.maketrans("ąćęłńóśźż", "acelnoszz")
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:iego|ego|iemu|emu|owie|owi|ami|ach|ich|ych|imi|ymi|iej|ej|iem|em|im|ym|ow|om|ie|ia|a|e|i|o|u|y)$"
)


def _root(name: str) -> str:
    """A Polish name without the ending of its case: Wody and Wód, Daca and Dacę, Polskie and Polskich."""
    return _ENDINGS.sub("", name.translate(_PLAIN_LETTERS))
