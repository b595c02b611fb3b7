"""References share one bracket, and each of their numbers is a link of its own: the same words in every format."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from briefgen.audit import audit
from briefgen.document.blocks import Document, Paragraph, plain
from briefgen.document.inlines import Cite, Text
from briefgen.document.rewrite import with_live_links
from briefgen.renderers import render
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT, Write
from tests.support.documents import meta, words
from tests.support.pdfs import THEME, links

SAID = (Text("It was seen twice. "), Cite("3", "source-3", "[", ",\u00a0"), Cite("6", "source-6", ""))
ASKED = Document(
    meta(),
    (
        Paragraph(SAID),
        *(Paragraph(words(f"Source {n}. " + "text " * 1500), anchor=f"source-{n}") for n in (3, 6)),
    ),
)
WORDS = "It was seen twice. [3,\u00a06]"


def data(format_: str) -> bytes:
    return render(ASKED, format_, THEME, Templates(ROOT).word_template()).data  # type: ignore[arg-type]


def test_all_formats_say_one_bracket() -> None:
    assert plain(SAID) == WORDS
    for format_ in ("pdf", "docx", "html", "txt", "md"):
        assert audit(ASKED, {format_: data(format_)}) == (), format_
    assert "[3,\u00a06]" in data("txt").decode()


def test_each_number_leads_to_its_own_source() -> None:
    assert len({to for _, to in links(render(ASKED, "pdf", THEME, b""))}) == 2
    page = data("html").decode()
    assert re.findall(r'<a href="#(source-\d)">(\d)</a>', page) == [("source-3", "3"), ("source-6", "6")]
    word = zipfile.ZipFile(BytesIO(data("docx"))).read("word/document.xml").decode()
    linked = re.findall(r"<w:hyperlink.*?</w:hyperlink>", word, re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", one).strip() for one in linked] == ["3", "6"]


def test_where_a_source_is_not_listed_the_bracket_stays_whole() -> None:
    left = with_live_links(ASKED.blocks[:2])
    assert isinstance(left[0], Paragraph)
    assert plain(left[0].content) == WORDS


def test_a_brief_cites_in_one_bracket_with_the_place_in_a_source(written: Write) -> None:
    from tests.document.test_compose import composed

    found = written("""\
        title: A gate
        sources: {log: The log, letter: The letter, list: The list}
        events:
          gate: {title: The gate is shut, when: 2026-03-01, evidence: [log, {source: letter, locator: p. 3}, list]}
        """)
    said = str(composed(found))
    assert "Cite(label='1', anchor='source-log', before='[', after=';\\xa0')" in said
    assert "Cite(label='2, p. 3', anchor='source-letter', before='', after=';\\xa0')" in said
