"""What page 1 has of its own: figures, points with their class, disputes, two columns, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.document.blocks import ClassedPoint, ClassedPoints, Dispute, Fact, Foot, KeyFigures
from briefgen.document.inlines import Inlines
from briefgen.document.stationery import Letterhead
from briefgen.look.theme import Logo
from briefgen.renderers.html.embedded import sized
from briefgen.renderers.html.glyphs import stance
from briefgen.renderers.html.inlines import phrase
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.html.tables import marked
from briefgen.renderers.markup import element, escaped


def key_figures(story: HtmlContext, block: KeyFigures) -> str:
    """Each number with what it counts."""
    made = (
        element(
            "li",
            element(
                "p", element("b", escaped(one.number)), f" {escaped(one.unit)}" if one.unit else "", class_="count"
            ),
            _line(story, one.what, None),
            _line(story, one.note, "small"),
            class_=marked("", one.changed),
            data_origin=one.origin or None,
        )
        for one in block.figures
    )
    return element("ul", *made, class_="figures", role="list")


def points(story: HtmlContext, block: ClassedPoints) -> str:
    """Each point, its class before it."""
    return element("ul", *(_point(story, point) for point in block.points), class_="points", role="list")


def _point(story: HtmlContext, point: ClassedPoint) -> str:
    label = element("p", escaped(point.label), class_=f"class {point.kind}".strip(), dir="auto") if point.label else ""
    return element(
        "li",
        element("div", label, _line(story, point.rests, "small")),
        element("div", _line(story, point.content, None), _line(story, point.more, "small")),
        class_=marked("", point.changed),
        data_origin=point.origin or None,
    )


def dispute(story: HtmlContext, block: Dispute) -> str:
    """The question, and the sides as a list."""
    sides = (
        element(
            "li",
            stance(story, side.stance),
            element("span", phrase(story, side.content), dir="auto"),
            data_origin=side.origin or None,
        )
        for side in block.sides
    )
    return element(
        "div",
        _line(story, block.question, "question"),
        _line(story, block.state, "small"),
        element("ul", *sides, class_="sides", role="list") if block.sides else "",
        class_=marked("dispute", block.changed),
        data_origin=block.origin or None,
    )


def foot(story: HtmlContext, block: Foot) -> str:
    """The cells of its record; terms and their values."""
    return (record(story, block.record) if block.record else "") + _facts(story, block.facts, "foot")


def record(story: HtmlContext, facts: Sequence[Fact]) -> str:
    """Cells, each a term above its values."""
    return _facts(story, facts, "record")


def letterhead(story: HtmlContext, block: Letterhead, logo: Logo | None) -> str:
    """The office's sign, its name, and how it is reached; a letter has no sign. Raises RenderError for one that is no picture."""
    sign = sized(logo.image, "the logo", alt="") if logo and story.charts is None else ""  # its words stand beside it
    words = (_line(story, block.name, "office"), *(_line(story, line, "small") for line in block.lines))
    return element("div", sign, element("div", *words), class_="letterhead")


def _facts(story: HtmlContext, facts: Sequence[Fact], kind: str) -> str:
    made = (
        element(
            "div",
            element("dt", escaped(fact.term), dir="auto"),
            *(element("dd", phrase(story, line), dir="auto") for line in fact.lines),
            class_=marked("", fact.changed),
            data_origin=fact.origin or None,
        )
        for fact in facts
    )
    return element("dl", *made, class_=kind) if facts else ""


def _line(story: HtmlContext, words: Inlines, kind: str | None) -> str:
    return element("p", phrase(story, words), class_=kind, dir="auto") if words else ""
