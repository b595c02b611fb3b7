"""The list of problems as a duty officer reads it: many of one kind are told together, and each when asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.cli.alike import shortened
from briefgen.errors import Problem, Where
from tests.support.commands import briefgen

LONG = "x" * 121


def many(folder: Path) -> None:
    place = folder / "briefs" / "storm"
    place.mkdir(parents=True)
    rows = [f"gust-{n},{LONG}{n},2026-03-03,log,{'desk' if n == 70 else ''}" for n in range(148)]
    (place / "log.csv").write_text("\n".join(["id,title,when,evidence,actors", *rows]), "utf-8")
    (place / "brief.yaml").write_text(
        "title: A storm\nas_of: 2026-03-04\nsources: {log: Log}\nevents: {file: log.csv}\n", "utf-8"
    )


def test_the_first_of_a_kind_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    many(tmp_path)
    told = briefgen("check", "storm", cwd=tmp_path)
    lines = [line for line in told.stdout.splitlines() if "log.csv" in line and "warning: " in line]
    assert [line.split(":")[1] for line in lines[:6]] == ["2", "3", "4", "5", "6", "7"]
    assert all("as many as a reader takes in" in line for line in lines[:5])
    assert lines[5].endswith("warning: and 143 more like this, the next at line 7. --all shows each.")
    assert sum("actors" in line or "desk" in line for line in told.stdout.splitlines()) == 1, (
        "one of another kind is not lost"
    )
    every = briefgen("check", "storm", "--all", cwd=tmp_path)
    assert sum("as many as a reader takes in" in line for line in every.stdout.splitlines()) == 148
    assert every.stderr == told.stderr


def test_no_machine_is_told_less(tmp_path: Path) -> None:
    many(tmp_path)
    found = json.loads(briefgen("check", "storm", "--json", cwd=tmp_path).stdout)["briefs"][0]["problems"]
    assert sum("as many as a reader takes in" in problem["message"] for problem in found) == 148


def test_errors_alone_when_asked(tmp_path: Path) -> None:
    many(tmp_path)
    told = briefgen("check", "storm", "--errors-only", cwd=tmp_path)
    assert [line for line in told.stdout.splitlines() if "error: " not in line] == []
    assert "there is no actor 'desk'" in told.stdout
    assert told.returncode == briefgen("check", "storm", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize(("number", "lines"), [(1, 1), (5, 5), (6, 6), (7, 6), (1000, 6)])
def test_a_line_is_put_for_others_only_where_it_saves_some(number: int, lines: int) -> None:
    alike = [Problem("warning", f"title: {n} characters", where=Where("a.yaml", n)) for n in range(1, number + 1)]
    shown = shortened(alike)
    assert len(shown) == lines
    assert shown[:5] == tuple(alike[:5])


def test_a_problem_of_another_level_file_or_text_is_never_counted_among_them() -> None:
    alike = [Problem("note", f"title: {n} characters", where=Where("a.yaml", n)) for n in range(1, 20)]
    others = [
        Problem("error", "title: 7 characters", where=Where("a.yaml", 30)),
        Problem("note", "title: 7 characters", where=Where("b.yaml", 1)),
        Problem("note", "label: 7 characters", where=Where("a.yaml", 31)),
    ]
    assert [problem for problem in shortened([*alike, *others]) if problem in others] == others


def test_a_text_of_the_brief_forges_no_line_and_turns_no_words_of_the_list() -> None:
    told = str(Problem("error", "there is no item 'no\nx: error: forged \u202e\x1b[31m'", "Write another"))
    assert told == "error: there is no item 'no x: error: forged U+202EU+001B[31m'. Write another."
