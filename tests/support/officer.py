"""An officer at the desk who has a keyboard and nothing else: presses keys, looks at the screen, counts both."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.support.waiting import until

_MOST = 400
"""Presses of one key after which what is looked for will not come."""


@dataclass
class Officer:
    """Works at a page of the desk. Whatever is done is done by keys; the screen is only looked at."""

    page: Page
    text: str
    at: int = 0
    keys: int = 0
    typed: int = 0
    begun: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        """A text by single letters, as they are typed."""
        self.page.keyboard.type(text)
        self.typed += len(text)

    def says(self, words: str) -> None:
        """Wait until the foot says so."""
        self.page.locator("#said", has_text=words).wait_for()

    # -- the source -------------------------------------------------------------------------------------------------------

    def heard(self) -> str:
        """What a screen reader says of the word under the cursor, or of the selection."""
        return self.page.locator("#heard").inner_text()

    def select(self, words: str) -> None:
        """Go to the words, word by word from where the cursor is on, and select them."""
        wanted, source = words.split(), self.page.locator("#words")
        for _ in range(3):
            if not source.and_(self.page.locator(":focus")).count():
                self.press("Shift+F6")
        start = self.place(words)
        for here in (self.at, 0):  # an end that is not heard: once more, from the text's beginning
            if here == 0:
                self.press("Home")
            self.press(*["ArrowRight" if start > here else "ArrowLeft"] * abs(start - here))
            self.press(*["Shift+ArrowRight"] * len(wanted))
            with suppress(AssertionError):
                until(lambda: self._hears(wanted), seconds=5)
                self.at = start
                return
        raise AssertionError(f"not selected: {words}, but {self.heard()}")

    def place(self, words: str) -> int:
        """Which word of the text the first of these is. Fails where they do not stand there."""
        text, wanted = self.text.split(), words.split()
        return next(n for n in range(len(text)) if _alike(text[n : n + len(wanted)], wanted))

    def _hears(self, wanted: list[str]) -> bool:
        """Whether these words are said to be selected; of many only the last are."""
        said = self.heard()
        return said.endswith(", selected") and _alike(said.removesuffix(", selected").split()[-3:], wanted[-3:])

    # -- forms ------------------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        """Wait for a form to be there."""
        self.page.locator("#form form").wait_for()

    def field(self, label: str) -> None:
        """Tab to a field."""
        target = self.page.locator("#form").get_by_label(label, exact=True)
        for _ in range(_MOST):
            if target.and_(self.page.locator(":focus")).count():
                return
            self.press("Tab")
        raise AssertionError(f"no field {label}")

    def fill(self, label: str, text: str) -> None:
        """Write into a field, in the place of what stands there."""
        self.field(label)
        self.press("Control+a")
        self.type(text)

    def save(self) -> None:
        """Save the form, and wait for the desk to say so."""
        self.press("Enter")
        form, said = self.page.locator("#form form"), self.page.locator("#said")
        until(lambda: form.count() == 0 or "Not saved" in said.inner_text())
        assert form.count() == 0, said.inner_text()


def _alike(found: list[str], wanted: list[str]) -> bool:
    """Whether these are the words, whatever marks stand at the last one's end."""
    return found[:-1] == wanted[:-1] and bool(found) and found[-1].startswith(wanted[-1])
