"""Text that a page hides until its script has run: an article that fades in, or that stands in `noscript` as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from briefgen.intake.words import count

_SEEN = 10
"""An article of which a tenth is seen without the script is one of which the rest is hidden."""
_PROSE = 12


def awaited(page: Any, hidden: Callable[[Any], bool]) -> frozenset[Any]:
    """What hides the article that the page marks as such, where hardly a word of it would be seen, nor
    much else; empty otherwise: a hidden text beside one that is read stays hidden."""
    prose, seen = _prose(page, hidden)
    marked = [one for one in page.iter() if prose.get(one) and marks_article(one)]
    article = max(marked, key=lambda one: prose[one], default=page)
    if seen[article] * _SEEN >= prose[article] or seen[page] >= prose[article]:
        return frozenset()
    shown = [article, *article.iterancestors()]
    inner = article
    while inner is not None:
        inner = next((child for child in inner if prose.get(child, 0) * 2 > prose[article]), None)
        shown.append(inner)
    return frozenset(one for one in shown if one is not None)


def marks_article(element: Any) -> bool:
    """Whether the markup says that the page's article, or its main part, stands in it."""
    return isinstance(element.tag, str) and (
        element.tag in ("article", "main")
        or element.get("role") in ("article", "main")
        or "articlebody" in element.get("itemprop", "").lower()
    )


def _prose(page: Any, hidden: Callable[[Any], bool]) -> tuple[dict[Any, int], dict[Any, int]]:
    """For each element the words of its paragraphs, and those of them that are seen."""
    words: dict[Any, int] = {}
    prose: dict[Any, int] = {}
    seen: dict[Any, int] = {}
    covers: list[Any] = []
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in ("script", "style", "template", "head", "svg", "select", "textarea"):
                walk.skip_subtree()
                continue
            words[element], prose[element], seen[element] = count(element.text), 0, 0
            if hidden(element):
                covers.append(element)
        elif element in words:
            if element.tag == "p" and words[element] >= _PROSE and not prose[element]:
                prose[element] = words[element]
                seen[element] = 0 if covers else words[element]
            if covers and covers[-1] is element:
                covers.pop()
            if (holder := element.getparent()) is not None and element is not page:
                words[holder] += words[element] + count(element.tail)
                prose[holder] += prose[element]
                seen[holder] += seen[element]
        elif element is not page:
            words[element.getparent()] += count(element.tail)
    return prose, seen
