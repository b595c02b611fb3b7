"""briefgen draft and new --source, as a user meets them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from briefgen.app.draft import draft, followed, offered
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.commands import briefgen

TEXT = (Path(__file__).parents[1] / "intake/draft/texts/harbour.txt").read_text(encoding="utf-8")
BRIEF = """\
# mine
title: Fire
timezone: UTC
marking: none
as_of: 2026-03-04
bottom_line: A fire burned.   # to be written
sources:
  wire:
    title: Wire
    file: sources/wire.txt
    published: 2026-03-04
    fidelity: original
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "brief.yaml").write_bytes(BRIEF.encode())
    (folder / "sources" / "wire.txt").write_bytes(TEXT.encode())
    return tmp_path


def run(home: Path, *words: str) -> str:
    done = briefgen(*words, cwd=home)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(home: Path, *words: str) -> str:
    done = briefgen(*words, cwd=home)
    assert done.returncode not in (0, None)
    assert "Traceback" not in done.stderr
    return done.stderr


def ids(listing: str, words: str) -> str:
    """The id of the first candidate whose line has these words."""
    return next(line.split()[0] for line in listing.split("\n") if words in line and not line.startswith("wire"))


def _printing(home: Path, line: str) -> str:
    """An engine that prints a line."""
    program = home / "printing.py"
    program.write_text(f"print({line!r})\n")
    return f"{sys.executable} {program}"


def test_a_draft_changes_nothing_of_the_brief_and_is_the_same_again(home: Path) -> None:
    first = run(home, "draft", "fire")
    kept = (home / "briefs/fire/candidates.jsonl").read_bytes()
    assert "sources/wire.txt:5:1: Ann Lee: “We found the charger" in first
    assert (home / "briefs/fire/brief.yaml").read_text() == BRIEF
    assert run(home, "draft", "fire") == first
    assert (home / "briefs/fire/candidates.jsonl").read_bytes() == kept


def test_what_is_accepted_is_a_fact_with_the_sources_words_and_tbc_where_mine_belong(home: Path) -> None:
    listing = run(home, "draft", "fire")
    wanted = [ids(listing, words) for words in ("We found the charger", ": Tuesday evening", "The cause is not known")]
    run(home, "draft", "fire", "--accept", ",".join(wanted))
    made = (home / "briefs/fire/brief.yaml").read_text(encoding="utf-8")
    assert made.startswith(BRIEF)
    for line in (
        "name: Ann Lee",
        "as_written: harbour master",
        "quote: We found the charger under the roof that fell first\n",
        'says: "[TBC] what is said, in your words"',
        'title: "[TBC] what happened"',
        "at: 2026-03-03",
        "as_written: Tuesday evening",
        "basis: inferred_from_weekday",
        'text: "[TBC] What is not known?"',
    ):
        assert line in made
    checked = briefgen("check", "fire", "--all", cwd=home)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("the placeholder [TBC] is left") == 3
    assert not any("error:" in line for line in checked.stdout.split("\n"))


def test_a_speaker_without_a_name_is_left_to_the_writer(home: Path) -> None:
    listing = run(home, "draft", "fire")
    run(home, "draft", "fire", "--accept", ids(listing, "He: “two of my people"))
    made = (home / "briefs/fire/brief.yaml").read_text(encoding="utf-8")
    assert 'label: "[TBC] who says this"' in made
    assert "Okoro" not in made.split("positions:")[0]


def test_a_statement_is_a_position_without_a_quotation_and_its_evidence_is_the_passage(home: Path) -> None:
    listing = run(home, "draft", "fire")
    one = ids(listing, ": Police are examining")
    assert f"{one} C statement sources/wire.txt:" in listing
    run(home, "draft", "fire", "--accept", one)
    made = yaml.safe_load((home / "briefs/fire/brief.yaml").read_text(encoding="utf-8"))
    (position,) = made["positions"].values()
    assert position["says"] == "[TBC] what is said, in your words"
    assert "quote" not in position
    passage = position["evidence"]["wire"]
    assert passage in TEXT
    assert passage.startswith("Police are examining")
    assert made["actors"][position["actor"]]["name"] in passage
    checked = briefgen("check", "fire", "--all", cwd=home)
    assert not any("error:" in line for line in checked.stdout.split("\n"))
    assert one not in run(home, "draft", "fire")


def test_no_statement_is_accepted_with_the_better_grades(home: Path) -> None:
    assert " statement " in run(home, "draft", "fire")
    run(home, "draft", "fire", "--accept", "B")
    kept = (home / "briefs/fire/candidates.jsonl").read_text(encoding="utf-8").split("\n")
    assert not any('"state"' in line for line in kept if '"kind": "statement"' in line)


def test_what_was_dropped_or_accepted_does_not_come_back(home: Path) -> None:
    listing = run(home, "draft", "fire")
    gone, taken = ids(listing, "pure invention"), ids(listing, "Nobody was told")
    run(home, "draft", "fire", "--drop", gone, "--accept", taken)
    again = run(home, "draft", "fire")
    assert gone not in again
    assert taken not in again
    assert "2 settled" in again
    assert "was accepted already" in refused(home, "draft", "fire", "--accept", taken)


def test_when_the_text_has_changed_its_candidates_are_void_and_that_is_told(home: Path) -> None:
    listing = run(home, "draft", "fire")
    one = ids(listing, "We found the charger")
    (home / "briefs/fire/sources/wire.txt").write_text("New. " + TEXT, encoding="utf-8")
    before = (home / "briefs/fire/brief.yaml").read_bytes()
    assert "has changed since" in refused(home, "draft", "fire", "--accept", one)
    assert (home / "briefs/fire/brief.yaml").read_bytes() == before
    assert "are void" in briefgen("draft", "fire", cwd=home).stderr


def test_a_relative_date_without_a_date_of_publication_is_no_event(home: Path) -> None:
    file = home / "briefs/fire/brief.yaml"
    file.write_text(BRIEF.replace("    published: 2026-03-04\n", ""), encoding="utf-8")
    listing = run(home, "draft", "fire")
    assert "Write published: at the source" in refused(
        home, "draft", "fire", "--accept", ids(listing, "?: Tuesday evening")
    )


def test_a_candidate_that_is_not_there_and_a_file_that_is_none(home: Path) -> None:
    assert "There is no candidate 'q0000000'" in refused(home, "draft", "fire", "--accept", "q0000000")
    (home / "briefs/fire/candidates.jsonl").write_text("{}\n")
    assert "line 1" in refused(home, "draft", "fire")
    assert "There is no source 'post'" in refused(home, "draft", "fire", "post")


def test_another_program_as_engine(home: Path) -> None:
    program = home / "engine.py"
    program.write_text(
        "import json, sys\n"
        "asked = json.loads(sys.stdin.buffer.read())\n"
        "at = asked['text'].index('“pure')\n"
        "for end in (at + 17, at + 18):\n"
        "    print(json.dumps({'kind': 'quotation', 'start': at, 'end': end, 'words': '“pure invention.”', 'value': 'pure invention.'}))\n"
    )
    done = briefgen("draft", "fire", "--engine", f"{sys.executable} {program}", cwd=home)
    assert "1 quotation" in done.stdout
    assert "1 candidate of" in done.stderr
    assert "cannot be run" in refused(home, "draft", "fire", "--engine", "no-such-program-at-all")


def test_an_engine_that_dies_or_is_none_is_told_in_words(home: Path) -> None:
    died = refused(home, "draft", "fire", "--engine", f"{sys.executable} -c 'import os; os.kill(os.getpid(), 9)'")
    assert "was ended by signal 9, and said nothing." in died
    endless = refused(home, "draft", "fire", "--engine", f"{sys.executable} -c 'while True: print(1 << 9999)'")
    assert "printed more than 32 MB, and was stopped." in endless
    assert "list index" not in refused(home, "draft", "fire", "--engine", "")


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "actor", "start": 4, "end": 5, "words": " ", "value": " "}',
        '{"kind": "place", "start": 4, "end": 5, "words": " ", "value": " "}',
        '{"kind": "quotation", "start": 0, "end": 4, "words": "Fire", "value": "Fire", "named": true}',
        '{"kind": "date", "start": 0, "end": 4, "words": "Fire", "value": "2026-W99"}',
        '{"kind": "date", "start": 0, "end": 4, "words": "Fire", "value": "9999-W52"}',
        '{"kind": "date", "start": 0, "end": 4, "words": "Fire", "value": "0000-W01-WE"}',
    ],
)
def test_a_candidate_that_can_be_no_fact_is_none(home: Path, line: str) -> None:
    """Neither from an engine nor from a file that somebody edited."""
    (home / "briefs/fire/sources/wire.txt").write_text("Fire on the quay.\n")
    done = briefgen("draft", "fire", "--engine", _printing(home, line), cwd=home)
    assert (done.returncode, "1 candidate of" in done.stderr) == (0, True)
    kept = home / "briefs/fire/candidates.jsonl"
    kept.write_text(kept.read_text() + line.replace("{", '{"source": "wire", ', 1) + "\n")
    assert "line 2" in refused(home, "draft", "fire", "--accept", "C")


def test_a_source_that_cannot_be_read_is_not_called_changed(home: Path) -> None:
    one = ids(run(home, "draft", "fire"), "Ann Lee: “")
    brief = home / "briefs/fire/brief.yaml"
    brief.write_text(BRIEF.replace("    title: Wire\n", "    title: Wire\n    kind: media_report\n"))
    said = refused(home, "draft", "fire", "--accept", one)
    assert "has changed" not in said
    assert "cannot be read. See why with: briefgen check fire" in said


def test_a_brief_begun_from_a_document_passes_check_with_its_gaps_named(home: Path) -> None:
    (home / "wire.txt").write_text(TEXT, encoding="utf-8")
    run(home, "new", "second", "--source", "wire.txt", "--accept", "B")
    made = (home / "briefs/second/brief.yaml").read_text(encoding="utf-8")
    assert "Example" not in made
    checked = briefgen("check", "second", "--all", cwd=home)
    assert checked.returncode == 0, checked.stdout
    assert "[TBC]" in checked.stdout


def test_nothing_is_accepted_that_was_not_asked_for(home: Path) -> None:
    (home / "wire.txt").write_text(TEXT, encoding="utf-8")
    run(home, "new", "second", "--source", "wire.txt")
    assert "positions:" not in (home / "briefs/second/brief.yaml").read_text(encoding="utf-8")
    run(home, "new", "third", "--source", "wire.txt", "--accept", "A")
    assert "positions:" not in (home / "briefs/third/brief.yaml").read_text(encoding="utf-8")


def test_a_document_that_cannot_be_read_leaves_no_brief(home: Path) -> None:
    (home / "empty.txt").write_text(" \n")
    refused(home, "new", "second", "--source", "empty.txt")
    assert not (home / "briefs/second").exists()


def test_a_grade_accepts_what_can_be_and_tells_what_the_brief_has_already(home: Path) -> None:
    text = home / "briefs/fire/sources/wire.txt"
    text.write_text(TEXT + "\n\nMinister Ann Lee arrived on Monday.\n", encoding="utf-8")
    other = home / "briefs/fire/sources/second.txt"
    other.write_text(
        "“It burned,” Minister Ann Lee said. The state secretary Ann Lee left last winter.\n", encoding="utf-8"
    )
    file = home / "briefs/fire/brief.yaml"
    file.write_text(BRIEF + "  second:\n    title: Second\n    file: sources/second.txt\n", encoding="utf-8")
    run(home, "draft", "fire")
    done = briefgen("draft", "fire", "--accept", "C", cwd=home)
    assert done.returncode == 0, done.stderr
    assert file.read_text(encoding="utf-8").count("name: Ann Lee") == 1
    again = briefgen("draft", "fire", "--accept", "C", cwd=home)
    assert again.returncode == 0, again.stderr
    assert file.read_text(encoding="utf-8").count("name: Ann Lee") == 1


def test_words_are_never_given_to_somebody_of_the_same_last_name(home: Path) -> None:
    text = "Chairman Anders Holm arrived.\n\n“We leave,” said Eva Holm.\n\n“We stay,” said Anders Holm.\n\n“It is late,” Holm said.\n"
    (home / "briefs/fire/sources/wire.txt").write_text(text, encoding="utf-8")
    run(home, "draft", "fire")
    run(home, "draft", "fire", "--accept", "C")
    brief = yaml.load((home / "briefs/fire/brief.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    names = {key: actor["name"] for key, actor in brief["actors"].items()}
    said = {one["quote"]: names[one["actor"]] for one in brief["positions"].values()}
    assert said == {"We leave": "Eva Holm", "We stay": "Anders Holm", "It is late": "Holm"}


def test_what_the_brief_has_as_facts_is_offered_no_more(tmp_path: Path) -> None:
    """Whoever wrote them: by hand, from another candidate, at the desk."""
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "wire.txt").write_text(
        "Mayor Anna Kos said on 9 December 2025: “We leave the town tonight.” The port closed on 8 December 2025.\n",
        encoding="utf-8",
    )
    head = "title: Fire\nsources: {wire: {title: Wire, kind: news_article, file: sources/wire.txt, fidelity: original, language: en}}\n"
    (folder / "brief.yaml").write_text(head, encoding="utf-8")
    office = WorkspaceFolder(tmp_path)
    place = office.sources(["fire"])[0]
    draft(office, place)

    def words() -> set[str]:
        return {one.words for one in offered(office.load(place), place)}

    assert {"8 December 2025", "Mayor Anna Kos"} <= words()
    facts = (
        "actors: {kos: {name: Anna Kos, evidence: {wire: Mayor Anna Kos}}}\n"
        "events: {port: {title: Port closed, when: 2025-12-08, evidence: {wire: The port closed on 8 December 2025}}}\n"
    )
    (folder / "brief.yaml").write_text(head + facts, encoding="utf-8")
    assert "9 December 2025" in words()
    assert not {"8 December 2025", "Mayor Anna Kos"} & words()


def test_dates_follow_the_day_of_publication_of_their_source(tmp_path: Path) -> None:
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "wire.txt").write_text("The port closed on Tuesday.\n", encoding="utf-8")
    head = "title: Fire\nsources: {wire: {title: Wire, file: sources/wire.txt, fidelity: original, language: en}}\n"
    (folder / "brief.yaml").write_text(head, encoding="utf-8")
    office = WorkspaceFolder(tmp_path)
    place = office.sources(["fire"])[0]
    draft(office, place)
    assert not followed(office, place, "wire")
    (folder / "brief.yaml").write_text(
        head.replace("language: en", "language: en, published: 2025-12-10"), encoding="utf-8"
    )
    assert followed(office, place, "wire")
    assert [one.value for one in offered(office.load(place), place) if one.kind == "date"] == ["2025-12-09"]
    assert not followed(office, place, "wire")
