"""What the PDF says of itself."""

from __future__ import annotations

from briefgen.document.meta import Meta
from briefgen.tagged_pdf.archive import Properties


def properties(meta: Meta, title: str = "") -> Properties:
    """The properties of a document, or of a part of it with a `title` of its own. The marking is among its keywords as it is printed: a file is
    handled by its properties too."""
    marking = (meta.banner.text,) if meta.banner else ()
    return Properties(
        title=title or meta.title,
        language=meta.language,
        date=meta.date,
        author=meta.publisher,
        subject=meta.subject,
        keywords=tuple(dict.fromkeys((*meta.keywords, *marking))),
        creator="briefgen",
    )
