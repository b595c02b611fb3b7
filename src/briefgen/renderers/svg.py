"""A panel becomes an SVG: text that can be selected and read out, one group for each event, the strokes where they were placed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import assert_never

from briefgen.look.direction import begins_right_to_left
from briefgen.look.fonts import Face, measure
from briefgen.renderers.markup import attributes, element, escaped, number
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, StrokeColour, TextStroke

Paint = Callable[[StrokeColour], str]
"""A colour of a stroke as the value of a `fill` or `stroke` attribute."""

FAMILY = "'Fira Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
TEXT_STYLE = "font-kerning:none;font-variant-ligatures:none;white-space:pre"
"""The widths of the layout know neither kerning nor ligatures."""
_FACES: dict[Face, str] = {
    "regular": "",
    "italic": ' font-style="italic"',
    "medium": ' font-weight="500"',
    "medium-italic": ' font-weight="500" font-style="italic"',
    "semibold": ' font-weight="600"',
    "semibold-italic": ' font-weight="600" font-style="italic"',
    "bold": ' font-weight="700"',
    "bold-italic": ' font-weight="700" font-style="italic"',
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


def inline(
    panel: Panel,
    *,
    title: str,
    description: str,
    prefix: str,
    paint: Paint,
    origins: Mapping[str, str] = {},
    rows: Mapping[str, str] = {},
) -> str:
    """The picture as an element of an HTML page, without a ground; the page's style sheet sets its width.

    `paint` turns each colour into what the page calls it; the page owes the `text` of it TEXT_STYLE. `origins` has, by the key of an
    event, the field that it comes from: its marks and words name it. `rows` has the anchor of the row to which they lead.
    """
    return _picture(panel, "", "", title, description, prefix, paint, origins, rows)


def drawn(strokes: Iterable[Stroke], width: float, height: float, paint: Paint, kind: str) -> str:
    """A small drawing in a line of text, of a class; not read out, for the words beside it say it."""
    ink = cache(lambda colour: escaped(paint(colour)))
    box = f"0 0 {number(width)} {number(height)}"
    lines = (_stroke(stroke, ink) for stroke in strokes)
    return element("svg", *lines, viewBox=box, class_=kind, aria_hidden="true", focusable="false")


def _picture(
    panel: Panel,
    size: str,
    head: str,
    title: str,
    description: str,
    prefix: str,
    paint: Paint,
    origins: Mapping[str, str] = {},
    rows: Mapping[str, str] = {},
) -> str:
    role = "group" if rows else "img"  # what is in an image is not read out, and a link in it could not be reached
    box = f"0 0 {number(panel.width)} {number(panel.height)}"
    names = f"{prefix}-title {prefix}-description"
    parts = [
        f"<svg{size}{attributes(viewBox=box, role=role, aria_labelledby=names, direction='ltr', font_family=FAMILY)}>",
        f"<title{attributes(id=f'{prefix}-title')}>{escaped(title)}</title>",
        f"<desc{attributes(id=f'{prefix}-description')}>{escaped(description)}</desc>{head}",
        *_groups(panel, prefix, cache(lambda colour: escaped(paint(colour))), origins, rows),
        "</svg>",
    ]
    return "\n".join(parts)


# -- groups -----------------------------------------------------------------------------------------------------------


def _groups(
    panel: Panel, prefix: str, ink: Paint, origins: Mapping[str, str], rows: Mapping[str, str]
) -> Iterator[str]:
    """The scenery, with the words of the key, then each event in its place in the order of painting."""
    texts = {placed.key: placed.text for placed in panel.placed}
    scenery: list[str] = []
    groups: dict[str, list[str]] = {key: [] for key in texts}
    for stroke in panel.strokes:
        drawn = _stroke(stroke, ink)
        if stroke.event in groups:
            groups[stroke.event].append(drawn)
        else:
            origin = origins.get(stroke.event)
            scenery.append(element("g", drawn, data_origin=origin) if origin else drawn)
    if scenery:
        yield "\n".join(("<g>", *scenery, "</g>"))
    for index, (key, strokes) in enumerate(groups.items(), 1):
        if strokes:
            named = attributes(id=f"{prefix}-event-{index}", data_origin=origins.get(key))
            drawn = "\n".join((f"<g{named}>", f"<title>{escaped(texts[key])}</title>", *strokes, "</g>"))
            yield element("a", drawn, href=f"#{rows[key]}", aria_label=texts[key]) if key in rows else drawn


# -- strokes ----------------------------------------------------------------------------------------------------------


def _stroke(stroke: Stroke, ink: Paint) -> str:
    return _line(stroke, ink) if isinstance(stroke, TextStroke) else shape(stroke, ink)


def shape(stroke: PathStroke | Disc, ink: Paint) -> str:
    """Lines or a circle as an element."""
    match stroke:
        case PathStroke(points=points):
            closed = "Z" if stroke.closed or stroke.fill else ""
            d = "L".join(f"{number(x)} {number(y)}" for x, y in points)
            return f'<path d="M{d}{closed}"{_look(stroke, ink)}/>'
        case Disc(x, y, radius):
            return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"{_look(stroke, ink)}/>'
        case _:
            assert_never(stroke)


def _look(stroke: PathStroke | Disc, ink: Paint) -> str:
    fill = f' fill="{ink(stroke.fill) if stroke.fill else "none"}"'
    if not stroke.stroke:
        return fill
    dash = f' stroke-dasharray="{" ".join(map(number, stroke.dash))}"' if stroke.dash else ""
    return f'{fill} stroke="{ink(stroke.stroke)}" stroke-width="{number(stroke.width)}"{dash}'


def _line(line: TextStroke, ink: Paint) -> str:
    """The text in the width that the layout gave it, whatever face the reader's machine has."""
    width = measure(line.text, line.size, line.face)
    from_right = begins_right_to_left(line.text)
    left = number(line.x + width if from_right else line.x)
    look = f'x="{left}" y="{number(line.y)}" font-size="{number(line.size)}"{_FACES[line.face]}'
    turned = ' direction="rtl"' if from_right else ""
    set_to = width and len(line.text) > 1
    fitted = f' textLength="{number(width)}" lengthAdjust="spacingAndGlyphs"' if set_to else ""
    return f'<text {look}{turned} fill="{ink(line.colour)}"{fitted}>{escaped(line.text)}</text>'
