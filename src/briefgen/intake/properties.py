"""What the properties of a file say of it, which may be another document's: taken where its text says so too."""

from __future__ import annotations

_NOTHING = ("anonymous", "untitled", "unspecified", "unknown", "none", "python-docx", "word document")


def taken(title: str, author: str, text: str) -> tuple[str, str, list[str]]:
    """A document's title and author by its properties, where its text has them too, and what is told of the others: they are often
    those of another document, or of who typed it."""
    plain = " ".join(text.split()).casefold()
    found, told = [], []
    for name, value in (("title", title), ("author", author)):
        value = " ".join(value.split())[:300]
        if value.strip("()").casefold() in _NOTHING:
            value = ""
        seen = bool(value) and value.casefold() in plain
        found.append(value if seen else "")
        if value and not seen:
            told.append(
                f"the file's properties give “{value[:80]}” as its {name}, which its text does not show: it was not taken"
            )
    return found[0], found[1], told
