"""docs/tutorial-article.md, run as it stands: what it prints, how much is typed by hand, and what the pages then say."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from briefgen.editing import Add, EditRefused, Set, apply
from tests.support.commands import briefgen
from tests.support.printed import as_pdf

TUTORIAL = (Path(__file__).parents[2] / "docs" / "tutorial-article.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"```(\w+)\n(.*?)```", TUTORIAL, re.DOTALL)
MOST_LINES = 40
RELEASE = (
    "Lundby Port Authority: statement on the fire in hall 4",
    "3 March 2026",
    "Two of our workers were taken to hospital with smoke poisoning. Their lives are not in danger.",
    "“Hall 4 stays closed until the fire brigade has finished its work,” Harbour Master Ines Holm said. "
    "All cranes stand still since 09:20.",
    "The cause of the fire is unknown. The port opens again on 4 March at 06:00.",
)


def block(kind: str, number: int = 0) -> str:
    return [text for one, text in BLOCKS if one == kind][number]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    shutil.copy(Path(__file__).parent / "pages" / "harbour.html", tmp_path)
    (tmp_path / "release.pdf").write_bytes(as_pdf(RELEASE, furnished=False))
    return tmp_path


def run(root: Path, text: str) -> list[str]:
    """What the commands print, each of which must succeed."""
    said = []
    for command in text.splitlines():
        done = briefgen(*shlex.split(command)[1:], cwd=root)
        assert done.returncode == 0, done.stdout + done.stderr
        said.append(done.stdout)
    return said


def typed(root: Path) -> None:
    """The lines of the tutorial, written into the file as its writer does."""
    file = root / "briefs" / "quay-fire" / "brief.yaml"
    data = file.read_bytes()
    for line in block("typed").splitlines():
        path, _, value = line.partition(": ")
        keys = tuple(path.split("."))
        try:
            data = apply(data, [Set(keys, value)])
        except EditRefused:
            data = apply(data, [Add(keys, value)])
    file.write_bytes(data + block("yaml").encode())


def test_a_page_and_a_release_are_a_brief_that_passes_check(root: Path) -> None:
    *_, listed = run(root, block("sh"))
    assert block("text") in listed
    run(root, block("sh", 1))
    typed(root)
    checked, _ = run(root, block("sh", 2))
    assert ": error: " not in checked
    assert [
        line for line in checked.splitlines() if ": warning: " in line and "We stopped all cranes" not in line
    ] == []
    page = " ".join((root / "out/quay-fire/quay-fire.txt").read_text(encoding="utf-8").split())
    assert "2 people injured" in page
    assert "“It is too early to speak of arson”" in page
    assert "[TBC]" not in page


def test_little_is_typed_by_hand() -> None:
    assert len(block("typed").splitlines()) + len(block("yaml").splitlines()) <= MOST_LINES
