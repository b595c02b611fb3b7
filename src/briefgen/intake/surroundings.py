"""What stands around an article on its page and is none of it: menus, notices on cookies, comments, advertisements, other stories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise
from typing import Any

from briefgen.intake import labels
from briefgen.intake.extent import WordCount, WordCounts, leads_away

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BAR, _NOTICE, _TEASER, _LABEL_WORDS = 60, 250, 60, 12
"""Most words of a bar of buttons or an advertisement's frame, of a notice, and of a link to another story with its introduction."""
_STORIES, _KICKER, _DEEP = 600, 4, 8
"""Most words of a list of other stories, and of the linked name of a subject above a heading; elements in which a part's
heading may stand."""


class Surroundings:
    """Says of an element within an article's frame whether it is none of the article. What holds the article itself, `spine`, never is;
    `body` holds its text, and `heading` begins it."""

    def __init__(
        self, extents: WordCounts, spine: Set[Any] = frozenset(), body: Any = None, heading: Any = None
    ) -> None:
        self.extents, self.spine = extents, spine
        self.inside = frozenset() if body is None else frozenset(body.iter())
        self.above = frozenset() if heading is None or not spine else frozenset(_until(heading, spine))
        whole = max((one.prose for one in extents.values()), default=0) if body is None else extents[body].prose
        self.most = whole // 2
        self._below: dict[Any, bool] = {}

    def __call__(self, element: Any) -> bool:
        extent = self.extents.get(element)
        if extent is None or element in self.spine:
            return False
        if is_comment(element) and element.tag not in ("main", "body", "html"):
            return True
        tag, attributes = element.tag, element.attrib
        if tag in labels.TAGS or attributes.get("role", "").lower() in labels.ROLES:
            return True
        if extent.prose > self.most:  # whatever it is called, it is the article
            return False
        if tag == "button" or attributes.get("role") == "button":
            return not any(parent.tag in (*_HEADINGS, "summary", "dt") for parent in element.iterancestors())
        if tag == "a" and labels.SHARING.match(attributes.get("href", "").strip()):
            return True
        if tag == "form" and extent.prose <= _BAR:
            return True
        if tag in ("aside", "footer", "header") and (
            _signs_up(extent) or (extent.links if tag == "header" else extent.cards)
        ):
            return True
        if element in self.above and ((extent.links and extent.words > _KICKER) or tag in ("ul", "ol")):
            return True
        if self.inside and element not in self.inside and self._beside(element):
            return True
        return _named(element, extent) or _asks(extent, element) or self._other_stories(element, extent)

    def _beside(self, element: Any) -> bool:
        """The foot of the page, a column at its side."""
        return element.tag in ("aside", "footer") or bool(names_of(element) & labels.SIDE)

    def _other_stories(self, element: Any, extent: WordCount) -> bool:
        """A heading such as "Related stories" with its list, a teaser, a paragraph that is "Read also:" and a link."""
        tag = element.tag
        if tag == "article":
            return is_teaser(element, extent)
        if tag in (*_HEADINGS, "p", "div", "span", "strong") and 0 < extent.words <= _LABEL_WORDS:
            text, following = said(element), self._following(element)
            if labels.LABEL.fullmatch(text):
                return True
            if labels.OTHER_STORIES.fullmatch(text):
                return following is None or self.extents[following].cards
            if tag in _HEADINGS[1:] and following is not None:  # of what is left out
                return following.tag not in _HEADINGS and self(following)
        if extent.cards and (self._headed(element) or self._begins(element, extent)):
            return True
        return (
            tag in ("p", "div", "li", *_HEADINGS)
            and 0 < extent.linked <= extent.words <= 40
            and _leads_on(element, extent)
        )

    def _following(self, element: Any) -> Any:
        """What comes next beside an element and shows words."""
        return next((one for one in element.itersiblings() if one in self.extents and self.extents[one].words), None)

    def _headed(self, element: Any) -> bool:
        """Links beneath a heading that says that they lead to other stories, or beneath other links there."""
        passed = []
        found = False
        for before in element.itersiblings(preceding=True):
            if before in self._below:
                found = self._below[before]
                break
            words = self.extents[before].words if before in self.extents else 0
            if 0 < words <= _LABEL_WORDS and labels.OTHER_STORIES.fullmatch(said(before)):
                found = True
                break
            if words and not self.extents[before].cards:
                break
            passed.append(before)
        self._below.update(dict.fromkeys((element, *passed), found))
        return found

    def _begins(self, element: Any, extent: WordCount) -> bool:
        """A part of the page whose first words are such a heading."""
        if element.tag not in ("div", "section", "ul", "aside") or extent.words > _STORIES:
            return False
        first = element
        for _ in range(_DEEP):
            inner = next((one for one in first if one in self.extents and self.extents[one].words), None)
            if inner is None or inner.tag in ("p", "a") or (first.text or "").strip():
                break
            first = inner
            if self.extents[first].words <= _LABEL_WORDS:
                break
        return (
            first is not element
            and 0 < self.extents[first].words <= _LABEL_WORDS
            and labels.OTHER_STORIES.fullmatch(said(first)) is not None
        )


class Within:
    """Whether something holds of an element or of what holds it. Each element is asked once."""

    def __init__(self, asked: Callable[[Any], bool]) -> None:
        self._asked = asked
        self._known: dict[Any, bool] = {}

    def __call__(self, element: Any) -> bool:
        path = []
        while element is not None and element not in self._known:
            path.append(element)
            element = element.getparent()
        holds = element is not None and self._known[element]
        for inner in reversed(path):
            holds = self._known[inner] = holds or self._asked(inner)
        return holds


def is_teaser(element: Any, extent: WordCount) -> bool:
    """True for an article's link on the page of another: a linked heading, and few words."""
    if extent.words <= _NOTICE and names_of(element) & labels.STORIES:
        return True
    if extent.words > _TEASER:
        return False
    links = (link for heading in element.iter(*_HEADINGS) for link in (heading.getparent(), *heading.iter("a")))
    return extent.links or any(link.tag == "a" and leads_away(link) for link in links)


def is_comment(element: Any) -> bool:
    """True for what readers wrote, or where they do; not for what is said of a match while it goes on."""
    names = names_of(element)
    return bool(names & labels.COMMENTS) and not names & labels.LIVE


def said(element: Any) -> str:
    """The words of a small element on one line."""
    return " ".join(" ".join(element.itertext()).split())


def names_of(element: Any) -> Set[str]:
    """The words in the names that its author gave it, and each two of them as one: "most-read" is also "mostread"."""
    found: set[str] = set()
    for attribute in ("class", "id", "aria-label", "data-component", "data-testid"):
        for name in element.get(attribute, "")[:500].split():
            words = [part.lower() for part in _SPLIT.split(name) if part]
            found.update(words)
            found.update(map("".join, pairwise(words)))
    return found


def _until(heading: Any, spine: Set[Any]) -> Iterator[Any]:
    """What stands before a heading and holds neither it nor the article."""
    root = heading
    while root.getparent() in spine:
        root = root.getparent()
    for element in root.iter():
        if element is heading:
            return
        if element not in spine:
            yield element


def _leads_on(element: Any, extent: WordCount) -> bool:
    """True for "Read also:" with links, and nothing else."""
    if extent.linked == extent.words:
        lead, colon, _ = said(element).partition(":")
        return bool(colon) and labels.OTHER_STORIES.fullmatch(lead.strip()) is not None
    words = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "a":
            break
        words += [inner.text or "", inner.tail or ""]
    lead_words = " ".join(words).split()
    return (
        len(lead_words) + extent.linked == extent.words
        and labels.OTHER_STORIES.fullmatch(" ".join(lead_words)) is not None
    )


def _named(element: Any, extent: WordCount) -> bool:
    """By the names that its author gave it, where what it holds bears them out."""
    names = names_of(element)
    if not names:
        return False
    if names & labels.COOKIES and extent.prose <= _NOTICE and (extent.controls or extent.words <= _BAR or extent.links):
        return True
    if (
        names & (labels.SELLING | labels.PRINT)
        and not extent.quotes
        and extent.prose <= _BAR
        and extent.words <= _NOTICE
        and element.tag != "article"
    ):
        return bool((extent.words <= _BAR and names & labels.SELLING) or extent.links or extent.controls)
    if names & labels.CALLS and extent.controls and extent.words <= _BAR:
        return True
    if extent.quotes:
        return False
    if names & labels.STORIES and extent.cards and extent.words <= _STORIES:
        return True
    if names & labels.BIOGRAPHY and extent.words > _LABEL_WORDS:
        return extent.words <= _NOTICE
    return bool(names & labels.OTHERS) and (extent.links or bool(extent.controls and extent.words <= _NOTICE))


def _asks(extent: WordCount, element: Any) -> bool:
    """A notice on cookies under whatever name: few words, something to press, and what it is about."""
    if not extent.controls or extent.words > _NOTICE or element.tag not in ("div", "section", "aside", "p", "form"):
        return False
    return labels.PRESSED.search(said(element)) is not None


def _signs_up(extent: WordCount) -> bool:
    return bool(extent.controls) and extent.words <= _NOTICE
