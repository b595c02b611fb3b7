"""The typeface: where its files lie, what it covers, how wide a text is. Fira Sans, and DejaVu Sans for what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Face = Literal["regular", "italic", "semibold", "bold", "bold-italic"]
Measure = Callable[[str, float, Face], float]
"""(text, size in points, face) -> width in points."""

REPLACEMENT = "\ufffd"
"""Printed in the place of a character that no face has."""

_FIRA: dict[Face, str] = {
    "regular": "FiraSans-Regular.ttf",
    "italic": "FiraSans-Italic.ttf",
    "semibold": "FiraSans-SemiBold.ttf",
    "bold": "FiraSans-Bold.ttf",
    "bold-italic": "FiraSans-BoldItalic.ttf",
}
_DEJAVU: dict[Face, str] = {
    "regular": "DejaVuSans.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
    "semibold": "DejaVuSans-Bold.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "bold-italic": "DejaVuSans-BoldOblique.ttf",
}


@dataclass(frozen=True, slots=True)
class FontFile:
    """One static TrueType file; `name` is unique among them and fit for a PDF font name."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that one font can show; `text` has REPLACEMENT for each character in `missing`."""

    font: FontFile
    text: str


def _folder(package: str, *parts: str) -> Path:
    spec = find_spec(package)  # finds the files without importing the package
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


@cache
def stack(face: Face) -> tuple[FontFile, ...]:
    """The font files for a face, in the order in which a character is looked for."""
    fira = _folder("fontpkg_fira_sans", "files") / _FIRA[face]
    dejavu = _folder("matplotlib", "mpl-data", "fonts", "ttf") / _DEJAVU[face]
    return FontFile(fira.stem, fira), FontFile(dejavu.stem, dejavu)


@dataclass(frozen=True, slots=True)
class _Metrics:
    advances: dict[int, float]  # code point -> em


@cache
def _metrics(path: Path) -> _Metrics:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return _Metrics({code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()})


def runs(text: str, face: Face = "regular") -> tuple[tuple[Run, ...], frozenset[str]]:
    """Text cut into runs by the font that has its characters, and the characters that no font has.

    A combining mark, joiner or variation selector stays with the character it follows.
    """
    fonts = stack(face)
    cut: list[tuple[FontFile, list[str]]] = []
    missing: set[str] = set()
    for character in text:
        code = ord(character)
        found = next((font for font in fonts if code in _metrics(font.path).advances), None)
        if cut and found is not fonts[0] and (unicodedata.combining(character) or code in (0x200D, 0xFE0E, 0xFE0F)):
            if code in _metrics(cut[-1][0].path).advances:
                found = cut[-1][0]
            elif code in (0x200D, 0xFE0E, 0xFE0F):
                continue  # invisible: it only chooses between shapes that the font does not have
        if found is None:
            missing.add(character)
            character = REPLACEMENT
            found = next(font for font in fonts if ord(character) in _metrics(font.path).advances)
        if cut and cut[-1][0] is found:
            cut[-1][1].append(character)
        else:
            cut.append((found, [character]))
    return tuple(Run(font, "".join(characters)) for font, characters in cut), frozenset(missing)


@cache
def _width(text: str, face: Face) -> float:
    return sum(
        _metrics(run.font.path).advances.get(ord(character), 0.0)
        for run in runs(text, face)[0]
        for character in run.text
    )


def measure(text: str, size: float, face: Face = "regular") -> float:
    """The width of a text in points, without kerning, as the PDF and the picture set it."""
    return _width(text, face) * size
