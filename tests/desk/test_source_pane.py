"""The pane of the sources: what stands in it of a text, a log, a source without a text; hostile words are words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefgen.app.draft import draft
from briefgen.desk.actions import ACTIONS, VIEWS
from briefgen.desk.exchange import Ask, BadRequest
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.desk.panes import panes
from briefgen.desk.selection import selected
from briefgen.desk.source_pane import source_pane
from briefgen.editing import Set
from briefgen.model.source import Source
from briefgen.workspace.folders import WorkspaceFolder
from tests.desk.conftest import NOW

EVIL = 'It said <wow> &c. <script>alert(1)</script> & "so" <img src=x onerror=alert(2)> \x07🚀 end\n'
BRIEF = """\
title: A test
sources:
  odd: {title: "<b>Odd</b>", kind: social_post, file: sources/odd.txt, fidelity: original, grade: B2}
  call: {title: A call, kind: recording, fidelity: unknown, url: https://example.org/call}
  gone: {title: Gone, kind: report, file: sources/gone.txt}
events:
  evil: {title: "<i>Evil</i>", evidence: {odd: "<script>alert(1)</script>"}}
"""


@pytest.fixture
def odd(tmp_path: Path) -> OpenBrief:
    home = tmp_path / "briefs" / "odd" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (home / "odd.txt").write_text(EVIL, encoding="utf-8")
    workspace = WorkspaceFolder(tmp_path)
    return OpenBrief(workspace, workspace.sources(["odd"])[0], lambda: NOW)


def data(pane: str) -> dict[str, list[list[object]]]:
    found = re.search(r'id="source-data"[^>]*>(.*?)</script>', pane, re.DOTALL)
    assert found
    said: dict[str, list[list[object]]] = json.loads(found[1])
    return said


def test_the_first_brief_is_shown_with_what_its_facts_rest_on(brief: OpenBrief) -> None:
    pane = source_pane(brief)
    for words in (
        "Altered by machine, graded F6",
        "In the brief 100%",
        "Not used 0%",
        'class="kind-E"',
        'class="kind-P"',
    ):
        assert words in pane
    assert not re.search(
        r"carried|span of|candidate|principal|fidelity|evidence|yaml", re.sub("<[^>]*>", "", pane), re.IGNORECASE
    )
    facts = data(pane)["facts"]
    assert ["events.explosion", "events.explosion", "E", "Event"] in [one[:4] for one in facts]


def test_hostile_words_are_words(odd: OpenBrief) -> None:
    pane = source_pane(odd)
    assert "<script>alert" not in pane
    assert "<img" not in pane
    assert "<wow>" not in pane
    assert "<b>Odd" not in pane
    assert "<i>Evil" not in pane
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pane
    assert "\x07" not in pane


def test_a_source_without_a_text_says_so_and_one_that_cannot_be_read_says_why(odd: OpenBrief) -> None:
    assert "No text of this source is kept" in source_pane(odd, "call")
    gone = source_pane(odd, "gone")
    assert "sources/gone.txt" in gone
    assert "No text" not in gone
    for pane in (source_pane(odd, "call"), source_pane(odd, "nonesuch")):
        assert pane.count("<option") == 3


def test_what_is_suggested_lies_on_its_colour_until_it_is_settled(brief: OpenBrief, office: WorkspaceFolder) -> None:
    assert "suggested" not in re.sub(r"<script.*?</script>", "", source_pane(brief), flags=re.DOTALL)
    draft(office, brief.place)
    pane = source_pane(brief)
    assert " suggested" in pane
    assert len(data(pane)["suggestions"]) > 10
    (office.briefs / brief.slug / "candidates.jsonl").write_text("nonsense\n", encoding="utf-8")
    assert "candidates.jsonl" in source_pane(brief), "a list that cannot be read is told, and the text is shown"


def test_a_source_is_not_sent_again_where_the_page_shows_it_as_it_is(brief: OpenBrief) -> None:
    made = panes(brief)["source-next"]
    seen = re.search(r'data-seen="(\w+)"', made)
    assert seen
    assert "source-next" not in ACTIONS["anew"](Ask(brief, {"seen": seen[1]})).parts
    assert "source-next" in ACTIONS["anew"](Ask(brief, {"seen": "another"})).parts
    brief.save([Set(("events", "explosion", "evidence"), {"article": "killing two"})], "Other words")
    assert "source-next" in ACTIONS["anew"](Ask(brief, {"seen": seen[1]})).parts


def test_sentences_are_given_in_code_points(odd: OpenBrief) -> None:
    places = json.loads(VIEWS["sentences"](Ask(odd, {"source": "odd"})).data)
    assert places[-1] == len(EVIL) - 1
    assert VIEWS["source"](Ask(odd, {"source": "call"})).data.decode().startswith("<header")
    assert json.loads(VIEWS["sentences"](Ask(odd, {"source": "call"})).data) == []


def test_every_kind_of_source_and_of_wording_has_its_words(odd: OpenBrief) -> None:
    for field in ("kind", "fidelity"):
        for value in Source.model_json_schema()["properties"][field]["enum"]:
            odd.save([Set(("sources", "call", field), value)], field)
            shown = re.sub("<[^>]*>", "", source_pane(odd, "call"))
            assert "_" not in str(value) or str(value) not in shown


# -- a selection ---------------------------------------------------------------------------------------------------------


def ask(brief: OpenBrief, start: int, end: int, words: str, source: str = "odd") -> Ask:
    return Ask(brief, {"source": source, "start": start, "end": end, "words": words})


def test_a_selection_is_found_again_in_code_points_without_the_space_around_it(odd: OpenBrief) -> None:
    at = EVIL.index("🚀")
    found = selected(ask(odd, at - 2, at + 6, " \ufffd🚀 end"))
    assert (found.start, found.words) == (at - 1, "\x07🚀 end"), "what a browser cannot show stands for itself"
    assert found.told() == f"odd:{at - 1}:{at + 5}"


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 7, "It says"), (0, 6, "It said"), (5, 5, ""), (1000, 1004, "It")]
)
def test_words_that_do_not_stand_there_are_refused(odd: OpenBrief, start: int, end: int, words: str) -> None:
    with pytest.raises(NotWritten, match="do not stand"):
        selected(ask(odd, start, end, words))


def test_what_the_page_never_asks_is_refused(odd: OpenBrief) -> None:
    with pytest.raises(NotWritten, match="not there"):
        selected(ask(odd, 0, 7, "It said", source="call"))
    for said in (
        {"source": 1},
        {"source": "odd", "start": -1},
        {"source": "odd", "start": True, "end": 4, "words": "It s"},
    ):
        with pytest.raises(BadRequest):
            selected(Ask(odd, said))


LOG = """\
title: A test
timezone: Europe/Warsaw
sources:
  log: {title: A log, file: sources/log.csv, fidelity: original, rows: {when: Time, title: What, zone: Europe/Warsaw}}
"""


def test_a_row_is_told_from_another_that_says_the_same(tmp_path: Path) -> None:
    home = tmp_path / "briefs" / "log" / "sources"
    home.mkdir(parents=True)
    (home.parent / "brief.yaml").write_text(LOG, encoding="utf-8")
    rows = "Time,What\n2022-11-15 06:00,The gate opens\n2022-11-15 07:00,The gate opens\n2022-11-15 08:00,It shuts\n"
    (home / "log.csv").write_text(rows, encoding="utf-8")
    workspace = WorkspaceFolder(tmp_path)
    brief = OpenBrief(workspace, workspace.sources(["log"])[0], lambda: NOW)
    text = brief.reading().loaded.texts["log"]
    second, only = text.rindex("The gate opens"), text.index("It shuts")
    assert selected(ask(brief, second, second + 14, "The gate opens", "log")).locator == "3"
    assert selected(ask(brief, only, only + 8, "It shuts", "log")).locator == ""
    form = ACTIONS["form/new"](
        Ask(brief, {"kind": "E", "source": "log", "start": second, "end": second + 14, "words": "The gate opens"})
    ).parts["form"]
    field = re.search(r'name="evidence.new0.locator".{0,200}', form, re.DOTALL)
    assert field
    assert "3" in re.sub("<[^>]*>", "", field[0]) or 'value="3"' in field[0], field[0]
    pane = source_pane(brief)
    assert 'data-row="3"' in pane
    assert "In the brief 3 of 3 rows" in pane
