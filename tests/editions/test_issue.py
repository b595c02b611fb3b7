"""Editions: checked strictly, frozen whole, numbered without gaps, never changed, and made again from themselves alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefgen.build.bundle import gather
from briefgen.build.keys import digest
from briefgen.editions.approval import approve, cover
from briefgen.editions.audit import again, audit_editions
from briefgen.editions.editions import Accepted, Edition, editions
from briefgen.editions.issue import Held, Order, Unchanged, issue
from briefgen.errors import FileProblem
from briefgen.model.edition import Approval
from briefgen.outputs.update import Options, update
from briefgen.reading.load import load
from briefgen.workspace import files as filing
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.support.as_text import as_text
from tests.support.checkout import ROOT, Write

NOW = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
BRIEF = """
title: Power fails at Example Harbour
timezone: Europe/Warsaw
as_of: 2026-03-03 17:30
bottom_line: The harbour is dark and nobody is hurt.
sources: {log: The harbour's log}
events:
  cut: {title: Power fails at all quays, principal: yes, when: 2026-03-03 09:12, evidence: log, casualties: {killed: 1}}
  back: {title: Power is back, when: 2026-03-03 16:00, evidence: log}
"""
CHANGED = BRIEF.replace("killed: 1", "killed: 2")


@pytest.fixture
def issued(written: Write, tmp_path: Path) -> Callable[..., Edition]:
    """A function that writes the brief, if one is given, and issues it an hour after the edition before."""
    at = [NOW]

    def do(text: str | None = None, **order: Any) -> Edition:
        if text is not None:
            written(text)
        at[0] += timedelta(hours=1)
        return issue(WorkspaceFolder(tmp_path), source(tmp_path), Order(**order), now=at[0])

    return do


Issue = Callable[..., Edition]


def approval(root: Path) -> None:
    """What the brief says now is approved."""
    loaded = load(source(root).file, root=root, slug="small")
    assert loaded.brief is not None
    bundle = gather(loaded, loaded.brief, Templates(root))
    after = max((edition.stamp.number for edition in editions(source(root))), default=0)
    approve(WorkspaceFolder(root), "small", cover(bundle, loaded.office.lists), Approval("A. Duty", NOW), after)


def source(root: Path) -> BriefSource:
    return BriefSource("small", root / "briefs" / "small" / "brief.yaml")


def words(file: Path) -> str:
    pdf = pypdfium2.PdfDocument(file)
    try:
        return " ".join("".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    finally:
        pdf.close()


def test_an_edition_is_frozen_with_all_that_it_was_made_from(issued: Issue, written: Write, tmp_path: Path) -> None:
    written(BRIEF)
    approval(tmp_path)
    edition = issued()
    folder = tmp_path / "briefs" / "small" / "editions" / "0001"
    name = "small-ed1-2026-03-03"
    assert {file.name for file in folder.iterdir()} == {"edition.json", "SHA256SUMS", f"{name}.pdf", f"{name}.docx"}
    found = json.loads((folder / "edition.json").read_text())
    assert [event["id"] for event in found["bundle"]["brief"]["events"]] == ["cut", "back"]
    assert found["bundle"]["stamp"]["issued"] == "2026-03-03T18:00:00Z"
    assert found["digests"]["briefs/small/brief.yaml"]
    assert found["digests"]["font:FiraSans-Regular.ttf"]
    assert found["files_issued"][f"{name}.pdf"]["sha256"] == edition.files[f"{name}.pdf"].sha256
    assert str(tmp_path) not in json.dumps(found)
    page = words(folder / f"{name}.pdf")
    assert "Edition 1, issued Tuesday 3 March 2026, 19:00 local" in page
    assert "Approval A. Duty" in page
    assert "Draft" not in page


def test_the_files_can_be_made_again_from_edition_json_alone(
    issued: Issue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(BRIEF)
    edition = issued(CHANGED)
    (tmp_path / "elsewhere").mkdir()
    lonely = tmp_path / "elsewhere" / "0002"
    lonely.mkdir()
    (lonely / "edition.json").write_bytes((edition.folder / "edition.json").read_bytes())
    (tmp_path / "briefs").rename(tmp_path / "gone")
    from briefgen.editions.editions import opened

    made = again(opened(lonely))
    issued_files = tmp_path / "gone" / "small" / "editions" / "0002"
    assert made == {name: (issued_files / name).read_bytes() for name in edition.files}


def test_an_unchanged_brief_is_not_issued_again(issued: Issue, tmp_path: Path) -> None:
    issued(BRIEF)
    for same in (None, f"# a remark\n{BRIEF}", f"{BRIEF}distribution: [desk]\n"):
        with pytest.raises(Held, match="nothing has changed since edition 1"):
            issued(same)
    assert [edition.stamp.number for edition in editions(source(tmp_path))] == [1]
    assert issued(CHANGED).stamp.supersedes == 1


def test_errors_and_warnings_hold_an_edition_back(issued: Issue, tmp_path: Path) -> None:
    with pytest.raises(Held, match="has errors") as held:
        issued(BRIEF.replace("evidence: log", "evidence: lag"))
    assert {problem.level for problem in held.value.problems} == {"error"}
    late = BRIEF.replace("2026-03-03 16:00", "2026-03-03 19:00")
    with pytest.raises(Held, match="warnings hold it back") as held:
        issued(late)
    assert [problem.rule for problem in held.value.problems] == ["W3"]
    assert not list((tmp_path / "briefs" / "small").glob("editions/0*"))
    for given in ("W3", "events.back", "W3 events.back.when"):
        with pytest.raises(Held):
            issued(late, accepted=(Accepted(f"{given}x", "no such thing"),))
    edition = issued(late, accepted=(Accepted("W3 events.back", "it is planned so"),))
    assert [accepted.reason for accepted in edition.accepted] == ["it is planned so"]
    assert "W3 events.back.when: this is later than" in edition.accepted[0].warning


def test_a_brief_may_accept_a_warning_itself(issued: Issue) -> None:
    late = BRIEF.replace("2026-03-03 16:00", "2026-03-03 19:00")
    edition = issued(f"{late}accepted: {{W3: it is planned so}}\n")
    assert [accepted.reason for accepted in edition.accepted] == ["it is planned so"]


def test_an_edition_that_lost_many_facts_is_held(issued: Issue) -> None:
    """A file that was saved half-way is a shorter, valid brief."""
    issued(BRIEF)
    half = BRIEF[: BRIEF.index("events:")]
    with pytest.raises(Held) as held:
        issued(half)
    assert "edition 1 had 2 under events, this one has none" in [problem.message for problem in held.value.problems]
    assert issued(half, accepted=(Accepted("shrink", "they were another desk's"),)).stamp.number == 2


def test_a_correction_says_what_was_wrong_and_the_old_edition_stays(issued: Issue, tmp_path: Path) -> None:
    first = issued(BRIEF)
    before = {file.name: file.read_bytes() for file in first.folder.iterdir()}
    with pytest.raises(Held, match="the reason is missing"):
        issued(CHANGED, kind="corrected", corrects=1)
    with pytest.raises(Held, match=r"there is no edition 7\. There are: 1"):
        issued(CHANGED, kind="corrected", corrects=7, reason="x")
    edition = issued(CHANGED, kind="corrected", corrects=1, reason="Two people were killed, not one")
    page = words(edition.folder / "small-ed2-2026-03-03.pdf")
    assert "Edition 2 (corrected)" in page
    assert "Correction of edition 1" in page
    assert "Two people were killed, not one." in page
    assert {file.name: file.read_bytes() for file in first.folder.iterdir()} == before


def test_a_withdrawal_needs_no_sound_brief_and_repeats_no_fact(issued: Issue, tmp_path: Path) -> None:
    issued(BRIEF)
    edition = issued("title: [", kind="withdrawn", corrects=1, reason="It rests on a forged log.")
    page = words(next(edition.folder.glob("*.pdf")))
    assert "Edition 1 is withdrawn" in page
    assert "It rests on a forged log." in page
    assert "nobody is hurt" not in page
    with pytest.raises(Held, match="withdrawn already"):
        issued(None, kind="withdrawn", corrects=1, reason="again")
    with pytest.raises(Held, match=r"edition 1 said this and was withdrawn: It rests on a forged log\."):
        issued(BRIEF)
    again = (Accepted("again", "the log was genuine"),)
    assert issued(BRIEF, accepted=again).stamp.number == 3, "the same facts may be issued anew by hand"


def test_what_must_be_approved_waits_for_it_and_an_approval_is_of_what_was_read(
    issued: Issue, written: Write, tmp_path: Path
) -> None:
    with pytest.raises(Held, match="briefgen approve small"):
        issued(BRIEF, needs_approval=True)
    approval(tmp_path)
    with pytest.raises(Held, match="it waits for approval"):
        issued(CHANGED, needs_approval=True)
    edition = issued(f"# a remark\n{BRIEF}", needs_approval=True)
    assert edition.stamp.approved == Approval("A. Duty", NOW)
    assert issued(CHANGED).stamp.approved is None, "an approval is not handed on"
    (tmp_path / ".briefgen" / "approvals" / "small.json").write_text("{")
    with pytest.raises(FileProblem, match="Approve the brief again"):
        issued(BRIEF)


def test_the_first_issue_freezes_the_slug(issued: Issue, tmp_path: Path) -> None:
    issued(BRIEF)
    (tmp_path / "briefs" / "small").rename(tmp_path / "briefs" / "other")
    moved = BriefSource("other", tmp_path / "briefs" / "other" / "brief.yaml")
    with pytest.raises(Held, match="issued as 'small'"):
        issue(WorkspaceFolder(tmp_path), moved, now=NOW + timedelta(days=1))


def test_a_clock_that_was_set_back_issues_nothing(issued: Issue, written: Write, tmp_path: Path) -> None:
    issued(BRIEF)
    written(CHANGED)
    with pytest.raises(Held, match="Set the clock"):
        issue(WorkspaceFolder(tmp_path), source(tmp_path), now=NOW - timedelta(days=1))


def test_what_stops_half_way_leaves_no_edition(issued: Issue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    issued(BRIEF)

    def full(file: Path, data: bytes) -> None:
        if file.suffix == ".json":
            raise OSError(28, "No space left on device")
        file.write_bytes(data)

    with monkeypatch.context() as patched:
        patched.setattr(filing, "_write", full)
        with pytest.raises(FileProblem, match="No space left"):
            issued(CHANGED)
    folder = tmp_path / "briefs" / "small" / "editions"
    assert [entry.name for entry in folder.iterdir()] == ["0001"]
    (folder / ".0002.99.tmp").mkdir()
    assert issued(CHANGED).stamp.number == 2
    assert {entry.name for entry in folder.iterdir()} == {"0001", "0002"}


def test_file_names_follow_the_offices_pattern(issued: Issue, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    settings = tmp_path / "briefs" / "office.yaml"
    settings.write_text('editions: {name: "{slug}-{marking}-{kind}-{edition}", formats: [txt]}\n')
    assert set(issued(BRIEF).files) == {"small-final-1.txt"}
    marked = f"{CHANGED}marking: TLP:AMBER+STRICT\n"
    assert set(issued(marked).files) == {"small-TLP-AMBER-STRICT-final-2.txt"}


@pytest.mark.parametrize(
    "pattern", ["{slug}", "{slug}/{edition}", "{slug.__class__}{edition}", "{slug!r}{edition}", "{", "x"]
)
def test_a_pattern_that_cannot_name_files_is_refused(pattern: str, written: Write, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "office.yaml").write_text(f"editions: {{name: {json.dumps(pattern)}}}\n")
    found = written(BRIEF)
    assert any("is not a pattern of file names" in problem.message for problem in found.problems), found.problems


def test_a_draft_is_made_again_when_an_edition_appears(issued: Issue, tmp_path: Path) -> None:
    issued(BRIEF)
    options = Options(("txt",))
    update(WorkspaceFolder(tmp_path), source(tmp_path), options)
    assert update(WorkspaceFolder(tmp_path), source(tmp_path), options).outcome == "current"
    issued(CHANGED)
    if digest(source(tmp_path).editions) is None:
        pytest.skip("the names in a folder have no digest yet")
    assert "briefs/small/editions has changed" in update(WorkspaceFolder(tmp_path), source(tmp_path), options).why


def test_a_changed_edition_is_seen(issued: Issue, tmp_path: Path) -> None:
    edition = issued(BRIEF)
    assert audit_editions(source(tmp_path), tmp_path) == ()
    pdf = next(edition.folder.glob("*.pdf"))
    whole = pdf.read_bytes()
    pdf.write_bytes(whole[:-1])
    found = audit_editions(source(tmp_path), tmp_path)
    assert [problem.message for problem in found] == ["is not the file that was issued"]
    with pytest.raises(FileProblem, match="is not the file that was issued"):
        edition.data(pdf.name)
    pdf.unlink()
    assert [problem.message for problem in audit_editions(source(tmp_path), tmp_path)] == [
        "was issued and is not there"
    ]
    pdf.write_bytes(whole)
    told = edition.folder / "edition.json"
    (edition.folder / "SHA256SUMS").unlink()
    told.write_text(told.read_text().replace("Power is back", "Power is gone").replace('"format": 2', '"format": 1'))
    assert {problem.message for problem in audit_editions(source(tmp_path), tmp_path)} == {
        "is not what edition.json gives when it is made again"
    }
    whole_told = told.read_text()
    told.write_text(whole_told.replace(pdf.name, f"../{pdf.name}"))
    with pytest.raises(FileProblem, match="is damaged"):
        editions(source(tmp_path))
    told.write_text("{}")
    assert [problem.message for problem in audit_editions(source(tmp_path), tmp_path)] == ["is damaged"]


@pytest.mark.full
def test_every_shipped_brief_can_be_issued_and_made_again(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    workspace = WorkspaceFolder(tmp_path)
    for found in workspace.sources():
        warnings = issue_all_warnings(workspace, found)
        edition = issue(workspace, found, Order(accepted=warnings), now=NOW)
        assert again(edition) == {name: edition.data(name) for name in edition.files}


def issue_all_warnings(workspace: WorkspaceFolder, found: BriefSource) -> tuple[Accepted, ...]:
    from briefgen.checks import check
    from briefgen.editions.acceptance import key

    loaded = load(found.file, root=workspace.root, office=workspace.office, slug=found.slug)
    return tuple(Accepted(key(p), "an example") for p in check(loaded, NOW) if p.level == "warning")


def test_an_edition_of_an_older_briefgen_can_still_be_told_and_withdrawn(issued: Issue, tmp_path: Path) -> None:
    """Its words are frozen with it; those that came later are today's."""
    issued(BRIEF)
    issued(CHANGED)
    file = tmp_path / "briefs" / "small" / "editions" / "0002" / "edition.json"
    found = json.loads(file.read_text())
    found["versions"]["briefgen"], found["format"] = "0.0.1", 1
    (file.parent / "SHA256SUMS").unlink()
    texts = found["bundle"]["words"]["texts"]
    for key in [key for key in texts if key.startswith(("changes.", "edition.withdrawn"))]:
        del texts[key]
    texts["section.sources"] = "Where it is from"
    file.write_text(json.dumps(found))
    old = editions(source(tmp_path))[1]
    assert "Where it is from" in as_text(old.document)
    assert "Changes since edition 1" in as_text(old.document)
    gone = issued(None, kind="withdrawn", corrects=2, reason="It was wrong.")
    assert "Edition 2 is withdrawn" in as_text(gone.document)
    assert [problem.level for problem in audit_editions(source(tmp_path), tmp_path)] == ["note"]


def test_what_has_nothing_new_is_told_so_in_the_second_of_the_edition_before(
    issued: Issue, written: Write, tmp_path: Path
) -> None:
    first = issued(BRIEF)
    with pytest.raises(Unchanged):
        issue(WorkspaceFolder(tmp_path), source(tmp_path), now=first.stamp.issued)
    written(CHANGED)
    with pytest.raises(Held, match="which the clock has not reached"):
        issue(WorkspaceFolder(tmp_path), source(tmp_path), now=first.stamp.issued)
