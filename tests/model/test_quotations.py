"""Which passages of a text stand in quotation marks."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.quotations import scan

ARTICLE = Path(__file__).parents[2] / "briefs/przewodow-2022-11/sources/article.txt"


def test_the_sample_article_has_sixteen_quotations_and_one_in_its_headline() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    quoted = scan(text)
    assert len(quoted) == 17
    assert [q.words for q in quoted[:2]] == ["unsuccessful", "unsuccessful in getting me linked up."]
    assert all(q.closed for q in quoted)
    assert all(text[q.end - 1] == "”" and text[q.start] == "“" for q in quoted[1:])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “we go” and left.", ["we go"]),
        ('He said "we go" and "we stay".', ["we go", "we stay"]),
        ("He said ``we go'' and left.", ["we go"]),
        ("Er sagte: „Wir gehen“, dann „wir bleiben.“", ["Wir gehen", "wir bleiben."]),
        ("Il a dit : « nous partons » hier.", ["nous partons"]),
        ("Il dit « un mot “dur” de trop » hier.", ["un mot “dur” de trop"]),
        ("»Wir gehen«, sagte er.", ["Wir gehen"]),
        ("Han sade ”vi går” nu.", ["vi går"]),
        ("He said “we go“ and left.", ["we go"]),
        ("He said ”we go” and left.", ["we go"]),
        ('They wrote ("no comment") yesterday—"none"—twice.', ["no comment", "none"]),
        ('A 6" gun; he said "we go" then.', ["we go"]),
        ("‘We go,’ he said. It’s the workers’ day.", ["We go,"]),
        ("‘The workers’ rights matter,’ he said.", ["The workers’ rights matter,"]),
        ("Rock 'n roll and 'tis so, the workers' song.", []),
        ("In the ’90s they didn’t say ’tis so.", []),
        ("'Łódź is safe,' she said; it wasn't.", ["Łódź is safe,"]),
        ("He said “the ‘red line’ is crossed”.", ["the ‘red line’ is crossed"]),
        ("No marks here.", []),
        ("", []),
    ],
)
def test_the_words_between_the_marks(text: str, words: list[str]) -> None:
    quoted = scan(text)
    assert [q.words for q in quoted] == words
    assert all(q.words in text[q.start : q.end] for q in quoted)
    assert all(q.closed for q in quoted)


@pytest.mark.parametrize("opening, closing", ["“”", '""', "«»"])
@pytest.mark.parametrize("newline", ["\n\n", "\r\n\r\n", "\n"])
def test_a_quotation_over_paragraphs_is_closed_in_the_last(opening: str, closing: str, newline: str) -> None:
    text = newline.join((f"He said: {opening}One.", f"{opening}Two.", f"{opening}Three{closing}, and left."))
    assert [(q.words, q.closed) for q in scan(text)] == [
        ("One.", False),
        ("Two.", False),
        ("Three", True),
    ]


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    first, second = scan("He said “we go.\n\nShe said “no”.")
    assert (first.words, first.closed) == ("we go.", False)
    assert (second.words, second.closed) == ("no", True)


def test_single_marks_count_only_where_there_are_no_double_ones() -> None:
    assert [q.words for q in scan("He said “a 'b' c” and 'd'.\n\nShe said 'e'.")] == ["a 'b' c", "e"]


@given(st.text(alphabet=st.sampled_from("a b.\n“”\"'‘’«»`„")))
def test_any_text_gives_passages_in_order_that_do_not_overlap(text: str) -> None:
    quoted = scan(text)
    assert all(q.words in text[q.start : q.end] for q in quoted)
    assert all(before.end <= after.start for before, after in pairwise(quoted))
