"""What is looked for in archived texts is found once, however long they are and however many: the same as by looking at each anew."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks import check, copied
from briefgen.checks.coverage import line_and_column, line_starts
from briefgen.model.brief import Brief
from briefgen.model.normal import WORD, normalise
from briefgen.model.quotations import scan
from briefgen.reading.load import Loaded
from tests.support.checkout import Write
from tests.support.sweeps import spread

TEXTS = st.lists(
    st.lists(st.sampled_from(["a", "b", "c", "“", "”", "\n\n"]), max_size=14).map(" ".join), min_size=2, max_size=4
)


def runs(text: str) -> list[tuple[str, ...]]:
    """Every three words in a row outside quotation marks, each quotation cut out of the whole text."""
    for quoted in reversed(scan(text)):
        text = f"{text[: quoted.start]} {text[quoted.end :]}"
    words = WORD.findall(normalise(text).text)
    return [tuple(words[n : n + 3]) for n in range(len(words) - 2)]


@given(TEXTS)
def test_texts_that_share_words_are_told_as_by_comparing_each_two(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copied, "_LONG", 3)
        told = {
            (str(problem.path[1]), problem.message.split("'")[3], problem.message.split("“")[1].split(" …")[0])
            for problem in copied.long_passages_in_common(_sources(texts), None)
        }
    slow = set()
    for (n, one), (m, other) in combinations(enumerate(texts), 2):
        if shared := next((run for run in runs(other) if run in runs(one)), None):
            slow.add((f"s{m}", f"s{n}", " ".join(shared)))
    assert told == slow


def _sources(texts: list[str]) -> Loaded:
    keys = [f"s{n}" for n in range(len(texts))]
    draft = Brief.model_validate({"title": "x", "sources": {key: {"title": key} for key in keys}})
    return cast(Loaded, SimpleNamespace(texts=dict(zip(keys, texts, strict=True)), logs={}, draft=draft))


@given(st.text("ab\n", max_size=30), st.data())
def test_the_line_and_the_column_of_a_place_are_those_that_counting_finds(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    slow = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    assert line_and_column(line_starts(text), place) == slow


@pytest.mark.parametrize("text", spread(["“" * 100_000, "“a” " * 25_000, '"' * 100_000, "港口起火了" * 40_000], 2))
def test_a_text_of_a_hundred_thousand_marks_is_checked(written: Write, text: str) -> None:
    """Each mark was once looked for from the beginning of the text."""
    loaded = written(
        "title: The quay burned\nsources: {s: {title: S, file: sources/s.txt}}\n", **{"sources/s.txt": text}
    )
    assert not [problem for problem in check(loaded) if problem.level == "error"]
