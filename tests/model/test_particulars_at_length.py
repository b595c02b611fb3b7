"""Texts without spaces, words without end, digits without number: each is read to its end, and none stops the program."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.particulars import particulars
from briefgen.model.quantities import besides

MANY = 200_000
"""So many letters that a search which began anew at each of them would not end today."""
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_SLOW = re.compile(
    rf"{_WORD}(?: {_WORD}){{0,3}}(?:, (?:the )?{_WORD}(?: {_WORD}){{0,3}}){{0,12}},? (?:and|und|i|oraz) (?:the )?{_WORD}(?: {_WORD}){{0,3}}"
)


@pytest.mark.parametrize("text", ["港口起火了", "X", "Xx", "2022年港口起火", "ПОЖАР", "1,000,"])
def test_a_text_without_spaces_is_read_to_its_end(text: str) -> None:
    assert particulars(text * (MANY // len(text))).words is not None


@given(
    st.lists(st.sampled_from(["Anna", "Bert", "al-Asad", "iPod", "x", "and", "und", ",", ", the", "7"]), max_size=12)
)
def test_names_in_a_row_are_counted_as_by_a_search_that_looks_on_for_ever(words: list[str]) -> None:
    text = re.sub(" ,", ",", " ".join(words))
    slow = {len(re.split(r",? (?:and|und|i|oraz) |, ", match[0])) for match in _SLOW.finditer(text)}
    assert {value for one in besides(text) if one.kind == "number" for value in one.values} - {7.0} == slow - {7}


@pytest.mark.parametrize("claim", ["about {} people died", "about {} boats", "{} %", "more than {} ships", "{} of 3"])
def test_more_digits_than_a_number_has_are_compared_as_they_stand(claim: str) -> None:
    said = particulars(claim.format("1" * 5000))
    assert all(said.bear_out(one, strictly=True) for one in said.found)
    assert not any(particulars(claim.format("1" * 4999)).bear_out(one) for one in said.found if len(one.words) > 99)
