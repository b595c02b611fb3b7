"""Characters that no font has: told once for all of them, before anything is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from briefgen.build.places import path_of
from briefgen.document.blocks import Document
from briefgen.document.passages import PlacedText, charted, printed
from briefgen.errors import Problem
from briefgen.look.fonts import REPLACEMENT, Faces
from briefgen.model.brief import Brief
from briefgen.settings.formats import FileFormat

_LISTED = 8


def without_glyph(
    document: Document, brief: Brief, faces: Faces, formats: Collection[FileFormat]
) -> tuple[Problem, ...]:
    """W11: the characters that the files of these formats should show and none of the faces has, as one warning at the first of
    them. Of a Word document only the chart is set in our faces, of a page and a plain text nothing."""
    texts, where = (printed(document), "PDF") if "pdf" in formats else (charted(document), "chart")
    if not {"pdf", "docx"} & set(formats):
        return ()
    found: Counter[str] = Counter()
    first = PlacedText("")
    for text in texts:
        lacking = faces.runs(text.text)[1]
        if lacking:
            first = first if found else text
            found.update(character for character in text.text if character in lacking)
    if not found:
        return ()
    times = f", {found.total()} times in all" if found.total() > 1 else ""
    place = f"First in {first.origin}{times}. " if first.origin else ""
    them = "it" if len(found) == 1 else "them"
    message = f"no font has {_listed(tuple(found))}: the {where} shows {REPLACEMENT} for {them}"
    hint = f"{place}Name a font that has {them} under look: fonts in office.yaml, or write it otherwise"
    return (Problem("warning", message, hint, path_of(first.origin, brief), rule="W11"),)


def _listed(characters: Sequence[str]) -> str:
    """The first few with their codes, and how many more there are; a character that would not show only by its code."""
    some = characters[:_LISTED]
    codes = ", ".join(f"U+{ord(character):04X}" for character in some)
    more = f" and {len(characters) - len(some)} more" if len(characters) > len(some) else ""
    shown = ", ".join(character for character in some if character.isprintable())
    return f"{shown} ({codes}){more}" if shown else f"{codes}{more}"
