"""Inlines become phrasing content: text that is escaped, languages that are named, links."""

from __future__ import annotations

from typing import assert_never

from briefgen.document.inlines import Cite, Code, Emphasis, Inline, Inlines, Link, Strong, Text
from briefgen.document.signs import Gauge, Glyph, Trend
from briefgen.document.values import parted
from briefgen.look.binding import bound
from briefgen.renderers.html.glyphs import gauge, stance, trend
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.markup import element, escaped


def phrase(story: HtmlContext, inlines: Inlines, *, linked: bool = False) -> str:
    """The inlines as markup; `linked` when a link stands around them, for a link holds no other."""
    return "".join(_inline(story, inline, linked) for inline in inlines)


def _inline(story: HtmlContext, inline: Inline, linked: bool) -> str:
    match inline:
        case Text(text, language, origin):
            foreign = language not in ("", story.language)
            words = escaped(bound(text, language or story.language))
            if not (foreign or origin):
                return words
            named = {"lang": language, "dir": "auto"} if foreign else {}
            return element("span", words, **named, data_origin=origin or None)
        case Strong(children):
            return element("strong", phrase(story, children, linked=linked))
        case Emphasis(children):
            return element("em", phrase(story, children, linked=linked))
        case Code(text):
            parts = parted(text)
            if len(parts) == 1:
                return element("code", escaped(text))
            *first, last = map(
                escaped, parts
            )  # each in an element of its own: an older parser puts what follows a wbr into it
            return element("code", *(element("span", part, "<wbr>") for part in first), last, class_="parted")
        case Link(children, target):
            return _link(story, children, target, linked)
        case Cite(label, anchor, before, after):
            number = _link(story, (Text(label),), f"#{anchor}", linked)
            return element("span", escaped(before), number, escaped(after), class_="cite")
        case Glyph(kind):
            return stance(story, kind)
        case Gauge():
            return gauge(story, inline)
        case Trend():
            return trend(story, inline)
    assert_never(inline)


def _link(story: HtmlContext, children: Inlines, target: str, linked: bool) -> str:
    if linked:  # a link in a link: the outer one is live
        return phrase(story, children, linked=True)
    words = phrase(story, children, linked=True)
    return element("a", words, href=target, rel=None if target.startswith("#") else "noreferrer")
