"""Where on a web page its article stands: the smallest part of the page that holds its heading and its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefgen.intake.extent import WordCount, WordCounts
from briefgen.intake.surroundings import Surroundings, Within, is_comment, is_teaser, said
from briefgen.intake.words import count

_STAMP = "data-place"
_MOST = 30_000
"""Elements of a page in which readability looks for the article."""
_LONGEST = 40
"""Words of a heading, at most."""
_POOR = 40
"""Words in paragraphs; what has fewer is hardly an article."""
_SCOPES = ("article", "main")
_OUTSIDE = ("nav", "aside", "footer")


@dataclass(frozen=True, slots=True)
class ArticleFrame:
    """`root` holds the article, of its children those from `first` to `last`. `spine` is what holds heading or text."""

    root: Any
    body: Any
    heading: Any
    spine: frozenset[Any]
    first: int
    last: int


def frame(page: Any, extents: WordCounts, titles: Sequence[str] = ()) -> ArticleFrame:
    """The frame of a page's article. `titles` are what the page states as its title."""
    body = _marked(page, extents, titles)
    if body is None or extents[body].prose < _POOR:
        body = _richer(body, _found(page, extents), extents)
    heading = _heading(page, body, extents, titles)
    root = _common([body, heading]) if heading is not None else body
    spine = frozenset(
        holder
        for one in (body, heading)
        if one is not None
        for holder in (one, *one.iterancestors())
        if _within(holder, root)
    )
    first, last = 0, len(root) - 1
    if root is not body and not _scoped(root):
        places = [n for n, child in enumerate(root) if child in spine]
        first, last = places[0], places[-1]
    return ArticleFrame(root, body, heading, spine, first, last)


def _richer(marked: Any, found: Any, extents: WordCounts) -> Any:
    """What is marked as the article, or both where that is but its head and its text stands elsewhere."""
    if marked is None:
        return found
    if found is marked or extents.get(found, WordCount()).prose <= 4 * extents[marked].prose:
        return marked
    return _common([marked, found])


def _marked(page: Any, extents: WordCounts, titles: Sequence[str]) -> Any:
    """What the page itself marks as its article, or as its main part; None for nothing."""
    commented = Within(is_comment)
    marked = [one for one in page.iter() if one in extents and _is_article(one) and not commented(one)]
    outer = (
        [one for one in marked if not any(holder in marked for holder in one.iterancestors())]
        if len(marked) < 2000
        else []
    )
    whole = [_scope(one) for one in outer if extents[one].words and not is_teaser(one, extents[one])]
    mains = [
        one
        for one in page.iter("main", "div", "section")
        if one in extents and (one.tag == "main" or one.get("role") == "main")
    ]
    main = max(mains, key=lambda one: extents[one].words, default=None)
    headed = [one for one in whole if any(_is_heading(h1, extents, titles) for h1 in one.iter("h1"))]
    words = [extents[one].words for one in whole]
    if len(headed) == 1 and (extents[headed[0]].prose >= _POOR or extents[headed[0]].words * 3 >= sum(words)):
        return headed[0]
    if whole:
        if max(words) * 5 >= sum(words) * 3:
            return whole[words.index(max(words))]
        shared = _common(whole)  # the entries of a live report, or the parts of one article
        return main if main is not None and shared.tag in ("body", "html") else shared
    return main if main is not None and extents[main].words else None


def _is_article(element: Any) -> bool:
    if not (
        element.tag == "article"
        or element.get("role") == "article"
        or "articlebody" in element.get("itemprop", "").lower()
    ):
        return False
    return not any(holder.tag in _OUTSIDE for holder in element.iterancestors())


def _scope(element: Any) -> Any:
    """What is marked as an article's text, with what is marked as its other parts, such as its heading and its introduction."""
    if element.tag == "article" or "articlebody" not in element.get("itemprop", "").lower():
        return element
    for holder in element.iterancestors("div", "section", "main", "article"):
        if "itemscope" in holder.attrib:
            return (
                holder
                if "article" in holder.get("itemtype", "").lower() or "post" in holder.get("itemtype", "").lower()
                else element
            )
    return element


def _found(page: Any, extents: WordCounts) -> Any:
    """Where readability finds the article, if that is most of the page's prose; else what holds that."""
    body = page.find(".//body")
    body = page if body is None else body
    around = Within(Surroundings(extents))
    if len(extents) <= _MOST and (paragraphs := [one for one in _by_readability(page, extents) if not around(one)]):
        found, rest = _common(paragraphs), _bulk(body, extents, around)
        if extents[found].prose * 2 < extents[rest].prose:
            return _common([found, rest])
        beside = extents[found].words - extents[rest].words
        if _within(rest, found) and (extents[found].linked - extents[rest].linked) * 2 > beside:
            return rest  # what stands beside it there are links
        return found
    return _bulk(body, extents, around)


def _bulk(body: Any, extents: WordCounts, around: Within) -> Any:
    """The smallest part of a page that holds nearly all of its prose: an article may be laid out in several parts."""
    found = body
    while True:
        inner = [one for one in found if one in extents and extents[one].prose and not around(one)]
        prose = [extents[one].prose for one in inner]
        if not inner or max(prose) * 10 < sum(prose) * 9:
            return found
        found = inner[prose.index(max(prose))]


def _by_readability(page: Any, extents: WordCounts) -> list[Any]:
    """The elements of the page itself that readability keeps. It works on a copy and may fail on what is no article."""
    from lxml import html
    from readability import Document

    elements = list(page.iter(etree.Element))
    for number, element in enumerate(elements):
        element.set(_STAMP, str(number))
    copy = html.tostring(page, encoding="unicode")
    for element in elements:
        del element.attrib[_STAMP]
    try:
        kept = html.fromstring(Document(copy).summary(html_partial=True))
    except Exception:  # noqa: BLE001 - a page that readability stumbles over is read without it
        return []
    places = [
        int(one.get(_STAMP))
        for one in kept.iter("p", "li", "td", "blockquote", "pre", "div")
        if one.get(_STAMP, "").isdigit()
    ]
    found = [elements[place] for place in places if place < len(elements)]
    return [one for one in found if one in extents and extents[one].words]


def _heading(page: Any, body: Any, extents: WordCounts, titles: Sequence[str]) -> Any:
    """The article's heading: in its body, or the last one before it; None for none."""
    headings = [one for one in page.iter("h1") if _is_heading(one, extents, titles)]
    headings = (
        [one for one in headings if of_title(said(one), titles)]
        or [one for one in page.iter("h2", "h3") if one in extents and _is_title(said(one), titles)]
        or headings
    )
    if inside := [one for one in headings if _within(one, body)]:
        return inside[0]
    before = []
    for element in page.iter(etree.Element):
        if element is body:
            break
        if element in headings:
            before.append(element)
    return before[-1] if before else None


def of_title(text: str, titles: Sequence[str]) -> bool:
    """Whether a heading is of the article that the page states: it shares a word with its title. A printed heading may say it in other
    words, the name of a department shares none; a caption is no heading."""
    longer = re.findall(r"\w{4,}", text.casefold())
    if count(text) > _LONGEST:
        return False
    return not titles or not longer or any(word in title.casefold() for title in titles for word in longer)


def _is_title(text: str, titles: Sequence[str]) -> bool:
    """Whether a smaller heading says what the page states as its title, with or without the name of the site."""
    return text in titles or (len(text.split()) > 2 and any(title.startswith(f"{text} ") for title in titles))


def _is_heading(h1: Any, extents: WordCounts, titles: Sequence[str]) -> bool:
    """Whether it may be the article's: not the name of the site, which is a link home or stands in a menu."""
    if h1 not in extents or not extents[h1].words:
        return False
    if said(h1) in titles:
        return True
    link = h1.find(".//a")
    home = (
        link is not None
        and link.get("href", "").rstrip("/").count("/") <= 2
        and extents[h1].links
        and extents[h1].words <= 4
    )
    return not home and not any(holder.tag in ("nav", "aside") for holder in h1.iterancestors())


def _common(elements: Iterable[Any]) -> Any:
    """The smallest element that holds them all."""
    elements = list(elements)
    holders = [elements[0], *elements[0].iterancestors()]
    for other in elements[1:]:
        above = {other, *other.iterancestors()}
        holders = [holder for holder in holders if holder in above]
    return holders[0]


def _within(element: Any, root: Any) -> bool:
    return element is root or any(holder is root for holder in element.iterancestors())


def _scoped(root: Any) -> bool:
    return any(one.tag in _SCOPES or one.get("role") in _SCOPES for one in (root, *root.iterancestors()))
