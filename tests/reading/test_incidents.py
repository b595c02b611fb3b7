"""Each brief in tests/incidents has one fault: it is reported once, at its place, in words that name it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.checks.coverage_report import coverage
from briefgen.errors import Problem
from briefgen.reading.load import load

ROOT = Path(__file__).parents[2]
INCIDENTS = ROOT / "tests" / "incidents"
FAULTY = sorted(INCIDENTS.glob("bad-*.yaml"))
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
EXPECTED = re.compile(r"# expect: (?P<level>error|warning) (?P<line>\d+):(?P<column>\d+) (?P<words>\S.*)")


def problems(file: Path) -> list[Problem]:
    """What a reader of `briefgen check` is told, notes aside."""
    return [problem for problem in check(load(file, root=file.parent), NOW) if problem.level != "note"]


@pytest.mark.parametrize("file", FAULTY, ids=lambda file: file.stem.removeprefix("bad-"))
def test_a_fault_is_reported_once_at_its_place(file: Path) -> None:
    expected = EXPECTED.fullmatch(file.read_text("utf-8").partition("\n")[0])
    assert expected, "the first line is: # expect: <level> <line>:<column> <words of the message>"
    (problem,) = problems(file)
    assert problem.level == expected["level"]
    assert str(problem.where) == f"{file.name}:{expected['line']}:{expected['column']}"
    assert expected["words"] in problem.message


def test_the_faults_are_of_many_kinds() -> None:
    words = {file.read_text("utf-8").partition("\n")[0].split(maxsplit=4)[-1] for file in FAULTY}
    assert len(words) > 60


def test_a_text_beyond_the_hard_cap_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "brief.yaml"
    file.write_text(f"title: {'long ' * 5000}\n", "utf-8")
    assert any("20,000 are allowed" in problem.message for problem in problems(file))


def test_the_worked_brief_leaves_no_word_of_its_source_out() -> None:
    loaded = load(ROOT / "briefs" / "przewodow-2022-11" / "brief.yaml", root=ROOT)
    assert [problem for problem in check(loaded, NOW) if problem.level != "note"] == []
    (article,) = coverage(loaded)
    assert (article.gaps, article.uncarried) == ((), ())
