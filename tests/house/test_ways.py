"""No room below the screens types a command: each names a way, which a terminal and the desk have in terms of their own."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

import briefgen
from briefgen.desk.ways import IN_A_TERMINAL, here
from briefgen.ways import Way
from tests.support.terminal_words import terminal_words, typed_in

ROOT = Path(briefgen.__file__).parent.parent
ASKS = {"briefgen.app.log_entry", "briefgen.intake.columns"}
"""They ask what an import from a terminal leaves open; the desk brings no log in."""


def test_what_the_desk_is_made_of_types_no_command() -> None:
    graph = grimp.build_graph("briefgen", cache_dir=None)
    below = graph.find_upstream_modules("briefgen.desk", as_package=True) - ASKS - {"briefgen.ways"}
    rooms = [name for name in below if not name.startswith(("briefgen.desk", "briefgen.renderers"))]
    assert len(rooms) > 200
    typed = {name: found for name in sorted(rooms) if (found := list(typed_in(_source(name))))}
    assert typed == {}


def test_such_a_command_would_be_found() -> None:
    assert list(typed_in('"""briefgen send"""\nsaid = f"See it with: briefgen outbox show {number}"')) == [
        "briefgen outbox"
    ]
    assert list(typed_in('hint = "Leave out --new-ledger."')) == ["--new-ledger"]


@pytest.mark.parametrize("way", Way)
def test_the_desk_says_each_way_in_its_own_terms_or_says_that_it_is_for_a_terminal(way: Way) -> None:
    said = here(f"Do it: {way.of(number=7, brief='fire-2026')}. Then look.")
    assert terminal_words(said) == []
    assert way not in IN_A_TERMINAL or " in a terminal" in said
    assert said.startswith("Do it: ")
    assert said.endswith(". Then look.")


@pytest.mark.parametrize(
    "text", ["the --sender of it", "briefgen sends", "a pre--send", "See the --identity", "briefgen issued it"]
)
def test_what_only_looks_like_a_way_stays(text: str) -> None:
    assert here(text) == text


def _source(name: str) -> str:
    file = ROOT / Path(*name.split("."))
    found = file.with_suffix(".py") if file.with_suffix(".py").exists() else file / "__init__.py"
    return found.read_text(encoding="utf-8")
