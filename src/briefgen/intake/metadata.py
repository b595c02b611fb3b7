"""What a web page states of its article: in JSON-LD, OpenGraph, other meta elements, and the markup of its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from briefgen.intake.dateline import dateline, is_of_change
from briefgen.intake.dates import stated
from briefgen.intake.extent import WordCounts
from briefgen.intake.frame import ArticleFrame, of_title
from briefgen.intake.surroundings import said
from briefgen.intake.words import count
from briefgen.model.address import fault

_KINDS = {
    "newsarticle": "news_article",
    "reportagenewsarticle": "news_article",
    "analysisnewsarticle": "news_article",
    "backgroundnewsarticle": "news_article",
    "liveblogposting": "news_article",
    "opinionnewsarticle": "news_article",
    "reviewnewsarticle": "news_article",
    "report": "report",
    "socialmediaposting": "social_post",
    "article": "",
    "blogposting": "",
    "techarticle": "",
    "scholarlyarticle": "",
    "webpage": "",
}
"""Types of schema.org that are a page's article, with the kind of source that each is."""
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
    "citation_publication_date",
    "bepress_citation_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "date",
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title")
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_PUBLISHED = re.compile(r"publi|posted|pubdate|entry-date|datum|erschienen|opublikowan", re.I)
_BY = re.compile(r"^(?:by|von|par|autor(?:in|ka)?:?|text:)\s+", re.I)
_NO_AUTHOR = re.compile(
    r"://|^@|^[\w.-]+\.[a-z]{2,}$|^(?:(?:wordpress|super|site)?\s?(?:admin|user|administrator)|unknown|webmaster|root|n/?a)$"
    r"|^[a-z]+[._-][a-z._-]+$|\b(?:GmbH|e\. ?V\.|AG|Ltd|LLC|Inc|S\.A\.|sp\. z o\.o)(?:\W|$)",
    re.I,
)
"""An address, the name of an account, a company: of who keeps the site."""
_SAVED = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+)|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
_LONGEST = 2_000_000
_DEEP = 12


@dataclass(slots=True)
class Stated:
    """What was found, in the order in which it is believed; `length` is the number of words in the text that its data hold."""

    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    kind: str = ""
    paid: bool = False
    length: int = 0


def of_head(page: Any, raw: bytes) -> Stated:
    """What the page's data state, whatever its text says."""
    found = Stated()
    metas = _metas(page)
    canonical = next(
        (link.get("href", "") for link in page.iter("link") if "canonical" in link.get("rel", "").lower().split()), ""
    )
    titles = [text for name in _TITLES for text in metas.get(name, ())]
    heads = [said(h1) for h1 in page.iter("h1")]
    if node := _article(list(_nodes(page)), [*titles, *heads], canonical):
        _from_json(node, found)
    found.titles += titles
    found.titles += [
        said(title) for title in page.iter("title") if title.getparent() is not None and title.getparent().tag == "head"
    ]
    found.authors += [", ".join(dict.fromkeys(metas[name])) for name in _AUTHORS if name in metas]
    found.publishers += [text for name in _PUBLISHERS for text in metas.get(name, ())]
    found.dates += [text for name in _DATES for text in metas.get(name, ())]
    saved = _SAVED.search(raw[:5000])
    found.urls = [
        *found.urls,
        canonical,
        *metas.get("og:url", ()),
        (saved[1] or saved[2]).decode("ascii", "replace") if saved else "",
    ]
    found.languages += [
        page.get("lang", ""),
        page.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        *metas.get("og:locale", ()),
        *metas.get("content-language", ()),
    ]
    return found


def of_text(found: Stated, place: ArticleFrame, extents: WordCounts) -> None:
    """What stands in the article itself: its heading first, then its byline and date where they are marked as such."""
    if place.heading is not None:
        heading = said(place.heading)
        found.titles.insert(0 if of_title(heading, list(filter(None, found.titles))) else len(found.titles), heading)
    for element in place.root.iter():
        if element not in extents:
            continue
        marked = element.get("itemprop", "").lower().split()
        if "author" in marked or "author" in element.get("rel", "").lower().split():
            name = next(
                (one for one in element.iter() if element is not one and "name" in one.get("itemprop", "").split()),
                element,
            )
            found.authors.append(name.get("content") or said(name))
        if "datepublished" in marked or (element.tag == "abbr" and "published" in element.get("class", "").split()):
            found.dates.append(next(filter(None, map(element.get, ("content", "datetime", "title"))), ""))
    found.dates += list(_times(place, extents))
    for holder in (place.body, *place.body.iterancestors()):
        if holder.get("lang"):
            found.languages.insert(0, holder.get("lang"))
            break
    found.dates.append(dateline(place, extents, language(found)))


def title(found: Stated) -> str:
    """The title as printed; one of the head without the site's name, where the page states that name."""
    for text in filter(None, map(_line, found.titles)):
        for site in map(_line, found.publishers):
            if site and (cut := re.fullmatch(rf"(.+?)\s*[|–—·:-]\s*{re.escape(site)}", text)):
                return cut[1]
        return text
    return ""


def author(found: Stated) -> str:
    """Its author; an address or the publisher's own name is none."""
    sites = {_line(site).casefold() for site in found.publishers}
    names = (_BY.sub("", _line(name)).strip(" ,;.|") for name in found.authors)
    return next((name for name in names if name and not _NO_AUTHOR.search(name) and name.casefold() not in sites), "")[
        :300
    ]


def published(found: Stated) -> tuple[str, str]:
    """When it was published, and what to tell of that."""
    read = [stated(text) for text in found.dates]
    clocked = [one for one in read if " " in one[0]]
    days = [one for one in read if one[0]]
    # A date without a clock gives way to one of the same day that has one.
    return next((one for one in clocked if days[0][0][:10] == one[0][:10]), days[0] if days else ("", ""))


def url(found: Stated, base: str) -> str:
    """Its address: as the page states it, where that is on the server that it came from; else the one that it was fetched from."""
    for text in found.urls:
        whole = urljoin(base, text.strip()) if text.strip() else ""
        if not whole.startswith("http") or fault(whole) or not urlsplit(whole).path.strip("/"):
            continue
        if not base or urlsplit(whole).hostname == urlsplit(base).hostname:
            return whole
    return base


def language(found: Stated) -> str:
    """Its language as BCP 47."""
    for text in found.languages:
        if _LANGUAGE.fullmatch(text.strip()):
            first, *rest = text.strip().replace("_", "-").split("-")
            return "-".join((first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)))
    return ""


# -- JSON-LD ----------------------------------------------------------------------------------------------------------


def _nodes(page: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, those that hold others first."""
    for script in page.iter("script"):
        text = script.text or ""
        if script.get("type", "").split(";")[0].strip().lower() != "application/ld+json" or len(text) > _LONGEST:
            continue
        try:
            yield from _objects(json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
                yield from _objects(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _objects(value, depth + 1)


def _article(nodes: Sequence[dict[str, Any]], titles: Sequence[str], canonical: str) -> dict[str, Any]:
    """The object that is of the article; where several may be, the one with its title or address; none where that is open."""
    ranked = [(_rank(node), node) for node in nodes]
    best = min((rank for rank, _ in ranked if rank >= 0), default=-1)
    found = [node for rank, node in ranked if rank == best and rank >= 0]
    of_page = [
        node for node in found if _line(node.get("headline")) in titles or (canonical and canonical in _addresses(node))
    ]
    return of_page[0] if of_page else found[0] if len(found) == 1 else {}


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [
        one.rpartition("/")[2].lower()
        for one in (types if isinstance(types, list) else [types])
        if isinstance(one, str)
    ]


def _rank(node: dict[str, Any]) -> int:
    """0 for news, 1 for other articles, 2 for a page at large; -1 for what is no article."""
    types = _types(node)
    if any(_KINDS.get(one) for one in types):
        return 0
    return 2 if "webpage" in types else 1 if any(one in _KINDS for one in types) else -1


def _from_json(node: dict[str, Any], found: Stated) -> None:
    found.titles += [_line(node.get("headline")) or (_line(node.get("name")) if _rank(node) < 2 else "")]
    found.authors += [", ".join(dict.fromkeys(filter(None, map(_name, _list(node.get("author"))))))]
    found.publishers += [_name(one) for one in _list(node.get("publisher"))][:1]
    found.dates += [_line(node.get("datePublished"))]
    found.urls += [address for address in _addresses(node) if address]
    found.languages += [_name(one) for one in _list(node.get("inLanguage"))][:1]
    found.kind = next((_KINDS[one] for one in _types(node) if _KINDS.get(one)), "")
    body = node.get("articleBody")
    found.length = count(body) if isinstance(body, str) else 0
    found.paid = str(node.get("isAccessibleForFree", "")).lower() == "false"


def _addresses(node: dict[str, Any]) -> list[str]:
    page = node.get("mainEntityOfPage")
    return [_line(node.get("url")), _line(page.get("@id") if isinstance(page, dict) else page)]


def _name(one: Any) -> str:
    return _line(one.get("name")) if isinstance(one, dict) else _line(one)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _line(text: Any) -> str:
    """A text on one line, without markup; empty for what is no text."""
    if not isinstance(text, str):
        return ""
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    return " ".join(re.sub(r"</?[a-z][^<>]{0,100}>", "", text).split())[:2000]


# -- markup -----------------------------------------------------------------------------------------------------------


def _metas(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        if text := _line(meta.get("content")):
            found.setdefault(re.sub(r"^(dc|dcterms):", r"\1.", name.strip().lower()), []).append(text)
    return found


def _times(place: ArticleFrame, extents: WordCounts) -> Iterator[str]:
    """The date that stands above the text as that of publication, or as the only one, and not as that of a change."""
    heads = []
    for element in place.root.iter():
        if element not in extents:
            continue
        if element.tag == "p" and extents[element].prose:
            break
        if element.tag == "time" and element.get("datetime"):
            heads.append(element)
    told = [
        (f"{one.get('class', '')} {said(one.getparent())} {one.getparent().get('class', '')}", one.get("datetime"))
        for one in heads
    ]
    marked = [moment for about, moment in told if _PUBLISHED.search(about) and not is_of_change(about)]
    plain = [moment for about, moment in told if not is_of_change(about)]
    yield from marked or (plain if len(set(plain)) == 1 else [])
