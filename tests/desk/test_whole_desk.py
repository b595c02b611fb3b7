"""The whole desk in a browser: many pages at once, an end without warning, undo, and what keeps people from using it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, Served, first_brief
from tests.support.browsing import axe, opened
from tests.support.waiting import briefgen, heard, until

SENTENCE = "Protection Secretary Lloyd Austin"
TITLE = "Austin speaks beside Milley"


def write_event(page: Page) -> None:
    """An event from the words under the cursor, by keys."""
    page.locator("#words").focus()
    page.keyboard.press("s")
    page.keyboard.press("e")
    page.locator("#form form").wait_for()
    page.keyboard.type(TITLE)
    page.keyboard.press("Enter")
    page.locator("#said", has_text="Event added").wait_for()


@pytest.mark.full
def test_ten_pages_at_once_show_what_another_program_saved(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    address = served(office)
    first = opened(browser, address)
    pages = [first, *(first.context.new_page() for _ in range(9))]
    for page in pages[1:]:
        page.goto(first.url)
    file = office.briefs / FIRST / "brief.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Missile explosion", "Blast"), encoding="utf-8")
    for page in pages:
        page.bring_to_front()
        page.get_by_role("heading", name="Blast at Przewodów").first.wait_for()
    first.context.close()


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_desk_that_is_killed_loses_nothing_that_was_saved(tmp_path: Path, browser: Browser) -> None:
    office = first_brief(tmp_path)
    file = office.briefs / FIRST / "brief.yaml"
    with heard(), briefgen("edit", FIRST, "--no-browser", cwd=office.root) as desk:
        page = opened(browser, desk.says("http://127.0.0.1:"))
        write_event(page)
        saved = file.read_bytes()
        page.keyboard.press("s")
        page.keyboard.press("e")
        page.locator("#form form").wait_for()
        page.keyboard.type("half a tit")
        desk.process.send_signal(signal.SIGKILL)
        desk.process.wait()
        page.locator("#notice", has_text="The desk has ended").wait_for()
        page.context.close()
    assert TITLE.encode() in saved
    assert file.read_bytes() == saved
    assert not list(office.briefs.rglob("*.tmp*"))
    with heard(), briefgen("edit", FIRST, "--no-browser", cwd=office.root) as desk:
        page = opened(browser, desk.says("http://127.0.0.1:"))
        page.locator("#facts").get_by_text(TITLE).wait_for()
        page.context.close()


@pytest.mark.full
def test_undo_gives_the_file_back_byte_by_byte(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    file = office.briefs / FIRST / "brief.yaml"
    before = file.read_bytes()
    page = opened(browser, served(office))
    write_event(page)
    after = file.read_bytes()
    page.keyboard.press("Control+z")
    until(lambda: file.read_bytes() == before)
    page.keyboard.press("Control+y")
    until(lambda: file.read_bytes() == after)
    page.context.close()


def _reading(page: Page) -> None:
    page.locator("#words").wait_for(state="attached")


def _form(page: Page) -> None:
    page.evaluate("document.querySelector('[data-pane=facts]')?.click()")
    page.locator('[data-fact^="events."] button').first.click()
    page.locator("#form form").wait_for()


def _action(page: Page) -> None:
    page.evaluate("document.querySelector('[data-pane=facts]')?.click()")
    page.get_by_role("button", name="Add to Actions", exact=True).click()
    page.locator("#form form").wait_for()


def _sending(page: Page) -> None:
    page.get_by_role("button", name="Send").first.click()
    page.locator("#dialog[open] h2").wait_for()


def _keys(page: Page) -> None:
    page.get_by_role("button", name="Keys").click()
    page.locator("#dialog[open] h2").wait_for()


@pytest.mark.full
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1100, 700])
@pytest.mark.parametrize("state", [_reading, _form, _action, _sending, _keys])
def test_nothing_keeps_people_from_using_it(
    office: WorkspaceFolder,
    served: Served,
    browser: Browser,
    state: Callable[[Page], None],
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    script = axe()
    page = opened(browser, served(office), width, color_scheme=scheme)
    state(page)
    page.evaluate(f"{script};0")
    found = page.evaluate(
        "async () => (await axe.run(document, {iframes: false})).violations.map(one => [one.id, one.nodes[0].html])"
    )
    assert found == [], json.dumps(found, indent=1)
    page.context.close()
