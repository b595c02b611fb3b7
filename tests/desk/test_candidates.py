"""Suggestions at the desk: taken, changed or dropped by one key, each as one step; what was dropped does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefgen.app.draft import draft, offered
from briefgen.desk.actions import ACTIONS
from briefgen.desk.exchange import Ask, BadRequest, DeskAnswer
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder
from tests.app.test_draft import BRIEF, TEXT
from tests.desk.conftest import NOW, Served
from tests.support.browsing import opened


@pytest.fixture
def fire(tmp_path: Path) -> OpenBrief:
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "sources" / "wire.txt").write_text(TEXT, encoding="utf-8")
    workspace = WorkspaceFolder(tmp_path)
    return OpenBrief(workspace, workspace.sources(["fire"])[0], lambda: NOW)


def ask(brief: OpenBrief, action: str, **said: object) -> DeskAnswer:
    return ACTIONS[action](Ask(brief, said))


def waits(brief: OpenBrief) -> list[str]:
    return [one.id for one in offered(brief.reading().loaded, brief.place)]


def named(brief: OpenBrief, words: str) -> str:
    """The suggestion that has these words."""
    return next(one.id for one in offered(brief.reading().loaded, brief.place) if words in one.words)


def test_the_sources_are_read_and_what_they_suggest_is_listed_and_counted(fire: OpenBrief) -> None:
    assert "Suggest facts from the sources" in ask(fire, "anew").parts["suggested"]
    found = ask(fire, "draft/run")
    assert f"{len(waits(fire))} suggestions in 1 text" in found.said
    assert "We found the charger" in found.parts["suggested"]
    assert fire.reading().data == BRIEF.encode(), "nothing of it is a fact yet"
    shown = ask(fire, "suggestion/show", id=waits(fire)[1])
    assert f"2 of {len(waits(fire))}" in shown.parts["card"]
    assert "candidate" not in "".join(found.parts.values())


def test_what_is_taken_is_a_fact_and_undone_with_its_state_as_one_step(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    before, key = waits(fire), named(fire, "We found the charger")
    taken = ask(fire, "suggestion/take", id=key)
    assert "We found the charger" in taken.parts["facts"] or "[TBC]" in taken.parts["facts"]
    assert b"[TBC] what is said, in your words" in fire.reading().data
    assert key not in waits(fire)
    with pytest.raises(UsageError, match="was accepted already"):
        ask(fire, "suggestion/take", id=key)
    ask(fire, "undo")
    assert fire.reading().data == BRIEF.encode()
    assert waits(fire) == before
    ask(fire, "redo")
    assert b"[TBC] what is said, in your words" in fire.reading().data
    assert key not in waits(fire)


def test_what_was_dropped_does_not_come_back_however_often_the_sources_are_read(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    first, second, third = waits(fire)[:3]
    ask(fire, "suggestion/drop", id=first)
    ask(fire, "draft/run")
    draft(fire.workspace, fire.place)  # the command, too
    assert first not in waits(fire)
    ask(fire, "suggestion/drop", id=second)
    ask(fire, "suggestion/take", id=third)
    ask(fire, "undo")
    assert third in waits(fire), "undoing one step opens none that was dropped"
    assert {first, second}.isdisjoint(waits(fire))
    assert fire.reading().data == BRIEF.encode()
    ask(fire, "undo")
    assert second in waits(fire)
    assert first not in waits(fire)


@pytest.mark.parametrize("action", ["suggestion/take", "suggestion/change", "suggestion/drop"])
def test_a_grade_is_no_suggestion_and_takes_or_drops_nothing(fire: OpenBrief, action: str) -> None:
    ask(fire, "draft/run")
    before = waits(fire)
    with pytest.raises(BadRequest):
        ask(fire, action, id="C")
    assert waits(fire) == before


def test_what_is_changed_is_taken_and_its_form_is_open(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    answer = ask(fire, "suggestion/change", id=named(fire, "We found the charger"))
    assert "[TBC] what is said, in your words" in answer.parts["form"]
    assert fire.undoable
    assert fire.undoable.label.startswith("Taken: ")


def test_two_pages_agree_on_what_was_dropped(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    version = fire.reading().version
    ask(fire, "suggestion/drop", id=waits(fire)[0])
    assert fire.reading().version != version


def test_a_change_elsewhere_is_not_undone_with_it(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    key = named(fire, "We found the charger")
    ask(fire, "suggestion/take", id=key)
    file = fire.place.file
    file.write_bytes(file.read_bytes() + b"# more\n")
    with pytest.raises(NotWritten):
        ask(fire, "undo")
    assert key not in waits(fire)


def test_a_damaged_file_of_suggestions_is_told_and_the_page_goes_on(fire: OpenBrief) -> None:
    ask(fire, "draft/run")
    file = fire.place.file.parent / "candidates.jsonl"
    file.write_bytes(file.read_bytes() + b"no line\n")
    assert "Fix the line, or delete the file and draft again" in ask(fire, "anew").parts["suggested"]


def test_the_words_of_a_suggestion_run_nothing(fire: OpenBrief) -> None:
    hostile = 'Ann Lee said: "<img src=x onerror=alert(1)> is what we found on Tuesday evening."\n'
    (fire.place.file.parent / "sources" / "wire.txt").write_text(TEXT + hostile, encoding="utf-8")
    shown = ask(fire, "draft/run").parts["suggested"]
    assert "<img" not in shown


@pytest.mark.full
def test_in_the_browser_a_row_leads_to_its_words_and_a_key_settles_it(
    fire: OpenBrief, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(fire.workspace, "fire"))
    page.click("text=Suggest facts from the sources")
    page.wait_for_selector("#waiting", state="attached")
    page.keyboard.press("Escape")
    page.click("#waiting summary")
    key = named(fire, "We found the charger")
    page.click(f"[data-suggestion={key}]")
    page.wait_for_selector("#card :text('Take')")
    page.keyboard.press("d")
    page.wait_for_selector(f"[data-suggestion={key}]", state="detached")
    assert page.locator("#waiting[open]").count() == 1, "the list stays as it was"
    assert key not in waits(fire)
    page.keyboard.press("Control+z")
    page.wait_for_selector(f"[data-suggestion={key}]")
    page.click(f"[data-suggestion={key}]")
    page.wait_for_selector("#card :text('Take')")
    page.keyboard.press("c")
    page.wait_for_selector("#form form")
    assert b"[TBC] what is said, in your words" in fire.reading().data
    assert page.faults == []  # type: ignore[attr-defined]
