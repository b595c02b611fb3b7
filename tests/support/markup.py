"""Markup as a browser reads it."""

from __future__ import annotations

from lxml import html


def text_of(markup: str) -> list[str]:
    """The text of each line of a source, as it stands in its element."""
    root = html.document_fromstring(f"<body><div>{markup}</div></body>")
    return [str(line.text_content()) for line in root.iter("p")]
