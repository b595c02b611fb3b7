"""docs/tutorial-desk.md, done as it stands: keys and clicks in a browser, from a pasted article to an edition that two readers have."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from briefgen.app.means import Means
from briefgen.deliver.transports import opener
from briefgen.desk.server import serving
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.browsing import opened
from tests.support.checkout import ROOT
from tests.support.issued import OFFICE, workspace
from tests.support.mail_server import MailServer
from tests.support.officer import Officer

TUTORIAL = (ROOT / "docs" / "tutorial-desk.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", TUTORIAL, re.DOTALL)
ARTICLE = next(text for kind, text in BLOCKS if kind == "text")
STEPS = [line.split(maxsplit=1) for kind, text in BLOCKS if kind == "desk" for line in text.splitlines()]
NOW = datetime(2026, 3, 3, 16, 40, tzinfo=UTC)


def do(officer: Officer, verb: str, what: str) -> None:
    """One step, as the tutorial has it."""
    print(verb, what)
    page = officer.page
    label, _, text = what.partition(" = ")
    match verb:
        case "in":
            _field(officer, label).fill(text)
        case "paste":
            page.get_by_label(label).fill(ARTICLE)
        case "click":
            page.get_by_role("button", name=label, exact=not label.endswith("…")).first.click()
        case "check":
            page.get_by_label(label).check()
        case "choose":
            _field(officer, label).select_option(label=text)
        case "open" if label == "More":
            page.locator("#form details.more > summary").click()
        case "open":
            page.locator("#page iframe:not(.behind)").wait_for(state="attached")  # the desk is there
            row = page.locator(f'[data-fact="{label}"] button').first
            if not row.is_visible():  # its group is closed
                page.locator("details.group", has=row).locator("summary").click()
            row.click()
            page.locator("#form form").wait_for()
        case "select":
            page.locator("#words").focus()
            officer.select(label)
        case "press" if label == "Enter":
            officer.save()
        case "press":
            officer.press(label.lower())
            page.locator("#form form").wait_for()
        case "type":
            officer.type(label)
        case "name":
            _field(officer, label).fill(text)
            officer.press("Enter")
            page.locator("#form .chips .chip", has_text=text).first.wait_for()
        case "see":
            page.get_by_role("heading", name=label, exact=True).wait_for()
        case _:
            raise AssertionError(f"no such step: {verb}")


def _field(officer: Officer, label: str) -> Locator:
    """The field of that name in the dialog, in the form, or on the page."""
    page = officer.page
    return (
        page.locator("#dialog[open], #form, #new")
        .get_by_label(label, exact=True)
        .and_(page.locator("input, textarea, select"))
    )


@pytest.mark.full
@pytest.mark.full
def test_the_tutorial_sends_what_it_shows(tmp_path: Path, browser: Browser) -> None:
    with MailServer() as server:
        office = workspace(tmp_path, OFFICE, f"port: {server.port}\nsecurity: plain")
        means = Means(lambda: NOW, opener(office.briefs, {}), lambda: 0.5)
        with serving(WorkspaceFolder(office.root), None, lambda: NOW, means=means) as address:
            officer = Officer(opened(browser, address, ready="#new"), ARTICLE)
            for verb, what in STEPS:
                do(officer, verb, what)
            officer.page.context.close()
        assert sorted(to for to, _ in server.handler.taken) == ["anna@example.org", "bert@example.org"]
    brief = office.load(office.sources(["quay-fire"])[0]).draft
    assert [len(one) for one in (brief.events, brief.positions, brief.questions)] == [3, 2, 1]
    berg = next(one for one in brief.positions.values() if "arson" in one.says)
    assert berg.quote and berg.quote.text.startswith("It is too early to speak of arson")


def test_it_is_short() -> None:
    assert len(STEPS) < 60
