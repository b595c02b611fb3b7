"""What a reader sees of a document, and what the document says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A document read. `text` has a paragraph per line, with an empty line between two, as a reader sees them from top to bottom.

    The rest is empty where the document does not state it, and is never guessed. `published` is written as a time of brief.yaml
    ("2022-11-16 15:40+01:00"), `language` as BCP 47. `kind` is a word for `kind` of a source, or empty. `remarks` say what was left out.
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    kind: str = ""
    remarks: tuple[str, ...] = ()
