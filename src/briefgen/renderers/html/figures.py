"""Pictures inside the page: figures as data, the timeline as vectors in two widths, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document.blocks import Figure, Timeline, plain
from briefgen.document.passages import rows_of, spoken
from briefgen.look.theme import Theme
from briefgen.renderers.html.colours import paint
from briefgen.renderers.html.embedded import sized
from briefgen.renderers.html.inlines import phrase
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.html.tables import caption
from briefgen.renderers.markup import attributes, element
from briefgen.renderers.svg import inline
from briefgen.timeline.layout import Form

_SENT = 608
"""The width of a chart in a letter, in pixels."""


def figure(story: HtmlContext, block: Figure) -> str:
    """The picture in the page's own bytes, its caption and its credit. Raises RenderError for bytes that are no PNG or JPEG."""
    picture = sized(block.image, f"the picture of “{plain(block.caption.content)}”", spoken(block), block.density)
    return _captioned(story, block, picture)


def timeline(story: HtmlContext, block: Timeline, theme: Theme) -> str:
    """The chart's panels: as wide as the text, and narrower ones that a phone shows in their place; in a letter their pictures."""
    if story.charts is not None:
        return _captioned(story, block, "".join(_sent(story.charts, spoken(block))))
    wide = "".join(_panels(story, block, theme, "page", "wide"))
    narrow = "".join(_panels(story, block, theme, "phone", "narrow"))
    return _captioned(story, block, wide + narrow)


def _panels(story: HtmlContext, block: Timeline, theme: Theme, form: Form, kind: str) -> Iterator[str]:
    parts = story.lay_out(block, form, theme, story.language)
    origins = {mark.key: mark.origin for mark in block.marks if mark.origin}
    rows = rows_of(block, story.places)
    name = plain(block.caption.content)
    for index, panel in enumerate(parts, 1):
        part = f" ({index}/{len(parts)})" if len(parts) > 1 else ""
        said = spoken(block) if index == 1 else f"{panel.title or name}{part}"
        picture = inline(
            panel,
            title=name + part,
            description=said,
            prefix=story.own_id("chart"),
            paint=paint(theme.palette),
            faces=theme.faces,
            origins=origins,
            rows=rows,
        )
        yield element("div", picture, class_=f"chart {kind}")


def _sent(charts: Iterable[str], words: str) -> Iterator[str]:
    """The first carries all the words for a reader who cannot see them."""
    for index, name in enumerate(charts):
        yield f"<img{attributes(src=f'cid:{name}', alt='' if index else words, width=_SENT, class_='chart')}>"


def _captioned(story: HtmlContext, block: Figure | Timeline, picture: str) -> str:
    words = element("p", caption(story, block.caption), dir="auto")
    if isinstance(block, Figure) and block.credit:
        words += element("p", phrase(story, block.credit), class_="credit", dir="auto")
    return element("figure", picture, element("figcaption", words), id=story.id(block.anchor))
