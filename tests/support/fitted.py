"""A brief as a Document with page 1 as full as it may be: what the files of `render` show."""

from __future__ import annotations

from pathlib import Path

from briefgen.build.page_one import fitted
from briefgen.document.blocks import Document
from briefgen.document.compose import composed
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates


def whole(loaded: Loaded, outline: str = "") -> Document:
    """The document of a brief in an outline, or in its own."""
    brief, templates = loaded.brief, Templates(Path("nowhere"))
    assert brief is not None
    kind, words = templates.outline(outline or brief.kind), templates.words(brief.language)
    return fitted(composed(brief, loaded.texts, loaded.images, kind, words), Theme())
