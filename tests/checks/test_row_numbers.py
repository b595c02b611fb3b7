"""A table whose ids are its row numbers is told before an edition calls each row below a new one changed."""

from __future__ import annotations

import pytest

from briefgen.checks import check
from tests.support.checkout import Write


def asked(written: Write, *ids: str) -> list[str]:
    rows = "\n".join(f"{key},It rained,2026-03-03" for key in ids)
    loaded = written("title: x\nevents: {file: log.csv}\n", **{"log.csv": f"id,title,when\n{rows}\n"})
    return [f"{problem.where}: {problem.level}" for problem in check(loaded) if "row numbers?" in problem.message]


@pytest.mark.parametrize(
    "ids", [("1", "2", "3", "4"), ("101", "102", "103"), ("row-1", "row-2", "row-3"), ("001", "002", "003")]
)
def test_numbers_that_count_are_asked_about_once(written: Write, ids: tuple[str, ...]) -> None:
    assert asked(written, *ids) == ["briefs/small/log.csv:2: warning"]


@pytest.mark.parametrize(
    "ids", [("1", "2"), ("1", "2", "fire"), ("3", "17", "21"), ("2026", "2024", "2025"), ("a1", "b2", "c3")]
)
def test_ids_that_say_something_are_not(written: Write, ids: tuple[str, ...]) -> None:
    assert asked(written, *ids) == []
