"""What stands around an article on its page and is none of it: menus, notices on cookies, comments, advertisements, other stories."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

from briefgen.intake.extent import WordCount, WordCounts, leads_away
from briefgen.intake.hidden import words_of

_TAGS = words_of("nav dialog menu search")
_ROLES = words_of("navigation banner contentinfo dialog alertdialog search menu menubar toolbar tablist tooltip")
_COOKIES = words_of(
    "cookie cookies cookiebar cookiebanner cookieconsent cookienotice consent gdpr dsgvo rodo cmp onetrust didomi "
    "usercentrics cookiebot"
)
_COMMENTS = words_of(
    "comment comments commentlist disqus kommentar kommentare komentarz komentarze commentaires comentarios"
)
_SELLING = words_of(
    "ad ads advert adverts advertisement advertising adslot anzeige anzeigen werbung reklama sponsored outbrain "
    "taboola newsletter newsletters signup subscribe subscription abo prenumerata share sharing sharebar social "
    "socials teilen udostepnij login register modal popup overlay toast skip skiplink backtotop breadcrumb "
    "breadcrumbs pagination pager sidenav menu navbar"
)
_OTHERS = words_of(
    "related relatedarticles recommended recommendations recirculation teaser teasers promo trending popular "
    "mostread mostpopular latest more readmore seealso tags taglist topics keywords schlagworte tagi links "
    "sidebar footer header nav navigation card cards"
)
_OTHER_STORIES = re.compile(
    r"(?:related(?: (?:stories|articles|topics|content|news|coverage|links|reading))?|more (?:on|from|about|stories|news)\b.{0,60}|most (?:read|popular|viewed)|trending(?: now)?"
    r"|read (?:more|also|next|on)|see also|also read|you (?:may|might) (?:also )?(?:like|be interested).{0,30}|recommended(?: (?:for you|stories|reading))?|latest (?:news|stories)|don't miss|top stories|popular"
    r"|mehr (?:zum thema|dazu|aus\b.{0,40}|zu\b.{0,40}|von\b.{0,40})|lesen sie (?:auch|mehr)|auch interessant|das könnte sie.{0,30}|meistgelesen.{0,20}|weitere (?:artikel|themen|meldungen|nachrichten).{0,20}|zum thema|lesetipps?|siehe auch|empfohlen.{0,20}"
    r"|czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również|więcej)|przeczytaj (?:też|także|również)|polecane|polecamy|tags?|topics|schlagworte|schlagwörter|themen|tagi|tematy|najczęściej czytane|najnowsze|więcej (?:na ten temat|o\b.{0,40})|powiązane.{0,20}|warto przeczytać"
    r"|à lire (?:aussi|également)|lire aussi|voir aussi|sur le même sujet|les plus lus|te puede interesar|lee también|más leídas|leggi anche|lees ook)\s*[:.…»›>→]*",
    re.I,
)
_LABEL = re.compile(
    r"(?:advertisement|anzeige|werbung|reklama|publicité|publicidad|sponsored|skip advertisement|article continues below(?: advertisement)?)[:.]?",
    re.I,
)
_PRESSED = re.compile(r"cookie|ciasteczk|consent|einwilligung", re.I)
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BAR, _NOTICE, _TEASER, _LABEL_WORDS = 60, 250, 60, 12
"""Most words of a bar of buttons or an advertisement's frame, of a notice, and of a link to another story with its introduction."""


class Surroundings:
    """Says of an element within an article's frame whether it is none of the article. What holds the article itself, `spine`, never is."""

    def __init__(self, extents: WordCounts, spine: Set[Any]) -> None:
        self.extents, self.spine = extents, spine

    def __call__(self, element: Any) -> bool:
        extent = self.extents.get(element)
        if extent is None or element in self.spine:
            return False
        tag, attributes = element.tag, element.attrib
        if tag in _TAGS or attributes.get("role", "").lower() in _ROLES:
            return True
        if tag == "button" or attributes.get("role") == "button":
            return not any(parent.tag in (*_HEADINGS, "summary", "dt") for parent in element.iterancestors())
        if tag == "form" and extent.prose <= _BAR:
            return True
        if tag in ("aside", "footer", "header") and (extent.links or _signs_up(extent)):
            return True
        return _named(element, extent) or _asks(extent, element) or self._other_stories(element, extent)

    def _other_stories(self, element: Any, extent: WordCount) -> bool:
        """A heading such as "Related stories" with its list, a teaser, a paragraph that is "Read also:" and a link."""
        tag = element.tag
        if tag == "article":
            return is_teaser(element, extent)
        if tag in (*_HEADINGS, "p", "div", "span", "strong") and 0 < extent.words <= _LABEL_WORDS:
            text, following = said(element), element.getnext()
            if _LABEL.fullmatch(text):
                return True
            if following is not None and following in self.extents and self.extents[following].words:
                if _OTHER_STORIES.fullmatch(text):
                    return self.extents[following].links
                if tag in _HEADINGS[1:]:  # of what is left out
                    return following.tag not in _HEADINGS and self(following)
        return self._headed(element, extent) or (
            tag in ("p", "div", "li") and 0 < extent.linked < extent.words <= 40 and _leads_on(element, extent)
        )

    def _headed(self, element: Any, extent: WordCount) -> bool:
        """Links beneath a heading that says that they lead to other stories."""
        before = element.getprevious() if extent.links else None
        short = before is not None and before in self.extents and 0 < self.extents[before].words <= _LABEL_WORDS
        return short and _OTHER_STORIES.fullmatch(said(before)) is not None


def is_teaser(element: Any, extent: WordCount) -> bool:
    """True for an article's link on the page of another: a linked heading, and few words."""
    if extent.words > _TEASER:
        return False
    links = (link for heading in element.iter(*_HEADINGS) for link in (heading.getparent(), *heading.iter("a")))
    return extent.links or any(link.tag == "a" and leads_away(link) for link in links)


def said(element: Any) -> str:
    """The words of a small element on one line."""
    return " ".join(" ".join(element.itertext()).split())


def _leads_on(element: Any, extent: WordCount) -> bool:
    """True for "Read also:" with links, and nothing else."""
    words = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "a":
            break
        words += [inner.text or "", inner.tail or ""]
    lead = " ".join(words).split()
    return len(lead) + extent.linked == extent.words and _OTHER_STORIES.fullmatch(" ".join(lead)) is not None


def _named(element: Any, extent: WordCount) -> bool:
    """By the names that its author gave it, where what it holds bears them out."""
    names = {
        part.lower()
        for attribute in ("class", "id", "aria-label", "data-component", "data-testid")
        if (value := element.get(attribute))
        for part in _SPLIT.split(value[:500])
    }
    if not names:
        return False
    if names & _COMMENTS and element.tag in ("section", "div", "aside", "ol", "ul", "footer", "p", "a", "span"):
        return True
    if names & _COOKIES and (extent.controls or extent.words <= _BAR or extent.links):
        return True
    if (
        names & _SELLING
        and not extent.quotes
        and extent.prose <= _BAR
        and extent.words <= _NOTICE
        and element.tag != "article"
    ):
        return bool(extent.words <= _BAR or extent.links or extent.controls)
    return (
        bool(names & _OTHERS)
        and not extent.quotes
        and (extent.links or bool(extent.controls and extent.words <= _NOTICE))
    )


def _asks(extent: WordCount, element: Any) -> bool:
    """A notice on cookies under whatever name: few words, something to press, and what it is about."""
    if not extent.controls or extent.words > _NOTICE or element.tag not in ("div", "section", "aside", "p", "form"):
        return False
    return _PRESSED.search(said(element)) is not None


def _signs_up(extent: WordCount) -> bool:
    return bool(extent.controls) and extent.words <= _NOTICE
