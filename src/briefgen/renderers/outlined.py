"""A panel becomes an SVG whose letters are outlines: it looks the same wherever it is opened, whatever faces are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.look.direction import begins_right_to_left, from_the_left, stretches
from briefgen.look.fonts import Faces, FontFile
from briefgen.renderers.markup import attributes, element, number
from briefgen.renderers.svg import shape
from briefgen.timeline.strokes import Stroke, TextStroke


def outlined(strokes: Iterable[Stroke], width: float, height: float, faces: Faces) -> bytes:
    """SVG 1.1 as wide and high in points, on no ground, with no text, script, font or link in it; the same bytes each time."""
    size = attributes(
        xmlns="http://www.w3.org/2000/svg", width=f"{number(width)}pt", height=f"{number(height)}pt",
        viewBox=f"0 0 {number(width)} {number(height)}",
    )  # fmt: skip
    return "\n".join((f"<svg{size}>", *outlines(strokes, faces), "</svg>\n")).encode()


def outlines(strokes: Iterable[Stroke], faces: Faces) -> Iterator[str]:
    """The elements of an SVG whose units are points, in painting order."""
    return (_line(one, faces) if isinstance(one, TextStroke) else shape(one, str) for one in strokes)


def _line(line: TextStroke, faces: Faces) -> str:
    """The letters of a line, each where the layout's widths put it."""
    x, parts = line.x, []
    for font, text in _runs(line, faces):
        letters, em = _outlines(font, text)
        scale = line.size / em
        drawn = [
            element("path", d=path, transform=f"translate({place} 0)" if place else None) for path, place in letters
        ]
        if drawn:
            place = f"translate({number(x)} {number(line.y)}) scale({scale:.6f} {-scale:.6f})"
            parts.append(element("g", *drawn, fill=line.colour, transform=place))
        x += faces.measure(text, line.size, line.face)
    return "".join(parts)


def _runs(line: TextStroke, faces: Faces) -> Iterator[tuple[FontFile, str]]:
    """The runs of a line from the left, letters that run right to left turned about."""
    for stretch in stretches(line.text, begins_right_to_left(line.text)):
        found = faces.runs(stretch.text, line.face)[0]
        for run in reversed(found) if stretch.right_to_left else found:
            text = run.text.replace("\u00ad", "-")  # at a line's end it is a hyphen of the same width
            yield run.font, from_the_left(text) if stretch.right_to_left else text


@lru_cache(maxsize=1 << 12)
def _outlines(font: FontFile, text: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """The outline of each letter that leaves ink and its place, in units of the font, and the units of its em."""
    letters, found, place = _letters(font), [], 0
    for character in text:
        path, advance = letters.drawn(ord(character))
        if path:
            found.append((path, place))
        place += advance
    return tuple(found), letters.em


@lru_cache(maxsize=64)
def _letters(font: FontFile) -> _Letters:
    return _Letters(font)


class _Letters:
    """The letters of a font, each drawn once; `em` is the units of its em."""

    def __init__(self, font: FontFile) -> None:
        from fontTools.ttLib import TTFont

        with TTFont(font.path, lazy=True) as file:
            self._names, self._glyphs, self._metrics = file.getBestCmap(), file.getGlyphSet(), file["hmtx"].metrics
            self.em: int = file["head"].unitsPerEm
        self._drawn: dict[int, tuple[str, int]] = {}

    def drawn(self, code: int) -> tuple[str, int]:
        """The outline of a character, none where it leaves no ink, and its advance, 0 where the font lacks it."""
        if code not in self._drawn:
            name = self._names.get(code)
            self._drawn[code] = ("", 0) if name is None else (self._outline(name), self._metrics[name][0])
        return self._drawn[code]

    def _outline(self, name: str) -> str:
        from fontTools.pens.svgPathPen import SVGPathPen

        pen = SVGPathPen(self._glyphs)
        self._glyphs[name].draw(pen)
        return str(pen.getCommands())
