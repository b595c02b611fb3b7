"""Anchors of the document become bookmarks that Word accepts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.renderers.docx.elements import Element, w

_LONGEST = 40


class Bookmarks:
    """A name for each anchor, in their order: at most 40 letters, digits and underscores, a letter first, unique
    whatever the case (Word's rules; ECMA-376-1, 17.13.6.2 sets the 40)."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._placed: dict[str, int] = {}
        taken: set[str] = set()
        for anchor in anchors:
            if anchor and anchor not in self._names:
                self._names[anchor] = _free(_plain(anchor), taken)

    def name(self, anchor: str) -> str:
        """The bookmark of an anchor of the document."""
        return self._names[anchor]

    def around(self, anchor: str, content: Iterable[Element]) -> list[Element]:
        """The content between the marks of its bookmark; as it is when the anchor is empty or already placed."""
        name = self._names.get(anchor)
        if name is None or anchor in self._placed:
            return list(content)
        number = self._placed[anchor] = len(self._placed) + 1
        return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def _plain(anchor: str) -> str:
    name = re.sub("[^A-Za-z0-9]+", "_", anchor).strip("_")
    return name if name[:1].isalpha() else f"a_{name}"


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first numbered one that is free, cut to length."""
    found, number = name[:_LONGEST], 1
    while found.casefold() in taken:
        number += 1
        found = f"{name[: _LONGEST - len(str(number)) - 1]}_{number}"
    taken.add(found.casefold())
    return found
