"""What a document says of itself: its properties, the marking, the texts around its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Banner:
    """The handling marking, on every page in header and footer; colours are "#RRGGBB"; `align` as the scheme wants it.

    `label` is the marking proper, which `text` begins with; what follows it are caveats, which are quieter than it. Without a
    label all of the text is as loud.
    """

    text: str
    foreground: str
    background: str
    align: Literal["left", "center", "right"] = "right"
    size: float = 12.0
    label: str = ""

    @property
    def loud(self) -> str:
        """The marking proper."""
        return self.label or self.text

    @property
    def caveats(self) -> str:
        """What follows it, set apart by dots; empty for nothing."""
        return self.text.removeprefix(self.label).strip(" |").replace(" | ", " · ") if self.label else ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Texts around the page: `running` names the brief, `edition` its state ("Draft"), `page` has {page} and {pages};
    `skip` is the link that leads past the head of an HTML page; `unissued` says of a draft what that means ("not issued"),
    and is empty for an edition; `continued` heads a group of rows again on the next page ("{title} (continued)")."""

    running: str
    edition: str
    page: str
    contact: str = ""
    skip: str = ""
    unissued: str = ""
    continued: str = "{title}"


@dataclass(frozen=True, slots=True)
class Meta:
    """Properties of the files. `date` is the brief's own date (aware), never the clock's; `pages` is how many the document
    is meant to have at most, 0 for as many as it takes."""

    title: str
    language: str
    subject: str
    publisher: str
    keywords: tuple[str, ...]
    date: datetime
    furniture: Furniture
    banner: Banner | None = None
    pages: int = 0
