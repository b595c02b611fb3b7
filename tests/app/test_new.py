"""New briefs: the commented example of each trade has nothing to fix, and what begins like another keeps what it was told to."""

from __future__ import annotations

import datetime as dt
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.app.new import LATER, example, from_documents, text
from briefgen.app.new_like import from_brief
from briefgen.app.source import Handed
from briefgen.checks import check
from briefgen.errors import Faulty, UsageError
from briefgen.outputs.update import Options, update
from briefgen.reading.load import Loaded
from briefgen.reading.tree import parse
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.checkout import ROOT

TODAY = dt.date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
KINDS = sorted(file.stem for file in (ROOT / "templates" / "starters").glob("*.yaml"))
OTHER = """\
# What every report of the series has.
title: The pump fails   # not yet known why
kind: postmortem
timezone: Europe/Warsaw
marking: TLP:GREEN
as_of: 2026-03-03
bottom_line: The pump failed.

# Who takes part.
actors:
  anna: {name: Anna Nowak, of: [works]}   # on duty on weekdays
  works: Example Works

# Asked again each time.
sources:
  log: {title: Control room log, file: sources/log.txt, fidelity: original}
places: {hall: Hall 2}
events:
  failed: {title: The pump fails, when: 2026-03-03, place: hall, actors: [anna], evidence: {log: the pump fails}}
distribution: [desk]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFolder:
    folder = tmp_path / "briefs" / "pump"
    (folder / "sources").mkdir(parents=True)
    (folder / "brief.yaml").write_text(OTHER, "utf-8")
    (folder / "sources" / "log.txt").write_text("At noon the pump fails.\n", "utf-8")
    return WorkspaceFolder(tmp_path)


def loaded(workspace: WorkspaceFolder, name: str) -> Loaded:
    return workspace.load(workspace.sources([name])[0])


def written(workspace: WorkspaceFolder, name: str) -> str:
    return (workspace.briefs / name / "brief.yaml").read_text("utf-8")


def test_there_is_an_example_and_a_beginning_for_each_outline() -> None:
    outlines, begun = (
        sorted(file.stem for file in (ROOT / "templates" / folder).glob("*.yaml")) for folder in ("outlines", "begun")
    )
    assert KINDS == outlines == begun


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_trade_renders_and_has_nothing_to_fix(workspace: WorkspaceFolder, kind: str) -> None:
    example(workspace, "new", TODAY, kind)
    found = loaded(workspace, "new")
    assert found.draft.kind == kind
    assert [problem for problem in check(found, NOW) if problem.level != "note"] == []
    made = update(workspace, workspace.sources(["new"])[0], Options(("pdf", "txt")))
    assert made.outcome == "built"
    assert not [problem for problem in made.problems if problem.level != "note"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_example_has_to_be_done_is_not_overdue_when_it_is_new(workspace: WorkspaceFolder, kind: str) -> None:
    today = dt.date(2031, 7, 1)
    example(workspace, "new", today, kind)
    found = check(loaded(workspace, "new"), datetime(2031, 7, 1, 12, tzinfo=UTC))
    assert [problem for problem in found if problem.level != "note"] == []
    assert dt.timedelta(days=7) < LATER


@pytest.mark.parametrize("kind", KINDS)
def test_a_brief_begun_with_a_document_is_of_its_kind_and_says_what_is_to_be_written(
    workspace: WorkspaceFolder, kind: str
) -> None:
    from_documents(workspace, "new", [Handed(b"The pump was mended on 4 March 2026.\n", "note.txt")], (), TODAY, kind)
    found = loaded(workspace, "new")
    assert (found.draft.kind, list(found.draft.sources)) == (kind, ["note"])
    assert found.draft.title.startswith("[TBC]")
    assert not [problem for problem in check(found, NOW) if problem.level == "error"]


@pytest.mark.parametrize("kind", ["postmortem", "dfir"])
def test_what_the_beginning_of_a_trade_offers_is_right_once_its_signs_are_gone(kind: str) -> None:
    offered = [
        line.removeprefix("# ")
        for line in text(WorkspaceFolder(ROOT), "new", TODAY, kind, begun=True).splitlines()
        if line.startswith(
            ("# events:", "#   ", "# impact:", "# causes:", "# actions:", "# sections:", "# judgements:")
        )
    ]
    keys = {line.partition(":")[0] for line in offered if not line.startswith(" ")}
    found = parse("title: x\n" + "\n".join(offered) + "\n", "brief.yaml")
    assert found.problems == ()
    assert keys <= set(found.data)
    assert len(keys) > 3


def test_an_offices_own_example_is_taken(workspace: WorkspaceFolder) -> None:
    for name, title in (("starters/drill.yaml", "A drill"), ("new.yaml", "As before")):
        file = workspace.root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'title: "{title}: {{name}}"\n', "utf-8")
    example(workspace, "one", TODAY, "drill")
    example(workspace, "two", TODAY)
    assert (written(workspace, "one"), written(workspace, "two")) == (
        'title: "A drill: one"\n',
        'title: "As before: two"\n',
    )
    with pytest.raises(UsageError, match=r"no new brief of the kind 'dril'.*drill"):
        example(workspace, "three", TODAY, "dril")


# -- like another -----------------------------------------------------------------------------------------------------


def test_a_brief_like_another_has_what_is_named_with_its_comments_and_files(workspace: WorkspaceFolder) -> None:
    made = from_brief(workspace, "next", "pump", ("actors", "sources", "distribution"), TODAY)
    assert (
        written(workspace, "next")
        == """\
# What every report of the series has.
title: "[TBC] what broke, and for how long"   # not yet known why
kind: postmortem
timezone: Europe/Warsaw
marking: TLP:GREEN
as_of: 2026-03-10
bottom_line: "[TBC] what happened, why, and what is done about it, in two or three sentences"

# Who takes part.
actors:
  anna: {name: Anna Nowak, of: [works]}   # on duty on weekdays
  works: Example Works

# Asked again each time.
sources:
  log: {title: Control room log, file: sources/log.txt, fidelity: original}
distribution: [desk]
"""
    )
    assert made.kept == ("kind", "timezone", "marking", "actors", "sources", "distribution")
    assert "sources/log.txt" in made.files
    assert (workspace.briefs / "next/sources/log.txt").read_text() == "At noon the pump fails.\n"
    assert not [problem for problem in check(loaded(workspace, "next"), NOW) if problem.level == "error"]


def test_the_same_facts_become_another_kind(workspace: WorkspaceFolder) -> None:
    from_brief(workspace, "report", "pump", ("title", "actors", "sources", "places", "events"), TODAY, "dfir")
    draft = loaded(workspace, "report").draft
    assert (draft.kind, draft.title, list(draft.events)) == ("dfir", "The pump fails", ["failed"])


@pytest.mark.parametrize(
    ("keep", "told"),
    [
        (
            ("events", "sources", "actors"),
            "briefs/pump/brief.yaml:19:60: error: 'hall' is one of the places, which are not kept",
        ),
        (
            ("events", "places", "actors"),
            "briefs/pump/brief.yaml:19:93: error: 'log' is one of the sources, which are not kept",
        ),
    ],
)
def test_what_would_refer_to_nothing_is_refused_at_its_place(
    workspace: WorkspaceFolder, keep: tuple[str, ...], told: str
) -> None:
    with pytest.raises(Faulty) as raised:
        from_brief(workspace, "next", "pump", keep, TODAY)
    assert told in "\n".join(map(str, raised.value.problems))
    assert not (workspace.briefs / "next").exists()


@pytest.mark.parametrize(
    ("keep", "told"),
    [
        (("actor",), "There is no 'actor' in a brief. Did you mean 'actors'"),
        (("figures",), "'pump' has no 'figures'. 'pump' has title, as_of"),
        ((), "--like needs --keep"),
    ],
)
def test_what_cannot_be_kept_is_told(workspace: WorkspaceFolder, keep: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        from_brief(workspace, "next", "pump", keep, TODAY)


def test_what_another_office_says_of_the_words_that_are_kept_is_written_into_the_brief(
    workspace: WorkspaceFolder, tmp_path: Path
) -> None:
    """Else clocks would be of another zone here, and the marking be gone."""
    (workspace.briefs / "office.yaml").write_text("marking: TLP:RED\ntimezone: Asia/Tokyo\ntimes: utc\n", "utf-8")
    silent = OTHER.replace("marking: TLP:GREEN\n", "").replace("timezone: Europe/Warsaw\n", "")
    (workspace.briefs / "pump" / "brief.yaml").write_text(silent, "utf-8")
    here = WorkspaceFolder(tmp_path / "here")
    here.briefs.mkdir(parents=True)
    (here.briefs / "office.yaml").write_text("marking: none\ntimes: utc\n", "utf-8")
    made = from_brief(here, "next", str(workspace.briefs / "pump"), ("actors",), TODAY)
    assert "timezone: Asia/Tokyo\nmarking: TLP:RED\n" in written(here, "next")
    assert made.remarks == ("Written into it, as the office of 'pump' says it for all its briefs: timezone, marking",)
    assert from_brief(workspace, "again", "pump", ("actors",), TODAY).remarks == ()  # the same office says it again
    assert "TLP:RED" not in written(workspace, "again")


def test_a_file_that_is_there_already_is_not_overwritten(workspace: WorkspaceFolder) -> None:
    file = workspace.briefs / "next" / "sources" / "log.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Mine.\n", "utf-8")
    with pytest.raises(UsageError, match=r"sources/log[.]txt is there already"):
        from_brief(workspace, "next", "pump", ("sources",), TODAY)
    assert (file.read_text("utf-8"), (file.parents[1] / "brief.yaml").exists()) == ("Mine.\n", False)


@pytest.mark.parametrize("slug", sorted(file.parent.name for file in (ROOT / "briefs").glob("*/brief.yaml")))
def test_every_shipped_brief_lends_its_actors_sources_and_readers(tmp_path: Path, slug: str) -> None:
    shutil.copytree(ROOT / "briefs" / slug, tmp_path / "briefs" / slug)
    workspace = WorkspaceFolder(tmp_path)
    there = loaded(workspace, slug).draft
    keep = [name for name in ("actors", "sources", "distribution") if name in there.model_fields_set]
    from_brief(workspace, "next", slug, keep, TODAY)
    found = loaded(workspace, "next")
    assert not [problem for problem in check(found, NOW) if problem.level == "error"]
    assert (found.draft.actors, found.draft.sources) == (there.actors, there.sources)
    assert found.draft.marking == there.marking
