"""What the text of one part of the package is written with: its relationships, styles, bookmarks and direction."""

from __future__ import annotations

from dataclasses import dataclass

from docx.parts.story import StoryPart

from briefgen.document.passages import right_to_left
from briefgen.renderers.docx.bookmarks import Bookmarks
from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.styles import DocxStyles
from briefgen.renderers.rendered import Draw


@dataclass
class DocxContext:
    """One flow of text: the body, a header or a footer. `width` is that of its lines, `height` that of the page's text,
    in points; `pictures` counts the pictures of the package."""

    part: StoryPart
    styles: DocxStyles
    bookmarks: Bookmarks
    width: float
    height: float
    language: str
    draw: Draw | None = None
    pictures: int = 0

    @property
    def right_to_left(self) -> bool:
        """The direction of a paragraph that does not show one itself."""
        return right_to_left(self.language)

    @property
    def numbering(self) -> Element:
        """The list definitions of the package."""
        root: Element = self.part._document_part.numbering_part.element
        return root
