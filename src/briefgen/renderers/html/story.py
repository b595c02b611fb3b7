"""What the blocks of one page share: which ids are taken, which rules it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.timeline.layout import LayOut, panels

OWN = "page-"
"""Begins the ids that the page itself needs; no anchor of a document does."""


@dataclass(slots=True)
class HtmlContext:
    """`rules` are lines of CSS that only this document needs; `charts` of a letter the Content-IDs of its chart's pictures; `lay_out`
    makes the panels of a chart, or has kept them; `places` are the anchors of the document."""

    language: str
    charts: tuple[str, ...] | None = None
    lay_out: LayOut = panels
    places: frozenset[str] = frozenset()
    rules: list[str] = field(default_factory=list)
    depth: int = 0
    _taken: set[str] = field(default_factory=set)
    _made: int = 0

    def id(self, anchor: str) -> str | None:
        """The id for an anchor; None for no anchor, and for one that is taken: an id stands once in a page."""
        if not anchor or anchor in self._taken:
            return None
        self._taken.add(anchor)
        return anchor

    def own_id(self, what: str) -> str:
        """A new id of the page's own."""
        self._made += 1
        return f"{OWN}{what}-{self._made}"
