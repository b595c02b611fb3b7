"""What a user reads: README and the pages of docs/, their blocks of code, the commands and the links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.checkout import ROOT

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
        *sorted((ROOT / "docs").rglob("*.md")),
    )
}
"""The text of each page by its path in the checkout."""
ALL = "\n".join(PAGES.values())
_BLOCK = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^    (briefgen .*)$", re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`(briefgen [^`\n]+)`")


def blocks(language: str, page: str) -> list[str]:
    """The blocks of code of a page that name that language; "" for those that name none."""
    return [text for named, text in _BLOCK.findall(PAGES[page]) if named == language]


def commands(page: str) -> Iterator[str]:
    """Each command of briefgen that a page tells its reader to type, without the remark behind it."""
    text = PAGES[page]
    lines = [line for named, block in _BLOCK.findall(text) if named in ("", "sh") for line in block.splitlines()]
    for line in (*lines, *_INDENTED.findall(text), *_INLINE.findall(text)):
        for part in re.split(r"\s+#\s|  +| && ", line):
            if part.startswith("briefgen "):
                yield part


def links(page: str) -> Iterator[str]:
    """Where a page's links and pictures within the checkout lead, anchors included."""
    prose = _BLOCK.sub("", PAGES[page])
    yield from (target for target in re.findall(r"\]\(([^)\s]+)\)", prose) if "://" not in target)


def anchors(page: str) -> set[str]:
    """What can stand behind the `#` of a link to a page: its headings, as GitHub writes them."""
    heads = re.findall(r"^#+ (.+)$", _BLOCK.sub("", PAGES[page]), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
