"""A desk for the tests: a workspace with the first brief, served on loopback, and a browser to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from briefgen.desk.open_brief import OpenBrief
from briefgen.desk.server import serving
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.browsing import browsing
from tests.support.checkout import ROOT

NOW = datetime(2022, 11, 17, 9, 0, tzinfo=UTC)
FIRST = "przewodow-2022-11"
Served = Callable[..., str]


@pytest.fixture
def office(tmp_path: Path) -> WorkspaceFolder:
    """A workspace with the first brief as it ships."""
    return first_brief(tmp_path)


def first_brief(folder: Path) -> WorkspaceFolder:
    """A workspace in a folder, with the first brief as it ships."""
    home = folder / "office"
    shutil.copytree(ROOT / "briefs" / FIRST, home / "briefs" / FIRST)
    shutil.copyfile(ROOT / "briefs" / "office.yaml", home / "briefs" / "office.yaml")
    return WorkspaceFolder(home)


@pytest.fixture
def brief(office: WorkspaceFolder) -> OpenBrief:
    """The first brief, open at a desk without a browser."""
    return OpenBrief(office, office.sources([FIRST])[0], lambda: NOW)


@pytest.fixture
def served() -> Iterator[Served]:
    """A function that serves the desk of a workspace, with a brief open, and gives its address."""
    with ExitStack() as desks:

        def serve(office: WorkspaceFolder, slug: str = FIRST, *, readonly: bool = False) -> str:
            first = office.sources([slug])[0] if slug else None
            return desks.enter_context(serving(office, first, lambda: NOW, readonly=readonly))

        yield serve


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of a process."""
    with browsing() as found:
        yield found
