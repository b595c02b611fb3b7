"""A brief with a log, through its life: rendered, current, issued, and compared with what was issued."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.app.diff import diff
from briefgen.editions.editions import Edition
from briefgen.editions.issue import issue
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

BRIEF = """title: A fire in the store
timezone: Europe/Warsaw
as_of: 2026-10-30
bottom_line: The fire in the store was put out.
sources:
  control:
    title: Control room log
    file: sources/log.csv
    grade: B2
    fidelity: original
    rows: {when: Time, title: Event, zone: UTC}
events:
  alarm: {title: The alarm is raised, principal: yes, evidence: {control: Smoke in the store}}
"""
LOG = """Time,Event
2026-10-24 14:02,Smoke in the store
2026-10-24 14:05,Engine 5 leaves for the store
,Handover
2026-10-24 14:11,Engine 5 on scene
"""


class Desk:
    """One brief with one log in a workspace of its own."""

    def __init__(self, root: Path) -> None:
        self.workspace = WorkspaceFolder(root)
        self.source = BriefSource("fire", root / "briefs" / "fire" / "brief.yaml")
        self.log = self.source.file.parent / "sources" / "log.csv"
        self.log.parent.mkdir(parents=True)
        self.log.write_text(LOG)
        self.source.file.write_text(BRIEF)

    def page(self, outline: str = "") -> str:
        options = Options(("txt",), outline)
        assert not (made := update(self.workspace, self.source, options)).fault, made.fault
        (file,) = self.workspace.out("fire").glob("*.txt")
        return " ".join(file.read_text().split())

    def issue(self, hour: int) -> Edition:
        return issue(self.workspace, self.source, now=datetime(2026, 10, 30, hour, tzinfo=UTC))

    def told(self) -> list[str]:
        text = diff(self.workspace, self.source).told("txt")
        entries = text.partition("=\n\n")[2].partition("\n\n")[0].split(" - ")[1:]
        return [" ".join(entry.split()) for entry in entries]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_row_is_printed_as_logged_under_the_logs_title_with_grade_and_fidelity(desk: Desk) -> None:
    page = desk.page()
    assert "“Logged” marks what is printed as it stands in Control room log [1] (B2, original wording)." in page
    assert "4 of its 4 rows are told here." in page
    assert "Event: Logged: Engine 5 on scene" in page
    assert "Source: [1, row 5]" in page
    assert "Event: The alarm is raised" in page
    assert "Logged: Smoke in the store" not in page


def test_a_row_without_a_time_is_in_the_table_and_not_on_the_chart(desk: Desk) -> None:
    chart, _, table = desk.page().partition("1 Chronology")
    assert "Handover" not in chart
    assert "Engine 5 on scene" in chart
    assert table.index("Engine 5 leaves") < table.index("Handover") < table.index("Engine 5 on scene")
    assert "not on the chart: 1." in table


@pytest.mark.parametrize("of", ["show: table", "show: annex"])
def test_show_keeps_rows_and_events_off_the_chart(desk: Desk, of: str) -> None:
    desk.source.file.write_text(BRIEF.replace("zone: UTC", f"zone: UTC, {of}"))
    chart, _, table = desk.page().partition("1 Chronology")
    assert "on scene" not in chart
    assert "on scene" in table
    desk.source.file.write_text(BRIEF + f"  end: {{title: The fire is out, when: 2026-10-24 18:00 UTC, {of}}}\n")
    chart, _, table = desk.page().partition("1 Chronology")
    assert "The fire is out" not in chart.replace("put out", "")
    assert "The fire is out" in table


def test_the_log_is_one_of_the_files_that_a_render_depends_on(desk: Desk) -> None:
    desk.page()
    manifest = json.loads((desk.workspace.out("fire") / "manifest.json").read_text())
    (rendering,) = manifest["renderings"]
    assert rendering["inputs"]["briefs/fire/sources/log.csv"] == sha256(LOG.encode()).hexdigest()
    desk.log.write_text(LOG.replace("on scene", "in the yard"))
    assert "Engine 5 in the yard" in desk.page()
    assert desk.log.resolve() in {item.path.resolve() for item in desk.workspace.load(desk.source).inputs}


def test_an_edition_freezes_the_rows_and_the_digest_and_not_the_file(desk: Desk) -> None:
    before = desk.issue(10)
    assert before.digests["briefs/fire/sources/log.csv"] == sha256(LOG.encode()).hexdigest()
    desk.log.write_text("Time,Event\n2026-10-24 14:02,Smoke in the store\n")
    (again,) = [edition for edition in [before] if edition.bundle.brief.events]
    titles = [event.title for event in again.bundle.brief.events.values()]
    assert titles == ["The alarm is raised", "Engine 5 leaves for the store", "Handover", "Engine 5 on scene"]


def test_rows_that_move_in_the_file_are_no_change(desk: Desk) -> None:
    desk.issue(10)
    desk.log.write_text(LOG.replace("Event\n", "Event\n2026-10-24 13:50,A new first row\n"))
    assert desk.told() == ["New event: Sat 24 Oct 2026, 13:50 UTC, Logged: A new first row."]


def test_changed_and_gone_rows_are_told_one_by_one(desk: Desk) -> None:
    desk.issue(10)
    desk.log.write_text(
        LOG.replace("14:05,Engine 5 leaves", "14:05,Engine 6 leaves")
        .replace("14:11", "14:13")
        .replace(",Handover\n", "")
    )
    told = desk.told()
    assert len(told) == 3
    assert any(one.startswith("Event removed") and "Handover" in one for one in told)
    assert any("Engine 6 leaves" in one and "Engine 5" in one for one in told)
    assert any(one.startswith("Re-dated") and "Engine 5 on scene" in one for one in told)


def test_added_rows_are_told_to_twenty_and_then_counted(desk: Desk) -> None:
    desk.issue(10)
    desk.log.write_text(LOG + "".join(f"2026-10-24 15:{n:02},Pump {n} is set up\n" for n in range(33)))
    told = desk.told()
    assert len(told) == 21
    assert told[-1] == "New rows of Control room log beside these: 13."


def test_an_event_that_is_written_on_a_row_is_that_row_changed(desk: Desk) -> None:
    desk.issue(10)
    desk.source.file.write_text(BRIEF + "  scene: {title: Engine 5 arrives, evidence: {control: Engine 5 on scene}}\n")
    (one,) = desk.told()
    assert one == "Changed: Engine 5 arrives. Before: Engine 5 on scene."


def test_of_two_rows_of_one_time_and_title_the_one_that_is_gone_is_told(desk: Desk) -> None:
    desk.source.file.write_text(BRIEF.replace("title: Event,", "title: Event, summary: Note,"))
    rows = "Time,Event,Note\n2026-10-24 14:02,Smoke in the store,\n{}2026-10-24 14:05,Check,Second floor\n"
    desk.log.write_text(rows.format("2026-10-24 14:05,Check,First floor\n"))
    desk.issue(10)
    desk.log.write_text(rows.format(""))
    (told,) = desk.told()
    assert told.startswith("Event removed")
    assert "Check" in told


def test_a_row_whose_key_is_gone_is_no_other_row_however_alike(desk: Desk) -> None:
    desk.source.file.write_text(BRIEF.replace("title: Event,", "title: Event, key: No,"))
    rows = "No,Time,Event\n1,2026-10-24 14:02,Smoke in the store\n{}\n"
    desk.log.write_text(rows.format("2,2026-10-24 14:05,Engine 5 leaves for the store"))
    desk.issue(10)
    desk.log.write_text(rows.format("3,2026-10-24 14:05,Engine 6 leaves for the store"))
    assert sorted(one.split(":")[0] for one in desk.told()) == ["Event removed", "New event"]
    desk.log.write_text(rows.format("2,2026-10-24 18:00,The whole site is safe"))
    (told,) = desk.told()
    assert told.startswith("Changed: Logged: The whole site is safe")
