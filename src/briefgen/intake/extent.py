"""How many words each element of a web page shows, how many of them are links, and whether it is there to be pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefgen.intake.article import Unreadable
from briefgen.intake.hidden import INLINE, Hidden
from briefgen.intake.words import count

MOST = 200_000
"""Elements of a page that are read: a law of 1,000 pages has fewer."""
_PROSE, _CARD = 12, 40


@dataclass(slots=True)
class WordCount:
    """What a reader sees of an element. `prose` are the words in paragraphs that are long enough to be sentences,
    `leads` the links to other pages, `apart` the words in parts that do not stand in its own lines."""

    words: int = 0
    linked: int = 0
    prose: int = 0
    controls: int = 0
    leads: int = 0
    quotes: bool = False
    apart: int = 0

    def add(self, other: WordCount) -> None:
        self.words += other.words
        self.linked += other.linked
        self.prose += other.prose
        self.controls += other.controls
        self.leads += other.leads
        self.quotes |= other.quotes

    @property
    def links(self) -> bool:
        """True for a menu, a list of other pages: most of its words are links."""
        return self.linked * 2 > self.words

    @property
    def cards(self) -> bool:
        """True for links with a line or two on each, as stories are offered: a link to every forty words, a fifth of them in the links."""
        return self.links or (self.leads * _CARD >= self.words > 0 and self.linked * 5 >= self.words)


WordCounts = Mapping[Any, WordCount]


def extents(root: Any, hidden: Hidden) -> WordCounts:
    """The extent of each element that a reader sees, in linear time. Raises Unreadable for too many elements."""
    found: dict[Any, WordCount] = {}
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not root and hidden(element):
                if element.tag in ("input", "select", "textarea") and element.get("type", "").lower() != "hidden":
                    found[element.getparent()].controls += 1
                walk.skip_subtree()
                continue
            if len(found) >= MOST:
                raise Unreadable(f"has more than {MOST:,} elements. Save the article alone as a page, or its text.")
            found[element] = WordCount(words=count(element.text))
        elif element in found:
            own = found[element]
            _finish(element, own)
            if element is not root:
                found[element.getparent()].add(own)
                if element.tag not in INLINE:
                    found[element.getparent()].apart += own.words
                found[element.getparent()].words += count(element.tail)
        elif element is not root:
            found[element.getparent()].words += count(element.tail)
    return found


def leads_away(link: Any) -> bool:
    """True for a link to another page; an entry of a live report has one to itself."""
    href = link.get("href", "")
    return bool(href) and (href == "#" or "#" not in href)


def _finish(element: Any, own: WordCount) -> None:
    match element.tag:
        case "a" if leads_away(element):
            own.linked, own.leads = own.words, int(own.words > 0)
        case "button":
            own.controls += 1
        case "p" | "div" | "td" | "dd" | "section" | "article" if own.words - own.apart >= _PROSE and not own.links:
            own.prose += own.words - own.apart
        case "blockquote" | "q":
            own.quotes = True
        case _:
            if element.get("role") == "button":
                own.controls += 1
