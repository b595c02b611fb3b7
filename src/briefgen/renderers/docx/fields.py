"""Word's fields, complete and with their result, so that a document is right before anything is updated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docx.oxml.ns import qn

from briefgen.document.blocks import Caption, Heading, plain
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.direction import runs_right_to_left
from briefgen.renderers.docx.elements import Element, twips, w
from briefgen.renderers.docx.inlines import PLAIN, RunFormat, paragraph, run, text_paragraph, text_runs
from briefgen.renderers.docx.story import DocxContext

_PLACE = re.compile(r"(\{page\}|\{pages\})")


def field(story: DocxContext, instruction: str, result: str, look: RunFormat = PLAIN) -> list[Element]:
    """The five parts of a complex field (ECMA-376-1, 17.16.18), all in one look: Word sets a new result in that of the
    instruction."""
    runs = text_runs(story, result, look)
    return [*_begin(story, instruction, look), *runs, _end(story, look)]


def page_numbers(story: DocxContext, pattern: str) -> Iterator[Element]:
    """Runs of a text in which {page} and {pages} are fields."""
    for piece in _PLACE.split(pattern):
        match piece:
            case "{page}":
                yield from field(story, "PAGE", "1")
            case "{pages}":
                yield from field(story, "NUMPAGES", "1")
            case _:
                yield from text_runs(story, piece)


class Captions:
    """Captions whose numbers Word counts, and that keep the document's own numbers when it does."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def paragraph(
        self, story: DocxContext, style: str, caption: Caption, anchor: str, *, keep_with_next: bool = False
    ) -> Element:
        """ "Table 1. Text" with a bookmark around label and number, what a cross-reference in Word points at."""
        sequence = "_".join(re.findall(r"\w+", caption.label))[:40] or "Item"
        jump = "" if caption.number == self._last.get(sequence, 0) + 1 else f" \\r {caption.number}"
        self._last[sequence] = caption.number
        look = RunFormat(styles.CAPTION_LABEL)
        number = field(story, f"SEQ {sequence} \\* ARABIC{jump}", str(caption.number), look)
        label = [*text_runs(story, f"{caption.label} ", look), *number]
        head = [*story.bookmarks.around(anchor, label), *text_runs(story, ". ", look)]
        return text_paragraph(story, style, caption.content, before=head, keep_with_next=keep_with_next)


def contents(story: DocxContext, headings: Sequence[Heading]) -> Iterator[Element]:
    """A table of contents as Word makes it, with links; `number_pages` fills its numbers in when all is written."""
    for index, heading in enumerate(headings):
        text = heading_number(heading) + plain(heading.content)
        right = runs_right_to_left(text, story.right_to_left)
        mark, look = story.bookmarks.name(heading.anchor), RunFormat(right_to_left=right)
        number = field(story, f"PAGEREF {mark} \\h", "0")
        entry = _jump(mark, [*text_runs(story, text, look), run(story, PLAIN, w("tab")), *number])
        yield paragraph(
            story,
            styles.ENTRIES[heading.level],
            *(_begin(story, 'TOC \\o "1-2" \\h \\z') if index == 0 else ()),
            entry,
            *([_end(story)] if index == len(headings) - 1 else ()),
            tabs=[w("tabs", w("tab", val="right", leader="dot", pos=twips(story.width)))],
            right_to_left=right,
        )


def number_pages(body: Element, pages: Mapping[str, int]) -> None:
    """Write the page of each bookmark into the contents. Word counts again when it prints, or is asked to."""
    for link in body.iter(qn("w:hyperlink")):
        if any("PAGEREF" in (code.text or "") for code in link.iter(qn("w:instrText"))):
            *_, result = link.iter(qn("w:t"))
            result.text = str(pages.get(link.get(qn("w:anchor")), 1))


def heading_number(heading: Heading) -> str:
    """What is typed before a heading."""
    return f"{heading.number}\u2002" if heading.number else ""


def _jump(name: str, content: Iterable[Element]) -> Element:
    link = w("hyperlink", anchor=name, history=1)
    link.extend(content)
    return link


def _begin(story: DocxContext, instruction: str, look: RunFormat = PLAIN) -> Iterator[Element]:
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    for part in (w("fldChar", fldCharType="begin"), code, w("fldChar", fldCharType="separate")):
        yield run(story, look, part)


def _end(story: DocxContext, look: RunFormat = PLAIN) -> Element:
    return run(story, look, w("fldChar", fldCharType="end"))
