"""A drawing that no file could show is told by check, not only when files are made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.app.check import check
from briefgen.workspace.folders import WorkspaceFolder

NOW = datetime(2026, 3, 3, tzinfo=UTC)
BRIEF = "title: A\nfigures: {map: {file: map.svg, caption: A map, alt: A map}}\n"


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ("", "has no size"),
        ('width="0" height="10"', "has no size"),
        ('width="NaN" height="10"', "has no size"),
        ('width="1" height="100000"', "is more than 100 times as long as it is wide"),
        ('width="40" height="30"', ""),
    ],
)
def test_check_says_what_render_could_not_draw(tmp_path: Path, attributes: str, told: str) -> None:
    home = tmp_path / "briefs" / "a"
    home.mkdir(parents=True)
    (home / "brief.yaml").write_text(BRIEF)
    (home / "map.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0h9v9z"/></svg>')
    workspace = WorkspaceFolder(tmp_path)
    errors = [
        str(one) for one in check(workspace, workspace.sources(["a"])[0], now=NOW).problems if one.level == "error"
    ]
    assert len(errors) == bool(told) and all(told in one and "brief.yaml:2:" in one for one in errors)
