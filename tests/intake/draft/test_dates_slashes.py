"""3/4/2022: read in the order that the text or its country says, and in none where neither does."""

from __future__ import annotations

import pytest

from briefgen.app.accept import accepted
from briefgen.errors import UsageError
from briefgen.intake.draft.dates import dated
from briefgen.intake.draft.dates.order import date_order
from briefgen.intake.draft.rules import extract
from briefgen.model.brief import Brief


def _first(text: str, language: str = "en") -> tuple[str, str, str]:
    _, _, value = dated(text, None, "en", date_order(text, language))[0]
    return value.value, value.basis, value.other


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("It fell on 15/11/2022.", "en", "2022-11-15"),
        ("It fell on 11/15/2022.", "en", "2022-11-15"),
        ("It fell on 3/11/2022, and on 15/11/2022 it was found.", "en", "2022-11-03"),
        ("It fell on 3/11/2022, and on 11/15/2022 it was found.", "en-GB", "2022-03-11"),
        ("It fell on 3/11/2022.", "en-GB", "2022-11-03"),
        ("It fell on 3/11/2022.", "en-US", "2022-03-11"),
    ],
)
def test_the_text_or_its_country_says_the_order(text: str, language: str, day: str) -> None:
    assert _first(text, language)[0] == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It fell on 3/11/2022.", "en"),
        ("It fell on 3/11/2022.", "en-CA"),
        ("It fell on 3/11/2022, after 15/10/2022 and 10/16/2022.", "en-GB"),
        ("It fell on 3/11/2022, which is no 99/99/2022.", "en"),
    ],
)
def test_where_neither_says_it_there_is_no_day(text: str, language: str) -> None:
    value, basis, other = _first(text, language)
    assert (value, basis) == ("", "order unclear")
    assert "2022-11-03" in other
    assert "2022-03-11" in other


def test_the_list_shows_both_days_and_none_is_taken() -> None:
    text = "The fuel depot burned on 3/11/2022, the ministry said in the evening."
    date = next(one for one in extract(text, source="wire", language="en") if one.kind == "date")
    assert (date.value, date.grade, date.note) == ("", "C", "2022-03-11 or 2022-11-03")
    with pytest.raises(UsageError, match="may be 2022-03-11 or 2022-11-03"):
        accepted(Brief(title="Fire"), [date], [date], {"wire": text}, [date.id])
