"""The page beside the facts: it is the brief's, it follows the file, nothing in it runs, and a click leads to its fact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from briefgen.desk import sheets
from briefgen.desk.exchange import Ask
from briefgen.desk.open_brief import OpenBrief
from briefgen.desk.page_view import page
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, Served
from tests.support.browsing import opened


def test_an_edit_that_cannot_be_read_keeps_the_last_good_page(brief: OpenBrief) -> None:
    good = page(Ask(brief)).data
    assert b"Missile explosion" in good
    file = brief.place.file
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "title: [", 1), encoding="utf-8")
    assert page(Ask(brief)).data == good
    assert [one for one in brief.reading().problems if one.level == "error"]


def test_a_save_elsewhere_shows_at_once(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    shown = opened(browser, served(office))
    file = office.briefs / FIRST / "brief.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Missile explosion", "Blast"), encoding="utf-8")
    shown.get_by_role("heading", name="Blast at Przewodów").first.wait_for()
    shown.frame_locator("#page iframe:not(.behind)").get_by_role("heading", name="Blast at Przewodów").wait_for()


def test_nothing_that_a_brief_says_runs_on_its_page(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    file = office.briefs / FIRST / "brief.yaml"
    text = file.read_text(encoding="utf-8").replace("Missile explosion", hostile)
    file.write_text(text, encoding="utf-8")
    shown = opened(browser, served(office))
    shown.on("dialog", lambda dialog: shown.evaluate("document.title = 'struck'"))
    shown.frame_locator("#page iframe:not(.behind)").get_by_text("<script>alert(1)</script>").first.wait_for()
    assert shown.title() != "struck"
    shown.context.close()


@pytest.mark.full
def test_the_printed_pages_are_shown_when_somebody_asks(
    office: WorkspaceFolder, served: Served, browser: Browser, tmp_path: Path
) -> None:
    shown = opened(browser, served(office))
    shown.get_by_role("button", name="As printed").click()
    picture = shown.get_by_role("img", name="Page 1 of")
    picture.wait_for()
    assert picture.evaluate("async one => { await one.decode(); return one.naturalWidth }") > 1000
    shown.context.close()


def test_a_save_while_the_file_is_read_is_not_overlooked(brief: OpenBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    file, load = brief.place.file, WorkspaceFolder.load
    file.write_bytes(file.read_bytes() + b"# one\n")

    def slow(self: WorkspaceFolder, *asked: Any) -> Loaded:
        loaded = load(self, *asked)
        monkeypatch.undo()
        file.write_bytes(file.read_bytes().replace(b"# one", b"# two"))  # another program, at that very moment
        return loaded

    monkeypatch.setattr(WorkspaceFolder, "load", slow)
    assert b"# one" in brief.reading().data
    assert b"# two" in brief.reading().data


def test_the_brief_is_printed_once_for_all_its_pages(brief: OpenBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[str] = []

    def counted(*asked: Any) -> Rendered:
        printed.append(asked[1])
        return render(*asked)

    monkeypatch.setattr(sheets, "render", counted)
    pages = json.loads(sheets.sheets(Ask(brief)).data)["pages"]
    pictures = [sheets.sheet(Ask(brief, {"number": str(number)})).data for number in range(pages)]
    assert len(set(pictures)) == pages > 3
    assert printed == ["pdf"]
