"""The reference in docs/ is what the program gives, and every message that it may say stands there."""

from __future__ import annotations

import ast
import re

import pytest

import briefgen
from tests.support.checkout import ROOT
from tools.messages import Message, messages, texts_of
from tools.reference import pages


def test_the_committed_pages_are_what_the_program_gives(request: pytest.FixtureRequest) -> None:
    for name, text in pages().items():
        page = ROOT / "docs" / name
        if request.config.getoption("--update-golden"):
            page.write_text(text, encoding="utf-8")
        assert text == page.read_text(encoding="utf-8"), f"write it anew: python -m tools.reference ({name})"


def test_every_problem_of_the_incidents_is_found_in_the_pages() -> None:
    known = [_pattern(one.text) for one in messages()]
    said = {
        problem.message
        for file in sorted((ROOT / "tests" / "incidents").glob("*.yaml"))
        for problem in briefgen.check(briefgen.load(file))
    }
    assert len(said) > 50
    missing = [text for text in said if not any(p.fullmatch(text) or p.fullmatch(_behind_key(text)) for p in known)]
    assert missing == []


def _behind_key(text: str) -> str:
    """A message without the key that stands before it, as in "when: 'x' is not a time"."""
    return text.partition(": ")[2]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, text.split("…"))), re.DOTALL)


def test_all_messages_stand_in_one_page_or_the_other() -> None:
    rules, rest = pages()["reference-rules.md"], pages()["reference-messages.md"]
    for one in messages():
        shown = " ".join(one.text.replace("|", "\\|").split())
        assert shown in (rules if one.rule else rest), f"its room has no head: {one.room}"


def test_a_text_is_read_with_its_choices_and_what_is_named_left_open() -> None:
    code = """f"the {'first' if one else 'last'} of {name} is " + "gone\""""
    found = ast.parse(code, mode="eval").body
    assert texts_of(found, {}) == ["the first of … is gone", "the last of … is gone"]


def test_a_message_and_its_hint_are_told_apart() -> None:
    assert Message("model", "", "no number is given", "Write value: 60-100, or min: and max:", "") in messages()
