"""docs/tutorial-log.md, run as it stands: what it prints, and what the pages then say."""

from __future__ import annotations

import csv
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from briefgen.model.log import log_of
from briefgen.reading.load import Loaded
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.commands import briefgen

TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial-log.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TUTORIAL, re.DOTALL)
COMMANDS = [text for kind, text in BLOCKS if kind == "sh"]
PRINTED = [text for kind, text in BLOCKS if kind == "text"]


def typed(block: str) -> list[tuple[list[str], str]]:
    """The commands of a block, each with what is given on standard input."""
    found = re.findall(r"^briefgen ([^\n<]*)(<<'TABLE'\n(.*?)^TABLE$)?", block, re.DOTALL | re.MULTILINE)
    return [(shlex.split(command), table) for command, _, table in found]


def run(block: str, root: Path) -> list[str]:
    """What the commands of a block print, each of which must succeed."""
    said = []
    for command, table in typed(block):
        done = briefgen(*command, cwd=root, stdin=table)
        assert done.returncode == 0, done.stdout + done.stderr
        said.append(done.stdout)
    return said


def page(root: Path, slug: str) -> str:
    (file,) = (root / "out" / slug).glob("*.txt")
    return " ".join(file.read_text(encoding="utf-8").split())


def loaded(root: Path, slug: str) -> Loaded:
    return WorkspaceFolder(root).load(BriefSource(slug, root / "briefs" / slug / "brief.yaml"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with an export of Timesketch of 148 rows, 12 of them starred."""
    (tmp_path / "briefs").mkdir()
    at = datetime(2026, 3, 2, 21, 14, 7, 123456, tzinfo=UTC)
    with (tmp_path / "timesketch.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["message", "datetime", "timestamp", "timestamp_desc", "data_type", "tag", "_id"])
        for n in range(148):
            at += timedelta(seconds=31 * n % 977)
            tag = "['starred', 'lateral']" if n % 13 == 0 else "[]"
            message = f"[4624 / 0x1210] Logon of svc-backup to HOST-{n % 9} from 10.0.{n % 4}.{n}, process {n}"
            micro = int(at.timestamp() * 1_000_000)
            table.writerow([message, at.isoformat(), micro, "Event Logged", "windows:evtx:record", tag, f"id{n}"])
    return tmp_path


def test_a_pasted_table_of_26_rows_is_a_rendered_brief_in_two_commands(root: Path) -> None:
    assert run(COMMANDS[0], root) == [PRINTED[0]]
    run(COMMANDS[1], root)
    text = page(root, "cloud-outage")
    table = re.findall(r"^\| (2026[^|]*|\s*)\| ([^|]*) \|", COMMANDS[0], re.MULTILINE)
    assert len(table) == 26
    assert [title for _, title in table if text.count(f"Logged: {title.strip()}") != 1] == []
    assert (root / "out" / "cloud-outage" / "cloud-outage.pdf").stat().st_size > 10_000


def test_an_event_on_a_row_takes_its_place(root: Path) -> None:
    run(COMMANDS[0], root)
    file = root / "briefs" / "cloud-outage" / "brief.yaml"
    (events,) = (text for kind, text in BLOCKS if kind == "yaml")
    file.write_text(file.read_text(encoding="utf-8") + events, encoding="utf-8")
    found = loaded(root, "cloud-outage")
    assert not [one for one in found.problems if one.level == "error"]
    assert len(found.draft.events) == 26
    assert [key for key in found.draft.events if not log_of(key)] == list(yaml.safe_load(events)["events"])
    assert found.draft.events["back"].when


def test_an_export_of_148_rows_is_a_rendered_brief_in_two_commands(root: Path) -> None:
    assert run(COMMANDS[2], root)[0].startswith(PRINTED[1])
    assert len(loaded(root, "intrusion").draft.events) == 148
    assert "148 of its 148 rows are told here." in page(root, "intrusion")


def test_the_marked_rows_alone_and_what_is_left_out(root: Path) -> None:
    _, checked = run(COMMANDS[3], root)
    assert len(loaded(root, "marked").draft.events) == 12
    assert "timesketch.csv: 12 of 148 rows are told in the brief." in checked
    assert "136 rows are left out (`only` does not choose them)" in checked
