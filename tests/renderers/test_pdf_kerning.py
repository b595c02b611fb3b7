"""Pairs of letters stand as close as their font says, and a line is as wide as it was broken for."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Document, Heading, Paragraph
from briefgen.look.fonts import Face, stack
from briefgen.renderers.pdf.build import build
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import Span, TextStyle, width
from briefgen.tagged_pdf.kerning import kerning
from tests.support.documents import meta, words
from tests.support.pdfs import THEME

STYLE = TextStyle(20, 24, "semibold", kerned=True)


def between(pair: str, face: Face = "semibold") -> float:
    font = stack(face)[0]
    with TTFont(font.path) as file:
        numbers = [file.getGlyphID(file.getBestCmap()[ord(letter)]) for letter in pair]
    return 1000 * kerning(font.path.read_bytes()).between(numbers[0], numbers[1])


@pytest.mark.parametrize(("pair", "units"), [("To", -55), ("Tu", -40), ("LT", -91), ("ra", -35), ("we", 0)])
def test_pairs_are_those_of_the_font(pair: str, units: float) -> None:
    assert between(pair) == pytest.approx(units)


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x00\x00" + b"\x00" * 40, stack("regular")[0].path.read_bytes()[:5000]]
)
def test_a_font_without_pairs_that_can_be_read_has_none(data: bytes) -> None:
    assert kerning(data).between(1, 2) == 0


def test_a_heading_is_drawn_as_close_as_it_was_measured() -> None:
    text = "Tower To Tuesday LTV"
    document = Document(meta(), (Heading(1, words(text), "t"),))
    with pypdfium2.PdfDocument(build(document, THEME).data) as pdf:
        page = pdf[0].get_textpage()
        searcher = page.search("Tower To Tuesday LT")
        found = searcher.get_next()
        assert found
        first = page.get_charbox(found[0], loose=True)
        last = page.get_charbox(found[0] + len(text) - 1, loose=True)
        drawn = last[2] - first[0]
        assert "Tower To Tuesday LTV" in page.get_text_bounded(), "pairs do not part words"
    measured = width(text, STYLE)
    assert measured < width(text, STYLE._replace(kerned=False)) - 2
    assert drawn == pytest.approx(measured, abs=0.3)


@settings(max_examples=60)
@given(st.text(alphabet="ToVLAy,. fi-–/\u00ad7r", max_size=80), st.floats(30, 200))
def test_lines_of_kerned_text_are_no_wider_than_they_may_be(text: str, room: float) -> None:
    lines = break_lines([Span(text, STYLE)], room)
    for line in lines:
        assert line.width <= room + 0.5


def test_a_word_is_as_wide_alone_as_in_its_line() -> None:
    for parts in (("To ", "Vo"), ("Te-", "To"), ("LT–", "To"), ("AV/", "To")):
        assert sum(width(part, STYLE) for part in parts) == pytest.approx(width("".join(parts), STYLE))


def test_kerned_text_is_one_stretch_of_characters() -> None:
    """Not a string for each pair, which some programs copy as words apart."""
    document = Document(meta(), (Paragraph(words("Tower To Tuesday LTV")),))
    with pypdfium2.PdfDocument(build(document, THEME).data) as pdf:
        texts = [
            item
            for item in pdf[0].get_objects([pdfium.FPDF_PAGEOBJ_TEXT])
            if pdfium.FPDFPageObj_GetMarkedContentID(item) >= 0
        ]
        assert len(texts) == 1
