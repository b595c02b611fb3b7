"""Facts written from words of a source by keys: what the words say is in the file, and nothing that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import Served
from tests.support.browsing import opened

BRIEF = """\
title: A test
timezone: Europe/Warsaw
sources:
  report: {title: Fire at a port, kind: news_article, file: sources/report.txt, fidelity: original, language: en, published: 2022-11-16}
actors:
  lee: {kind: person, name: Ann Lee}
"""
FIRE = "A fire broke out in the port of Odesa on Tuesday at 15:40 Kyiv time, killing three people."
MAYOR = "“The port is closed,” Mayor Anna Kowalska told reporters on Wednesday."
SHE = "She added that it was “arson.”"


@pytest.mark.full
def test_what_the_words_say_is_written_by_keys_alone(tmp_path: Path, served: Served, browser: Browser) -> None:
    home = tmp_path / "briefs" / "test" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (home / "report.txt").write_text(f"{FIRE}\n\n{MAYOR} {SHE}\n", encoding="utf-8")
    office = WorkspaceFolder(tmp_path)
    page = opened(browser, served(office, "test"))
    expect(page.locator("#words")).to_be_focused()

    page.keyboard.press("s")
    page.keyboard.press("e")
    expect(page.locator("#form [id='field-title']")).to_be_focused()
    expect(page.locator("#form [id='say-when.at']")).to_contain_text(
        "Tuesday 15 November 2022, 15:40 in Kyiv, 14:40 here, 13:40 UTC."
    )
    page.keyboard.type("Fire in the port of Odesa")
    page.keyboard.press("Enter")
    expect(page.locator("#facts")).to_contain_text("Fire in the port of Odesa")

    page.locator("#words").focus()
    page.keyboard.press("w")
    page.keyboard.press("s")
    expect(page.locator("#heard")).to_contain_text("Mayor Anna Kowalska")
    page.keyboard.press("p")
    expect(page.locator("#form [id='say-actor']")).to_contain_text("Added with office “Mayor”.")
    page.keyboard.type("The port is closed.")
    page.keyboard.press("Enter")
    expect(page.locator("#facts")).to_contain_text("The port is closed.")
    assert not page.faults  # type: ignore[attr-defined]
    page.context.close()

    written = office.load(office.sources(["test"])[0]).draft
    event = written.events["fire-in-the-port-of"]
    assert event.when and (event.when.at, event.when.zone, event.when.basis) == (
        "2022-11-15 15:40",
        "Europe/Kyiv",
        "inferred_from_weekday",
    )
    assert event.when.as_written == "on Tuesday at 15:40 Kyiv time"
    assert event.place == "Odesa"
    assert event.casualties[0].killed and event.casualties[0].killed.max == 3
    assert event.evidence[0].span == FIRE
    position = written.positions["the-port-is-closed"]
    assert (position.actor, position.quote and position.quote.text) == ("anna-kowalska", "The port is closed")
    assert position.when and position.when.at == "2022-11-16"
    mayor = written.actors["anna-kowalska"]
    assert (mayor.kind, mayor.role and mayor.role.as_written) == ("person", "Mayor")
