"""What an incident did, why, what is to be done, a section and a table, each written by keys alone at a desk in a browser."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import Browser

from briefgen.desk.forms.names import PARTS, offered
from briefgen.desk.open_brief import OpenBrief
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, Served
from tests.support.browsing import opened
from tests.support.officer import Officer


def _add(officer: Officer, title: str) -> None:
    officer.page.get_by_role("button", name=f"Add to {title}", exact=True).focus()
    officer.press("Enter")
    officer.opened()


def _choose(officer: Officer, label: str, typed: str) -> None:
    officer.field(label)
    officer.type(typed)
    officer.page.locator('#form .choices li[aria-selected="true"]').first.wait_for()
    officer.press("Enter")


@pytest.mark.full
def test_the_aftermath_is_written_by_keys_alone(office: WorkspaceFolder, served: Served, browser: Browser) -> None:
    folder = office.briefs / FIRST
    (folder / "hashes.csv").write_text("Hash,Host\nabc,one\ndef,two\n", encoding="utf-8")
    officer = Officer(opened(browser, served(office)), "")
    _add(officer, "Impact")
    officer.fill("What it did", "Two people were killed.")
    officer.save()
    _add(officer, "Causes")
    officer.fill("The cause", "The missile missed its target.")
    officer.field("What kind of cause")
    officer.type("Root")
    _choose(officer, "What shows it", "missile strikes")
    officer.save()
    _add(officer, "Actions")
    officer.fill("What is to be done", "Warn the authority.")
    officer.field("What it is")
    officer.type("Duty")
    _choose(officer, "Or counted from", "aware")
    officer.fill("Within", "24 h")
    officer.fill("Article or clause", "NIS2, Art. 23(4)(a)")
    officer.save()
    _add(officer, "Sections")
    officer.fill("Its title", "What we do next")
    officer.fill("Its text", "First.")
    officer.fill("It follows the part", "causes")
    officer.save()
    _add(officer, "Tables")
    officer.fill("What it lists", "Hashes seen")
    officer.fill("File", "hashes.csv")
    officer.field("Stands in an annex")
    officer.press("Space")
    officer.fill("Columns that are printed", "Hash: Digest")
    officer.save()
    said = yaml.safe_load((folder / "brief.yaml").read_text(encoding="utf-8"))
    made = {name: next(iter(said[name].values())) for name in ("impact", "causes", "actions", "sections", "tables")}
    assert made == {
        "impact": "Two people were killed.",
        "causes": {"text": "The missile missed its target.", "kind": "root", "refs": ["explosion"]},
        "actions": {
            "text": "Warn the authority.",
            "kind": "duty",
            "due": {"after": "aware", "within": "24 h"},
            "article": "NIS2, Art. 23(4)(a)",
        },
        "sections": {"title": "What we do next", "text": "First.", "after": "causes"},
        "tables": {"title": "Hashes seen", "file": "hashes.csv", "columns": {"Hash": "Digest"}, "annex": True},
    }
    assert officer.page.faults == []  # type: ignore[attr-defined]
    officer.page.context.close()


def test_a_part_in_the_incident_is_found_by_its_words_and_says_which_event_has_it(brief: OpenBrief) -> None:
    first = offered(brief.reading().loaded.draft, (PARTS, "events"), "aware", plain=True)[0]
    assert (first.ref, first.title, first.beside) == ("aware", "We became aware", "no event has this part yet")
