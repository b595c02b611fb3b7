"""Tables that are looked up, and paper on its side: values in one piece, heads on each page, every standard kept."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_ORIENTATION

from briefgen.document.blocks import Document, PageBreak
from briefgen.document.compose import compose
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.renderers import render
from tests.renderers.test_conformance import TEMPLATE, assert_whole
from tests.support.tables import HASH, INDICATORS, TEMPLATES, WIDE, document, read

TWO = (
    "wide: {file: wide.csv, title: Wide, annex: yes}\n"
    "  iocs: {file: iocs.csv, title: Indicators, columns: [type, value, comment], annex: yes, defang: yes, evidence: list}"
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return document(read(tmp_path_factory.mktemp("tables"), TWO, wide_csv=WIDE, iocs_csv=INDICATORS))


def test_it_conforms(both: Document, tmp_path: Path) -> None:
    assert_whole(both, tmp_path, "A4")


def test_it_conforms_where_the_last_page_is_turned(both: Document, tmp_path: Path) -> None:
    at = [n for n, block in enumerate(both.blocks) if isinstance(block, PageBreak)][-1]
    assert_whole(replace(both, blocks=both.blocks[:at]), tmp_path, "A4")


def test_figures_over_time_conform(tmp_path: Path) -> None:
    events = {
        f"e{n}": {"title": f"Day {n}", "when": f"2026-03-0{n + 1}", "quantities": [{"what": "ships", "value": count}]}
        for n, count in enumerate(["120", "200-240", "369", "80"])
    }
    brief = Brief.model_validate({"title": "Ships wait", "events": events})
    assert_whole(compose(brief, {}, {}, TEMPLATES.outline("incident"), TEMPLATES.words("en-GB")), tmp_path, "A4")


def test_the_pages_of_a_wide_table_lie_on_their_side_and_each_has_its_head(both: Document) -> None:
    pdf = pypdfium2.PdfDocument(render(both, "pdf", Theme(), TEMPLATE).data)
    texts = [(page.get_width() > page.get_height(), page.get_textpage().get_text_bounded()) for page in pdf]
    turned = [text for wide, text in texts if wide]
    assert len(turned) > 1
    assert all("column 11" in text and "TLP:AMBER" in text and "Intrusion" in text for text in turned)
    assert any("Indicators" in text for wide, text in texts if not wide)


def test_a_hash_stands_on_one_line_of_the_pdf_and_is_copied_whole_from_every_format(both: Document) -> None:
    pdf = pypdfium2.PdfDocument(render(both, "pdf", Theme(), TEMPLATE).data)
    assert any(HASH in page.get_textpage().get_text_bounded() for page in pdf)
    assert HASH in render(both, "txt", Theme(), TEMPLATE).data.decode()
    assert HASH in render(both, "html", Theme(), TEMPLATE).data.decode()
    word = docx.Document(io.BytesIO(render(both, "docx", Theme(), TEMPLATE).data))
    assert any(cell.text == HASH for table in word.tables for cell in table.columns[1].cells)


def test_word_turns_the_paper_and_keeps_the_margins(both: Document) -> None:
    upright, turned, last = docx.Document(io.BytesIO(render(both, "docx", Theme(), TEMPLATE).data)).sections
    assert [one.orientation for one in (upright, turned, last)] == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]
    assert (turned.page_width, turned.page_height) == (upright.page_height, upright.page_width)
    assert (turned.left_margin, turned.top_margin) == (upright.left_margin, upright.top_margin)
    assert upright.different_first_page_header_footer
    assert not turned.different_first_page_header_footer
    assert not last.different_first_page_header_footer
    assert turned.header.part is not upright.header.part
