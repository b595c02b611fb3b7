"""An officer at the desk who has a keyboard and nothing else: presses keys, looks at the screen, counts both."""

from __future__ import annotations

import time
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
        """Go to the words and select them, from where the cursor is on: by W and words to their beginning, by comma and words to their end."""
        wanted = words.split()
        self._walk_to(wanted)
        self.press(*["Shift+ArrowRight"] * len(wanted))
        end = wanted[-3:]  # of a long selection only the end is said
        until(lambda: _alike(self.heard().removesuffix(", selected").split()[-3:], end))

    def _walk_to(self, wanted: list[str]) -> None:
        article = self.text.split()
        starts = [n for n in range(len(article)) if _alike(article[n : n + len(wanted)], wanted)]
        assert starts, f"not in the text: {' '.join(wanted)}"
        words = self.page.locator("#words")
        for _ in range(3):
            if not words.and_(self.page.locator(":focus")).count():
                self.press("Shift+F6")
        self.press("Home")
        self.press(*["ArrowRight"] * starts[0])

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
