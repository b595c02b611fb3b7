"""The list of briefs, and a new one begun there: by the same rules as `briefgen new`."""

from __future__ import annotations

from itertools import count

import pytest
from playwright.sync_api import Browser, expect

from briefgen import load
from briefgen.app import vacant
from briefgen.desk.beginning import begin, choose
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, NOW, Served
from tests.desk.test_adding import PAGE, TEXT
from tests.support.browsing import opened
from tests.support.full_disk import disk_full_after
from tests.support.waiting import until


def test_a_brief_is_begun_with_a_text_which_is_archived_and_read_for_suggestions(office: WorkspaceFolder) -> None:
    answer = begin(office, {"name": "fire", "text": TEXT}, b"", NOW)
    assert answer.tell["to"] == "/brief/fire/"
    assert "reached us" in answer.said, "what its writer must decide is told"
    home = office.briefs / "fire"
    assert "A fire broke out on Tuesday" in next((home / "sources").glob("*.txt")).read_text(encoding="utf-8")
    assert (home / "candidates.jsonl").exists()


def test_a_new_brief_keeps_the_marking_and_the_zone_of_its_office(office: WorkspaceFolder) -> None:
    (office.briefs / "office.yaml").write_text("timezone: Europe/Warsaw\nmarking: TLP:AMBER\n", encoding="utf-8")
    begin(office, {"name": "fire", "text": TEXT}, b"", NOW)
    begin(office, {"name": "example", "text": ""}, b"", NOW)
    fire, example = (load(office.briefs / name / "brief.yaml").draft for name in ("fire", "example"))
    assert fire.timezone == "Europe/Warsaw"
    assert [fire.marking.label, example.marking.label] == ["TLP:AMBER", "TLP:AMBER"]


def test_with_a_file_or_with_nothing(office: WorkspaceFolder) -> None:
    begin(office, {"name": "mill", "file": "mill.html"}, PAGE, NOW)
    assert (office.briefs / "mill/sources/mill.html").read_bytes() == PAGE
    begin(office, {"name": "plain", "text": " "}, b"", NOW)
    assert "plain" in choose(office, readonly=False)
    assert (office.briefs / "plain/brief.yaml").exists()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is not a short name"),
        ("../up", "is not a short name"),
        ("office", "is not a short name"),
        ("przewodow-2022-11", "There is a brief 'przewodow-2022-11' already."),
    ],
)
def test_a_name_that_is_none_or_taken_is_refused_and_nothing_is_written(
    office: WorkspaceFolder, name: str, why: str
) -> None:
    before = sorted(office.root.rglob("*"))
    answer = begin(office, {"name": name, "text": TEXT}, b"", NOW)
    assert why in answer.said
    assert answer.tell == {"refused": "yes"}
    assert sorted(office.root.rglob("*")) == before


def test_an_empty_file_begins_nothing(office: WorkspaceFolder) -> None:
    assert begin(office, {"name": "fire", "file": "empty.txt"}, b"", NOW).tell == {"refused": "yes"}
    assert not (office.briefs / "fire").exists()


@pytest.mark.parametrize("name", ["a" * 300, "A" * 300, "ż" * 100])
def test_a_name_that_no_disk_takes_is_refused_in_words(office: WorkspaceFolder, name: str) -> None:
    assert "name" in begin(office, {"name": name, "text": TEXT}, b"", NOW).said
    assert [one.name for one in office.briefs.iterdir() if one.is_dir()] == [FIRST]


@pytest.mark.parametrize("text", [TEXT, ""])
def test_of_two_who_begin_a_brief_of_one_name_at_once_one_keeps_it_whole(
    office: WorkspaceFolder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Both have found the name free, and the second comes when the first is done."""
    free = office.briefs / "fire" / "brief.yaml"
    begin(office, {"name": "fire", "text": text}, b"", NOW)
    before = {one: one.read_bytes() for one in free.parent.rglob("*") if one.is_file()}
    monkeypatch.setattr(vacant, "vacant", lambda workspace, name: free)
    second = begin(office, {"name": "fire", "text": text}, b"", NOW)
    assert second.said == "There is a brief 'fire' already." and "to" not in second.tell
    assert {one: one.read_bytes() for one in free.parent.rglob("*") if one.is_file()} == before


@pytest.mark.parametrize("text", [TEXT, ""])
def test_where_the_disk_is_full_nothing_is_begun(
    office: WorkspaceFolder, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """At whichever file that is: what is said to have failed can be done again, under the same name."""
    for room in count():
        with disk_full_after(room, monkeypatch):
            answer = begin(office, {"name": "fire", "text": text}, b"", NOW)
        if "to" in answer.tell:
            break
        assert "cannot be written" in answer.said and not (office.briefs / "fire" / "brief.yaml").exists()
    assert room > 1
    assert office.sources(["fire"])


def test_a_page_that_is_only_watched_begins_nothing(office: WorkspaceFolder) -> None:
    assert "<form" not in choose(office, readonly=True)


@pytest.mark.full
def test_in_the_browser_the_list_leads_to_the_new_brief(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    page.goto(served(office, ""))
    expect(page.locator("[name=name]")).to_be_focused()
    page.keyboard.type("office")
    page.click("text=Begin >> nth=-1")
    page.wait_for_selector("text='office' is not a short name")
    page.fill("[name=name]", "fire")
    page.fill("[name=text]", TEXT)
    page.press("[name=text]", "Enter")
    page.wait_for_url("**/brief/fire/")
    until(lambda: "choose it at “How its text reached us”" in page.inner_text("#said"))
    expect(page.locator("#facts .six-kinds")).to_be_attached()  # what the letters write, until the first fact is there
    expect(page.locator("#source .quality")).to_have_text("Wording not verified, no date")
    again = opened(browser, served(office, "fire"))
    assert "Suggested" in again.inner_text("#suggested")
    assert again.faults == []  # type: ignore[attr-defined]
