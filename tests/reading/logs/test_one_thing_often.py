"""A log may say one thing thousands of times, in one minute: what is done for it grows with its rows, not with their pairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rapidfuzz.process

from briefgen.checks import check
from briefgen.model import archive, passage
from briefgen.reading.load import Loaded, load

ROWS = 60
LOG = "Time,Event\n" + "2026-10-24 14:02:30,Connection refused by peer\n" * ROWS


def brief(tmp_path: Path, logs: tuple[str, ...], events: str = "") -> Loaded:
    (tmp_path / "sources").mkdir()
    text = "title: One thing often\nsources:\n"
    for name in logs:
        (tmp_path / "sources" / f"{name}.csv").write_text(LOG)
        text += f"  {name}: {{title: Log {name}, file: sources/{name}.csv, rows: {{when: Time, title: Event, zone: UTC}}}}\n"
    file = tmp_path / "brief.yaml"
    file.write_text(text + events)
    return load(file, root=tmp_path)


def test_words_that_stand_in_every_row_are_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    matches = passage.matches

    def counted(text: Any, words: str) -> Iterator[Any]:
        looked_up.append(words)
        return matches(text, words)

    monkeypatch.setattr(archive, "matches", counted)
    words = "Connection refused by peer"
    typed = "".join(
        f"  e{n}: {{title: Refusal {n}, evidence: {{source: peer, span: {words}, locator: '{n}'}}}}\n"
        for n in range(2, ROWS + 2)
    )
    loaded = brief(tmp_path, ("peer",), f"events:\n{typed}")
    assert [key for key, _ in loaded.draft.events.items()] == [f"e{n}" for n in range(2, ROWS + 2)]
    assert loaded.logs["peer"].taken == {n: (f"e{n}",) for n in range(2, ROWS + 2)}
    assert not [problem for problem in check(loaded) if problem.level == "error"]
    assert 1 <= looked_up.count(words) <= 3


def test_of_rows_that_look_alike_no_more_are_compared_than_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    extract = rapidfuzz.process.extract_iter

    def counted(words: str, *given: Any, **more: Any) -> Iterator[Any]:
        compared.append(words)
        return extract(words, *given, **more)

    monkeypatch.setattr(rapidfuzz.process, "extract_iter", counted)
    told = [one for one in check(brief(tmp_path, ("a", "b"))) if "look alike" in one.message]
    assert len(told) == 1
    assert told[0].message.count("row ") == 2 * 8
    assert told[0].message.endswith("; …")
    assert 1 <= len(compared) <= 10


def test_one_log_alone_is_not_compared_with_itself(tmp_path: Path) -> None:
    assert not [one for one in check(brief(tmp_path, ("a",))) if "look alike" in one.message]
