"""One thing that a sentence can be held to, and when another's value bears it out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
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
    as in "more than 300", or be about right. Words such as dozens have no value, but a `reach` within which it lies. `counts` are
    the words behind a number, which say what is counted, and `led` is the word before it.
    """

    kind: ParticularKind
    words: str
    values: frozenset[float | str | Day]
    fate: Fate = ""
    bound: Bound = ""
    reach: tuple[float, float] | None = None
    counts: tuple[str, ...] = ()
    led: str = ""

    @property
    def is_day(self) -> bool:
        """True for a date; a clock may be told in another zone."""
        return self.kind == "date" and any(isinstance(value, tuple) for value in self.values)

    @property
    def is_none(self) -> bool:
        """True for no one: nobody was killed."""
        return self.kind == "people" and self.values == {0.0}

    @property
    def numbers(self) -> tuple[float, ...]:
        """The numbers that it may mean."""
        return tuple(value for value in self.values if isinstance(value, float))

    def meets(self, other: Particular) -> bool:
        """True when the other's value bears this one out: dozens is borne out by 30, but 30 not by dozens."""
        if {self.bound, other.bound} == {"least", "most"}:
            return False
        if self.bound in ("least", "most") and other.bound == "about" and self.values & other.values:
            return False  # about 50 may be 48
        if self.reach:
            low, high = self.reach
            if other.reach:  # dozens are no hundreds, though some would call 180 either
                common = min(high, other.reach[1]) / max(low, other.reach[0])
                return common**2 >= min(high / low, other.reach[1] / other.reach[0])
            return any(low <= value <= high for value in other.numbers)
        return any(low <= value <= high for low, high in self.reaches() for value in other.numbers) or any(
            value in other.values for value in self.values if not isinstance(value, float)
        )

    def reaches(self) -> list[tuple[float, float]]:
        """From where to where a value lies that may bear it out, for each number that it may mean."""
        if self.reach:
            return [self.reach]
        low, high = _REACH[self.bound]
        if self.bound != "about":
            return [(value * low, value * high) for value in self.numbers]
        slack = ((value, min(abs(value) * (high - 1), _step(value) / 2)) for value in self.numbers)
        return [(value - most, value + most) for value, most in slack]

    def unlike(self, other: Particular) -> bool:
        """True when the words behind two numbers name different things of one sort: km and miles, children and adults."""
        mine, theirs = _sorted(self.counts), _sorted(other.counts)
        return any(sort in theirs and not mine[sort] & theirs[sort] for sort in mine)

    def beside(self, other: Particular) -> bool:
        """True when the two numbers may count the same: a word beside this one stands beside the other too."""
        mine, theirs = self._beside(), other._beside()
        return not mine or any(alike(one, two) for one in mine for two in theirs)

    def _beside(self) -> set[str]:
        return {word for word in (*self.counts, self.led) if word} - _FUNCTION_WORDS


def _step(value: float) -> float:
    """What a number is a multiple of, as people round: 250 of 50, 360 of 10, 249 of 1."""
    steps = [base * 10.0**power for power in range(9, -4, -1) for base in (5, 2.5, 1)]
    return next((step for step in steps if value and abs(value / step - round(value / step)) < 1e-9), 0.001)


_SORTS = tuple(
    tuple(re.compile(pattern, re.IGNORECASE) for pattern in sort)
    for sort in (
        (r"km|kilomet\w+", r"(?:nautical )?miles?|meilen?|mil[aei]?", r"met(?:er|re)s?|metr\w*", r"feet|foot|ft"),
        (r"hectares?|ha|hektar\w*", r"acres?"),
        (r"kg|kilo(?:gram\w*|s)?", r"pounds?|lbs?", r"tons?|tonn\w+"),
        (r"child(?:ren)?|kinder?|dzieci|boys?|girls?", r"adults?|erwachsene\w*|dorosł\w+"),
        (r"men|man|männer|mężczyzn\w*", r"women|woman|frauen|kobiet\w*"),
        (r"soldiers?|troops?|soldaten|żołnierz\w*", r"civilians?|zivilisten|cywil\w*"),
        (r"seconds?|sekund\w*", r"min(?:ute)?s?|minut\w*", r"hours?|stunden?|godzin\w*", r"days?|tagen?", r"weeks?|wochen?", r"months?|monate?n?", r"years?|jahren?"),
        (r"dollars?", r"euros?", r"pounds?|sterling", r"złot\w+"),
    )
)  # fmt: skip
"""Things of one sort, of which a number counts one or another."""


@lru_cache(maxsize=4096)
def _sorted(words: tuple[str, ...]) -> dict[int, set[int]]:
    """What the words name of each sort."""
    named = {
        n: {thing for thing, pattern in enumerate(sort) if any(map(pattern.fullmatch, words))}
        for n, sort in enumerate(_SORTS)
    }
    return {sort: things for sort, things in named.items() if things}


_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an the of at in on to and or by for from with is was were be been has had as it its that this than der die das den dem des und "
        "von in im am zu mit auf ein eine w we z ze na i do od po o się jest był była",
    )
)


def alike(one: str, other: str) -> bool:
    """True for two forms of one word: ship and ships, Bericht and Berichte, raport and raporty."""
    short, long = sorted((one, other), key=len)
    return short == long or (
        len(short) > 2 and long.startswith(short[: max(3, len(short) - 2)]) and len(long) - len(short) < 4
    )
