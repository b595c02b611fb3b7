"""A fact is written by keys alone: words, a letter, a title, Enter; names by typing, a conflict by F2, and back by Ctrl+Z."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, Served
from tests.support.browsing import opened


def field(page: Page, name: str) -> str:
    return f'[id="field-{name}"]'


def sound(page: Page) -> None:
    assert not page.faults  # type: ignore[attr-defined]
    page.context.close()


def test_an_event_is_written_from_a_sentence_by_keys_alone(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    file = office.briefs / FIRST / "brief.yaml"
    before = file.read_bytes()
    page = opened(browser, served(office))
    page.locator("#words").focus()
    page.keyboard.press("s")
    page.keyboard.press("e")
    expect(page.locator(field(page, "title"))).to_be_focused()
    page.keyboard.type("Milley’s words: “a title” # with signs")
    page.locator(field(page, "actors")).focus()
    page.keyboard.type("andrzej")
    expect(page.locator('[role="option"][aria-selected="true"]')).to_contain_text("Andrzej Duda")
    page.keyboard.press("Enter")
    expect(page.locator('.chip[data-ref="duda"]')).to_be_visible()
    shown = page.frame_locator("#page iframe:not(.behind)")
    shown.locator("td").get_by_text("Milley’s words").first.wait_for()
    assert file.read_bytes() == before  # the page shows it, and nothing is written
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Event added: Milley’s words")
    expect(page.locator("#form form")).to_have_count(0)
    expect(page.locator("#words")).to_be_focused()
    assert b"title: " in file.read_bytes() and "# with signs" in file.read_text(encoding="utf-8")
    page.keyboard.press("Control+z")
    expect(page.locator("#said")).to_contain_text("Undone: Event added")
    assert file.read_bytes() == before
    sound(page)


@pytest.mark.full
def test_a_problem_holds_the_form_and_f2_keeps_mine(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    file = office.briefs / FIRST / "brief.yaml"
    page = opened(browser, served(office))
    row = page.locator('[data-fact="events.gerasimov-call"] > button')
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator(field(page, "title"))).to_be_focused()
    page.locator(field(page, "when.at")).fill("2022-11-31")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Not saved")
    expect(page.locator('[id="say-when.at"] .error')).to_have_text("November has 30 days. Do you mean 2022-11-30?")
    page.locator(field(page, "when.at")).fill("2022-11-15")
    page.locator(field(page, "title")).fill("Typed here")
    text = file.read_text(encoding="utf-8").replace(
        "title: Milley’s staff try to connect", "title: Their staff try to connect"
    )
    file.write_text(text, encoding="utf-8")
    expect(page.locator("#form-conflict")).to_contain_text("Nothing is overwritten")
    page.keyboard.press("Enter")
    assert file.read_text(encoding="utf-8") == text
    page.keyboard.press("F2")
    expect(page.locator("#form-conflict .conflict")).to_have_count(0)
    expect(page.locator(field(page, "title"))).to_have_value("Typed here")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Event changed: Typed here")
    sound(page)


def order(page: Page) -> list[str]:
    """The first events of the list."""
    return [one.get_attribute("data-fact") or "" for one in page.locator('#facts [data-fact^="events."]').all()[:3]]


@pytest.mark.full
def test_facts_are_moved_by_keys_and_by_dragging(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    page = opened(browser, served(office))
    one, two, three = order(page)
    page.locator(f'[data-fact="{two}"] > button').focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#said")).to_contain_text("Place 1 of")
    expect(page.locator(f'[data-fact="{two}"] > button')).to_be_focused()
    assert order(page) == [two, one, three]
    page.drag_and_drop(f'[data-fact="{three}"] .title', f'[data-fact="{two}"] .title')
    expect(page.locator('#facts [data-fact^="events."]').first).to_have_attribute("data-fact", three)
    sound(page)


@pytest.mark.full
def test_a_fact_that_is_kept_after_the_question_can_be_saved(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(office))
    page.locator('[data-fact="events.barrage"] > button').click()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("button", name="Keep it").click()
    page.locator(field(page, "title")).fill("Kept and changed")
    page.locator(field(page, "actors")).fill("poli")
    expect(page.locator("#choices-actors")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#said")).to_contain_text("“poli” may mean several")
    page.locator(field(page, "actors")).fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#said")).to_contain_text("Event changed: Kept and changed")
    sound(page)


@pytest.mark.full
def test_the_foot_tells_the_keys_of_the_form_while_it_has_the_focus(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(office))
    page.locator('[data-fact="events.barrage"] > button').click()
    page.locator(field(page, "title")).click()
    expect(page.locator("#keys")).to_contain_text("Enter save")
    expect(page.locator("#keys")).not_to_contain_text("walk")
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_contain_text("Enter open")
    sound(page)


@pytest.mark.full
def test_the_keys_go_on_after_a_fact_is_renamed(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    page = opened(browser, served(office))
    page.locator('[data-fact="events.barrage"] > button').click()
    page.locator("#form summary:visible", has_text="More").last.click()
    page.locator("#renaming").fill("attack")
    page.locator("#renaming").press("Enter")
    expect(page.locator("#said")).to_contain_text("barrage is called attack everywhere now")
    page.keyboard.press("Escape")
    expect(page.locator("#form form")).to_have_count(0)
    sound(page)


@pytest.mark.full
def test_what_is_not_saved_stays_on_the_page_after_a_rename(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(office))
    page.locator('[data-fact="events.barrage"] > button').click()
    page.locator("#form [id='field-title']").fill("A title that is not saved")
    brief = page.frame_locator("#page iframe:not(.behind)")
    expect(brief.locator("body")).to_contain_text("A title that is not saved")
    page.locator("#form summary:visible", has_text="More").last.click()
    page.locator("#renaming").fill("attack")
    page.locator("#renaming").press("Enter")
    expect(page.locator("#said")).to_contain_text("barrage is called attack everywhere now")
    expect(brief.locator('[data-origin^="events.attack"]').first).to_be_attached()
    expect(brief.locator("body")).to_contain_text("A title that is not saved")
    sound(page)


def test_a_letter_beside_a_form_that_is_not_saved_leads_to_its_button(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(office), 1100)
    page.locator('[data-fact="events.barrage"] > button').click()
    page.locator("#form [id='field-title']").fill("Typed and not saved")
    page.locator('.tabs [data-pane="page"]').click()  # the form is out of sight
    page.locator("#words").focus()
    page.keyboard.press("s")
    page.keyboard.press("p")
    expect(page.locator("#form [data-save]")).to_be_focused()
    expect(page.locator("#said")).to_contain_text("The form of the event is not saved")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Event changed: Typed and not saved")
    sound(page)
