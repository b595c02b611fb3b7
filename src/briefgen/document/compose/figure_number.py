"""A number as it stands in large type: its digits, its unit, and whether it is a bound."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_compact_decimal

from briefgen.document.inlines import Inlines
from briefgen.document.words import Words
from briefgen.model.amount import Amount
from briefgen.model.count import Count

_LARGE, _WIDE, _DIGITS = 1_000_000, 10_000, 5
"""From where on a number, and the ends of a range, have their size as a word, where so many digits and a point say it wholly."""


def in_figures(words: Words, count: Count | Amount) -> tuple[str, str]:
    """The digits and the word of their size: ("60–100", ""), ("10.6", "million"); of a bound the bound alone."""
    low, high = count.min, count.max
    if low is None or high is None or low == high:
        number = high if low is None else low
        assert number is not None  # a count has a bound
        return _sized(words, number) if number >= _LARGE else (words.number(number), "")
    ends = [_sized(words, number) for number in (low, high)] if low >= _WIDE else []
    if ends and ends[0][1] == ends[1][1] != "":
        return f"{ends[0][0]}–{ends[1][0]}", ends[0][1]
    return f"{words.number(low)}–{words.number(high)}", ""


def bounded(words: Words, count: Count | Amount, what: Inlines) -> Inlines:
    """What is counted, with "at least" or "up to" where the number is such a bound, "approximately" where it is meant roughly."""
    if count.about:
        return words.fill("front.figure_about", what=what)
    if count.min is not None and count.max is not None:
        return what
    return words.fill("front.figure_up_to" if count.min is None else "front.figure_at_least", what=what)


def _sized(words: Words, number: int | Decimal) -> tuple[str, str]:
    """("10.6", "million"); the number in full where it would have many digits that way, or has no such word."""
    said = str(format_compact_decimal(number, format_type="long", locale=words.locale, fraction_digits=6))
    digits, _, size = said.replace("\u00a0", " ").partition(" ")
    return (digits, size) if size and len(digits) <= _DIGITS else (words.number(number), "")


def plural_of(count: Count) -> int:
    """The number by whose plural form the counted are called."""
    return (count.max if count.max is not None else count.min) or 0
