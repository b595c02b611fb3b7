"""How many, as a passage says it: people killed, injured or missing, and other things that are counted or measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from briefgen.desk.prefill.clocks import clocks
from briefgen.desk.prefill.reading import ReadText
from briefgen.intake.draft import dates
from briefgen.intake.draft.candidate import TextSpan
from briefgen.model.particular import Particular
from briefgen.model.quantities import PlacedParticular, numbers

Harm = Literal["killed", "injured", "missing"]
HARMS: tuple[Harm, ...] = get_args(Harm)
_HARM: Mapping[str, Harm] = {"dead": "killed", "hurt": "injured", "missing": "missing"}
_BETWEEN = re.compile(r"\s*(?:[-–—]|to|and|or|bis|und|do|i)\s*", re.IGNORECASE)
_OPENS = re.compile(r"\b(?:between|from|zwischen|von|od|między)\s+$", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?P<least>at least|mindestens|co najmniej)\s+$|\b(?P<over>more than|over|above|mehr als|ponad)\s+$"
    r"|\b(?P<most>up to|at most|no more than|not more than|bis zu|höchstens|najwyżej)\s+$|\b(?P<under>fewer than|less than|weniger als)\s+$"
    r"|\b(?P<about>about|around|some|nearly|almost|roughly|approximately|etwa|rund|fast|około|prawie)\s+$",
    re.IGNORECASE,
)
_UNITS = frozenset(
    [
        "tonnes",
        "tonne",
        "tons",
        "ton",
        "kilograms",
        "kg",
        "km",
        "kilometres",
        "kilometers",
        "metres",
        "meters",
        "m",
        "miles",
        "feet",
        "litres",
        "liters",
        "barrels",
        "hectares",
        "acres",
        "degrees",
        "megawatts",
        "MW",
        "hours",
        "minutes",
        "days",
        "weeks",
        "months",
        "euros",
        "dollars",
        "pounds",
        "percent",
        "mph",
        "knots",
        "Tonnen",
        "Kilometer",
        "Meter",
        "Liter",
        "Stunden",
        "ton",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class AmountSaid:
    """A number of something, as a brief writes it: 12, 60-100, at least 12. `value` is empty where the words leave the number open,
    and `why` says so. text[start:end] are the words."""

    start: int
    end: int
    words: str
    what: str
    value: str
    unit: str = ""
    harm: Harm | None = None
    why: str = ""


def amounts(text: str, read: ReadText, span: TextSpan) -> tuple[AmountSaid, ...]:
    """The numbers of people and things in a passage, in order; no dates, clocks, shares, or numbers that are part of a name."""
    tag = read.language.tag if read.language else ""
    near, first = read.around(span)
    dated = [(first + start, first + end) for start, end, _ in dates.dated(near, None, tag)]
    dated += [(one.start, one.end) for one in clocks(read.plain, span)]
    placed = [(first + start, first + end, one) for start, end, one in _apart(numbers(near, bytes(len(near))))]
    found = [one for one in placed if span[0] <= one[0] and one[1] <= span[1]]
    found = [one for one in found if not any(start < one[1] and one[0] < end for start, end in dated)]
    return tuple(_joined(text, read, found))


def harmed(said: Sequence[AmountSaid]) -> dict[Harm, AmountSaid]:
    """The number of killed, injured and missing; none of those for whom two numbers stand there."""
    counts = {harm: [one for one in said if one.harm == harm] for harm in HARMS}
    return {harm: found[0] for harm, found in counts.items() if len({one.value for one in found}) == 1}


def _apart(found: Iterator[PlacedParticular]) -> list[PlacedParticular]:
    """Those of which no two overlap, the first reading of the same words first, in the order of the text."""
    kept: list[PlacedParticular] = []
    for one in found:
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one[0])


def _joined(text: str, read: ReadText, found: Sequence[PlacedParticular]) -> Iterator[AmountSaid]:
    n = 0
    while n < len(found):
        start, end, one = found[n]
        second = found[n + 1] if n + 1 < len(found) else None
        n += 1
        if (
            second
            and _BETWEEN.fullmatch(text[end : second[0]])
            and (
                _OPENS.search(text[max(0, start - 12) : start])
                or re.fullmatch(r"\s*(?:[-–—]|to|or|bis|do)\s*", text[end : second[0]])
            )
        ):
            low, high = _number(one), _number(second[2])
            n += 1
            if low and high and float(low) < float(high):
                opened = _OPENS.search(text[max(0, start - 12) : start])
                first = start - (len(opened[0]) if opened else 0)
                yield from _made(text, read, (first, second[1]), f"{low}-{high}", second[2])
            continue
        before = _BEFORE.search(text[max(0, start - 20) : start])
        first = start - (len(before[0]) if before else 0)
        value = "0" if one.is_none else _number(one)
        why = ""
        if before and value:
            value, why = _bounded(before, value, text[first:end])
            one = _without_bound(read.plain, first, start, end) or one
        if one.kind in ("people", "number") and (value or why):
            yield from _made(text, read, (first, end), value, one, why)


def _without_bound(text: str, first: int, start: int, end: int) -> Particular | None:
    """The number as it would be understood without "at least" before it, which parts it from "killing"."""
    head = text[max(0, first - 40) : first]
    shortened = head + text[start : end + 120]
    return next(
        (one for begin, _, one in _apart(numbers(shortened, bytes(len(shortened)))) if begin == len(head)), None
    )


def _bounded(before: re.Match[str], value: str, words: str) -> tuple[str, str]:
    whole = "." not in value
    if before["least"]:
        return f"at least {value}", ""
    if before["most"]:
        return f"up to {value}", ""
    if before["over"] and whole:
        return f"at least {int(value) + 1}", ""
    if before["under"] and whole:
        return f"up to {int(value) - 1}", ""
    if before["about"]:
        return f"~{value}", ""
    return "", f"“{words}” is no exact number: write the range that is meant."


def _number(one: Particular) -> str:
    """The number that it states, if it can be read in one way only."""
    if len(one.numbers) != 1 or len(one.values) != 1 or one.numbers[0] < 0:
        return ""
    number = one.numbers[0]
    return str(int(number)) if number.is_integer() else f"{number:f}".rstrip("0")


def _made(
    text: str, read: ReadText, span: TextSpan, value: str, one: Particular, why: str = ""
) -> Iterator[AmountSaid]:
    start, end = span
    words = text[start:end]
    why = why or f"From “{_around(text, start, end)}”."
    harm = _HARM.get(one.fate) if one.kind == "people" else None
    if harm:
        yield AmountSaid(start, end, words, "", value, harm=harm, why=why)
        return
    what, unit = _what(read, end)
    before = read.plain[:start].rstrip()[-1:]
    named = one.led and re.search(rf"\b{re.escape(one.led)}\s*$", text[max(0, start - 30) : start], re.IGNORECASE)
    capital = named and text[start - 1 - len(one.led) : start - 1][:1].isupper() and before not in ".!?"
    if (what or unit) and not capital:  # Article 5, Flight 447
        yield AmountSaid(start, end, words, what, value, unit, why=why)


def _around(text: str, start: int, end: int) -> str:
    """The number with the words beside it, as they stand there."""
    before = re.search(r"(?:[\w’-]+\s)?\Z", text[max(0, start - 25) : start])
    behind = re.match(r"(?:[\s-][\w’-]+){0,3}", text[end : end + 50])
    return " ".join(f"{before[0] if before else ''}{text[start:end]}{behind[0] if behind else ''}".split())


def _what(read: ReadText, end: int) -> tuple[str, str]:
    """What is counted, and in which unit: the words behind a number up to one that cannot belong to them."""
    behind = re.split(r"[.,;:!?()“”\"\n]|\d", read.plain[end : end + 80], maxsplit=1)[0]
    if behind[:1] not in (" ", "-") or read.language is None:
        return "", ""
    language = read.language
    stops = (
        language.prepositions
        | language.conjunctions
        | language.relative
        | language.skipped
        | language.strong
        | language.pronouns
    )
    words: list[str] = []
    unit = ""
    for match in _WORD.finditer(behind):
        word = match[0]
        if not words and not unit and word in _UNITS:
            unit = word
            continue
        if unit and not words and word.lower() in (language.place_of, "of"):
            continue
        verb = words and language.past and word.lower().endswith(language.past)
        if verb or word.lower() in stops or word.lower().endswith(("’s", "'s")) or len(words) == 3:
            break
        words.append(word)
    return " ".join(words), unit
