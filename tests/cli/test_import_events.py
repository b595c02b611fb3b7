"""briefgen import events: what it understands, what it asks for, and what it writes."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
import xlsxwriter

from briefgen.reading.load import Loaded
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.commands import briefgen

TABLE = """| Time (UTC) | Event |
|---|---|
| 2021-10-04 15:39 | Routes are withdrawn |
| 2021-10-04 15:51 | Names no longer resolve |
| | Nobody noted when |
"""
LOG = "Time,Event,Tag\n25/10/2026 14:02,Smoke,starred\n25/10/2026 14:05,Engine 5 leaves,\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    return tmp_path


def loaded(root: Path, slug: str = "fire") -> Loaded:
    found = WorkspaceFolder(root).load(BriefSource(slug, root / "briefs" / slug / "brief.yaml"))
    assert not [one for one in found.problems if one.level == "error"], found.problems
    return found


def test_a_pasted_table_makes_a_brief_without_example_facts(root: Path) -> None:
    done = briefgen("import", "events", "outage", "-", cwd=root, stdin=TABLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 rows; Time (UTC) is when, Event is title." in done.stdout
    assert "1 without a time" in done.stdout
    brief = loaded(root, "outage").draft
    assert (brief.title, brief.sources["log"].title) == ("[TBC] Pasted log", "Pasted log")
    assert len(brief.events) == 3
    assert not (brief.actors or brief.positions or brief.places)
    copied = root / "briefs" / "outage" / "sources" / "log.md"
    assert copied.read_text() == TABLE
    assert brief.sources["log"].sha256 == sha256(TABLE.encode()).hexdigest()
    rendered = briefgen("render", "outage", "--format", "txt", cwd=root)
    assert rendered.returncode == 0, rendered.stderr


def test_what_is_open_ends_with_the_option_that_answers_it_and_writes_nothing(root: Path) -> None:
    log = LOG.replace("25/10", "03/04")
    done = briefgen("import", "events", "fire", "-", cwd=root, stdin=log)
    assert done.returncode == 1
    assert "3 April 2026 or 4 March 2026" in done.stdout
    assert "--date dmy or --date mdy" in done.stdout
    assert "--zone UTC" in done.stdout
    assert not list((root / "briefs").iterdir())
    done = briefgen("import", "events", "fire", "-", "--date", "mdy", "--zone", "UTC", cwd=root, stdin=log)
    assert done.returncode == 0, done.stdout + done.stderr
    first = next(iter(loaded(root).draft.events.values()))
    assert first.when and first.when.text == "2026-03-04 14:02 UTC"


def test_with_yes_a_file_is_never_asked_about(root: Path) -> None:
    (root / "log.csv").write_text(LOG)
    done = briefgen("import", "events", "fire", "log.csv", "--yes", cwd=root)
    assert done.returncode == 1
    assert "--zone" in done.stdout


def test_clocks_alone_are_given_their_day(root: Path) -> None:
    table = "15:39 Routes are withdrawn\n15:51 Names no longer resolve\n00:10 They do again\n"
    done = briefgen("import", "events", "fire", "-", "--zone", "UTC", cwd=root, stdin=table)
    assert done.returncode == 1
    assert "--date 2022-11-15" in done.stdout
    options = ("--zone", "UTC", "--date", "2021-10-04")
    assert briefgen("import", "events", "fire", "-", *options, cwd=root, stdin=table).returncode == 0
    times = [event.when.text for event in loaded(root).draft.events.values() if event.when]
    assert times == ["2021-10-04 15:39 UTC", "2021-10-04 15:51 UTC", "2021-10-05 00:10 UTC"]


def test_columns_are_named_by_hand_where_their_names_say_nothing(root: Path) -> None:
    log = "a,b\n2026-10-25 14:02 UTC,Smoke\n"
    done = briefgen("import", "events", "fire", "-", "--map", "title=b", "--map", "when=a", cwd=root, stdin=log)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [event.title for event in loaded(root).draft.events.values()] == ["Smoke"]
    wrong = briefgen("import", "events", "other", "-", "--map", "title=c", cwd=root, stdin=log)
    assert wrong.returncode == 2
    assert "no column 'c'" in wrong.stderr


def test_an_entry_is_added_and_every_other_byte_of_the_brief_stays(root: Path) -> None:
    folder = root / "briefs" / "fire"
    folder.mkdir()
    text = "title: A fire   # of mine\nsources:\n  wire: A wire\n\nevents: {fire: {title: Fire, when: 2026-10-25}}\n"
    (folder / "brief.yaml").write_text(text)
    (root / "Control Room.csv").write_text(LOG)
    done = briefgen("import", "events", "fire", "Control Room.csv", "--yes", "--zone", "Europe/Berlin", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    written = (folder / "brief.yaml").read_text()
    assert all(line in written for line in text.splitlines())
    brief = loaded(root).draft
    assert brief.sources["control-room"].title == "Control Room"
    assert len(brief.events) == 3


def test_dry_run_shows_the_entry_and_writes_nothing(root: Path) -> None:
    done = briefgen("import", "events", "fire", "-", "--zone", "UTC", "--dry-run", cwd=root, stdin=LOG)
    assert done.returncode == 0
    assert "rows:" in done.stdout
    assert "when: Time" in done.stdout
    assert not list((root / "briefs").iterdir())


def test_a_newer_export_replaces_the_file_and_tells_its_rows(root: Path) -> None:
    options = ("--zone", "UTC")
    briefgen("import", "events", "fire", "-", *options, cwd=root, stdin=LOG)
    before = (root / "briefs" / "fire" / "brief.yaml").read_text()
    newer = LOG.replace("14:05,Engine 5", "14:05,Engine 6") + "".join(
        f"25/10/2026 15:{n:02},Pump {n},\n" for n in range(25)
    )
    newer = newer.replace("25/10/2026 14:02,Smoke,starred\n", "")
    done = briefgen("import", "events", "fire", "-", cwd=root, stdin=newer)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Changed: title is Engine 6 leaves, was Engine 5 leaves" in done.stdout
    assert "Gone: 2026-10-25 14:02 UTC Smoke" in done.stdout
    assert done.stdout.count("New: ") == 20
    assert "5 more rows are new." in done.stdout
    after = (root / "briefs" / "fire" / "brief.yaml").read_text()
    old, new = (sha256(text.encode()).hexdigest() for text in (LOG, newer))
    assert after == before.replace(old, new)


def test_a_row_that_is_gone_leaves_its_event_with_an_error(root: Path) -> None:
    briefgen("import", "events", "fire", "-", "--zone", "UTC", cwd=root, stdin=LOG)
    file = root / "briefs" / "fire" / "brief.yaml"
    file.write_text(file.read_text() + "events:\n  smoke: {title: Smoke is seen, evidence: {log: Smoke}}\n")
    briefgen("import", "events", "fire", "-", cwd=root, stdin=LOG.replace("Smoke", "Haze"))
    done = briefgen("check", "fire", cwd=root)
    assert done.returncode == 1
    assert "[R4]" in next(line for line in done.stdout.splitlines() if ": error: " in line)


def test_typed_writes_an_event_for_each_row_in_its_place(root: Path) -> None:
    done = briefgen(
        "import", "events", "fire", "-", "--zone", "UTC", "--typed", cwd=root, stdin=LOG + LOG.split("\n")[1]
    )
    assert done.returncode == 0, done.stdout + done.stderr
    brief = loaded(root).draft
    assert list(brief.events) == ["1402-smoke", "1405-engine-5-leaves", "1402-smoke-2"]
    done = briefgen("check", "fire", cwd=root)
    assert ": error: " not in done.stdout


def test_only_takes_the_chosen_rows_and_coverage_says_what_is_left_out(root: Path) -> None:
    done = briefgen("import", "events", "fire", "-", "--zone", "UTC", "--only", "Tag=starred", cwd=root, stdin=LOG)
    assert done.returncode == 0, done.stdout + done.stderr
    done = briefgen("check", "fire", "--coverage", cwd=root)
    assert "log.csv: 1 of 2 rows are told in the brief." in done.stdout
    assert "1 row is left out (`only` does not choose them): row 3." in done.stdout


def test_a_workbook_is_read_in_its_sheet(root: Path) -> None:
    with xlsxwriter.Workbook(str(root / "log.xlsx")) as book:
        sheet = book.add_worksheet("Log")
        style = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["Time (UTC)", "Event"])
        sheet.write_datetime(1, 0, datetime(2026, 10, 25, 14, 2), style)  # noqa: DTZ001 - as a workbook has it
        sheet.write_string(1, 1, "Smoke")
    done = briefgen("import", "events", "fire", "log.xlsx", "--yes", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    (event,) = loaded(root).draft.events.values()
    assert event.when and event.when.text.startswith("2026-10-25 14:02")


def test_what_is_no_table_is_refused_in_words(root: Path) -> None:
    done = briefgen("import", "events", "fire", "-", cwd=root, stdin="")
    assert done.returncode == 1
    assert "empty" in done.stderr
    (root / "a.pdf").write_bytes(b"%PDF-1.7 x")
    done = briefgen("import", "events", "fire", "a.pdf", "--yes", cwd=root)
    assert done.returncode == 1
    assert "PDF" in done.stderr
    done = briefgen("import", "events", "Not A Name", "-", cwd=root, stdin=TABLE)
    assert done.returncode == 2


@pytest.mark.parametrize("key", ["../x", "../../../x", "/tmp/x", "a/b", "..", "A", "a b", "a\nb", "-a", "a.b"])
def test_an_id_that_is_none_writes_nothing_anywhere(root: Path, key: str) -> None:
    before = set(root.parent.rglob("*"))
    done = briefgen("import", "events", "outage", "-", "--yes", f"--id={key}", cwd=root, stdin=TABLE)
    assert done.returncode == 2
    assert "is not an id" in done.stderr
    assert set(root.parent.rglob("*")) == before


def test_a_column_of_call_signs_says_what_happened(root: Path) -> None:
    log = "Time (UTC),Event\n2026-04-03 14:02,E5\n2026-04-03 14:05,E12\n"
    done = briefgen("import", "events", "fire", "-", cwd=root, stdin=log)
    assert "Event is title" in done.stdout, done.stdout


def test_a_row_without_words_stays_a_row_where_the_others_are_typed(root: Path) -> None:
    log = "Time (UTC),Event\n2026-04-03 14:02,Smoke\n2026-04-03 14:05,---\n"
    assert briefgen("import", "events", "fire", "-", "--typed", cwd=root, stdin=log).returncode == 0
    assert [event.title for event in loaded(root).draft.events.values()] == ["Smoke", "---"]
    done = briefgen("check", "fire", cwd=root)
    assert "error" not in done.stdout, done.stdout


def test_a_brief_that_cannot_be_edited_and_a_newer_log_of_other_columns_are_told_what_helps(root: Path) -> None:
    assert briefgen("import", "events", "fire", "-", cwd=root, stdin=TABLE).returncode == 0
    newer = briefgen("import", "events", "fire", "-", cwd=root, stdin=TABLE.replace("Event", "What"))
    assert "At import" not in newer.stdout and "The columns are said at rows: in brief.yaml" in newer.stdout
    file = root / "briefs" / "fire" / "brief.yaml"
    file.write_bytes("title: Müller\n".encode("latin-1"))
    done = briefgen("import", "events", "fire", "-", "--id", "other", cwd=root, stdin=TABLE)
    said = "this file is not UTF-8 text, so nothing was written. Save it as UTF-8. Fix that, and import again."
    assert said in done.stderr
