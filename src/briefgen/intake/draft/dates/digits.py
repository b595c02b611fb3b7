"""Dates in digits, which need no language."""

from __future__ import annotations

import re

from briefgen.intake.draft.dates.values import DateRule, DateWords, digits

_NO_WORDS = DateWords(
    {},
    {},
    {},
    {},
    {},
    {},
    {},
    frozenset(),
    frozenset(),
    frozenset(),
    frozenset(),
    re.compile("(?!)"),
    re.compile("(?!)"),
)
ISO = r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"
DOTS = r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b"
"""Day, month, year, the order wherever the signs are full stops."""
RULES = (DateRule(re.compile(ISO), digits, _NO_WORDS), DateRule(re.compile(DOTS), digits, _NO_WORDS))
