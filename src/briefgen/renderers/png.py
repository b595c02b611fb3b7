"""A panel becomes a small PNG: its strokes where they were placed, drawn by matplotlib's Agg."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from matplotlib import rc_context
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from PIL import Image

from briefgen.look.direction import begins_right_to_left, stretches, words
from briefgen.look.fonts import HOUSE, Faces, FontRun
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, TextStroke

_INCH = 72.0
_UNKERNED = ("-kern", "-liga", "-clig", "-dlig")
"""The widths of the layout, and of the PDF, know neither kerning nor ligatures."""
_RC: dict[Any, Any] = {
    "text.hinting": "no_hinting",  # hinted advances differ from the font's own by up to 9 %
    "text.parse_math": False,  # "$5 to $6" is money
    "lines.scale_dashes": False,
    "path.simplify": False,
    "path.snap": False,
}


def png(panel: Panel, *, faces: Faces = HOUSE, dpi: int = 220) -> bytes:
    """The panel on white as a PNG without transparency, `dpi` pixels an inch, each stroke in its own colour; the same bytes each time.

    Text keeps to the widths that `faces.measure` gives, so it stays in the boxes that the layout gave it.
    """
    with rc_context(_RC):
        figure = Figure(figsize=(panel.width / _INCH, panel.height / _INCH), dpi=dpi, facecolor="white")
        canvas: Any = FigureCanvasAgg(figure)
        place = Affine2D().scale(dpi / _INCH, -dpi / _INCH).translate(0, figure.bbox.height)
        for order, stroke in enumerate(panel.strokes):
            for artist in _artists(stroke, place, faces):
                artist.set_zorder(order)  # else matplotlib paints all text last
                figure.add_artist(artist)
        canvas.draw()
        pixels = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True, dpi=(dpi, dpi))
    return out.getvalue()


def _artists(stroke: Stroke, place: Affine2D, faces: Faces) -> Sequence[Artist]:
    match stroke:
        case PathStroke():
            return [_path(stroke, place)]
        case Disc():
            return [_disc(stroke, place)]
        case TextStroke():
            return _line(stroke, place, faces)
        case _:
            assert_never(stroke)


def _path(path: PathStroke, place: Affine2D) -> PathPatch:
    closed = path.closed or bool(path.fill)
    points = [*path.points, path.points[0]] if closed else list(path.points)
    return PathPatch(Outline(points, closed=closed), transform=place, **_look(path))


def _disc(disc: Disc, place: Affine2D) -> Circle:
    return Circle((disc.x, disc.y), disc.radius, transform=place, **_look(disc))


def _look(stroke: PathStroke | Disc) -> dict[str, Any]:
    return {
        "facecolor": stroke.fill or "none",
        "edgecolor": stroke.stroke or "none",
        "linewidth": stroke.width if stroke.stroke else 0.0,
        "linestyle": (0.0, stroke.dash) if stroke.dash else "solid",
        "capstyle": "butt",
        "joinstyle": "miter",
    }


def _line(line: TextStroke, place: Affine2D, faces: Faces) -> list[Text]:
    """One text for each font and direction that the line needs, each where the last one ends."""
    x, texts = line.x, []
    for run in _shown(line, faces):
        font = FontProperties(fname=run.font.path, size=line.size)
        shown = run.text.replace(
            "\u00ad", "-"
        )  # at a line's end it is a hyphen of the same width; FreeType draws nothing
        text = Text(x, line.y, shown, color=line.colour, fontproperties=font, verticalalignment="baseline")
        text.set_transform(place)
        text.set_fontfeatures(_UNKERNED)
        texts.append(text)
        x += faces.measure(run.text, line.size, line.face)
    return texts


def _shown(line: TextStroke, faces: Faces) -> Iterator[FontRun]:
    """The runs of a line from the left. Letters that run right to left are turned about by matplotlib, a word at a time;
    what stands between them it would leave as it is, so each such character is a run of its own."""
    for stretch in stretches(line.text, begins_right_to_left(line.text)):
        found = faces.runs(stretch.text, line.face)[0]
        if not stretch.right_to_left:
            yield from found
            continue
        for run in reversed(found):
            yield from (FontRun(run.font, word) for word in reversed(words(run.text)))
