"""An archived text, and whether words stand in it: the one answer that checks, quotation marks and coverage rest on."""

from __future__ import annotations

from functools import cached_property, lru_cache

from briefgen.model.lookup import Archive
from briefgen.model.passage import Found, find, match


@lru_cache(maxsize=32)
def archived(text: str) -> ArchivedText:
    """The archived text, kept for all that ask for it."""
    return ArchivedText(text)


class ArchivedText:
    """An archived text. Several checks look up the same words in it: it is normalised once, and each is looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches: dict[str, Found | None] = {}

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.text)

    def match(self, words: str) -> Found | None:
        """Where the words stand; None when they do not."""
        if words not in self._matches:
            self._matches[words] = match(self._archive, words)
        return self._matches[words]

    def find(self, words: str) -> Found:
        """Where the words stand, or the closest passage."""
        return self.match(words) or find(self._archive, words)
