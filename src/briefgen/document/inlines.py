"""What stands in a line of the Document: words, and what they are besides. Texts are plain; a renderer escapes what it must."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document.marks import Origin
from briefgen.document.signs import Gauge, Glyph, Trend


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; `language` (BCP 47) only where it differs from the document's."""

    text: str
    language: str = ""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised for its importance: bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Set apart in tone: italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A value that is copied: an identifier, an address, the name of a file. It is kept as it is: no hyphen is put in, no space is
    another, and a line ends within it only at its own signs."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is `#anchor` of this document, or an https, http or mailto address; nothing else is ever put here."""

    children: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered reference to a source, linked to `#anchor`; what stands `before` and `after` its label is no part of the link."""

    label: str
    anchor: str
    before: str = "["
    after: str = "]"


Inline = Text | Strong | Emphasis | Code | Link | Cite | Glyph | Gauge | Trend
Inlines = tuple[Inline, ...]
