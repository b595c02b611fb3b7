"""An SVG file: whether it is one still drawing that needs nothing from outside itself."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Callable
from xml.parsers import expat

LARGEST = 20_000_000
"""Bytes of a drawing. A detailed map has two or three million."""
_DEEPEST = 100
"""Groups within groups; what draws them takes a thousand of them at most."""
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = ("href", f"{_XLINK} href")
_UNFIT = {
    "script": ("a script", "Export the drawing as a still picture"),
    "foreignObject": ("text that only a browser can show (foreignObject)", "Export it with its text as SVG text"),
    **dict.fromkeys(
        ("animate", "animateMotion", "animateTransform", "set"), ("an animation", "Export it as a still picture")
    ),
}
_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,(.*)", re.DOTALL)
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?!['\"]?\s*(?:#|data:))", re.IGNORECASE)

DrawingFault = tuple[str, str]
"""What is wrong, and what to do about it; empty for nothing."""


class _Unfit(Exception):
    """Stops the reading at the first fault."""


def fault(data: bytes, of_picture: Callable[[bytes], DrawingFault]) -> DrawingFault:
    """What is wrong with an SVG file; `of_picture` judges the photographs inside it. Nothing is fetched, no entity unfolded."""
    if len(data) > LARGEST:
        return f"it has more than {LARGEST // 1_000_000} million bytes", "Export it with less detail"
    parser = expat.ParserCreate("utf-8", " ")
    reading = _Reading(of_picture)
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    parser.CharacterDataHandler = reading.text
    parser.EntityDeclHandler = reading.entity
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except _Unfit as found:
        message, hint = found.args
        return f"line {parser.CurrentLineNumber}: {message}", hint
    except expat.ExpatError as error:
        return f"it is damaged: {error}", "Save it as SVG (UTF-8, not compressed) anew"
    return "", ""


class _Reading:
    def __init__(self, of_picture: Callable[[bytes], DrawingFault]) -> None:
        self.of_picture = of_picture
        self.open: list[str] = []

    def entity(self, *_: object) -> None:
        raise _Unfit("it declares entities", "Save it as plain SVG, without the drawing program's own data")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.open and (space, local) != (_SVG, "svg"):
            raise _Unfit(f"it is no SVG but '{local[:40]}'", "Save the picture as SVG or PNG")
        self.open.append(local if space == _SVG else "")
        if len(self.open) > _DEEPEST:
            raise _Unfit(f"more than {_DEEPEST} groups lie within one another", "Ungroup them")
        if space != _SVG:
            return  # what a drawing program keeps for itself is not shown
        if local in _UNFIT:
            message, hint = _UNFIT[local]
            raise _Unfit(f"it has {message}", hint)
        for key, value in attributes.items():
            if key in _HREF and local != "a":
                self._refers(local, value)
            elif _OUTSIDE.search(value):
                raise _outside(value)

    def end(self, _: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        if self.open[-1] == "style" and _OUTSIDE.search(text):
            raise _outside(text)

    def _refers(self, local: str, value: str) -> None:
        target = value.strip()
        if target.startswith("#") and local != "image":
            return
        inside = _PICTURE.fullmatch(target)
        if inside is None:
            raise _outside(target)
        try:
            message, hint = self.of_picture(b64decode(inside[1]))
        except binascii.Error:
            message, hint = "it is damaged", "Embed the picture anew"
        if message:
            raise _Unfit(f"a picture inside it cannot be shown: {message}", hint)


def _outside(target: str) -> _Unfit:
    shown = target if len(target) <= 40 else f"{target[:39]}…"
    return _Unfit(
        f"it needs something outside itself: '{shown}'", "Embed pictures as PNG or JPEG, and text as SVG text"
    )
