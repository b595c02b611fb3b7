"""A source is added at the desk by a pasted text, an address or a dropped file: archived word for word, told, and undone as one step."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefgen.desk.actions import ACTIONS
from briefgen.desk.exchange import Ask, DeskAnswer
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import NOW, Served
from tests.support.browsing import opened
from tests.support.full_disk import disk_full_after

BRIEF = """\
# mine
title: Fire
timezone: UTC
bottom_line: A fire burned.   # to be written
"""
TEXT = "Fire at the harbour\n\nA fire broke out on Tuesday, Ann Lee said. “It is out,” she added.\n"
PAGE = b"""<!DOCTYPE html><html lang="en"><head><title>Blast at the mill</title><meta name="author" content="Ben Roe"></head>
<body><article><h1>Blast at the mill</h1><p>Two people were hurt in a blast at the mill on Monday.</p>
<p hidden>Nobody was hurt.</p></article></body></html>"""


@pytest.fixture
def fire(tmp_path: Path) -> OpenBrief:
    folder = tmp_path / "briefs" / "fire"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    workspace = WorkspaceFolder(tmp_path)
    return OpenBrief(workspace, workspace.sources(["fire"])[0], lambda: NOW)


def ask(brief: OpenBrief, action: str, data: bytes = b"", **said: object) -> DeskAnswer:
    return ACTIONS[action](Ask(brief, said, data))


def test_a_pasted_text_is_archived_to_the_letter_and_what_was_understood_is_told(fire: OpenBrief) -> None:
    answer = ask(fire, "source/add", text=TEXT)
    assert (fire.place.file.parent / "sources/fire-at-the-harbour.txt").read_text(encoding="utf-8") == TEXT
    assert fire.reading().data.startswith(BRIEF.encode()), "comments stay"
    assert fire.reading().loaded.texts["fire-at-the-harbour"] == TEXT
    told = answer.parts["dialog"]
    assert "18 words, “Fire at the harbour”" in told
    assert "Nothing says how the text of fire-at-the-harbour reached us" in told
    assert answer.tell["source"] == "fire-at-the-harbour"


def test_adding_is_one_step_that_can_be_undone_and_done_again(fire: OpenBrief) -> None:
    ask(fire, "source/add", text=TEXT)
    after = fire.reading().data
    ask(fire, "undo")
    assert fire.reading().data == BRIEF.encode()
    ask(fire, "redo")
    assert fire.reading().data == after
    assert fire.reading().loaded.texts


@pytest.mark.parametrize("between", ["other words", ""])
def test_what_was_written_into_its_file_meanwhile_is_not_overwritten_by_doing_it_again(
    fire: OpenBrief, between: str
) -> None:
    ask(fire, "source/add", text="The fire brigade came at 14:05.", key="note")
    ask(fire, "undo")
    text = fire.place.file.parent / "sources" / "note.txt"
    text.write_text(between, encoding="utf-8")
    before = fire.place.file.read_bytes()
    with pytest.raises(NotWritten, match=r"sources/note\.txt changed elsewhere"):
        ask(fire, "redo")
    assert (text.read_text(encoding="utf-8"), fire.place.file.read_bytes()) == (between, before)
    text.unlink()
    ask(fire, "redo")
    assert "fire brigade" in text.read_text(encoding="utf-8")


@pytest.mark.parametrize("link", ["sources", "sources/note.txt", ".gitattributes"])
def test_no_link_leads_what_is_added_out_of_the_briefs_folder(fire: OpenBrief, tmp_path: Path, link: str) -> None:
    outside, there = tmp_path / "outside", fire.place.file.parent / link
    outside.mkdir()
    there.parent.mkdir(exist_ok=True)
    try:
        there.symlink_to(outside if link == "sources" else outside / "theirs")
    except OSError:
        pytest.skip("this system makes no links")
    answer = ask(fire, "source/add", text=TEXT, key="note")
    assert "leads out of" in answer.parts["dialog"]
    assert not list(outside.iterdir()) and fire.place.file.read_text(encoding="utf-8") == BRIEF


def test_where_the_disk_is_full_nothing_is_added_and_it_can_be_done_again(
    fire: OpenBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever file that is: what is said to have failed was not done."""
    for room in count():
        with disk_full_after(room, monkeypatch):
            answer = ask(fire, "source/add", data=PAGE, file="page.html")
        if "source" in answer.tell:
            break
        assert "cannot be written" in answer.parts["dialog"] and fire.place.file.read_text(encoding="utf-8") == BRIEF
    assert room > 2
    assert fire.reading().loaded.texts


def test_a_dropped_page_is_what_a_reader_sees_and_lies_beside_it(fire: OpenBrief) -> None:
    answer = ask(fire, "source/add", PAGE, file="C:\\papers\\mill.html")
    assert "Ben Roe" in answer.parts["dialog"]
    assert "Nobody was hurt" not in fire.reading().loaded.texts["mill"]
    assert (fire.place.file.parent / "sources/mill.html").read_bytes() == PAGE


def test_the_same_text_twice_is_refused_and_another_of_the_same_name_is_numbered(fire: OpenBrief) -> None:
    ask(fire, "source/add", text=TEXT)
    again = ask(fire, "source/add", text=TEXT)
    assert "The brief has this very text already, as its source &#39;fire-at-the-harbour&#39;." in again.parts["dialog"]
    assert TEXT.split("\n")[0] in again.parts["dialog"], "what was pasted is still there"
    ask(fire, "source/add", text=TEXT + "It was put out by noon.\n")
    assert list(fire.reading().loaded.texts) == ["fire-at-the-harbour", "fire-at-the-harbour-2"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": "  \n"}, "There is no text yet."),
        ({"text": TEXT, "key": "Not An Id"}, "is not an id"),
        ({"text": "http://127.0.0.1:9/x"}, "127.0.0.1"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_is_written(fire: OpenBrief, said: dict[str, str], why: str) -> None:
    answer = ACTIONS["source/add"](Ask(fire, said))
    assert why in answer.parts["dialog"]
    assert fire.reading().data == BRIEF.encode()
    assert not (fire.place.file.parent / "sources").exists()


def test_a_name_that_leads_elsewhere_stays_in_its_folder(fire: OpenBrief) -> None:
    ask(fire, "source/add", TEXT.encode(), file="../../../../etc/passwd.txt")
    assert list(fire.reading().loaded.texts) == ["passwd"]
    assert (fire.place.file.parent / "sources/passwd.txt").exists()


_DROP = """files => {
  const held = new DataTransfer();
  for (const [name, words] of files) held.items.add(new File([words], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
}"""


@pytest.mark.full
def test_in_the_browser_files_are_dropped_and_a_text_is_pasted_by_keys_alone(
    fire: OpenBrief, served: Served, browser: Browser
) -> None:
    page = opened(browser, served(fire.workspace, "fire"))
    assert page.evaluate("document.activeElement.matches('[data-start] textarea')"), "one begins with a text"
    page.keyboard.insert_text(TEXT)
    for _ in range(3):
        page.keyboard.press("Enter")
    page.wait_for_selector("#dialog :text('Added: Fire at the harbour')")
    page.keyboard.press("Escape")
    page.evaluate(_DROP, [["one.txt", "The first report says nothing."], ["two.txt", "The second report says less."]])
    page.wait_for_selector("#dialog :text('sources/two.txt')")
    assert "sources/one.txt" in page.inner_text("#dialog"), "what was understood of each is told"
    assert list(fire.reading().loaded.texts) == ["fire-at-the-harbour", "one", "two"]
    assert page.faults == []  # type: ignore[attr-defined]
