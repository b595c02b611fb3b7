"""A web page as a reader sees its article: the page's own tree is walked, and nothing else of the page is kept."""

from __future__ import annotations

import re
from typing import Any

from briefgen.intake import metadata
from briefgen.intake.article import Article, Unreadable
from briefgen.intake.extent import extents
from briefgen.intake.frame import ArticleFrame, frame
from briefgen.intake.hidden import STRUCK, Hidden
from briefgen.intake.spelling import decoded
from briefgen.intake.surroundings import Surroundings
from briefgen.intake.visible import paragraphs
from briefgen.intake.words import count

_LARGEST = 30 * 1024 * 1024
_EMBEDDED = re.compile(r"data:[\w/+.-]{0,80}(?:;[\w=-]{0,40})*;base64,[A-Za-z0-9+/=\s%]{200,}")
_ALONE = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0e-\x1f]")


def read(data: bytes, *, charset: str = "", url: str = "", whole: bool = False) -> Article:
    """The article of a page. `charset` is what its server states, `url` where it was fetched from; `whole`: all of the page is text
    to be read, as in an e-mail. Raises Unreadable."""
    text, unread = decoded(data, charset)
    page = _tree(text)
    hidden = Hidden.of(page)
    sizes = extents(page, hidden)
    stated = metadata.of_head(page, data)
    place = _all(page) if whole else frame(page, sizes, [title for title in stated.titles if title])
    metadata.of_text(stated, place, sizes)
    language = metadata.language(stated)
    around = Surroundings(sizes, place.spine, place.body, place.heading)
    outside = {child for n, child in enumerate(place.root) if not place.first <= n <= place.last}
    skip = hidden if whole else lambda one: hidden(one) or one in outside or around(one)
    found = paragraphs(place.root, skip, language)
    if not found:
        raise Unreadable(
            "shows no text: its words may come by script. Open it in a browser, copy the text into a .txt file, and add that."
        )
    published, doubt = metadata.published(stated)
    remarks = [doubt]
    if unread:
        remarks.append(f"{unread} of its bytes are no letters in the encoding that it states; '\ufffd' stands for them")
    if any(one.tag in STRUCK and "".join(one.itertext()).strip() for one in place.root.iter(*STRUCK)):
        remarks.append("words that are struck out were left out")
    if hidden.shown:
        remarks.append(
            "the page shows its text by script only, and that text was taken: hold it against the page in a browser"
        )
    if stated.length > 2 * count("\n".join(found)):
        remarks.append(
            f"the page states a text of {stated.length} words, of which it shows few: see whether the text is whole"
        )
    if stated.paid:
        remarks.append("the page says that it must be paid for: see whether the text is whole")
    return Article(
        "\n\n".join(found),
        title=metadata.title(stated),
        author=metadata.author(stated),
        publisher=next((name for name in stated.publishers if name), "")[:300],
        published=published,
        url=metadata.url(stated, url),
        language=language,
        kind=stated.kind,
        suffix="html",
        remarks=tuple(filter(None, remarks)),
    )


def _tree(text: str) -> Any:
    """The page's elements. Raises Unreadable for what is too large or nested too deep to be one."""
    from lxml import etree

    text = _ALONE.sub("", _EMBEDDED.sub("data:,", text))
    if len(text) > _LARGEST:
        raise Unreadable(
            f"has {len(text) // 1024**2} MB of markup. Save the article alone as a page, or copy its text into a .txt file."
        )
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        page = None
    if any("depth" in error.message for error in parser.error_log):
        raise Unreadable("is nested more than 2,000 elements deep, which no page is. Copy its text into a .txt file.")
    if page is None:
        raise Unreadable("shows no text.")
    return page


def _all(page: Any) -> ArticleFrame:
    body = page.find(".//body")
    root = page if body is None else body
    return ArticleFrame(root, root, None, frozenset([root]), 0, len(root) - 1)
