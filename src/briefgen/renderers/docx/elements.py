"""XML elements of WordprocessingML, made in one expression; their text never holds a character that XML forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from briefgen.renderers.markup import clean

Element: TypeAlias = BaseOxmlElement

TWIP = 20
"""Twentieths of a point: the unit of widths, indents and spacing (ECMA-376-1, 17.18.74)."""

_BREAKS = re.compile("([\t\n])")


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """The element `w:tag` with attributes in the same namespace, and its children in order."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), clean(str(value)))
    element.extend(children)
    return element


def characters(text: str) -> Iterator[Element]:
    """What a run holds for a text: `w:t`, with `w:tab` and `w:br` for tabs and line breaks."""
    for piece in _BREAKS.split(clean(text.replace("\r\n", "\n").replace("\r", "\n"))):
        match piece:
            case "":
                continue
            case "\t":
                yield w("tab")
            case "\n":
                yield w("br")
            case _:
                element = w("t")
                element.text = piece
                element.set(qn("xml:space"), "preserve")
                yield element


def twips(points: float) -> int:
    """Points as whole twentieths."""
    return round(points * TWIP)


def hexadecimal(colour: str) -> str:
    """A colour "#RRGGBB" as Word writes it."""
    return colour.removeprefix("#").upper()
