"""Expressions of time in a text, as dates relative to its publication."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import import_module

from briefgen.intake.draft.dates.clocks import with_clocks
from briefgen.intake.draft.dates.order import SlashOrder
from briefgen.intake.draft.dates.values import Clause, DateBasis, DateRule, DateValue

KNOWN = ("en", "de", "pl")
UNKNOWN: DateBasis = "relative, no publication date"
"""The basis of what only a publication date could make a date of."""
_ANY_DAY = dt.date(2000, 1, 3)


def dated(
    text: str, published: dt.date | None, language: str, order: SlashOrder = ""
) -> tuple[tuple[int, int, DateValue], ...]:
    """Each expression with its place, in order; no two overlap. Linear time.

    Without a publication date what is relative to it has no value, and its basis says so. A language that is not known has only
    dates in digits. `order` is what `date_order` says of the whole text.
    """
    taken = bytearray(len(text))
    found = []
    for rule in _rules(language):
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if 1 in taken[start:end]:
                continue
            try:
                value = rule.read(Clause(match, rule.words, order), published or _ANY_DAY)
            except (ValueError, KeyError, OverflowError):  # 31 February; a date outside the calendar
                continue
            if value is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            if published is None and value.basis in ("weekday", "relative", "year inferred", "anchor unclear", "vague"):
                value = DateValue(value.type, "", UNKNOWN)
            found.append((start, end, value))
    return tuple(with_clocks(text, sorted(found, key=lambda one: one[:2]), language))


@cache
def _rules(language: str) -> tuple[DateRule, ...]:
    name = language if language in KNOWN else "digits"
    rules: tuple[DateRule, ...] = import_module(f"briefgen.intake.draft.dates.{name}").RULES
    return rules
