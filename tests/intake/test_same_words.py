"""The same article kept as text, page, PDF, Word file and e-mail gives the same words."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from briefgen.intake.draft.rules import extract
from briefgen.intake.recognise import read
from tests.support.printed import as_mail, as_page, as_pdf, as_word

ARTICLE = Path(__file__).parents[2] / "briefs/przewodow-2022-11/sources/article.txt"
TEXT = ARTICLE.read_text(encoding="utf-8")
PARAGRAPHS = [" ".join(text.split()) for text in TEXT.split("\n") if text.strip()]
FORMS = {
    "text": TEXT.encode(),
    "page": as_page(PARAGRAPHS),
    "one column": as_pdf(PARAGRAPHS),
    "two columns": as_pdf(PARAGRAPHS, 2),
    "two justified columns": as_pdf(PARAGRAPHS * 2, 2, justified=True),
    "three columns": as_pdf(PARAGRAPHS, 3),
    "word": as_word(PARAGRAPHS),
    "mail": as_mail(PARAGRAPHS),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_the_same_words(form: str) -> None:
    wanted = TEXT.split() * (2 if "justified" in form else 1)
    found = read(FORMS[form]).text.split()
    same = sum(block.size for block in SequenceMatcher(None, wanted, found, False).get_matching_blocks())
    assert same >= 0.999 * len(wanted)
    assert len(found) <= 1.001 * len(wanted)


@pytest.mark.parametrize("form", FORMS)
def test_and_the_same_paragraphs(form: str) -> None:
    if "three" in form:  # a paragraph that ends a column with a full line cannot be told from one that goes on
        return
    found = [" ".join(text.split()) for text in read(FORMS[form]).text.split("\n\n")]
    wanted = PARAGRAPHS * (2 if "justified" in form else 1)
    assert sum(text in found for text in wanted) >= 0.9 * len(wanted)


def candidates(text: str) -> Counter[tuple[str, str, str, str]]:
    found = extract(text, source="a", published=dt.date(2022, 11, 16))
    return Counter((one.kind, " ".join(one.words.split()), one.value, one.speaker) for one in found)


@pytest.mark.parametrize("form", [form for form in FORMS if "justified" not in form])
def test_and_offers_the_same_facts(form: str) -> None:
    wanted, found = candidates(TEXT), candidates(read(FORMS[form]).text)
    assert (wanted & found).total() >= 0.99 * max(wanted.total(), found.total())


def test_paragraphs_of_one_line_stay_apart_in_a_pdf() -> None:
    lines = [
        "Port authority: statement on the fire",
        "3 March 2026",
        "Two workers are in hospital. " * 6,
        "It goes on.",
        "It is out.",
    ]
    found = [" ".join(text.split()) for text in read(as_pdf(lines, furnished=False)).text.split("\n\n")]
    assert found == [" ".join(text.split()) for text in lines]
