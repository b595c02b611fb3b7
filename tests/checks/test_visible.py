"""A text of characters that show nothing is told at its place: nobody would see that it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen

BRIEF = """title: {title}
events: {{fire: {{title: {event}, when: 2026-01-02, summary: {summary}}}}}
questions: {{why: {{text: "Why?", answers: {{a: {answer}}}}}}}
"""
PLAIN = {"title": "A fire", "event": "It burns", "summary": "In a hall", "answer": "Sparks"}


@pytest.mark.parametrize("field", PLAIN)
@pytest.mark.parametrize("text", ["\u200b", "\u2060\u200d", "\u3164", "\u00ad", "\u2800", "\U000e0041", " \u200b "])
def test_a_text_that_shows_nothing_is_an_error_at_its_place(tmp_path: Path, field: str, text: str) -> None:
    file = tmp_path / "briefs" / "a" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(BRIEF.format(**{**PLAIN, field: f'"{text}"'}), encoding="utf-8")
    told = briefgen("check", "--errors-only", cwd=tmp_path)
    line = {"title": 1, "answer": 3}.get(field, 2)
    assert f"briefs/a/brief.yaml:{line}:" in told.stdout and "has no visible character" in told.stdout, told.stdout
    assert (told.returncode, len(told.stdout.splitlines())) == (1, 1)


def test_one_visible_character_is_enough(tmp_path: Path) -> None:
    file = tmp_path / "briefs" / "a" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(BRIEF.format(**{**PLAIN, "title": '"\u200bX"'}), encoding="utf-8")
    assert briefgen("check", "--errors-only", cwd=tmp_path).stdout == ""
