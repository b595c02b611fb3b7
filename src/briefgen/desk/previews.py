"""What each page would show with the form that is open there: kept in memory until it is saved or closed."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from briefgen.reading.load import Loaded

_MOST = 16
"""Pages at once; the one that was heard of longest ago goes first."""


class Previews:
    """The unsaved reading of each page by the name that the page gave itself."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Loaded] = OrderedDict()
        self._lock = Lock()

    def keep(self, tab: str, loaded: Loaded) -> None:
        """Show this in a page from now on."""
        with self._lock:
            self._kept[tab] = loaded
            self._kept.move_to_end(tab)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def drop(self, tab: str) -> None:
        """A page shows the file again."""
        with self._lock:
            self._kept.pop(tab, None)

    def of(self, tab: str) -> Loaded | None:
        """What a page shows in the place of the file."""
        with self._lock:
            return self._kept.get(tab)
