"""The blocks of a Document become flow content, in one walk in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    ClassedPoints,
    Contents,
    Dispute,
    FactList,
    Figure,
    Foot,
    Heading,
    Item,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Timeline,
    TwoColumns,
)
from briefgen.document.passages import entries, title
from briefgen.look.theme import Theme
from briefgen.renderers.html.figures import figure, timeline
from briefgen.renderers.html.front import dispute, foot, key_figures, points
from briefgen.renderers.html.inlines import phrase
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.html.tables import marked, table
from briefgen.renderers.markup import element, escaped


def flow(story: HtmlContext, blocks: Sequence[Block], theme: Theme) -> Iterator[str]:
    """The markup of each block, in order; what stands on turned paper is in an element of its own. Raises RenderError for a broken picture."""
    turned = False
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak) and block.turned != turned:
            turned = block.turned
            yield '<div class="turned">' if turned else "</div>"
        else:
            yield _block(story, block, blocks[index + 1 :], theme)
    if turned:
        yield "</div>"


def _block(story: HtmlContext, block: Block, following: Sequence[Block], theme: Theme) -> str:
    match block:
        case Heading():
            return _heading(story, block)
        case Paragraph(content, role, anchor, changed, origin):
            kind = marked("" if role == "body" else role, changed)
            words = phrase(story, content)
            return element("p", words, class_=kind, id=story.id(anchor), dir="auto", data_origin=origin or None)
        case BulletList(items, ordered):
            return element("ol" if ordered else "ul", *(_item(story, item) for item in items))
        case FactList():
            return _facts(story, block)
        case Table():
            return table(story, block)
        case Callout():
            return _callout(story, block, theme)
        case Quotation():
            return _quotation(story, block)
        case Figure():
            return figure(story, block)
        case Timeline():
            return timeline(story, block, theme)
        case Contents():
            return _contents(story, block, entries(following))
        case PageBreak():
            return '<div class="page-break"></div>'
        case KeyFigures():
            return key_figures(story, block)
        case ClassedPoints():
            return points(story, block)
        case Dispute():
            return dispute(story, block)
        case TwoColumns(main, side):
            columns = ("".join(flow(story, part, theme)) for part in (main, side))
            return element("div", *(element("div", column) for column in columns if column), class_="beside")
        case Foot():
            return foot(story, block)
    assert_never(block)


# -- text -------------------------------------------------------------------------------------------------------------


def _heading(story: HtmlContext, heading: Heading) -> str:
    """A heading one level below the last at most: no level is skipped, whatever the document does."""
    if not title(heading):
        return ""
    story.depth = min(heading.level, story.depth + 1)
    number = f'<span class="number">{escaped(heading.number)}</span> ' if heading.number else ""
    kind, origin = marked("", heading.changed), heading.origin or None
    words, name = phrase(story, heading.content), story.id(heading.anchor)
    return element(f"h{story.depth}", number, words, class_=kind, id=name, dir="auto", data_origin=origin)


def _item(story: HtmlContext, item: Item) -> str:
    said = item.tag if story.charts is None else f"({item.tag})"  # a reply to a letter may lose the looks
    tag = " " + element("span", escaped(said), class_="tag") if item.tag else ""
    words = element(
        "span", phrase(story, item.content), dir="auto"
    )  # its order its own, its bullet where the others are
    return element("li", words, tag, class_=marked("", item.changed), data_origin=item.origin or None)


def _facts(story: HtmlContext, block: FactList) -> str:
    return element(
        "dl",
        *(
            element(
                "div",
                element("dt", escaped(fact.term), dir="auto"),
                *(element("dd", phrase(story, line), dir="auto") for line in fact.lines),
                class_=marked("", fact.changed),
                data_origin=fact.origin or None,
            )
            for fact in block.facts
        ),
    )


# -- set apart --------------------------------------------------------------------------------------------------------


def _callout(story: HtmlContext, block: Callout, theme: Theme) -> str:
    inner = element("div", *flow(story, block.content, theme))
    if block.aside:
        inner += element(
            "div", *(element("p", phrase(story, line), dir="auto") for line in block.aside), class_="aside"
        )
    kind = f"callout {block.tone}"
    if not block.title:
        return element("div", inner, class_=kind)
    name = story.own_id("callout")
    head = element("p", escaped(block.title), class_="title", id=name, dir="auto")
    return element("section", head, inner, class_=kind, aria_labelledby=name)


def _quotation(story: HtmlContext, block: Quotation) -> str:
    words = element("blockquote", element("p", phrase(story, block.content), dir="auto"))
    by = element("figcaption", element("p", phrase(story, block.attribution), dir="auto")) if block.attribution else ""
    kind = "quotation altered" if block.altered else "quotation"
    return element("figure", words, by, class_=marked(kind, block.changed), data_origin=block.origin or None)


# -- contents ---------------------------------------------------------------------------------------------------------


def _contents(story: HtmlContext, block: Contents, headings: Iterable[Heading]) -> str:
    """A landmark with the sections as a list, and their parts as lists in it."""
    sections: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level == 2 or not sections:
            sections.append((heading, []))
        else:
            sections[-1][1].append(heading)
    name = story.own_id("contents")
    listed = (
        element("li", _entry(story, section), element("ol", *(element("li", _entry(story, p)) for p in parts)))
        if parts
        else element("li", _entry(story, section))
        for section, parts in sections
    )
    head = element("p", escaped(block.title), class_="title", id=name, dir="auto")
    return element("nav", head, element("ol", *listed), aria_labelledby=name)


def _entry(story: HtmlContext, heading: Heading) -> str:
    number = f'<span class="number">{escaped(heading.number)}</span> ' if heading.number else ""
    return element("a", number, phrase(story, heading.content, linked=True), href=f"#{heading.anchor}", dir="auto")
