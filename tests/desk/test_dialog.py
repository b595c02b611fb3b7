"""The dialog that sends, in a browser: an Enter too many, a second page, and a field that asks for something else send nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from briefgen.app.means import Means
from briefgen.deliver.transports import opener
from briefgen.desk.server import serving
from tests.support.browsing import opened
from tests.support.desk import Desk
from tests.support.mail_server import MailServer
from tests.support.waiting import until


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer() as server:
        desk = Desk(tmp_path, server)
        desk.issue()
        desk.send(test="anna@example.org")
        server.handler.taken.clear()
        yield desk


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    means = Means(lambda: desk.time, opener(desk.workspace.briefs, {}), lambda: 0.5)
    with serving(desk.workspace, desk.source, lambda: desk.time, means=means) as found:
        yield found


def dry_run(page: Page) -> None:
    page.click("text=Send…")
    page.wait_for_selector("#count")


def test_enter_sends_once_and_only_after_the_number(desk: Desk, address: str, browser: Browser) -> None:
    page = opened(browser, address)
    dry_run(page)
    assert page.evaluate("document.activeElement.id") == "count"
    for _ in range(3):
        page.keyboard.press("Enter")
    assert page.is_disabled("[data-send]")
    assert desk.inbox == []
    page.keyboard.type("2")
    for _ in range(4):
        page.keyboard.press("Enter")
    page.wait_for_selector("text=What became of it")
    assert sorted(to for to, _ in desk.inbox) == ["anna@example.org", "bert@example.org"]
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.reload()
    page.click("text=Send…")
    page.wait_for_selector("text=nobody is to get it who has not got it")
    assert len(desk.inbox) == 2
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.full
def test_a_second_page_cannot_send_what_the_first_has_sent(desk: Desk, address: str, browser: Browser) -> None:
    first = opened(browser, address)
    second = first.context.new_page()
    second.goto(first.url)
    dry_run(first)
    dry_run(second)
    for page in (first, second):
        page.fill("#count", "2")
        page.dblclick("[data-send]")
        page.wait_for_selector("#count", state="detached")
    assert "has changed since it was shown" in second.inner_text("#dialog")
    assert len(desk.inbox) == 2


@pytest.mark.full
def test_who_asks_for_something_else_sends_nothing_of_what_was_shown(
    desk: Desk, address: str, browser: Browser
) -> None:
    page = opened(browser, address)
    dry_run(page)
    page.fill("#count", "2")
    page.click("#dialog summary")
    page.fill("[name=test]", "bert@example.org")
    assert page.locator("[data-send]").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Type the number of readers, 1, to send")
    assert desk.inbox == []
    page.keyboard.press("Escape")
    until(lambda: page.locator("#count").count() == 0)  # what is closed is not sent by an Enter that comes late
