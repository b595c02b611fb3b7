"""The text of a part of a web page as a reader sees it, from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from briefgen.intake.hidden import INLINE, words_of
from briefgen.intake.words import count

Skip = Callable[[Any], bool]
"""Whether an element and all in it is left out."""

_APART = words_of("span a time address cite strong b em")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_FIGURES = re.compile(r"\s*[0-9+−()-]+\s*")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_MARKS = {"de": "„“", "pl": "„”", "fr": "«»", "ru": "«»", "uk": "«»", "it": "«»", "es": "«»", "cs": "„“"}
_BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "table",
)
_CELL = 100
"""Most words of a cell of data: in a longer one stands text that was laid out by a table."""


def paragraphs(root: Any, skip: Skip, language: str = "") -> list[str]:
    """The paragraphs that stand in `root`: of each block, each row of a table being a line. `language` settles the marks of `q`."""
    flow = _Flow(_MARKS.get(language[:2].lower(), "“”"))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not root and skip(element):
                if not (isinstance(element.tag, str) and element.tag in INLINE):
                    flow.end()
                flow.left_out.add(element)
                walk.skip_subtree()
            elif element.tag == "table" and _is_data(element):
                flow.end()
                flow.add("\n".join(_rows(element, skip, language)), kept=True)
                flow.end()
                flow.left_out.add(element)
                walk.skip_subtree()
            else:
                flow.start(element)
        else:
            if element in flow.left_out:
                flow.left_out.discard(element)
            else:
                flow.finish(element)
            if element is not root:
                flow.add(element.tail)
    flow.end()
    return flow.paragraphs


class _Flow:
    """The paragraphs so far, and the pieces of the one at hand."""

    def __init__(self, marks: str) -> None:
        self.marks = marks
        self.paragraphs: list[str] = []
        self.left_out: set[Any] = set()
        self._pieces: list[str] = []
        self._kept = 0  # how many `pre` are open
        self._ended: Any = None  # the inline element that has just ended, with nothing after it
        self._parted = False
        self._figures = [""]

    def start(self, element: Any) -> None:
        tag = element.tag
        if tag in INLINE:
            self._parted = self._ended is not None and tag in _APART and self._ended.tag in _APART
            if tag == "q":
                self._pieces.append(self.marks[0])
        elif tag == "br":
            self._pieces.append("\n")
        else:
            self.end()
            self._kept += tag == "pre"
        self._figures.append(tag if tag in ("sup", "sub") else self._figures[-1])
        self._ended = None if element.text else self._ended
        self.add(element.text)

    def finish(self, element: Any) -> None:
        tag = element.tag
        self._figures.pop()
        if tag in INLINE:
            if tag == "q":
                self._pieces.append(self.marks[1])
            self._ended = element
        elif tag != "br":
            self.end()
            self._kept -= tag == "pre"

    def add(self, text: str | None, *, kept: bool = False) -> None:
        """Text of the paragraph at hand; blanks and line ends count as in a browser."""
        if not text:
            return
        text = text.translate(_UNSEEN)
        if not (kept or self._kept):
            text = _SPACE.sub(" ", text)
        if self._figures[-1] and _FIGURES.fullmatch(text):
            text = text.translate(_RAISED if self._figures[-1] == "sup" else _LOWERED)
        if self._parted and _would_glue("".join(self._pieces[-1:]), text):
            self._pieces.append(" ")
        self._parted, self._ended = False, None
        self._pieces.append(text)

    def end(self) -> None:
        """The paragraph ends, and may be two where a line was left empty."""
        text = re.sub(r" *\n *", "\n", "".join(self._pieces))
        self._pieces.clear()
        self._ended, self._parted = None, False
        self.paragraphs += (re.sub(r" {2,}", " ", part).strip() for part in re.split(r"\n{2,}", text) if part.strip())


def _would_glue(before: str, after: str) -> bool:
    """Whether two elements of a line, such as a name and a date, would be read as one word. A first letter set large is one with it."""
    if len(before.strip()) < 2 or not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    several = " " in before.strip() or " " in after.strip()
    return several or not (before[-1].isdigit() and after[0].isdigit())


def _is_data(table: Any) -> bool:
    """A table of short cells side by side; not one that lays out a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    for inner in table.iterdescendants("table", "h1", "h2", "h3", "article", "td"):
        if inner.tag != "td":
            return False
        if len(inner) > 1 and sum(child.tag in _BLOCKS for child in inner) > 3:
            return False
        if count(" ".join(inner.itertext())) > _CELL:
            return False
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _rows(table: Any, skip: Skip, language: str) -> Iterator[str]:
    """The caption, then a line for each row with a tab between its cells."""
    for part in table.iter("caption", "tr"):
        if any(skip(one) for one in _up_to(part, table)):
            continue
        if part.tag == "caption":
            yield " ".join(paragraphs(part, skip, language))
            continue
        cells = [_cell(cell, skip, language) for cell in part if cell.tag in ("td", "th") and not skip(cell)]
        if any(cells):
            yield "\t".join(cells).rstrip("\t")


def _cell(cell: Any, skip: Skip, language: str) -> str:
    return " ".join(" ".join(paragraphs(cell, skip, language)).split("\n"))


def _up_to(element: Any, root: Any) -> Iterator[Any]:
    """The element and what holds it, without `root`."""
    while element is not root and element is not None:
        yield element
        element = element.getparent()
