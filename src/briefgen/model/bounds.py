"""The ways to say a number or the bounds within which it lies, whatever a number looks like: 12, ~12, 60-100, at least 12, up to 30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from re import Pattern

PARTS = " ,'\u2019\u00a0\u2007\u2009\u202f"
"""Signs between the thousands of a number: a comma, an apostrophe and spaces of any width."""


@dataclass(frozen=True)
class Forms:
    """The ways to say numbers that match `number`, a regular expression without groups; what is said is in small letters."""

    number: str

    def bounds(self, said: str) -> dict[str, str] | None:
        """The lowest and the highest number, as they are written, each where there is one; None where it is said in no such way."""
        if re.fullmatch(self.number, said):
            return {"min": said, "max": said}
        if found := self._range.fullmatch(said):
            return {"min": found[1], "max": found[2]}
        if found := self._least.fullmatch(said):
            return {"min": found[1] or found[2]}
        if found := self._most.fullmatch(said):
            return {"max": found[1] or found[2]}
        return None

    @cached_property
    def _least(self) -> Pattern[str]:
        n = self.number
        return re.compile(rf"(?:at least|min\.?|minimum|not fewer than|\u2265|>=)\s*({n})|({n})\s*(?:\.\.|\+|or more)")

    @cached_property
    def _most(self) -> Pattern[str]:
        n = self.number
        return re.compile(
            rf"(?:up to|at most|max\.?|maximum|no more than|\u2264|<=|\.\.)\s*({n})|({n})\s*or (?:fewer|less)"
        )

    @cached_property
    def _range(self) -> Pattern[str]:
        n, dash = self.number, r"-|\u2010|\u2011|\u2012|\u2013|\u2014|\.\.|\u2026"
        return re.compile(rf"(?:(?:between|from)\s+)?({n})(?:\s*(?:{dash})\s*|\s+(?:to|and)\s+)({n})")

    @cached_property
    def beyond(self) -> Pattern[str]:
        """A number that is not among those that are meant: more than 12, fewer than 30."""
        return re.compile(rf"(more than|over|above|>|fewer than|less than|under|below|<)\s*({self.number})")

    def rough(self, said: str) -> str | None:
        """The number that is meant roughly, as it is written: about 12, ~12; None where it is said in no such way."""
        found = self._about.fullmatch(said)
        return (found[1] or found[2]) if found else None

    @cached_property
    def _about(self) -> Pattern[str]:
        n, words = self.number, r"about|around|approximately|approx\.?|ca\.?|circa|some|nearly|almost|roughly"
        return re.compile(rf"(?:(?:{words})\s*|~\s*|\u2248\s*)({n})|({n})\s*~")
