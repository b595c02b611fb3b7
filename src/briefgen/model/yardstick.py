"""Estimative language: the declared ladders of likelihood words, and the words that no ladder has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Yardstick = Literal["icd203", "icd203_alt", "phia"]
ConfidenceLevel = Literal["high", "moderate", "low"]


@dataclass(frozen=True, slots=True)
class Band:
    """A term and its range in per cent; `worded` is the range where the standard prints words in it. `also` are other forms of the word."""

    term: str
    low: int
    high: int
    worded: str = ""
    also: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The range in the standard's own language."""
        return self.worded or f"{self.low}–{self.high}%"


def _icd(term: str, low: int, high: int, *also: str) -> Band:
    return Band(term, low, high, also=also)


LADDERS: dict[Yardstick, tuple[Band, ...]] = {
    # ICD 203 (2 January 2015, amended 21 December 2022), D.6.e(2)(a), first row
    "icd203": (
        _icd("almost no chance", 1, 5),
        _icd("very unlikely", 5, 20),
        _icd("unlikely", 20, 45),
        _icd("roughly even chance", 45, 55),
        _icd("likely", 55, 80),
        _icd("very likely", 80, 95),
        _icd("almost certain", 95, 99, "almost certainly"),
    ),
    # the same directive, second row; terms of the two rows are not mixed
    "icd203_alt": (
        _icd("remote", 1, 5),
        _icd("highly improbable", 5, 20),
        _icd("improbable", 20, 45, "improbably"),
        _icd("roughly even odds", 45, 55),
        _icd("probable", 55, 80, "probably"),
        _icd("highly probable", 80, 95),
        _icd("nearly certain", 95, 99),
    ),
    # UK PHIA Probability Yardstick, GOV.UK, 24 March 2025; the gaps are the standard's own
    "phia": (
        Band("remote chance", 0, 5, "above 0% to about 5%"),
        Band("highly unlikely", 10, 20, "about 10–20%"),
        Band("unlikely", 25, 35, "about 25–35%"),
        Band("realistic possibility", 40, 50, "about 40% to below 50%"),
        Band("likely", 55, 75, "about 55–75%", ("probable", "likely or probable")),
        Band("highly likely", 80, 90, "about 80–90%"),
        Band("almost certain", 95, 100, "about 95% to below 100%"),
    ),
}
NAMES: dict[Yardstick, str] = {
    "icd203": "ICD 203",
    "icd203_alt": "ICD 203 (second row)",
    "phia": "PHIA Probability Yardstick",
}
VAGUE = (
    "possible",
    "possibly",
    "may",
    "might",
    "could",
    "potentially",
    "perhaps",
    "significant chance",
    "real chance",
    "good chance",
)
"""Words without a band in any ladder (W5)."""


def band(term: str, yardstick: Yardstick) -> Band | None:
    """The band of a term of the ladder, in any of its forms; None for a term of none or another ladder."""
    wanted = " ".join(term.casefold().split())
    return next((b for b in LADDERS[yardstick] if wanted == b.term or wanted in b.also), None)
