"""The typefaces: where their files lie, what they cover, how wide a text is. One leads, others have what it lacks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from briefgen.look.direction import joined, letters
from briefgen.look.ink import UNSEEN, WHITE
from briefgen.tagged_pdf.font_tables import font_tables

Face = Literal[
    "regular",
    "italic",
    "medium",
    "medium-italic",
    "semibold",
    "semibold-italic",
    "bold",
    "bold-italic",
    "mono",
]
"""mono: for times and numbers that are looked up; the text's own face in a family that sets them like text."""
Typeface = Literal["sans", "serif", "technical"]
"""sans: Fira Sans. serif: PT Serif. technical: Fira Sans, times and numbers in IBM Plex Mono."""

REPLACEMENT = "\ufffd"
"""Printed in the place of a character that no face has."""

_FIRA: dict[Face, str] = {
    "regular": "FiraSans-Regular.ttf",
    "italic": "FiraSans-Italic.ttf",
    "medium": "FiraSans-Medium.ttf",
    "medium-italic": "FiraSans-MediumItalic.ttf",
    "semibold": "FiraSans-SemiBold.ttf",
    "semibold-italic": "FiraSans-SemiBoldItalic.ttf",
    "bold": "FiraSans-Bold.ttf",
    "bold-italic": "FiraSans-BoldItalic.ttf",
    "mono": "FiraSans-Regular.ttf",
}
_PT_SERIF: dict[Face, str] = {
    "regular": "PT_Serif-Web-Regular.ttf",
    "italic": "PT_Serif-Web-Italic.ttf",
    "medium": "PT_Serif-Web-Regular.ttf",
    "medium-italic": "PT_Serif-Web-Italic.ttf",
    "semibold": "PT_Serif-Web-Bold.ttf",
    "semibold-italic": "PT_Serif-Web-BoldItalic.ttf",
    "bold": "PT_Serif-Web-Bold.ttf",
    "bold-italic": "PT_Serif-Web-BoldItalic.ttf",
    "mono": "PT_Serif-Web-Regular.ttf",
}
_DEJAVU: dict[Face, str] = {
    "regular": "DejaVuSans.ttf",
    "italic": "DejaVuSans-Oblique.ttf",
    "medium": "DejaVuSans.ttf",
    "medium-italic": "DejaVuSans-Oblique.ttf",
    "semibold": "DejaVuSans-Bold.ttf",
    "semibold-italic": "DejaVuSans-BoldOblique.ttf",
    "bold": "DejaVuSans-Bold.ttf",
    "bold-italic": "DejaVuSans-BoldOblique.ttf",
    "mono": "DejaVuSans.ttf",
}


class FontFile(NamedTuple):
    """One static TrueType file; `name` is unique among them and fit for a PDF font name."""

    name: str
    path: Path
    bold: bool = False
    italic: bool = False


class FontRun(NamedTuple):
    """A stretch of text that one font can show; `text` has REPLACEMENT for each character that no font has, and Arabic
    letters as the shapes that they take."""

    font: FontFile
    text: str


class Faces(NamedTuple):
    """The faces of a brief: those of its family, then `more` for the characters that those lack."""

    more: tuple[FontFile, ...] = ()
    family: Typeface = "sans"

    def stack(self, face: Face) -> tuple[FontFile, ...]:
        """The font files for a face, in the order in which a character is looked for."""
        return _stack(self.family, self.more, face)

    def runs(self, text: str, face: Face = "regular") -> tuple[tuple[FontRun, ...], frozenset[str]]:
        """Text cut into runs by the font that has its characters, and the characters that no font has.

        A combining mark, joiner or variation selector stays with the character it follows.
        """
        return _runs(self.stack(face), text)

    def shown(self, text: str) -> str:
        """The text as its characters are drawn, whatever the face: all of them reach to the same fonts in the end."""
        return "".join(run.text for run in self.runs(text)[0])

    def measure(self, text: str, size: float, face: Face = "regular") -> float:
        """The width of a text in points, without kerning, as the PDF and the picture set it."""
        return _width(self.family, self.more, face, text) * size


HOUSE = Faces()
"""The faces that briefgen brings, for what no office has a say in."""

stack, runs, measure = HOUSE.stack, HOUSE.runs, HOUSE.measure


def _folder(package: str, *parts: str) -> Path:
    spec = find_spec(package)  # finds the files without importing the package
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


@cache
def _house(face: Face) -> tuple[FontFile, ...]:
    """The house's files: the face itself, then those that are not as heavy or slanted but have more, Arabic among it. Every face
    ends in the regular ones, so that what one of them lacks all lack."""
    bold = _is_bold(face)
    dejavu = dict.fromkeys((_DEJAVU[face], _DEJAVU["bold" if bold else "regular"], _DEJAVU["regular"]))
    fira, folder = (_folder("fontpkg_fira_sans", "files"), _folder("matplotlib", "mpl-data", "fonts", "ttf"))
    paths = dict.fromkeys((fira / _FIRA[face], *(folder / name for name in dejavu), fira / _FIRA["regular"]))
    return tuple(FontFile(path.stem, path) for path in paths)


@cache
def _led(family: Typeface, face: Face) -> tuple[FontFile, ...]:
    """The files of a family: its own before the house's, so that what one family lacks all lack."""
    match family:
        case "technical" if face == "mono":
            folder = _folder("fontpkg_ibm_plex_mono", "files")
            return FontFile("IBMPlexMono-Regular", folder / "IBMPlexMono-Regular.ttf"), *_house(face)
        case "sans" | "technical":
            return _house(face)
        case "serif":
            own = _folder("fontpkg_pt_serif", "files") / _PT_SERIF[face]
            return FontFile(own.stem.replace("_", ""), own), *_house(face)


def _is_bold(face: Face) -> bool:
    return face.startswith(("semibold", "bold"))


@lru_cache(maxsize=64)
def _stack(family: Typeface, more: tuple[FontFile, ...], face: Face) -> tuple[FontFile, ...]:
    bold, italic = _is_bold(face), face.endswith("italic")
    return *_led(family, face), *sorted(more, key=lambda font: (font.bold != bold, font.italic != italic))


@lru_cache(maxsize=64)
def _advances(font: FontFile) -> dict[int, float]:
    """Code point to width in ems."""
    tables = font_tables(font.name, font.path)
    widths = [width / tables.em for width, _ in tables.metrics]
    return {code: widths[glyph] for code, glyph in tables.glyphs.items()}


def _runs(fonts: tuple[FontFile, ...], text: str) -> tuple[tuple[FontRun, ...], frozenset[str]]:
    cut: list[tuple[FontFile, list[str]]] = []
    missing: set[str] = set()
    shapes = _shapes(fonts, text)
    if shapes and all(map(_advances(fonts[0]).__contains__, map(ord, shapes))):
        return (FontRun(fonts[0], shapes),), frozenset()  # nearly every text: one look at each character
    for character in shapes:
        found = _first_with(fonts, character)
        unseen = UNSEEN.match(character) is not None
        if cut and found is not fonts[0] and (unseen or unicodedata.combining(character)):
            if ord(character) in _advances(cut[-1][0]):
                found = cut[-1][0]
            elif unseen:
                continue
        if found is None and unseen:
            continue
        if found is None and WHITE.match(character):  # a space of a width that no font has is a space still
            character, found = " ", fonts[0]
        if found is None:
            missing.add(character)
            character = REPLACEMENT
            found = _first_with(fonts, character)
            if found is None:
                raise LookupError("no font of the house has U+FFFD")
        if cut and cut[-1][0] is found:
            cut[-1][1].append(character)
        else:
            cut.append((found, [character]))
    return tuple(FontRun(font, "".join(characters)) for font, characters in cut), frozenset(missing)


_SHAPE = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Arabic presentation forms: letters joined to their neighbours, and ligatures of several (Unicode, 9.2)."""
_LIGATURE = 2
"""Letters of the one ligature that no Arabic is set without: lam and alef."""


def _first_with(fonts: tuple[FontFile, ...], character: str) -> FontFile | None:
    return next((font for font in fonts if ord(character) in _advances(font)), None)


def _shapes(fonts: tuple[FontFile, ...], text: str) -> str:
    """The text with Arabic letters as shapes, or as they are where no font has the shape: each by itself, whatever stands beside it.

    A ligature of more than two letters stays one character, which a line cannot be broken in.
    """

    def shown(found: re.Match[str]) -> str:
        shape, apart = found[0], letters(found[0])
        return apart if len(apart) <= _LIGATURE and not _first_with(fonts, shape) else shape

    return _SHAPE.sub(shown, joined(text))


@lru_cache(maxsize=1 << 16)
def _width(family: Typeface, more: tuple[FontFile, ...], face: Face, text: str) -> float:
    runs, _ = _runs(_stack(family, more, face), text)
    advances = ((_advances(run.font), run.text) for run in runs)
    return sum(known.get(code, 0.0) for known, text in advances for code in map(ord, text))
