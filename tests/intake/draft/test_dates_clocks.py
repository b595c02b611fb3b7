"""Clocks in prose: the hour that a passage says belongs to the day beside it, and is a moment only where its zone is said."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from briefgen.app.accept import written
from briefgen.intake.draft.dates import dated

PUBLISHED = dt.date(2022, 11, 16)


@pytest.mark.parametrize(
    ("language", "text", "words", "at"),
    [
        ("en", "At 15:40 on Tuesday a missile struck.", "At 15:40 on Tuesday", "2022-11-15"),
        ("en", "It fell on Tuesday, shortly after 6 p.m., near Lublin.", "Tuesday, shortly after 6 p.m.", "2022-11-15"),
        ("en", "On 15 November 2022 at 15:40 UTC it fell.", "15 November 2022 at 15:40 UTC", "2022-11-15 15:40Z"),
        ("en", "At 3.40 p.m. GMT on Tuesday it fell.", "At 3.40 p.m. GMT on Tuesday", "2022-11-15 15:40Z"),
        ("en", "It fell about 15:40 GMT on Tuesday.", "about 15:40 GMT on Tuesday", "2022-11-15"),
        ("en", "It fell on Tuesday at 15:40 UTC+2.", "Tuesday at 15:40", "2022-11-15"),
        ("en", "It fell on Tuesday at 15:40 EST.", "Tuesday at 15:40 EST", "2022-11-15"),
        ("en", "Between 15:40 and 16:00 UTC on Tuesday.", "16:00 UTC on Tuesday", "2022-11-15"),
        ("en", "Open 09:00-10:30 on Tuesday.", "10:30 on Tuesday", "2022-11-15"),
        ("en", "It fell on Tuesday at 25:00.", "Tuesday", "2022-11-15"),
        ("en", "It fell at 15:40. On Tuesday it rained.", "Tuesday", "2022-11-15"),
        ("en", "It fell in March 2022 at 15:40 UTC.", "March 2022", "2022-03"),
        ("de", "Am Dienstag um 15.40 Uhr fiel sie.", "Dienstag um 15.40 Uhr", "2022-11-15"),
        ("de", "Am 15. November 2022, 15 Uhr UTC, fiel sie.", "15. November 2022, 15 Uhr UTC", "2022-11-15 15:00Z"),
        ("pl", "We wtorek o godz. 15:40 z nieba spadła.", "wtorek o godz. 15:40", "2022-11-15"),
        ("pl", "O godz. 15.40 we wtorek.", "O godz. 15.40 we wtorek", "2022-11-15"),
    ],
)
def test_a_clock_beside_a_day_is_part_of_its_words_and_a_moment_where_its_zone_is_said(
    language: str, text: str, words: str, at: str
) -> None:
    found = {text[start:end]: written(value.value) for start, end, value in dated(text, PUBLISHED, language)}
    assert found == {words: at}


def test_no_two_expressions_overlap_and_each_clock_goes_to_one_day() -> None:
    text = "Tuesday at 9 am, and Wednesday at 10 am. " * 3
    spans = [(start, end) for start, end, _ in dated(text, PUBLISHED, "en")]
    assert len(spans) == 6
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
