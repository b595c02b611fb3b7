"""What the text of one part of the package is written with: its relationships, styles, bookmarks and direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from docx.parts.image import ImagePart
from docx.parts.story import StoryPart

from briefgen.document.passages import right_to_left
from briefgen.look.fonts import Faces
from briefgen.look.theme import Palette
from briefgen.renderers.docx.bookmarks import Bookmarks
from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.styles import DocxStyles
from briefgen.renderers.rendered import Draw
from briefgen.timeline.strokes import Panel


@dataclass
class DocxContext:
    """One flow of text: the body, a header, a footer or a cell. `width` is that of its lines, `full` and `height` those of the
    page's text, in points; `pictures` numbers the pictures of the package, `images` are the parts that they have by now and
    `drawn` the pixels and lines of those drawn here, in the colours of `palette`."""

    part: StoryPart
    styles: DocxStyles
    bookmarks: Bookmarks
    width: float
    full: float
    height: float
    language: str
    palette: Palette
    faces: Faces
    draw: Draw | None = None
    pictures: Iterator[int] = field(default_factory=lambda: count(1))
    images: dict[bytes, ImagePart] = field(default_factory=dict)
    drawn: dict[Panel, tuple[bytes, bytes]] = field(default_factory=dict)

    @property
    def right_to_left(self) -> bool:
        """The direction of a paragraph that does not show one itself."""
        return right_to_left(self.language)

    @property
    def numbering(self) -> Element:
        """The list definitions of the package."""
        root: Element = self.part._document_part.numbering_part.element
        return root
