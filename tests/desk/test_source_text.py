"""A source's text by lines and sentences: each letter keeps its place, whatever the text is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.desk.source_lines import as_lines
from briefgen.desk.source_text import as_shown, lines, sentences
from tests.support.markup import text_of

ODD = "One 🚀 e\u0301 \u202eevil\u202c \x00\x07 <b>&amp;\r\nTwo\u2028three\x85four\n\n  \n\ufeff\nfive\ttabs"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufdd0\ufdd1"), max_size=80))
def test_every_letter_of_a_text_is_shown_at_its_own_place(text: str) -> None:
    assert len(as_shown(text)) == len(text)
    shown = as_shown(text)
    markup = as_lines(text, "", (), None)
    assert text_of(markup) == [shown[one.start : one.end] for one in lines(text)]
    left = set(range(len(text))) - {n for one in lines(text) for n in range(one.start, one.end)}
    assert not any(text[n].isalnum() for n in left), "no line with a letter is left out"


def test_lines_end_where_any_reader_ends_them_and_empty_ones_part_paragraphs() -> None:
    assert [as_shown(ODD)[one.start : one.end].strip() for one in lines(ODD)][1:] == [
        "Two",
        "three",
        "four",
        "five\ttabs",
    ]
    assert [one.opens for one in lines(ODD)] == [True, False, False, False, True]
    assert [one.opens for one in lines("a\nb\r\nc")] == [True, True, True], "without an empty line, each is a paragraph"
    assert not any(letter in as_shown(ODD) for letter in "\x00\x07\r\u2028\x85")


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Gen. Mark Milley spoke. He left.", "en", ["Gen. Mark Milley spoke.", "He left."]),
        ("هذا نص. وهذا آخر؟ نعم۔", "ar", ["هذا نص.", "وهذا آخر؟", "نعم۔"]),
        ("これはペンです。あれは本です！はい", "ja", ["これはペンです。", "あれは本です！", "はい"]),
        ("Он сказал: «Да». Потом 3.5 млн ушли... И всё", "ru", ["Он сказал: «Да».", "Потом 3.5 млн ушли...", "И всё"]),
    ],
)
def test_sentences_are_found_in_any_language(text: str, language: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text, language)] == said
