"""Inlines become runs and hyperlinks, paragraphs around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from briefgen.document.blocks import plain
from briefgen.document.inlines import Cite, Code, Emphasis, Inlines, Link, Strong, Text
from briefgen.document.passages import right_to_left
from briefgen.document.signs import Gauge, Glyph, Trend
from briefgen.look.binding import bound
from briefgen.renderers import glyphs
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.direction import directions, runs_right_to_left
from briefgen.renderers.docx.drawings import drawing
from briefgen.renderers.docx.elements import Element, characters, w
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.markup import clean

_URI = ":/?#[]@!$&'()*+,;=%"
"""What a URI may hold beside letters, digits and "-._~" (RFC 3986, 2.2 and 2.1)."""
_TO_BAR = 8
"""Points from the text to a change bar in the margin."""
_EAST_ASIAN = {"ja", "ko", "zh"}


class RunFormat(NamedTuple):
    """How a run is set: one character style, and what is added to it where two styles would meet."""

    style: str = ""
    bold: bool = False
    italic: bool = False
    language: str = ""
    right_to_left: bool = False
    linked: bool = False

    def strong(self) -> RunFormat:
        """Set as important; a run can have one character style only."""
        return self._replace(bold=True) if self.style else self._replace(style=styles.STRONG)

    def emphasised(self) -> RunFormat:
        """Set apart in tone."""
        return self._replace(italic=True) if self.style else self._replace(style=styles.EMPHASIS)

    def styled(self, style: str) -> RunFormat:
        """In another style, with the importance and tone of the one before."""
        return self._replace(
            style=style,
            bold=self.bold or self.style == styles.STRONG,
            italic=self.italic or self.style == styles.EMPHASIS,
        )


PLAIN = RunFormat()


def paragraph(
    story: DocxContext,
    style: str,
    *content: Element,
    anchor: str = "",
    keep_with_next: bool = False,
    number: int | None = None,
    tabs: Iterable[Element] = (),
    align: str = "",
    outline: int | None = None,
    right_to_left: bool = False,
    changed: bool = False,
) -> Element:
    """A `w:p` in a named style. Beside the style it carries structure alone: list number, outline level, direction; and
    a bar in the margin where it is `changed`."""
    properties = [w("pStyle", val=story.styles.id(style))]
    if keep_with_next:
        properties.append(w("keepNext"))
    if number is not None:
        properties.append(w("numPr", w("ilvl", val=0), w("numId", val=number)))
    if changed:
        properties.append(w("pBdr", change_bar(_TO_BAR)))
    properties.extend(tabs)
    if right_to_left:
        properties.append(w("bidi"))
    if align:
        properties.append(w("jc", val=align))
    if outline is not None:
        properties.append(w("outlineLvl", val=outline))
    return w("p", w("pPr", *properties), *story.bookmarks.around(anchor, content))


def text_paragraph(
    story: DocxContext,
    style: str,
    inlines: Inlines,
    *,
    before: Iterable[Element] = (),
    after: Iterable[Element] = (),
    anchor: str = "",
    keep_with_next: bool = False,
    number: int | None = None,
    outline: int | None = None,
    changed: bool = False,
) -> Element:
    """A `w:p` that holds inlines, in the direction of their first strong character."""
    right = runs_right_to_left(plain(inlines), story.right_to_left)
    return paragraph(
        story,
        style,
        *before,
        *inline_runs(story, inlines, RunFormat(right_to_left=right)),
        *after,
        anchor=anchor,
        keep_with_next=keep_with_next,
        number=number,
        outline=outline,
        right_to_left=right,
        changed=changed,
    )


def change_bar(space: int = 0) -> Element:
    """The border that marks what is new or changed: at the right, where no style has one, so many points from the text."""
    return w("right", val="single", sz=18, space=space, color="auto")


def inline_runs(story: DocxContext, inlines: Inlines, look: RunFormat = PLAIN) -> Iterator[Element]:
    """The runs and hyperlinks of inlines."""
    for inline in inlines:
        match inline:
            case Text(text, language):
                words = bound(text, language or story.language)
                yield from text_runs(story, words, look._replace(language=language or look.language))
            case Strong(children):
                yield from inline_runs(story, children, look.strong())
            case Emphasis(children):
                yield from inline_runs(story, children, look.emphasised())
            case Code(text):
                yield from text_runs(story, text, look.styled(styles.CODE))
            case Link() | Cite() if look.linked:  # a link cannot hold another
                yield from text_runs(story, plain((inline,)), look)
            case Link(children, target):
                yield from _hyperlink(story, target, children, look, styles.LINK)
            case Glyph(stance):
                size = glyphs.SIZE
                yield run(story, look, drawing(story, glyphs.stance(stance, story.palette), size, size))
            case Trend():
                wide, high = min(glyphs.TREND[0], story.width), glyphs.TREND[1]
                yield run(story, look, drawing(story, glyphs.trend(inline, story.palette, wide), wide, high))
            case Gauge():
                width = min(glyphs.GAUGE[0], story.width)
                strokes = glyphs.gauge(inline, story.palette, width)
                yield run(story, look, drawing(story, strokes, width, glyphs.GAUGE[1]))
            case Cite(label, anchor, before, after):
                beside = look.styled(styles.CITATION)
                yield from text_runs(story, before, beside)
                yield from _hyperlink(story, f"#{anchor}", (Text(label),), look, styles.CITATION)
                yield from text_runs(story, after, beside)
            case _:
                assert_never(inline)


def text_runs(story: DocxContext, text: str, look: RunFormat = PLAIN) -> Iterator[Element]:
    """One run, or several where the direction of the text changes."""
    for piece, right in directions(text, look.right_to_left):
        yield run(story, look._replace(right_to_left=right), *characters(piece))


def run(story: DocxContext, look: RunFormat, *content: Element) -> Element:
    """A `w:r` in a look."""
    return w("r", *_properties(story, look), *content)


def _hyperlink(story: DocxContext, target: str, children: Inlines, look: RunFormat, style: str) -> Iterator[Element]:
    link = w("hyperlink", history=1)
    if target.startswith("#"):
        link.set(qn("w:anchor"), story.bookmarks.name(target[1:]))
    else:
        address = quote(clean(target), safe=_URI)  # Word repairs a file whose relationships are no URIs
        link.set(qn("r:id"), story.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.extend(inline_runs(story, children, look.styled(style)._replace(linked=True)))
    yield link


def _properties(story: DocxContext, look: RunFormat) -> Iterator[Element]:
    found = []
    if look.style:
        found.append(w("rStyle", val=story.styles.id(look.style, "character")))
    if look.bold:
        found += [w("b"), w("bCs")]
    if look.italic:
        found += [w("i"), w("iCs")]
    if look.right_to_left:
        found.append(w("rtl"))
    if look.language:
        found.append(w("lang", **language_attributes(look.language)))
    if found:
        yield w("rPr", *found)


def language_attributes(language: str) -> dict[str, str]:
    """The attributes of `w:lang` for a language: beside `val`, the one that its script is read with."""
    if right_to_left(language):
        return {"val": language, "bidi": language}
    if language.split("-")[0].lower() in _EAST_ASIAN:
        return {"val": language, "eastAsia": language}
    return {"val": language}
