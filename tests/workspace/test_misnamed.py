"""A brief whose file has another ending is told by the name that it should have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen


@pytest.mark.parametrize("name", ["brief.yml", "brief.yaml.txt", "Brief.yaml"])
def test_the_file_is_told_with_the_name_that_is_wanted(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "briefs" / "storm"
    folder.mkdir(parents=True)
    (folder / name).write_text("title: A storm\n", encoding="utf-8")
    told = briefgen("check", "storm", cwd=tmp_path)
    assert told.returncode == 2
    assert f"storm/{name}. Call it brief.yaml." in told.stderr
