"""A panel becomes an SVG: text that can be selected and read out, one group for each event, the strokes where they were placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from briefgen.look.direction import begins_right_to_left
from briefgen.look.fonts import Face, measure
from briefgen.renderers.markup import attributes, escaped, number
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, StrokeColour, TextStroke

Paint = Callable[[StrokeColour], str]
"""A colour of a stroke as the value of a `fill` or `stroke` attribute."""

FAMILY = "'Fira Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
TEXT_STYLE = "font-kerning:none;font-variant-ligatures:none;white-space:pre"
"""The widths of the layout know neither kerning nor ligatures."""
_WEIGHT: dict[Face, str | None] = {
    "regular": None,
    "italic": None,
    "semibold": "600",
    "bold": "700",
    "bold-italic": "700",
}


def svg(panel: Panel, *, title: str, description: str) -> str:
    """A file of its own: in the panel's colours on white, as wide and high as the panel in points.

    SVG 1.1 with nothing outside it: no script, no font, no link.
    """
    size = attributes(
        xmlns="http://www.w3.org/2000/svg", width=f"{number(panel.width)}pt", height=f"{number(panel.height)}pt"
    )
    style = f"<style>text{{{TEXT_STYLE}}}</style>"
    ground = f"<rect{attributes(width=panel.width, height=panel.height, fill='#FFFFFF')}/>"
    body = _picture(panel, size, style + ground, title, description, "chart", str)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def inline(panel: Panel, *, title: str, description: str, prefix: str, paint: Paint) -> str:
    """The picture as an element of an HTML page, without a ground; the page's style sheet sets its width.

    `paint` turns each colour into what the page calls it; the page owes the `text` of it TEXT_STYLE.
    """
    return _picture(panel, "", "", title, description, prefix, paint)


def _picture(panel: Panel, size: str, head: str, title: str, description: str, prefix: str, paint: Paint) -> str:
    box = f"0 0 {number(panel.width)} {number(panel.height)}"
    names = f"{prefix}-title {prefix}-description"
    parts = [
        f"<svg{size}{attributes(viewBox=box, role='img', aria_labelledby=names, direction='ltr', font_family=FAMILY)}>",
        f"<title{attributes(id=f'{prefix}-title')}>{escaped(title)}</title>",
        f"<desc{attributes(id=f'{prefix}-description')}>{escaped(description)}</desc>{head}",
        *_groups(panel, prefix, paint),
        "</svg>",
    ]
    return "\n".join(parts)


# -- groups -----------------------------------------------------------------------------------------------------------


def _groups(panel: Panel, prefix: str, paint: Paint) -> Iterator[str]:
    """The scenery, then each event in its place in the order of painting."""
    texts = {placed.key: placed.text for placed in panel.placed}
    groups: dict[str, list[str]] = {"": [], **{key: [] for key in texts}}
    for stroke in panel.strokes:
        groups.get(stroke.event, groups[""]).append(_stroke(stroke, paint))
    scenery = groups.pop("")
    if scenery:
        yield "\n".join(("<g>", *scenery, "</g>"))
    for index, (key, strokes) in enumerate(groups.items(), 1):
        if strokes:
            name = f"<title>{escaped(texts[key])}</title>"
            yield "\n".join((f"<g{attributes(id=f'{prefix}-event-{index}')}>", name, *strokes, "</g>"))


# -- strokes ----------------------------------------------------------------------------------------------------------


def _stroke(stroke: Stroke, paint: Paint) -> str:
    match stroke:
        case PathStroke(points=points):
            closed = "Z" if stroke.closed or stroke.fill else ""
            d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + closed
            return f"<path{attributes(d=d)}{_look(stroke, paint)}/>"
        case Disc():
            return f"<circle{attributes(cx=stroke.x, cy=stroke.y, r=stroke.radius)}{_look(stroke, paint)}/>"
        case TextStroke():
            return _line(stroke, paint)
        case _:
            assert_never(stroke)


def _look(stroke: PathStroke | Disc, paint: Paint) -> str:
    return attributes(
        fill=paint(stroke.fill) if stroke.fill else "none",
        stroke=paint(stroke.stroke) if stroke.stroke else None,
        stroke_width=stroke.width if stroke.stroke else None,
        stroke_dasharray=" ".join(map(number, stroke.dash)) if stroke.stroke and stroke.dash else None,
    )


def _line(line: TextStroke, paint: Paint) -> str:
    """The text in the width that the layout gave it, whatever face the reader's machine has."""
    width = measure(line.text, line.size, line.face)
    from_right = begins_right_to_left(line.text)
    look = attributes(
        x=line.x + width if from_right else line.x,
        y=line.y,
        font_size=line.size,
        font_weight=_WEIGHT[line.face],
        font_style="italic" if "italic" in line.face else None,
        direction="rtl" if from_right else None,
        fill=paint(line.colour),
        textLength=width if width and len(line.text) > 1 else None,
        lengthAdjust="spacingAndGlyphs" if width and len(line.text) > 1 else None,
    )
    return f"<text{look}>{escaped(line.text)}</text>"
