"""Markdown for wikis and tickets: the Document's words, and nothing that a text brings is markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from briefgen.document.blocks import BulletList, Caption, Column, Document, Item, Paragraph, Row, Table
from briefgen.document.inlines import Strong, Text
from briefgen.renderers.markdown.build import build
from tests.support.documents import meta
from tests.support.sweeps import examples

HOSTILE = (
    "# a", "- b", "1. c", "2) d", "+ e", "> f", "    code", "```\nx\n```", "~~~", "| a | b |", "--- | ---", "===", "***", "[x]: http://a.b",
    "<script>x</script>", "<!-- x", "&lt;b&gt;", "![x](y)", "[x](javascript:y)", "**b** _i_ ~~s~~ `c`", "http://a.b", "a\\", "\\*", "x  \ny",
    "[ ] todo", "a\u2028b", "$x$", "^[note]", ": term", "\\|", "`|`",
)  # fmt: skip


def shown(document: Document) -> list[str]:
    """The texts of the paragraphs, items and cells, as a reader of Markdown sees them."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(build(document).data.decode())
    root = html.fragment_fromstring(page, create_parent="body")
    assert {one.tag for one in root.iter()} <= {
        "body",
        "p",
        "ul",
        "li",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    return [one.text_content() for one in root.iter("p", "li", "td")]


@given(
    st.one_of(
        st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join), st.text(max_size=30)
    )
)
@settings(max_examples=examples(150), deadline=None)
@example("\x00\x1b\ud800")
def test_no_text_is_markup(text: str) -> None:
    said = re.sub(
        "[ \t\n\v\f\r\x85\u2028\u2029]+",
        " ",
        re.sub("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text),
    ).strip()
    inlines = (Text(text),)
    table = Table(
        (Column("a"), Column("b")),
        (Row(((inlines,), ((Strong((Text("x"),)),),))),),
        Caption("Table", 1, (Text("c"),)),
        "t",
        "s",
    )
    found = shown(Document(meta(), (Paragraph(inlines), BulletList((Item(inlines),)), table)))
    assert [one for one in map(str.strip, found) if one == said] == [said] * (
        3 if said else list(map(str.strip, found)).count(said)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_and_a_changed_item_are_one_line(text: str) -> None:
    made = build(Document(meta(), (BulletList((Item((Text(text),), changed=True),)),))).data.decode()
    assert len([line for line in made.splitlines() if line.startswith("- ")]) == 1
