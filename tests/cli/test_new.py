"""briefgen new: what it says, and what it refuses, writing nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen

LOG = "Time,Event\n2026-05-12 08:58 UTC,A new configuration is rolled out\n2026-05-12 10:40 UTC,All traffic is back\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "channel.csv").write_text(LOG)
    return tmp_path


def test_a_brief_like_another_says_what_it_kept_and_what_is_next(root: Path) -> None:
    assert briefgen("new", "one", "--kind", "sitrep", cwd=root).returncode == 0
    done = briefgen("new", "two", "--like", "one", "--keep", "actors,sources", "--keep", "number", cwd=root)
    assert done.stdout == (
        "briefs/two/brief.yaml\nKept of one: kind, number, timezone, sources, actors.\n"
        "Edit it, then: briefgen check two && briefgen render two\n"
    )
    assert briefgen("check", "two", cwd=root).returncode == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--kind", "post-mortem"), "no new brief of the kind 'post-mortem'. There are: dfir, incident, one-pager,"),
        (("--keep", "actors"), "--keep needs --like"),
        (("--like", "x", "--source", "channel.csv"), "Begin with --like or with --source"),
        (("--accept", "A"), "--accept needs --source"),
        (
            ("--source", "channel.csv", "--kind", "postmortem"),
            "channel.csv is a table. Make each of its rows an event with: briefgen import events outage channel.csv "
            "--kind postmortem",
        ),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_is_written(
    root: Path, options: tuple[str, ...], told: str
) -> None:
    done = briefgen("new", "outage", *options, cwd=root)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert list((root / "briefs").iterdir()) == []


def test_a_log_makes_a_brief_of_a_kind_and_changes_none_that_is_there(root: Path) -> None:
    made = briefgen("import", "events", "outage", "channel.csv", "--kind", "postmortem", "--yes", cwd=root)
    assert made.returncode == 0, made.stderr
    written = (root / "briefs/outage/brief.yaml").read_text()
    assert 'title: "[TBC] channel"\nkind: postmortem\n' in written
    assert 'evidence: {channel: "words of the row"}' in written
    again = briefgen("import", "events", "outage", "channel.csv", "--kind", "dfir", "--yes", cwd=root)
    assert (again.returncode, "There is a brief 'outage' already" in again.stderr) == (2, True)
    assert (root / "briefs/outage/brief.yaml").read_text() == written
    unknown = briefgen("import", "events", "other", "channel.csv", "--kind", "dfi", "--yes", cwd=root)
    assert (unknown.returncode, (root / "briefs/other").exists()) == (2, False)
