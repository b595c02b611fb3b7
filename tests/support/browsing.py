"""A browser at the desk: real keys and clicks in Debian's Chromium, driven by Playwright, without a network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser import CHROMIUM
from tests.support.checkout import needs
from tests.support.waiting import PATIENCE


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser for as long as the block runs."""
    program = needs(CHROMIUM, "Chromium")
    expect.set_options(timeout=PATIENCE * 1000)  # as long as every other wait: five seconds are short on a busy machine
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def opened(
    browser: Browser,
    address: str,
    width: int = 1440,
    height: int = 900,
    ready: str = "#page iframe:not(.behind)",
    **settings: str,
) -> Page:
    """The desk in a window of its own, once its page is there. A fault of its script fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.faults = faults  # type: ignore[attr-defined]
    page.goto(address)
    page.wait_for_selector(ready, state="attached")
    return page


def axe() -> str:
    """The script of axe-core, which looks a page over for what keeps people from using it."""
    return Path(needs(os.environ.get("BRIEFGEN_AXE"), "axe-core (BRIEFGEN_AXE)")).read_text(encoding="utf-8")
