"""What the head of a message cannot carry is told before an edition is frozen with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.editions.issue import Held, issue
from briefgen.reading.load import load
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], BriefSource]:
    def made(text: str) -> BriefSource:
        file = tmp_path / "briefs" / "b1" / "brief.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return BriefSource("b1", file)

    return made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title: "A\\r\\nBcc: x@example.org"', "the title has a line break"),
        ("title: |\n  A\n  B", "the title has a line break"),
        ('title: "A\\tB"', "the title has a tab"),
        ('title: "A =?utf-8?q?B?="', "the title has '=?'"),
        ('title: A\npublisher: "The\\ndesk"', "the publisher has a line break"),
        ('title: A\nnumber: "1\\n2"', "the number has a line break"),
        ('title: A\nmarking: {label: "House\\r\\nonly"}', "the label has a line break"),
        ('title: A\nmarking: {label: "House =?"}', "the label has '=?'"),
    ],
)
def test_what_is_not_one_line_is_not_issued(
    text: str, said: str, written: Callable[[str], BriefSource], tmp_path: Path
) -> None:
    source = written(f"{text}\n")
    told = [str(p) for p in check(load(source.file, root=tmp_path)) if p.level == "error"]
    assert len(told) == 1
    assert said in told[0]
    assert "brief.yaml:" in told[0]
    with pytest.raises(Held, match="errors"):
        issue(WorkspaceFolder(tmp_path), source, now=datetime(2026, 3, 3, 9, 0, tzinfo=UTC))
    assert not source.editions.exists() or not list(source.editions.glob("[0-9]*"))


def test_the_break_at_the_end_of_a_folded_title_is_none(written: Callable[[str], BriefSource], tmp_path: Path) -> None:
    loaded = load(written("title: >\n  The tank\n  leaked\n").file, root=tmp_path)
    assert loaded.draft.title == "The tank leaked"
    assert not [problem for problem in check(loaded) if problem.level == "error"]
