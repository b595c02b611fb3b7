"""Scale: the work grows with the brief, no faster; counted, since a clock would lie on another machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.build.bundle import gather
from briefgen.checks import check, walk
from briefgen.document import compose
from briefgen.document.blocks import Block, Caption, Figure, Table, Timeline
from briefgen.document.compose.facts import Facts
from briefgen.reading.load import Loaded, load
from briefgen.workspace.templates import Templates
from tests.bench import scale

Composing = Callable[[Facts], tuple[Block, ...]]


@pytest.fixture
def log(tmp_path: Path) -> Loaded:
    """A brief of 300 events in a table."""
    root = scale.write(tmp_path, 300)
    return load(root / "briefs" / "log" / "brief.yaml", root=root)


def test_a_check_takes_the_brief_apart_once(log: Loaded) -> None:
    walk._parts.cache_clear()
    assert not [problem for problem in check(log) if problem.level == "error"]
    assert walk._parts.cache_info().misses == 1
    assert walk._parts.cache_info().hits > 10


def test_two_briefs_are_not_taken_for_each_other(log: Loaded) -> None:
    assert log.brief is not None
    fewer = log.brief.model_copy(update={"events": {}})
    assert len(walk.parts(log.brief)) > len(walk.parts(fewer)) == len(walk.parts(fewer))


def test_a_section_is_composed_once_and_captions_count_from_one(
    log: Loaded, przewodow: Loaded, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noting(name: str, section: Composing) -> Composing:
        def noted(facts: Facts) -> tuple[Block, ...]:
            asked.append(name)
            return section(facts)

        return noted

    for name, section in compose.SECTIONS.items():
        monkeypatch.setitem(compose.SECTIONS, name, noting(name, section))
    for found in (log, przewodow):
        asked.clear()
        assert found.brief is not None
        made = gather(found, found.brief, Templates(root), "incident").document
        assert len(asked) == len(set(asked)) > 5
        captions = [b.caption for b in made.blocks if isinstance(b, Table | Figure | Timeline)]
        for label in {caption.label for caption in captions}:
            assert numbers(captions, label) == list(range(1, len(numbers(captions, label)) + 1))


def numbers(captions: list[Caption], label: str) -> list[int]:
    return [caption.number for caption in captions if caption.label == label]


def test_a_log_is_a_whole_document(log: Loaded, tmp_path: Path) -> None:
    assert log.brief is not None
    made = gather(log, log.brief, Templates(tmp_path), "log").document
    (table,) = [b for b in made.blocks if isinstance(b, Table) and b.anchor == "table-1"]
    assert sum(not row.group for row in table.rows) == 300


def test_the_bench_measures_a_process(tmp_path: Path) -> None:
    seconds, megabytes = scale.measured(scale.write(tmp_path, 10), "check")
    assert 0 < seconds < 60
    assert 10 < megabytes < 1000
