"""The bar in the margin: beside all that is marked as changed and nothing else, in each format."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    ClassedPoints,
    Document,
    FactList,
    Foot,
    Heading,
    KeyFigures,
    Paragraph,
    Row,
    Table,
    TwoColumns,
)
from briefgen.document.passages import changed
from briefgen.document.rewrite import rewritten
from briefgen.look.theme import Theme
from briefgen.renderers import FORMATS, Format, render
from briefgen.workspace.templates import Templates
from tests.support.documents import every_block, meta, table, words

TEMPLATE = Templates(Path("nowhere")).word_template()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THEME = Theme()


def made(document: Document, format_: Format) -> bytes:
    return render(document, format_, THEME, TEMPLATE).data


def pdf_bars(data: bytes) -> list[list[tuple[float, float]]]:
    """The bars in the right margin of each page: bottom and top."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        edges = [item.get_bounds() for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
        found.append(
            [(low, high) for left, low, right, high in edges if left > THEME.left + THEME.width and right - left < 3]
        )
    document.close()
    return found


def bars(data: bytes, format_: Format) -> int:
    match format_:
        case "pdf":
            return sum(map(len, pdf_bars(data)))
        case "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                body = etree.fromstring(package.read("word/document.xml"))
            return sum(
                1 for border in body.iter(f"{W}right") if border.getparent().tag in (f"{W}pBdr", f"{W}tcBorders")
            )
        case "html":
            return len(re.findall(r'class="[^"]*\bchanged\b', data.decode()))
        case "txt":
            return len(re.findall(r"^(?:\| )?\s*┃", data.decode(), re.MULTILINE))
        case "md":
            return data.decode().count("┃")


EXTRA = {"txt": 7}
"""The further lines of a block. In Word a quotation's attribution has a bar too, and two items of a callout have one."""


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_changed_has_a_bar_and_nothing_else(format_: Format) -> None:
    document = every_block()
    plain = replace(document, blocks=rewritten(document.blocks, lambda inlines: inlines, changed=False))
    assert {type(part).__name__ for part in changed(document.blocks)} == {
        "Heading", "Paragraph", "Item", "Fact", "Row", "Quotation", "KeyFigure", "ClassedPoint",
    }  # fmt: skip
    assert list(changed(plain.blocks)) == []
    assert bars(made(plain, format_), format_) == 0
    assert bars(made(document, format_), format_) == len(list(changed(document.blocks))) + EXTRA.get(format_, 0)


def only(block: Block) -> Document:
    return Document(meta(), (Heading(1, words("Title"), "title"), block))


def test_a_bar_is_as_tall_as_what_it_stands_beside_and_goes_on_over_the_page() -> None:
    long = only(Paragraph(words("word " * 3000), changed=True))
    pages = pdf_bars(made(long, "pdf"))
    assert len(pages) > 1
    assert all(len(page) == 1 for page in pages)
    bottom, top = pages[1][0]
    assert top - bottom > THEME.height / 4
    row = Row(tuple((words("text " * 900),) for _ in range(3)), changed=True)
    assert all(pdf_bars(made(only(replace(table(2), rows=(row, row))), "pdf")))


def test_bars_are_no_part_of_what_is_read_out() -> None:
    document = pypdfium2.PdfDocument(made(only(Paragraph(words("Changed."), changed=True)), "pdf"))
    marks = [
        pdfium.FPDFPageObj_GetMarkedContentID(item)
        for item in document[0].get_objects([pdfium.FPDF_PAGEOBJ_PATH])
        if item.get_bounds()[0] > THEME.left + THEME.width
    ]
    document.close()
    assert marks == [-1]


def test_a_list_and_facts_in_text_keep_their_columns() -> None:
    text = made(every_block(), "txt").decode()
    assert "   1. The fire began" in text
    assert " ┃ 2. The operator says" in text
    assert "┃ When" in text
    assert "  What" in text


def test_the_parts_that_can_be_marked_are_found_wherever_they_stand() -> None:
    parts = list(changed(every_block().blocks))
    assert len(parts) == 10
    kinds = (BulletList, FactList, Table, Callout, KeyFigures, ClassedPoints, TwoColumns, Foot)
    assert not any(isinstance(part, kinds) for part in parts)
