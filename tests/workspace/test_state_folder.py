"""The folder of what was sent, and to whom, is its owner's alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from briefgen.triggers.ledger import ledger
from briefgen.triggers.single_instance import single_instance
from briefgen.workspace.files import make, write
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.locks import exclusive_lock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")


def test_the_state_folder_is_for_its_owner_alone_whoever_makes_it_first(tmp_path: Path) -> None:
    def lock(place: WorkspaceFolder) -> None:
        with exclusive_lock(place, "flood", place.out("flood")):
            pass

    def once(place: WorkspaceFolder) -> None:
        with single_instance(place, "watch"):
            pass

    def keep(place: WorkspaceFolder) -> None:
        with ledger(place.state / "schedule.sqlite"):
            pass

    before = os.umask(0o022)
    try:
        for first in (lock, once, keep, lambda place: write(place.state / "approvals" / "flood.json", b"[]")):
            place = WorkspaceFolder(tmp_path / str(id(first)))
            first(place)
            assert stat.S_IMODE(place.state.stat().st_mode) == 0o700
            assert stat.S_IMODE(place.root.stat().st_mode) == 0o755
    finally:
        os.umask(before)


def test_a_state_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    state = WorkspaceFolder(tmp_path).state
    state.mkdir()
    state.chmod(0o750)
    make(state / "locks")
    assert stat.S_IMODE(state.stat().st_mode) == 0o750
