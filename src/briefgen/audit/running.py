"""A finished page of HTML, a plain text or a Markdown is compared with the Document: every passage as often as it should be, and the marking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree, html

from briefgen.audit.compare import fault, missing, quoted, squeezed
from briefgen.document.blocks import Document
from briefgen.document.passages import links, passages, printed, target
from briefgen.errors import Problem

_REPLACEMENT = "\ufffd"
_SIGNS = re.compile(r"[\W_]")


def audit(document: Document, format_: str, data: bytes) -> Iterator[Problem]:
    """What the file lacks. These formats wrap lines and repeat heads beside the words, so order is not compared."""
    try:
        text = _text(data.decode("utf-8"), format_)
    except (UnicodeDecodeError, etree.ParserError):
        yield fault(format_, "the file cannot be opened")
        return
    addresses = sorted(
        {letters(target(link)) for link in links(document.blocks) if target(link)[:1] != "#"}, key=len, reverse=True
    )
    found = _without(addresses, letters(text))
    texts = [one for passage in passages(document) for one in passage.placed]
    shown = {_without(addresses, letters(one.text)): one for one in texts}
    wanted = Counter(_without(addresses, letters(one.text)) for one in texts)
    lost = [shown[key] for key, count in wanted.items() if found.count(key) < count]
    if lost:
        yield missing(format_, lost)
    if _REPLACEMENT in text and not any(_REPLACEMENT in one.text for one in printed(document)):
        yield fault(format_, f"a character is shown as {_REPLACEMENT}, which the brief does not have")
    banner = document.meta.banner
    if banner and found.count(letters(banner.text)) < 2:
        yield fault(format_, f"the marking {quoted(banner.text)} does not stand at the head and the foot")


def words(data: bytes, format_: str) -> str:
    """The letters and digits of a page or a plain text; nothing for a file that is none."""
    try:
        return letters(_text(data.decode("utf-8"), format_))
    except (UnicodeDecodeError, etree.ParserError):
        return ""


def _without(addresses: Iterable[str], text: str) -> str:
    """Plain text prints the address after the words of a link, in the middle of a passage."""
    for address in addresses:
        text = text.replace(address, "").replace(address.removeprefix("mailto"), "")
    return text


def letters(text: str) -> str:
    """The letters and digits alone: plain text draws its rules and bars between the words with signs."""
    return _SIGNS.sub("", squeezed(text))


def _text(page: str, format_: str) -> str:
    """What a reader sees of a file; of Markdown by a reader of another author than its writer."""
    if format_ == "txt":
        return page
    if format_ == "md":
        from markdown_it import MarkdownIt  # loaded when there is Markdown

        page = f"<body>{MarkdownIt('commonmark').enable(['table', 'strikethrough']).render(page)}</body>"
    root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    return "".join(root.xpath("//body//text()[not(ancestor::style or ancestor::script)]"))
