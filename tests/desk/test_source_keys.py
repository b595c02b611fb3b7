"""The source in a browser: a word cursor, a selection and its menu by keys and by mouse, and forms that open with the very words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from briefgen.app.draft import draft
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import Served
from tests.support.browsing import axe, opened
from tests.support.sweeps import few

BRIEF = """\
title: A test
sources:
  post: {title: A post, kind: social_post, file: sources/post.txt, fidelity: original, language: en}
  paper: {title: A paper, kind: news_article, file: sources/paper.txt, fidelity: original, language: ar}
  memo: {title: A memo, kind: report, file: sources/memo.txt, fidelity: original, language: en}
  log: {title: A log, file: sources/log.csv, fidelity: original, rows: {when: Time, title: What, zone: Europe/Warsaw}}
actors:
  agency: {name: The agency, evidence: {post: The agency}}
events:
  fell: {title: The rocket fell, when: 2022-11-15, evidence: {paper: "سقط في قرية بريزفودوف"}}
"""
POST = "Post 🚀🚀 of the day\n\nThe agency said the port is closed, and ships wait 🚀 outside. Gen. Kos left on 15 November. Some wrote <img src=x onerror=alert(1)> there.\n"
PAPER = "انفجار في القرية\n\nقال المتحدث إن الصاروخ سقط في قرية بريزفودوف. لا أحد يعرف.\n"
MEMO = "General Kos said on 16 November that the gate is open.\n"
ROWS = "Time,What\n2022-11-15 06:00,The gate opens\n2022-11-15 07:00,The gate shuts\n"


@pytest.fixture
def page(tmp_path: Path, served: Served, browser: Browser) -> Page:
    home = tmp_path / "briefs" / "test" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    for name, text in (("post.txt", POST), ("paper.txt", PAPER), ("memo.txt", MEMO), ("log.csv", ROWS)):
        (home / name).write_text(text, encoding="utf-8")
    office = WorkspaceFolder(tmp_path)
    draft(office, office.sources(["test"])[0], ["post", "memo"])
    page = opened(browser, served(office, "test"))
    page.evaluate("() => document.fonts.ready.then(() => {})")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def heard(page: Page) -> Locator:
    return page.locator("#heard")


def words_of_form(page: Page) -> Locator:
    return page.locator("#form form")


def test_a_fact_is_written_from_words_by_keys_alone(page: Page) -> None:
    expect(page.locator("#words")).to_be_focused()
    press(page, "ArrowDown", "Home", "w")
    expect(heard(page)).to_have_text("Post")
    press(page, *["ArrowRight"] * 5)
    expect(heard(page)).to_have_text("The")
    press(page, ",")
    expect(heard(page)).to_have_text("The agency said the port is closed, selected")
    press(page, ",")
    expect(heard(page)).to_have_text("The agency said the port is closed, and ships wait 🚀 outside., selected")
    expect(page.locator("#kinds .best")).to_contain_text("Position")
    press(page, "e")
    title = page.locator("#form [id='field-title']")
    expect(title).to_be_focused()
    expect(words_of_form(page)).to_contain_text("and ships wait 🚀 outside.")
    page.keyboard.type("Epic")
    expect(title).to_have_value("Epic")
    press(page, "Enter")
    expect(page.locator("#facts")).to_contain_text("Epic")
    expect(page.locator("#gutter .letter-E:not(.suggested)")).to_have_count(1)
    marked = "".join(page.locator("#words .kind-E").all_text_contents())
    assert marked == "The agency said the port is closed, and ships wait 🚀 outside."
    page.locator("#words").focus()
    press(page, "Home", "w")
    expect(heard(page)).to_have_text("Gen.")
    assert not page.faults  # type: ignore[attr-defined]


@pytest.mark.full
def test_a_sentence_ends_where_it_does_and_letters_do_nothing_elsewhere(page: Page) -> None:
    expect(page.locator("#words")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#words img")).to_have_count(0)
    press(page, *["ArrowRight"] * 18, "s")
    expect(heard(page)).to_have_text("Gen. Kos left on 15 November., selected")
    press(page, "Escape")
    expect(page.locator("#kinds")).to_be_hidden()
    page.locator("#source-choice").focus()
    press(page, "e", "w", "s")
    expect(page.locator("#form form")).to_have_count(0)
    page.locator("#words").focus()
    press(page, "b")
    expect(words_of_form(page)).to_contain_text("Gen. Kos left on 15 November.")


@pytest.mark.full
def test_the_arrow_to_the_left_goes_on_in_a_text_from_right_to_left(page: Page) -> None:
    page.select_option("#source-choice", "paper")
    expect(page.locator("#words")).to_have_attribute("data-source", "paper")
    page.locator("#words").focus()
    press(page, "ArrowLeft", "ArrowLeft")
    expect(heard(page)).to_have_text("القرية")
    press(page, "ArrowRight")
    expect(heard(page)).to_have_text("في")
    press(page, "End", "ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft")
    expect(heard(page)).to_have_text("أحد يعرف., selected")


def place(page: Page, words: str) -> tuple[float, float, float, float]:
    """Where words stand on the screen: their left and right edge, and the middle of each line."""
    found = page.evaluate(
        """(words) => {
          const line = [...document.querySelectorAll("#words p")].find((one) => one.textContent.includes(words));
          const range = document.createRange();
          const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          const [from, to] = [line.textContent.indexOf(words), line.textContent.indexOf(words) + words.length];
          for (let sum = 0; walk.nextNode(); sum += walk.currentNode.length) {
            const node = walk.currentNode;
            if (sum <= from && from < sum + node.length) range.setStart(node, from - sum);
            if (sum < to && to <= sum + node.length) range.setEnd(node, to - sum);
          }
          const list = range.getClientRects();
          const [first, last] = [list[0], list[list.length - 1]];
          return [first.left, first.top + first.height / 2, last.right, last.top + last.height / 2];
        }""",
        words,
    )
    left, top, right, bottom = found
    return left, top, right, bottom


@pytest.mark.full
def test_words_are_chosen_by_the_mouse_whole_and_a_click_in_the_menu_opens_their_form(page: Page) -> None:
    left, top, right, bottom = place(page, "agency said the port")
    page.mouse.move(left + 12, top)
    page.mouse.down()
    page.mouse.move(right - 12, bottom, steps=3)
    page.mouse.up()
    expect(heard(page)).to_have_text("agency said the port, selected")
    page.click("#kinds [data-kind=P]")
    expect(words_of_form(page)).to_contain_text("agency said the port")
    press(page, "Escape")
    expect(page.locator("#form form")).to_have_count(0)
    left, top, *_ = place(page, "agency")
    page.mouse.click(left + 12, top)
    expect(page.locator("#said")).to_contain_text("Actor: The agency")


@pytest.mark.full
def test_enter_opens_the_fact_under_the_cursor_and_a_fact_of_another_source_brings_its_text(page: Page) -> None:
    press(page, *["ArrowRight"] * 6)
    expect(page.locator("#said")).to_contain_text("Actor: The agency")
    press(page, "Enter")
    expect(page.locator("#form form")).to_have_attribute("data-path", "actors.agency")
    press(page, "Escape")
    expect(page.locator("#words")).to_be_focused()
    page.click("[data-fact='events.fell'] button")
    expect(page.locator("#words")).to_have_attribute("data-source", "paper")
    expect(page.locator("#layer .lit")).not_to_have_count(0)


@pytest.mark.full
def test_more_words_are_added_to_the_form_that_is_open_and_to_the_fact_they_stand_in(page: Page) -> None:
    press(page, *["ArrowRight"] * 18, "s", "e")
    expect(words_of_form(page)).to_contain_text("Gen. Kos left on 15 November.")
    page.locator("#words").focus()
    press(page, "Home", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator("#kinds [data-more]")).to_contain_text("Add to the open form")
    press(page, "+")
    expect(words_of_form(page)).to_contain_text("Post 🚀🚀")
    page.locator("#form [id='field-title']").fill("Kos leaves")
    press(page, "Enter")
    expect(page.locator("#form form")).to_have_count(0)
    page.locator("#words").focus()
    press(page, "Home", *["ArrowRight"] * 19, "Shift+ArrowRight")
    expect(page.locator("#kinds [data-more]")).to_contain_text("Add to “Kos leaves”")


@pytest.mark.full
def test_suggestions_are_gone_through_by_key_and_what_is_dropped_does_not_come_back(page: Page) -> None:
    press(page, "n")
    expect(page.locator("#card")).to_be_visible()
    first = heard(page).text_content()
    expect(page.locator("#card")).to_contain_text("1 of")
    press(page, "d")
    expect(page.locator("#said")).to_contain_text("Dropped")
    expect(heard(page)).not_to_have_text(first or "")
    expect(page.locator("#card")).to_contain_text("1 of")
    press(page, "Escape")
    expect(page.locator("#card")).to_be_hidden()
    press(page, "End", "n")
    expect(page.locator("#words")).to_have_attribute("data-source", "memo")
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#card")).to_be_visible()
    press(page, "Shift+N")
    expect(page.locator("#words")).to_have_attribute("data-source", "post")


@pytest.mark.full
def test_a_row_of_a_log_opens_the_form_of_an_event_with_its_words(page: Page) -> None:
    page.select_option("#source-choice", "log")
    expect(page.locator("#words")).to_have_attribute("data-source", "log")
    page.locator("#words").focus()
    press(page, "ArrowDown", "Shift+End")
    expect(heard(page)).not_to_contain_text("The gate opens")
    press(page, "Escape", "Home", "Enter")
    expect(words_of_form(page)).to_contain_text("The gate opens")
    expect(words_of_form(page)).not_to_contain_text("06:00The")


@pytest.mark.full
def test_a_page_that_only_watches_shows_the_source_and_writes_nothing(
    office: WorkspaceFolder, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(office, readonly=True))
    press(page, "ArrowRight", "s", "e", "+", "t")
    expect(heard(page)).to_contain_text("selected")
    expect(page.locator("#kinds")).to_be_hidden()
    expect(page.locator("#form form")).to_have_count(0)
    expect(page.locator("#notice")).to_be_hidden()


@pytest.mark.full
def test_the_place_in_the_text_is_kept_when_the_page_comes_again(page: Page) -> None:
    page.select_option("#source-choice", "paper")
    expect(page.locator("#words")).to_have_attribute("data-source", "paper")
    page.reload()
    expect(page.locator("#words")).to_have_attribute("data-source", "paper")


@pytest.mark.parametrize("scheme", few(["light", "dark"], "light"))
def test_nothing_of_the_source_keeps_people_from_using_it(
    office: WorkspaceFolder, served: Served, browser: Browser, scheme: str
) -> None:
    script = axe()
    draft(office, office.sources()[0])
    page = opened(browser, served(office), color_scheme=scheme, reduced_motion="reduce")
    page.evaluate(f"{script};0")
    for keys in ([], [","], ["Escape", "n"]):
        press(page, *keys)
        if keys == ["Escape", "n"]:
            expect(page.locator("#card")).to_be_visible()
        found = page.evaluate(
            "async () => (await axe.run(document.getElementById('pane-source'))).violations.map((one) => one.id)"
        )
        assert found == []
