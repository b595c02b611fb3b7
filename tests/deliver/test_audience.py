"""Who may get a brief: lists, ceilings, domains; and whether the ledger lies where it can be trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.deliver.audience import audience
from briefgen.deliver.disk import suited
from briefgen.deliver.transport import RunStopped
from briefgen.model.brief import Brief
from briefgen.model.marking import Marking, barred
from briefgen.settings.mail import Mail
from briefgen.settings.office import Office
from briefgen.workspace.drives import file_system

MAIL = Mail.model_validate({"from": "desk@example.org"})


def marking(text: str) -> Marking:
    label, *caveats = text.split("/")
    return Marking.model_validate({"label": label, "caveats": caveats} if label else "none")


@pytest.mark.parametrize(
    ("brief", "ceiling", "told"),
    [
        ("", "", ""),
        ("", "TLP:GREEN", ""),
        ("TLP:GREEN", "TLP:GREEN", ""),
        ("TLP:CLEAR", "TLP:RED", ""),
        ("OFFICIAL", "SECRET", ""),
        ("COMPANY ONLY", "COMPANY ONLY", ""),
        ("TLP:GREEN/EU only", "TLP:GREEN/EU only", ""),
        ("TLP:CLEAR", "", "the list has no ceiling. If its readers may have it, write ceiling: TLP:CLEAR"),
        ("TLP:AMBER+STRICT", "TLP:AMBER", "above the list's ceiling TLP:AMBER"),
        ("SECRET", "OFFICIAL-SENSITIVE", "above the list's ceiling OFFICIAL-SENSITIVE"),
        ("OFFICIAL", "TLP:RED", "the two cannot be compared"),
        ("TLP:CLEAR", "SECRET", "the two cannot be compared"),
        ("COMPANY ONLY", "BOARD ONLY", "the two cannot be compared"),
        ("CUI", "TLP:RED", "the two cannot be compared"),
        ("TLP:GREEN/EU only", "TLP:RED", "caveat 'EU only', which the list's ceiling does not name"),
    ],
)
def test_a_marking_above_a_ceiling_is_refused_and_what_cannot_be_compared_too(
    brief: str, ceiling: str, told: str
) -> None:
    said = barred(marking(brief), marking(ceiling) if ceiling else None)
    assert told in said
    assert bool(said) == bool(told)


def office(**lists: dict[str, object]) -> Office:
    return Office.model_validate({"lists": lists})


def test_a_reader_of_two_lists_gets_one_message_with_the_files_of_both() -> None:
    made = office(
        desk={"recipients": ["anna@example.org", "bert@example.org"], "formats": ["docx"]},
        crisis={"recipients": ["Anna@example.org"], "formats": ["pdf"]},
    )
    found = audience(Brief(title="x", distribution=("desk", "crisis", "desk")), made, MAIL)
    assert [(str(one.box), one.lists, one.formats) for one in found.readers] == [
        ("anna@example.org", ("desk", "crisis"), ("pdf", "docx")),
        ("bert@example.org", ("desk",), ("docx",)),
    ]


def test_a_brief_without_lists_says_what_to_write() -> None:
    assert "Write distribution: [LIST]" in audience(Brief(title="x"), office(), MAIL).refusals[0].why
    told = audience(Brief(title="x", distribution=("desk",)), office(), MAIL).refusals[0].why
    assert told == "There is no list 'desk'. There are: none; write lists: in office.yaml."


MOUNTS = b"""/dev/sda1 / ext4 rw 0 0
server:/export /mnt/share nfs4 rw 0 0
//server/share /mnt/My\\040Files cifs rw 0 0
tmpfs /mnt/share/local tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/desk", "ext4"),
        ("/mnt/share/briefs", "nfs4"),
        ("/mnt/share/local/briefs", "tmpfs"),
        ("/mnt/shared", "ext4"),
        ("/mnt/My Files/briefs", "cifs"),
        ("\\\\server\\share\\briefs", "smb"),
    ],
)
def test_the_file_system_of_the_ledger_is_known(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


def test_nothing_is_sent_from_a_network_drive(tmp_path: Path) -> None:
    suited(tmp_path / "new" / ".briefgen")
    with pytest.raises(RunStopped, match=r"lies on a network drive \(nfs4\)"):
        suited(Path("/mnt/share/.briefgen"), MOUNTS)


def test_nothing_is_sent_when_the_disk_is_nearly_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.deliver.disk._LEAST", 1 << 62)
    with pytest.raises(RunStopped, match="nearly full"):
        suited(tmp_path)


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        (kind, True)
        for kind in (
            "virtiofs",
            "fuse.vmhgfs-fuse",
            "fuse.rclone",
            "fuse.s3fs",
            "lustre",
            "gpfs",
            "beegfs",
            "ocfs2",
            "gfs2",
            "drvfs",
            "afpfs",
            "webdav",
            "ncpfs",
            "coda",
            "orangefs",
            "fuse.glusterfs",
            "fuse",
            "nfs4",
            "smb3",
            "9p",
        )
    ]
    + [
        (kind, False)
        for kind in (
            "ext4",
            "btrfs",
            "xfs",
            "zfs",
            "tmpfs",
            "overlay",
            "fuseblk",
            "fuse.ntfs-3g",
            "fuse.gocryptfs",
            "ntfs3",
            "apfs",
            "f2fs",
        )
    ],
)
def test_a_folder_that_leads_to_a_shared_disk_is_refused(kind: str, refused: bool, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / ".briefgen").symlink_to("share")
    mounts = f"/dev/sda / ext4 rw 0 0\nx {tmp_path.resolve()}/share {kind} rw 0 0\n".encode()
    if refused:
        with pytest.raises(RunStopped, match="lies on a network drive"):
            suited(tmp_path / ".briefgen", mounts)
    else:
        suited(tmp_path / ".briefgen", mounts)
