"""What a reader sees of a document, and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.errors import BriefgenError, Exit

LARGEST = 100 * 1024 * 1024
"""Bytes of a document; more is refused unread."""


@dataclass(frozen=True, slots=True)
class Article:
    """A document read. `text` has a paragraph per line, with an empty line between two, as a reader sees them from top to bottom;
    where a reader sees a line end within a paragraph, as in an address or between the rows of a table, the text has one too.

    The rest is empty where the document does not state it, and is never guessed. `published` is written as a time of brief.yaml
    ("2022-11-16 15:40+01:00"), `language` as BCP 47. `kind` is a word for `kind` of a source, or empty, `fidelity` one for its
    fidelity where the document shows it. `suffix` is how the name of a file of this kind ends. `remarks` say what was left out.
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    kind: str = ""
    fidelity: str = ""
    suffix: str = "txt"
    remarks: tuple[str, ...] = ()


class Unreadable(BriefgenError):
    """A document that cannot be archived; its text goes on after the document's name: "is a picture. Save …"."""

    exit = Exit.USAGE
