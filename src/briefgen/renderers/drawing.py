"""A drawing in SVG becomes the PNG that every format shows: at print resolution, set in the house's typefaces."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

from briefgen.document.blocks import Block, Document, Figure, plain
from briefgen.errors import Problem, RenderError
from briefgen.look.fonts import Face, Faces
from briefgen.look.theme import Theme
from briefgen.renderers.resvg_process import REFUSED

DENSITY = 300.0
"""Pixels an inch in print."""
_WIDEST, _TALLEST = 2100, 2800
"""Pixels: a page's text at that density."""
_CSS = 96.0
"""An SVG's own pixels an inch (CSS Values 3, 5.2)."""
_UNITS = {"": 1.0, "px": 1.0, "in": _CSS, "cm": _CSS / 2.54, "mm": _CSS / 25.4, "pt": _CSS / 72, "pc": _CSS / 6}
_SLENDEREST = 100
_LISTED = 5
_SECONDS = 10.0
"""What no drawing that people make comes near."""
_PROCESS = Path(__file__).with_name("resvg_process.py")


def pixels(document: Document, theme: Theme) -> tuple[Document, Theme, tuple[Problem, ...]]:
    """The same document and theme with each drawing as a PNG, and what the author should know of them.

    Raises RenderError for a drawing that is broken or too much to draw.
    """
    blocks: list[Block] = []
    problems: list[Problem] = []
    for block in document.blocks:
        if isinstance(block, Figure) and _is_drawing(block.image):
            png, told = _drawn(block.image, theme.faces, f"the picture of “{plain(block.caption.content)}”")
            block = replace(block, image=png, density=DENSITY)
            problems += told
        blocks.append(block)
    logo = theme.logo
    if logo and _is_drawing(logo.image):
        png, told = _drawn(logo.image, theme.faces, "the logo")
        logo = replace(logo, image=png)
        problems += told
    return replace(document, blocks=tuple(blocks)), replace(theme, logo=logo), tuple(problems)


def undrawable(document: Document, theme: Theme) -> Iterator[tuple[str, str]]:
    """The origin (none for the logo) and the fault of each drawing that is broken or too much to draw."""
    figures = [(block.origin, block.image, block.caption) for block in document.blocks if isinstance(block, Figure)]
    asked = [(origin, image, f"the picture of “{plain(caption.content)}”") for origin, image, caption in figures]
    if theme.logo:
        asked.append(("", theme.logo.image, "the logo"))
    for origin, image, name in asked:
        if _is_drawing(image):
            try:
                _drawn(image, theme.faces, name)
            except RenderError as error:
                yield origin, str(error)


def _is_drawing(image: bytes) -> bool:
    return image.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


@lru_cache(maxsize=32)
def _drawn(svg: bytes, faces: Faces, name: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The PNG of an SVG. It is drawn in a process of its own, since no reading of a file tells how long it takes to
    draw, and so that a crash there is an error here."""
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314  entities were refused when it was loaded
    except ElementTree.ParseError as error:
        raise RenderError(f"{name} is a damaged SVG: {error}") from error
    fonts = dict.fromkeys(str(font.path) for face in get_args(Face) for font in faces.stack(face))
    order = {
        "width": _width(root, name),
        "fonts": list(fonts),
        "svg": svg.decode("utf-8-sig", "replace"),
        "path": sys.path,
    }
    try:
        done = subprocess.run(  # noqa: S603  our own file, and no shell
            [sys.executable, "-IS", str(_PROCESS)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise RenderError(
            f"{name} takes more than {_SECONDS:.0f} seconds to draw. Simplify it, or save it as PNG."
        ) from late
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace") if done.returncode == REFUSED else "it is too much to draw"
        raise RenderError(f"{name} cannot be drawn: {reason}. Simplify it, or save it as PNG.")
    return done.stdout, tuple(_without_glyph(root, faces, name))


def _without_glyph(root: ElementTree.Element, faces: Faces, name: str) -> Iterator[Problem]:
    texts = ("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    if lacking := sorted({character for text in texts for character in faces.runs(" ".join(text.split()))[1]}):
        listed = ", ".join(f"“{character}” U+{ord(character):04X}" for character in lacking[:_LISTED])
        more = f" and {len(lacking) - _LISTED} more" if len(lacking) > _LISTED else ""
        yield Problem(
            "warning", f"{name}: no typeface has {listed}{more}; shown as an empty box", "Turn its text into paths"
        )


def _width(root: ElementTree.Element, name: str) -> int:
    """Pixels: the drawing's own width in print, or the text's where it names none, and no more than a page has."""
    own = [_length(root.get(side, "")) for side in ("width", "height")]
    box = [float(number) for number in re.findall(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", root.get("viewBox", ""))[2:4]]
    wide, high = own if all(own) else box if len(box) == 2 else (0.0, 0.0)
    if not (wide > 0 and high > 0):
        raise RenderError(f"{name} has no size. Give its <svg> a width and a height, or a viewBox.")
    if max(wide / high, high / wide) > _SLENDEREST:
        raise RenderError(f"{name} is more than {_SLENDEREST} times as long as it is wide. Crop it.")
    natural = wide * DENSITY / _CSS if all(own) else _WIDEST
    return max(1, round(min(natural, _WIDEST, _TALLEST * wide / high)))


def _length(text: str) -> float:
    """CSS pixels; 0 for a share of the page and for none."""
    found = re.fullmatch(r"\s*([\d.]+(?:[eE][-+]?\d+)?)([a-z]*)\s*", text)
    if found is None or found[2] not in _UNITS:
        return 0.0
    try:
        return float(found[1]) * _UNITS[found[2]]
    except ValueError:
        return 0.0
