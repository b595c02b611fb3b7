"""What was marked higher, taken out by a correction, withdrawn or corrected: it comes back in no file and in no message."""

from __future__ import annotations

import json
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Any

import pypdfium2
import pytest

from briefgen.build.bundle import gather
from briefgen.cli.diff import diff
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.send import previews
from briefgen.editions.approval import approve, approve_readers, cover, readers_approved
from briefgen.editions.audit import again, audit_editions, unsaid
from briefgen.editions.editions import Accepted, Edition, editions, opened, sums, taken_back
from briefgen.editions.issue import Held, Order, issue
from briefgen.errors import FileProblem
from briefgen.model.edition import Approval, EditionInfo
from briefgen.outputs.update import Options, update
from briefgen.reading.load import load, load_office
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.cli.test_diff import At
from tests.support.issued import OFFICE, workspace, written

START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
CANARY = "Zebracanary"
FORMATS = "    editions: {formats: [pdf, docx, html, txt]}\n"
FORMATS_OF_AN_EDITION = (".pdf", ".docx", ".html", ".txt")


class Desk:
    """A workspace in which the brief "flood" is issued, an hour after the edition before."""

    def __init__(self, root: Path) -> None:
        self.space = workspace(root, dedent(OFFICE) + dedent(FORMATS).replace("    ", ""))
        self.at = START
        self.source = written(self.space)

    def write(self, extra: str = "", **values: str) -> None:
        self.source = written(self.space, **values)
        if extra:
            with self.source.file.open("a", encoding="utf-8") as file:
                file.write(f"  secret: {{title: {CANARY} opens the gate, when: 2026-03-03 08:00, evidence: log}}\n")

    def issue(self, **order: Any) -> Edition:
        self.at += timedelta(hours=1)
        given = {"accepted": (Accepted("shrink", "meant"),)} | order
        return issue(self.space, self.source, Order(**given), now=self.at)

    def letter(self, edition: Edition, since: int) -> str:
        """The words of both bodies of the message for a reader who was sent edition `since` last."""
        from dataclasses import replace
        from email import message_from_bytes, policy

        post = Mailing(self.space, self.source)
        wanted = [post.wanted(edition, reader, "edition") for reader in post.audience(edition, ("desk",), "").readers]
        (letter, *_) = previews(post, edition, wanted, None, self.at)
        message = message_from_bytes(post.message(replace(letter, since=since)), policy=policy.SMTP)
        return " ".join(
            " ".join(part.get_content().split()) for part in message.walk() if part.get_content_maintype() == "text"
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def everything(edition: Edition) -> dict[str, str]:
    """All that a file of the edition says, also where no reader looks: properties, alternative texts, bookmarks."""
    found = {"edition.json": (edition.folder / "edition.json").read_text()}
    for name in edition.files:
        data = edition.data(name)
        match name.rpartition(".")[2]:
            case "pdf":
                pdf = pypdfium2.PdfDocument(data)
                words = [page.get_textpage().get_text_bounded() for page in pdf]
                words += [mark.get_title() for mark in pdf.get_toc()]
                found[name] = " ".join([*words, *pdf.get_metadata_dict().values(), data.decode("latin-1")])
                pdf.close()
            case "docx":
                with zipfile.ZipFile(BytesIO(data)) as package:
                    found[name] = " ".join(package.read(one).decode("latin-1") for one in package.namelist())
            case _:
                found[name] = data.decode()
    return {name: " ".join(text.split()) for name, text in found.items()}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("TLP:RED", "TLP:CLEAR", "This edition replaces edition 1, whose marking was higher."),
        ("TLP:RED", "none", "This edition replaces edition 1, whose marking was higher."),
        ("OFFICIAL", "TLP:CLEAR", "This edition replaces edition 1, whose marking was another."),
        ("{label: TLP:AMBER, caveats: [Canary eyes only]}", "TLP:AMBER", "whose marking was higher."),
    ],
)
def test_nothing_is_told_of_an_edition_whose_marking_was_higher(
    desk: Desk, before: str, after: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.write(CANARY, marking=before, bottom="Zebracanary says so.")
    desk.issue()
    desk.write(marking=after)
    made = update(desk.space, desk.source, Options(("txt",)))
    draft = " ".join(made.files[0].read_text().split())
    edition = desk.issue()
    diff(At(desk.space.root), "flood", form="html", since=1)
    page = " ".join(capsys.readouterr().out.split())
    for name, text in {**everything(edition), "draft": draft, "page": page}.items():
        assert CANARY not in text, name
        assert "eyes only" not in text, name
        if not name.endswith((".docx", ".pdf", ".json")):
            assert said in text, name
    assert again(edition) == {name: edition.data(name) for name in edition.files}
    diff(At(desk.space.root), "flood", since=1)
    assert CANARY in capsys.readouterr().out, "the author sees it, on a screen of their own"


def test_a_correction_gives_its_reason_and_the_new_words_alone(desk: Desk) -> None:
    desk.write(CANARY, bottom="The market is dry, says Zebracanary.", level="7")
    desk.issue()
    desk.write(level="6", bottom="The market is flooded to the roofs.")
    edition = desk.issue(kind="corrected", corrects=1, reason="A person was named")
    for name, text in everything(edition).items():
        assert CANARY not in text, name
        assert "7 metres" not in text, name
    text = everything(edition)["flood-ed2-2026-03-03.txt"].split("Changes since edition 1")[-1]
    assert "Correction of edition 1: A person was named." in text
    assert "6 metres" in text
    assert "1 entry was taken out." in text
    assert "(was" not in text
    body = desk.letter(edition, since=1)
    assert CANARY not in body
    assert "A person was named." in body
    assert again(edition) == {name: edition.data(name) for name in edition.files}
    desk.write(level="5")
    later = desk.issue()
    body = desk.letter(later, since=1)
    assert CANARY not in body
    assert "7 metres" not in body
    assert "Correction of edition 1: A person was named." in body


def test_what_follows_a_withdrawal_repeats_nothing_of_it(desk: Desk) -> None:
    desk.write(CANARY, level="7")
    desk.issue()
    desk.issue(kind="withdrawn", corrects=1, reason="It is wrong.")
    desk.write(level="6")
    edition = desk.issue()
    for name, text in everything(edition).items():
        assert CANARY not in text, name
        assert "7 metres" not in text, name
    assert "Edition 1 is withdrawn: It is wrong." in everything(edition)["flood-ed3-2026-03-03.txt"]
    assert CANARY not in desk.letter(edition, since=1)
    body = desk.letter(edition, since=2)  # the withdrawal itself has the words of what it took back
    assert CANARY not in body
    assert "7 metres" not in body
    assert "was: 7" not in body
    assert "Edition 1 is withdrawn: It is wrong." in body


def test_what_was_taken_back_comes_back_by_hand_alone(desk: Desk) -> None:
    desk.issue()
    desk.write(level="6")
    desk.issue(kind="corrected", corrects=1, reason="The level was wrong.")
    desk.write()
    with desk.source.file.open("a", encoding="utf-8") as file:
        file.write("accepted: {again: it is right}\n")
    with pytest.raises(Held, match=r"edition 1 said this and was corrected: The level was wrong\."):
        desk.issue()
    assert desk.issue(accepted=(Accepted("again", "it was right"),)).stamp.number == 3


def test_a_correction_takes_back_what_it_names_and_all_before(desk: Desk) -> None:
    desk.issue()
    desk.write(level="6")
    desk.issue()
    desk.issue(kind="withdrawn", corrects=2, reason="It is wrong.")
    found = taken_back(editions(desk.source))
    assert {number: stamp.number for number, stamp in found.items()} == {1: 3, 2: 3}
    desk.write()
    with pytest.raises(Held, match="edition 1 said this and was withdrawn"):
        desk.issue()


def test_a_number_that_was_sent_elsewhere_is_not_used_again(desk: Desk) -> None:
    desk.at += timedelta(hours=1)
    first = issue(desk.space, desk.source, now=desk.at, taken=3)
    assert (first.stamp.number, first.stamp.supersedes) == (4, None)
    desk.write(level="6")
    assert desk.issue().stamp.supersedes == 4
    assert [edition.stamp.number for edition in editions(desk.source)] == [4, 5]


# -- edition.json -------------------------------------------------------------------------------------------------------


def test_an_edition_whose_record_was_changed_is_refused_and_audit_says_so(desk: Desk) -> None:
    edition = desk.issue()
    assert edition.summed
    check = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=edition.folder, capture_output=True, check=False)
    assert check.returncode == 0, check.stderr
    record = edition.folder / "edition.json"
    whole = record.read_bytes()
    record.write_bytes(whole.replace(b"\n", b"\r\n"))
    assert opened(edition.folder).record == edition.record, "line ends alone are another checkout"
    record.write_bytes(whole.replace(b"under water", b"above water"))
    with pytest.raises(FileProblem, match="Restore it from version control"):
        opened(edition.folder)
    (found,) = audit_editions(desk.source, desk.space.root)
    assert (found.level, found.where.file if found.where else "") == (
        "error",
        "briefs/flood/editions/0001/edition.json",
    )
    record.write_bytes(whole)
    sums = edition.folder / "SHA256SUMS"
    listed = sums.read_text()
    sums.write_text(listed.splitlines(keepends=True)[0] + listed.splitlines(keepends=True)[-1])
    with pytest.raises(FileProblem, match="does not list the files"):
        opened(edition.folder)
    sums.unlink()
    assert not opened(edition.folder).summed
    assert [problem.message for problem in audit_editions(desk.source, desk.space.root)] == [
        "was issued and is not there"
    ]


@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "txt"])
@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("The market is under water.", "The market is above water.", "the bottom line"),
        ("stood at 5 metres", "stood at 6 metres", "key point 1"),
        ('"title": "The river floods the market",', '"title": "The river floods the city",', "the title"),
        ('"label": "TLP:GREEN"', '"label": "TLP:CLEAR"', "the marking “TLP:CLEAR”"),
        ("", "", "the marking “none”"),
    ],
)
def test_what_an_older_edition_does_not_say_in_its_file_is_told(
    tmp_path: Path, format_: str, old: str, new: str, lost: str
) -> None:
    desk = Desk(tmp_path)
    office = desk.space.office
    office.write_text(office.read_text().replace("[pdf, docx, html, txt]", f"[{format_}]"))
    edition = desk.issue()
    assert unsaid(edition) == ()
    (edition.folder / "SHA256SUMS").unlink()
    record = edition.folder / "edition.json"
    text = record.read_text()
    if not old:
        found = json.loads(text)
        del found["bundle"]["brief"]["marking"]
        text = json.dumps(found)
    assert old in text
    record.write_text(text.replace(old, new, 1))
    assert unsaid(opened(edition.folder)) == (lost,)


@pytest.mark.parametrize("ending", FORMATS_OF_AN_EDITION)
def test_each_file_of_another_edition_is_told_though_all_digests_were_written_anew(desk: Desk, ending: str) -> None:
    desk.write(bottom=f"{CANARY} was here.")
    other = desk.issue()
    desk.write()
    edition = desk.issue()
    (name,) = (one for one in edition.files if one.endswith(ending))
    data = other.data(next(one for one in other.files if one.endswith(ending)))
    (edition.folder / name).write_bytes(data)
    file = edition.folder / "edition.json"
    file.write_text(file.read_text().replace(edition.files[name].sha256, sha256(data).hexdigest()))
    written_anew = {one: (edition.folder / one).read_bytes() for one in (*edition.files, "edition.json")}
    (edition.folder / "SHA256SUMS").write_bytes(sums(written_anew))
    assert "the bottom line" in unsaid(opened(edition.folder))


@pytest.mark.full
def test_every_shipped_brief_says_what_its_edition_says(tmp_path: Path) -> None:
    import shutil

    from tests.editions.test_issue import NOW, issue_all_warnings
    from tests.support.checkout import ROOT

    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    space = WorkspaceFolder(tmp_path)
    for source in space.sources():
        edition = issue(space, source, Order(accepted=issue_all_warnings(space, source)), now=NOW)
        assert unsaid(edition) == (), source.slug
        gone = issue(space, source, Order("withdrawn", 1, "It is wrong"), now=NOW + timedelta(hours=1))
        assert unsaid(gone) == (), source.slug


# -- approvals ----------------------------------------------------------------------------------------------------------


def noted(desk: Desk, by: str = "Anna") -> None:
    loaded = load(desk.source.file, root=desk.space.root, office=desk.space.office, slug="flood")
    assert loaded.brief is not None
    covered = cover(gather(loaded, loaded.brief, Templates(desk.space.root)), loaded.office.lists)
    after = max((edition.stamp.number for edition in editions(desk.source)), default=0)
    approve(desk.space, "flood", covered, Approval(by, desk.at), after)


def test_an_approval_ends_with_the_edition_that_it_let_out(desk: Desk) -> None:
    noted(desk)
    assert desk.issue(needs_approval=True).stamp.approved
    desk.issue(kind="withdrawn", corrects=1, reason="It is wrong.")
    with pytest.raises(Held):
        desk.issue(needs_approval=True)
    by_hand = (Accepted("again", "it was right"),)
    with pytest.raises(Held, match="it waits for approval"):
        desk.issue(needs_approval=True, accepted=by_hand)
    noted(desk)
    assert desk.issue(needs_approval=True, accepted=by_hand).stamp.number == 3


@pytest.mark.parametrize("what", ["reader", "ceiling", "format", "list", "outline"])
def test_an_approval_is_of_the_readers_and_the_sections_too(desk: Desk, what: str) -> None:
    noted(desk)
    office = desk.space.office
    text = office.read_text()
    match what:
        case "reader":
            office.write_text(text.replace("bert@", "berta@"))
        case "ceiling":
            office.write_text(text.replace("ceiling: TLP:AMBER", "ceiling: TLP:RED"))
        case "format":
            office.write_text(text.replace("formats: [pdf, docx], ceiling", "formats: [pdf], ceiling"))
        case "list":
            desk.source.file.write_text(desk.source.file.read_text().replace("[desk]", "[desk, nobody]"))
        case _:
            folder = desk.space.root / "templates" / "outlines"
            folder.mkdir(parents=True)
            (folder / "incident.yaml").write_text("front: [bottom_line]\nsections: [timeline]\n")
    with pytest.raises(Held, match="it waits for approval"):
        desk.issue(needs_approval=True, accepted=(Accepted("R15", "x"),))


def test_who_is_new_on_a_list_gets_an_approved_edition_when_approved_anew(desk: Desk) -> None:
    noted(desk)
    edition = desk.issue(needs_approval=True)
    office, _, _ = load_office(desk.space.office, root=desk.space.root)
    assert readers_approved(desk.space, edition, office)
    desk.space.office.write_text(desk.space.office.read_text().replace("bert@", "berta@"))
    changed, _, _ = load_office(desk.space.office, root=desk.space.root)
    assert not readers_approved(desk.space, edition, changed)
    desk.write(level="6")
    noted(desk)
    assert not readers_approved(desk.space, edition, changed), "an approval of the next one does not let it through"
    approve_readers(desk.space, edition, changed.lists, Approval("Bert", desk.at))
    assert readers_approved(desk.space, edition, changed)
    assert not readers_approved(desk.space, edition, office)


def test_a_withdrawal_that_is_told_against_an_edition_prints_nothing_of_it(desk: Desk) -> None:
    from dataclasses import replace

    from briefgen.model.edition import Baseline

    desk.write(CANARY)
    first = desk.issue()
    desk.write()
    second = desk.issue()
    stamp = EditionInfo(3, "withdrawn", START, 2, 2, "It is wrong.")
    told = replace(second.bundle, stamp=stamp, since=Baseline(1, first.bundle.brief)).document
    assert CANARY not in repr(told)
    assert BriefSource("flood", desk.source.file).slug == second.slug


def test_a_letter_says_who_approved_the_edition_once_in_each_body(desk: Desk) -> None:
    noted(desk, "Ada Lind")
    edition = desk.issue(needs_approval=True)
    said = desk.letter(edition, since=1)
    assert said.count("Approved by Ada Lind, Tuesday 3 March 2026, ") == 2
    desk.write(level="6")
    after = desk.issue(kind="corrected", corrects=1, reason="It is 6.")
    assert "Approved by" not in desk.letter(after, since=1), "an approval is not handed on"
