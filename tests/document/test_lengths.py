"""How long a time lasted is never said more precisely than its ends are written."""

from __future__ import annotations

import pytest

from briefgen.document.lengths import between, lasted
from briefgen.document.words import Words
from briefgen.model.time import When
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT


def words(language: str = "en-GB") -> Words:
    return Templates(ROOT).words(language)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2021-10-04 15:40/22:45", "7 h 05 min"),
        ("2021-10-04 15:50~/21:20~", "about 5 h 30 min"),
        ("2021-10-04 15:50/21:20~", "about 5 h 30 min"),
        ("2021-10-04 15:50?/21:00", "5 h 10 min (uncertain)"),
        ("2021-10-04 15:40/16:40", "1 h"),
        ("2009-06-01 02:10/02:14", "4 min"),
        ("2021-10-04 15:40:10/15:42:15", "2 min 5 s"),
        ("2021-03-23 07:40/2021-03-29 15:05", "6 days 7 h"),
        ("2021-03-01 07:40/2021-03-29 15:05", "28 days"),
        ("2009-06-10/2009-07-10", "31 days"),
        ("2009-06-10/2011-04-09", "22 months"),
        ("2009-06-01/2012-07-05", "3 years"),
        ("2022-11-15~/2022-11-16", "about 2 days"),
        ("2022-11-15 10:00/2022-11-16", "2 days"),
        ("2022-03/2022-05", "up to 3 months"),
        ("1956/1962", "up to 7 years"),
        ("2021-10-04 15:39..21:00", "some time between"),
        ("2021-10-04/..", "continuing"),
        ("2021-10-04/", "end not known"),
        ("../2021-10-04", "beginning not known"),
        ("2021-10-04 15:40", ""),
        ("2021-10-04", ""),
        ("..2021-10-04", ""),
    ],
)
def test_a_length_is_as_precise_and_as_sure_as_its_ends(written: str, said: str) -> None:
    when = When(at=written)
    assert lasted(words(), when, when.interval("UTC")) == said


def test_a_length_by_the_clock_is_that_which_passed_when_clocks_went_back() -> None:
    when = When(at="2026-10-25 00:30/2026-10-25 04:30")
    assert lasted(words(), when, when.interval("Europe/Warsaw")) == "5 h"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2021-10-04 15:40~", "2021-10-04 15:50~", "about 10 min"),
        ("2021-10-04 15:40", "2021-10-04 15:58", "18 min"),
        ("2018-03-04 16:15~ Europe/London", "2018-04-12", "39 days"),
        ("2018-03-04~", "2018-04-12", "about 39 days"),
        ("2021-10-04 15:40", "2021-10-04 15:40", ""),
        ("2021-10-05", "2021-10-04", ""),
        ("2021-10", "2021-10-04", ""),
        ("2021-10-04 15:39..21:00", "2021-10-05", ""),
        ("2021-10-04 15:40/22:45", "2021-10-04 21:28", "5 h 48 min"),
    ],
)
def test_a_distance_leads_from_one_beginning_to_the_other(first: str, second: str, said: str) -> None:
    assert between(words(), When(at=first), When(at=second), "UTC") == said


def test_polish_has_its_own_forms() -> None:
    for written, said in (
        ("2021-10-04/2021-10-06", "3 dni"),
        ("2021/2024", "najwyżej 4 lata"),
        ("2021/2026", "najwyżej 6 lat"),
    ):
        when = When(at=written)
        assert lasted(words("pl"), when, when.interval("UTC")) == said
