"""A number of people or things, or the bounds within which it lies, as reports give it: 12, 60-100, at least 12, up to 30."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from typing import Annotated, Any

from pydantic import BeforeValidator, SerializerFunctionWrapHandler, model_serializer, model_validator

from briefgen.model.shape import Model

_PARTS = " ,'\u2019\u00a0\u2007\u2009\u202f"
"""Signs between the thousands of a number: a comma, an apostrophe and spaces of any width."""
_NUMBER = (
    rf"(?:\d{{1,3}}(?:[{_PARTS}]\d{{3}}){{1,4}}|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|\d{{1,15}})(?:\.0{{1,2}})?(?!\d|\.\d)"
)
_LEAST = re.compile(
    rf"(?:at least|min\.?|minimum|not fewer than|\u2265|>=)\s*({_NUMBER})|({_NUMBER})\s*(?:\.\.|\+|or more)"
)
_MOST = re.compile(
    rf"(?:up to|at most|max\.?|maximum|no more than|\u2264|<=|\.\.)\s*({_NUMBER})|({_NUMBER})\s*or (?:fewer|less)"
)
_RANGE = re.compile(
    rf"(?:(?:between|from)\s+)?({_NUMBER})(?:\s*(?:-|\u2010|\u2011|\u2012|\u2013|\u2014|\.\.|\u2026)\s*|\s+(?:to|and)\s+)({_NUMBER})"
)
_BEYOND = re.compile(rf"(more than|over|above|>|fewer than|less than|under|below|<)\s*({_NUMBER})")
_ABOUT = re.compile(
    rf"(?:(?:about|around|approximately|approx\.?|ca\.?|circa|some|nearly|almost|roughly)\s*|~\s*|\u2248\s*){_NUMBER}|{_NUMBER}\s*~"
)

LEGAL = "Write a whole number such as 12, a range such as 60-100, at least 12, or up to 30"


class Count(Model):
    """A number, or the bounds within which it lies: of two that differ a range, of one `at least` or `up to`."""

    min: int | None = None
    """The lowest number reported; absent for `up to 30`."""
    max: int | None = None
    """The highest number reported; absent for `at least 12`."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return {"min": value, "max": value}
        return _bounds(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _ordered(self) -> Count:
        if self.min is None and self.max is None:
            raise ValueError("no number is given|Write min: or max:, or both")
        if (self.min or 0) < 0 or (self.max or 0) < 0:
            raise ValueError(f"a number of people or things is never below zero|{LEGAL}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the range runs backwards|Write the smaller number first")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        if self.min is not None and self.max is not None:
            return str(self.min) if self.min == self.max else f"{self.min}-{self.max}"
        return f"..{self.max}" if self.min is None else f"{self.min}.."

    @property
    def exact(self) -> bool:
        """True when it is one number."""
        return self.min == self.max

    def __add__(self, other: Count) -> Count:
        """The two together: of bounds the sum is bounds, and what has no upper one has none as a sum."""
        low = None if self.min is None and other.min is None else (self.min or 0) + (other.min or 0)
        high = None if self.max is None or other.max is None else self.max + other.max
        return Count(min=low if high is not None else low or 0, max=high)


def total(counts: Iterable[Count]) -> Count | None:
    """All together; None of none."""
    found = tuple(counts)
    return reduce(Count.__add__, found) if found else None


def _whole(value: Any) -> Any:
    """A number with signs between its thousands, as a number."""
    if isinstance(value, str) and re.fullmatch(_NUMBER, value.strip()):
        return _plain(value.strip())
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number of things, as people write it."""


def _bounds(text: str) -> dict[str, int]:
    """The bounds that a text states. Raises ValueError with what to write instead."""
    said = " ".join(text.strip().casefold().split(" ")).strip()
    if re.fullmatch(_NUMBER, said):
        return {"min": _plain(said), "max": _plain(said)}
    if found := _RANGE.fullmatch(said):
        return {"min": _plain(found[1]), "max": _plain(found[2])}
    if found := _LEAST.fullmatch(said):
        return {"min": _plain(found[1] or found[2])}
    if found := _MOST.fullmatch(said):
        return {"max": _plain(found[1] or found[2])}
    raise ValueError(f"'{text}' is not a number of people or things|{_advice(said)}")


def _plain(number: str) -> int:
    return int(re.sub(rf"[{_PARTS}]", "", number.partition(".")[0]))


def _advice(said: str) -> str:
    if found := _BEYOND.fullmatch(said):
        number = _plain(found[2])
        above = found[1] in ("more than", "over", "above", ">")
        return f"Write at least {number + 1}" if above else f"Write up to {max(number - 1, 0)}"
    if _ABOUT.fullmatch(said):
        return "Write the range that is meant, such as 10-14; that the number is rough can stand in note"
    if found := re.fullmatch(r"(\d{1,3})\.(\d{3})", said):
        return f"Write {found[1]}{found[2]} if the point parts the thousands; a number of people or things is whole"
    return LEGAL
