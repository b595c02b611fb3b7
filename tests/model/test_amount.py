"""What is measured is read with its decimals, point or comma, and comes back with every one of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen import check, compose, render
from briefgen.model.amount import Amount
from briefgen.model.brief import Brief
from briefgen.model.event import Quantity
from briefgen.reading.exchange import as_data, from_data


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7.5", "7.5", "7.5"),
        ("7,5", "7.5", "7.5"),
        ("7.50", "7.50", "7.50"),
        (7.5, "7.5", "7.5"),
        (12, "12", "12"),
        (12.0, "12", "12"),
        ("1,000", "1000", "1000"),
        ("1,00,000", "100000", "100000"),
        ("1,234.5", "1234.5", "1234.5"),
        ("1.234,5", "1234.5", "1234.5"),
        ("1 234,5", "1234.5", "1234.5"),
        ("1\u202f234\u202f567.25", "1234567.25", "1234567.25"),
        ("0.125", "0.125", "0.125"),
        ("0,125", "0.125", "0.125"),
        ("3.14159", "3.14159", "3.14159"),
        ("12.5..", "12.5", None),
        ("..30,5", None, "30.5"),
        ("at least 2.5", "2.5", None),
        ("up to 1.5", None, "1.5"),
        ("60..100", "60", "100"),
        ("2.5-3", "2.5", "3"),
        ("2,5\u20133,5", "2.5", "3.5"),
        ("between 0.8 and 1.2", "0.8", "1.2"),
    ],
)
def test_a_measure_is_read_as_it_is_reported(text: object, low: str | None, high: str | None) -> None:
    amount = Amount.model_validate(text)
    assert [None if number is None else str(number) for number in (amount.min, amount.max)] == [low, high]


@pytest.mark.parametrize("text", ["~41000", "41000~", "about 41,000", "ca. 41000", "\u2248 41 000"])
def test_a_number_that_is_meant_roughly_stays_so(text: str) -> None:
    amount = Amount.model_validate(text)
    assert amount == Amount(min=Decimal(41000), max=Decimal(41000), about=True)
    assert str(amount.model_dump(mode="json")) == "~41000"
    assert amount.in_whole_numbers.about


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.200", "Write 1200 if the point parts the thousands, 1.2 if it does not"),
        ("12.345", "Write 12345 if the point parts the thousands, 12.3450 if it does not"),
        ("more than 7.5", "Write at least 7.5"),
        ({"min": 2, "max": 3, "about": True}, "what is meant roughly is one number"),
        ("3-2.5", "smaller number first"),
        ("7.5.1", "such as 12 or 7.5"),
        ("1,23,4", "such as 12 or 7.5"),
        ("-7.5", "such as 12 or 7.5"),
        ("nan", "such as 12 or 7.5"),
        (float("nan"), "finite number"),
        (float("inf"), "finite number"),
        ("strong", "such as 12 or 7.5"),
    ],
)
def test_what_is_no_measure_is_refused_with_what_to_write(text: object, hint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Amount.model_validate(text)
    assert hint in str(refused.value)


@pytest.mark.parametrize("what", ["people evacuated", "Injured", "soldiers", "killed"])
def test_people_are_whole(what: str) -> None:
    with pytest.raises(ValidationError, match="people are whole"):
        Quantity.model_validate({"what": what, "value": "7.5"})
    assert Quantity.model_validate({"what": what, "value": "12.0"}).amount == Amount.model_validate("12")
    assert Quantity.model_validate({"what": what, "value": "7.5", "unit": "million people"}).amount.max == Decimal(
        "7.5"
    )


def test_what_is_weighed_in_a_hospital_is_no_people() -> None:
    assert Quantity.model_validate({"what": "hospital waste", "value": "2.5", "unit": "tonnes"}).amount.min == Decimal(
        "2.5"
    )


@pytest.mark.parametrize(("language", "printed"), [("en-GB", "7.50 Mw"), ("pl", "7,50 Mw")])
def test_it_is_printed_by_the_language_with_every_decimal(language: str, printed: str) -> None:
    assert f"Magnitude: {printed}" in printed_of(brief("7.50", "Mw", language))
    large = "12,345.5" if language == "en-GB" else "12\u00a0345,5"
    assert large in printed_of(brief("12345.5", "t", language))


def test_what_has_decimals_and_no_unit_is_noted() -> None:
    assert [p.level for p in check(brief("7.5", "")) if "in no unit" in p.message] == ["note"]
    assert not [p for p in check(brief("7", "")) if "in no unit" in p.message]


@settings(deadline=None)
@given(st.decimals(0, 10**9, places=3), st.decimals(0, 10**9, places=2) | st.none())
def test_a_measure_comes_back_equal_from_json(low: Decimal, high: Decimal | None) -> None:
    if high is not None and low > high:
        low, high = high, low
    amount = Amount(min=low, max=high)
    assert Amount.model_validate(amount.model_dump(mode="json")) == amount
    whole = Brief.model_validate(
        {"title": "x", "events": {"a": {"title": "A", "quantities": {"what": "oil", "unit": "t", "value": amount}}}}
    )
    assert from_data(as_data(whole)) == whole


def test_the_bounds_of_a_quantity_come_back_equal() -> None:
    whole = Brief.model_validate(
        {
            "title": "x",
            "events": {
                "a": {"title": "A", "quantities": {"what": "oil", "unit": "t", "min": "1.1250", "max": "1.1255"}}
            },
        }
    )
    assert from_data(as_data(whole)) == whole


def brief(value: str, unit: str, language: str = "en-GB") -> Brief:
    quantity = {"what": "Magnitude", "value": value, "unit": unit}
    return Brief.model_validate(
        {
            "title": "x",
            "language": language,
            "events": {"a": {"title": "A", "when": "2026-01-02", "quantities": quantity}},
        }
    )


def printed_of(made: Brief) -> str:
    return render(compose(made), "txt").data.decode()
