"""Where no line ends: what belongs together stays together, in each language, and no character is lost or added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.look.binding import NO_BREAK, bound


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en-GB", "On Tuesday 15 November 2022 at 15:40 UTC", "On Tuesday 15~November 2022 at 15:40~UTC"),
        ("en-US", "95 % of 5 km, 15 people, No. 5", "95~% of 5~km, 15 people, No.~5"),
        ("en-GB", "Gen. Mark Milley and J. R. Smith met. Then", "Gen.~Mark Milley and J.~R.~Smith met. Then"),
        ("en-GB", "on 5 May; 5 Marches", "on 5~May; 5 Marches"),
        ("pl", "i w Odrze (z wody) 9 sierpnia 2022", "i~w~Odrze (z~wody) 9~sierpnia 2022"),
        ("de", "am 15. März um 5 Mio. Euro", "am 15. März um 5~Mio. Euro"),
        ("x-none", "15:40 UTC", "15:40~UTC"),
    ],
)
def test_what_belongs_together_stays_on_a_line(language: str, text: str, shown: str) -> None:
    assert bound(text, language) == shown.replace("~", NO_BREAK)


@given(st.text(), st.sampled_from(["en-GB", "pl", "ar", "x"]))
def test_nothing_but_spaces_is_changed(text: str, language: str) -> None:
    assert bound(text, language).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
