"""An officer makes the first brief's article into a brief by keys alone: it passes `check`, and is what the same facts typed in YAML give."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefgen.app.library import compose
from briefgen.errors import has_errors
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import FIRST, Served
from tests.support.browsing import opened
from tests.support.checkout import ROOT
from tests.support.officer import Officer

ARTICLE = ROOT / "briefs" / FIRST / "sources" / "article.txt"
TYPED = Path(__file__).parent / "officer.yaml"
"""The same facts as they are typed in an editor."""

AUSTIN, MILLEY = "Lloyd Austin", "Mark Milley"
EVENTS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Gen. Mark Milley tried to talk along with his Russian counterpart on Tuesday", "Milley tries to reach his Russian counterpart", {"When": "2022-11-15"}),
    ("the highest navy official revealed Wednesday", "Milley tells reporters of the attempt", {"When": "2022-11-16"}),
    ("spoke a number of instances along with his Ukrainian counterpart", "Milley speaks several times with his Ukrainian counterpart", {}),
    ("along with his Polish counterpart and with different chiefs of protection in Europe", "Milley speaks with his Polish counterpart and other chiefs of defence", {}),
    ("a Soviet-era missile that struck inside Poland’s borders on Tuesday", "A missile strikes inside Poland", {"When": "2022-11-15"}),
    ("Russia started a renewed missile barrage on Ukraine", "Russia begins a renewed missile barrage on Ukraine", {}),
    ("Protection Secretary Lloyd Austin, talking alongside Milley on Wednesday", "Austin and Milley speak to reporters", {"When": "2022-11-16"}),
    ("Tuesday’s incident put Western leaders on edge", "Western leaders are put on edge", {"When": "2022-11-15"}),
    ("set off a flurry of calls and assembly between high officers", "Calls and meetings between high officials follow", {}),
    ("the brand new assessments that emerged Wednesday", "New assessments emerge", {"When": "2022-11-16"}),
    ("The Polish authorities, aided with U.S. consultants, is now investigating the explosion", "Polish authorities investigate, aided by US experts", {}),
    ("earlier on Wednesday met just about with the Pentagon-led Ukraine Contact Group", "Milley meets with the Ukraine Contact Group", {"When": "2022-11-16"}),
)  # fmt: skip
"""Words, the title, and what is filled in besides."""
POSITIONS: tuple[tuple[str, str, str], ...] = (
    ("Milley mentioned his workers tried to attach him with Russian Gen. Valery Gerasimov", MILLEY, "His staff tried to reach General Gerasimov."),
    ("Preliminary assessments from Poland and NATO counsel that the armament was possible a Ukrainian air protection missile", "Poland and NATO", "It was possibly a Ukrainian air-defence missile."),
    ("mentioned the Pentagon was nonetheless gathering info", AUSTIN, "The Pentagon is still gathering information."),
    ("“the world is aware of that Russia bears final duty for this incident", AUSTIN, "Russia bears final responsibility for the incident."),
    ("Austin mentioned Washington has “full confidence” within the inquiry", AUSTIN, "Washington trusts the inquiry."),
    ("We’re going to remain in shut contact with our Polish counterparts", AUSTIN, "The United States stays in close contact with Poland."),
    ("Milley calling Moscow’s newest barrage of between 60 and 100 missiles", MILLEY, "The barrage was of 60 to 100 missiles."),
    ("additionally pushed for Ukraine to obtain extra air protection capabilities", MILLEY, "Ukraine should get more air defence."),
    ("Milley burdened that Moscow has failed “each single” goal within the battle", MILLEY, "Russia has failed in all its aims."),
    ("“The Russian navy is admittedly hurting dangerous", MILLEY, "The Russian forces are badly hurt."),
)  # fmt: skip
QUESTIONS: tuple[tuple[str, str], ...] = (
    ("the actual origin of a Soviet-era missile", "What is the origin of the missile?"),
    ("it didn’t seem Russia had intentionally focused Poland", "Was Poland struck on purpose?"),
    ("there could also be a political various to finish the battle", "Is there a political way to end the fighting?"),
)  # fmt: skip


def begin(officer: Officer) -> None:
    """From the list of briefs to the article on the screen."""
    page = officer.page
    page.locator("#new").wait_for()
    name = page.get_by_label("Its short name")
    while not name.and_(page.locator(":focus")).count():
        officer.press("Tab")
    officer.type("missile")
    officer.press("Tab")
    page.keyboard.insert_text(officer.text)  # as a paste gives it
    officer.press("Tab", "Enter")
    page.locator("#words").wait_for()
    page.locator("#page iframe:not(.behind)").wait_for(state="attached")


def front(officer: Officer) -> None:
    row = officer.page.locator('[data-fact="brief"] button')
    while not row.and_(officer.page.locator(":focus")).count():
        officer.press("F6")
    officer.press("Enter")
    officer.opened()
    officer.fill("Title, which states the message", "Missile in Poland: what was said by 16 November 2022")
    officer.fill("The answer in one or two sentences", "A missile struck inside Poland; its origin is not known.")
    officer.fill("Information to", "2022-11-16")
    officer.save()


def facts(officer: Officer) -> None:
    """All facts in the order of the text, as one reads it."""
    wanted: list[tuple[str, Callable[[], None]]] = [
        *((words, partial(event, officer, title, others)) for words, title, others in EVENTS),
        *((words, partial(position, officer, who, says)) for words, who, says in POSITIONS),
        *((words, partial(question, officer, text)) for words, text in QUESTIONS),
    ]
    for words, write in sorted(wanted, key=lambda one: officer.place(one[0])):
        officer.select(words)
        write()
        officer.save()


def event(officer: Officer, title: str, others: dict[str, str]) -> None:
    officer.press("e")
    officer.opened()
    officer.type(title)
    for label, text in others.items():
        officer.fill(label, text)


def position(officer: Officer, who: str, says: str) -> None:
    officer.press("p")
    officer.opened()
    officer.type(says)
    speaker(officer, who)
    officer.field("What they say")


def question(officer: Officer, text: str) -> None:
    officer.press("q")
    officer.opened()
    officer.type(text)


def speaker(officer: Officer, who: str) -> None:
    """Say whose position it is, where the words do not say so."""
    officer.field("Whose position")
    if not officer.page.locator("#form .field[data-field=actor] .chips .chip").count():
        officer.type(who)  # taken when the form is saved


@pytest.mark.full
@pytest.mark.timeout(1800)
def test_an_article_becomes_a_brief_by_keys_alone(tmp_path: Path, served: Served, browser: Browser) -> None:
    office = WorkspaceFolder(tmp_path)
    office.briefs.mkdir()
    officer = Officer(opened(browser, served(office, ""), ready="#new"), ARTICLE.read_text(encoding="utf-8"))
    begin(officer)
    front(officer)
    facts(officer)
    loaded = office.load(office.sources(["missile"])[0])
    assert not has_errors(loaded.problems)
    assert (len(loaded.draft.events), len(loaded.draft.positions), len(loaded.draft.questions)) == (12, 10, 3)
    print(f"{officer.keys} keys, {officer.typed} letters, {officer.seconds:.0f} s")  # what the officer needed
    typed = office.briefs / "typed" / "brief.yaml"
    shutil.copytree(office.briefs / "missile" / "sources", typed.parent / "sources")
    shutil.copyfile(TYPED, typed)
    assert compose(loaded) == compose(office.load(office.sources(["typed"])[0]))
