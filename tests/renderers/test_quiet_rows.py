"""A row with fewer cells than the table has columns: its last cell takes the rest of the width, in every format."""

from __future__ import annotations

import zipfile
from io import BytesIO

from briefgen import render
from briefgen.document.blocks import Caption, Column, Document, Row, Table
from briefgen.document.inlines import Text
from briefgen.document.signs import Glyph
from tests.support.documents import meta

TABLE = Table(
    (Column("Answer"), Column("Adler"), Column("Bauer"), Column("Cerny")),
    (
        Row((((Text("Hands"),),), ((Glyph("holds"), Text(" holds")),), ((Glyph("silent"),),), ((Glyph("silent"),),))),
        Row((((Text("The storm"),),), ((Glyph("silent"), Text(" held by nobody named")),))),
        Row((((Text("Whoever speaks of it"),),),)),
    ),
    Caption("Table", 1, (Text("Who holds which answer"),)),
    "table-1",
    "A row for each answer.",
)
DOCUMENT = Document(meta(), (TABLE,))


def test_the_web_page_spans_the_columns() -> None:
    page = render(DOCUMENT, "html").data.decode()
    assert page.count('colspan="3"') == page.count('colspan="4"') == 1
    assert page.count('class="quiet"') == 2


def test_the_word_file_has_a_cell_over_the_columns_and_as_many_columns_in_each_row() -> None:
    with zipfile.ZipFile(BytesIO(render(DOCUMENT, "docx").data)) as package:
        body = package.read("word/document.xml").decode()
    assert body.count('<w:gridSpan w:val="3"/>') == 1
    assert body.count('<w:gridSpan w:val="4"/>') == 1


def test_the_text_says_no_column_of_it_and_passes_over_who_is_silent() -> None:
    told = render(DOCUMENT, "txt").data.decode()
    assert "Answer: Hands\n  Adler: ● holds\n\n" in told
    assert "Answer: The storm\n  – held by nobody named\n" in told
    assert "Bauer" not in told


def test_the_pdf_is_made_of_it() -> None:
    assert render(DOCUMENT, "pdf").problems == ()
