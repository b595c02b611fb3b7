"""Numbers of people and things: read as reports give them, added without becoming surer, written so that they come back equal."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen.model.amount import Amount
from briefgen.model.brief import Brief
from briefgen.model.count import Count, total
from briefgen.model.event import Quantity
from briefgen.reading.exchange import as_data, from_data


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12", 12, 12),
        (12, 12, 12),
        (12.0, 12, 12),
        ("12.0", 12, 12),
        ("2-4", 2, 4),
        ("60..100", 60, 100),
        ("60 to 100", 60, 100),
        ("between 60 and 100", 60, 100),
        ("1,000-2,000", 1000, 2000),
        ("1 000 \u2013 2 000", 1000, 2000),
        ("1\u00a0000", 1000, 1000),
        ("1\u2009000", 1000, 1000),
        ("1\u202f000\u202f000", 1_000_000, 1_000_000),
        ("1'000", 1000, 1000),
        ("1,00,000", 100_000, 100_000),
        ("\u00a012\u00a0", 12, 12),
        ("at least 12", 12, None),
        ("At least\u00a012", 12, None),
        ("12..", 12, None),
        ("30+", 30, None),
        ("12 or more", 12, None),
        ("\u226512", 12, None),
        ("at least 1,200", 1200, None),
        ("up to 30", None, 30),
        ("..30", None, 30),
        ("at most 30", None, 30),
        ("30 or fewer", None, 30),
    ],
)
def test_a_number_is_read_as_it_is_reported(text: object, low: int | None, high: int | None) -> None:
    assert Count.model_validate(text) == Count(min=low, max=high)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("more than 12", "Write at least 13"),
        (">12", "Write at least 13"),
        ("fewer than 30", "Write up to 29"),
        ("1.200", "Write 1200 if the point parts the thousands"),
        ("dozens", "a range such as 60-100, at least 12, or up to 30"),
        ("7.5", "Write a whole number"),
        ("12,5", "Write a whole number"),
        ("4-2", "smaller number first"),
        ("-3", "Write a whole number"),
        ("#N/A", "Write a whole number"),
        ("", "Write a whole number"),
    ],
)
def test_what_is_no_number_of_things_is_refused_with_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Count.model_validate(text)
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("2", "3"), "5"),
        (("2", "at least 3"), "at least 5"),
        (("2", "up to 3"), "2-5"),
        (("up to 30", "up to 5"), "up to 35"),
        (("at least 12", "up to 30"), "at least 12"),
        (("60-100", "2", "at least 1"), "at least 63"),
        (("7",), "7"),
        (("~7", "2"), "~9"),
        (("~7", "at least 2"), "at least 9"),
    ],
)
def test_a_total_of_bounds_is_bounds(parts: tuple[str, ...], whole: str) -> None:
    assert total(map(Count.model_validate, parts)) == Count.model_validate(whole)
    assert total(()) is None


numbers = st.one_of(st.none(), st.integers(0, 10**12))


@settings(deadline=None)
@given(numbers, numbers)
def test_a_count_comes_back_equal_from_json(low: int | None, high: int | None) -> None:
    if (low, high) == (None, None) or (low is not None and high is not None and low > high):
        return
    count = Count(min=low, max=high)
    assert Count.model_validate(count.model_dump(mode="json")) == count
    assert Count.model_validate_json(count.model_dump_json()) == count
    brief = Brief.model_validate(
        {"title": "x", "events": {"a": {"title": "A", "casualties": {"killed": str(count.model_dump())}}}}
    )
    assert from_data(as_data(brief)) == brief
    assert brief.events["a"].casualties[0].killed == count


def test_a_quantity_may_have_one_bound() -> None:
    assert Quantity(what="shells", min=Decimal(1000)).amount == Amount(min=Decimal(1000))
    assert Quantity.model_validate({"what": "shells", "max": "1,000"}).amount == Amount(max=Decimal(1000))
