"""A browser for the tests: what Chromium shows, prints and says of a page, without a window and without a network."""

from __future__ import annotations

import html
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from tests.support.checkout import needs
from tests.support.waiting import PATIENCE

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def screenshot(page: str, folder: Path, width: int, height: int) -> Image.Image:
    """The upper left corner of a page, `width` by `height` CSS pixels, as it is on a screen of one pixel each."""
    target = folder / "screenshot.png"
    _run(page, folder, f"--window-size={width},{max(height, 400)}", f"--screenshot={target}")
    return Image.open(io.BytesIO(target.read_bytes())).convert("RGB").crop((0, 0, width, height))


def printed(page: str, folder: Path) -> bytes:
    """The page as Chromium prints it, without its own head and foot lines."""
    target = folder / "printed.pdf"
    _run(page, folder, "--no-pdf-header-footer", f"--print-to-pdf={target}")
    return target.read_bytes()


def dom(page: str, folder: Path) -> str:
    """The page as it is after all its scripts have run."""
    return _run(page, folder, "--virtual-time-budget=20000", "--dump-dom")


def answer(page: str, script: str, folder: Path, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Any:
    """What an async JavaScript function's body returns inside the page, in a frame of a width and a colour scheme.

    The page's security policy, which would forbid the question, is taken out; a frame can be as narrow as a phone.
    """
    asked = page.replace("Content-Security-Policy", "x-asked").replace(
        "</body>", f"<script>{_asking(script)}</script></body>"
    )
    frame = (
        f'<iframe srcdoc="{html.escape(asked)}" width="{width}" height="900" style="border:0;color-scheme:{scheme}">'
    )
    outer = f'<!DOCTYPE html><html lang="en"><title>x</title><body>{frame}</iframe><pre id="said"></pre></body></html>'
    said = dom(outer, folder).partition('<pre id="said">')[2].partition("</pre>")[0]
    return json.loads(html.unescape(said))


def _asking(script: str) -> str:
    put = "said => {parent.document.getElementById('said').textContent = JSON.stringify(said)}"
    return f"addEventListener('load', () => (async () => {{{script}}})().then({put}, fault => ({put})(String(fault))))"


def _run(page: str, folder: Path, *flags: str) -> str:
    needs(CHROMIUM, "Chromium")
    assert CHROMIUM
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = (CHROMIUM, *_FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, file.as_uri())
    return subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE).stdout.decode("utf-8")
