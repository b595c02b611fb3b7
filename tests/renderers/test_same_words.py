"""One model, several documents that cannot disagree: PDF, DOCX, HTML and plain text have the Document's words."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from briefgen.document.blocks import Document
from briefgen.document.passages import passages
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS, Format, render
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.support.documents import every_block
from tests.support.sweeps import few

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE = Templates(Path("nowhere")).word_template()


def squeezed(text: str) -> str:
    """Letters and digits alone, and all of one case: where a line breaks, at which hyphen, and what stands in capitals is the
    format's own affair."""
    return re.sub(r"[^\w]|_", "", text, flags=re.UNICODE).casefold()


def statements(document: Document) -> list[str]:
    """Each paragraph, item, fact and cell of a document, squeezed."""
    return [text for one in passages(document) for text in map(squeezed, one.texts) if text]


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))
    finally:
        document.close()


def docx_text(data: bytes) -> str:
    """The text of the pages, and that of the footers, where the foot of page 1 stands."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if re.fullmatch(r"word/(document|footer\d+)\.xml", name))
        roots = [etree.fromstring(package.read(name)) for name in names]
    return "".join(node.text or "" for root in roots for node in root.iter(f"{W}t"))


def html_text(data: bytes) -> str:
    body = etree.fromstring(data, etree.HTMLParser(encoding="utf-8")).find("body")
    assert body is not None
    return "".join(body.itertext())


def txt_text(data: bytes) -> str:
    """The text without the addresses that stand after the words of a link."""
    return re.sub(r"\s<(?:https?|mailto):\S+>", "", data.decode("utf-8"))


def md_text(data: bytes) -> str:
    """The text as a reader of Markdown shows it."""
    page = MarkdownIt("commonmark").enable("table").render(data.decode("utf-8"))
    return html_text(f"<body>{page}</body>".encode())


def missing(document: Document, text: str) -> list[str]:
    """The statements that a text does not have as often as the document, whether they are in capitals or not, as labels are."""
    squeezed_text = squeezed(text).casefold()
    counted = Counter(statements(document))
    return [said for said, n in counted.items() if squeezed_text.count(said.casefold()) < n]


@pytest.mark.parametrize("outline", few(["incident", "sitrep", "one-pager"], "one-pager"))
def test_the_first_brief_has_the_same_words_in_all(przewodow: Loaded, outline: str) -> None:
    document = composed(przewodow, outline)
    made = {format_: render(document, format_, Theme(), TEMPLATE) for format_ in FORMATS}
    assert missing(document, docx_text(made["docx"].data)) == []
    assert missing(document, html_text(made["html"].data)) == []
    assert missing(document, txt_text(made["txt"].data)) == []
    assert missing(document, md_text(made["md"].data)) == []
    # a cell that runs over a page has the page's furniture and the repeated heads between its lines
    assert len(missing(document, pdf_text(made["pdf"].data))) <= 3
    assert not [p for rendered in made.values() for p in rendered.problems if p.level == "error"]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_block_has_its_words_in_each(format_: Format) -> None:
    document = every_block()
    data = render(document, format_, Theme(), TEMPLATE).data
    text = {"docx": docx_text, "pdf": pdf_text, "html": html_text, "txt": txt_text, "md": md_text}[format_](data)
    assert missing(document, text) == []


def test_a_dropped_word_would_be_seen() -> None:
    document = every_block()
    text = docx_text(render(document, "docx", Theme(), TEMPLATE).data)
    assert missing(document, text.replace("turbine", ""))
