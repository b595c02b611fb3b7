"""The one reading of a Document leaves no word of it out: what renderers, audit and tests ask says each once."""

from __future__ import annotations

from itertools import count

import pytest

from briefgen.document.inlines import Text
from briefgen.document.passages import passages, said
from briefgen.document.rewrite import rewritten
from tests.support.documents import every_block

BLOCKS = every_block().blocks


def test_every_run_of_words_is_said_once() -> None:
    numbers = count()
    marked = rewritten(BLOCKS, lambda inlines: (*inlines, Text(f" «{next(numbers)}»")))
    found = " ".join(text for block in marked for one in said(block) for text in one.texts)
    last = next(numbers)
    assert last > 40
    assert [found.count(f"«{number}»") for number in range(last)] == [1] * last


@pytest.mark.parametrize("field", ["title", "term", "tag", "label", "number"])
def test_every_fixed_word_is_said_once(field: str) -> None:
    filled = rewritten(BLOCKS, lambda inlines: inlines, **{field: "«word»"})
    found = " ".join(text for block in filled for one in said(block) for text in one.texts)
    assert found.count("«word»") == repr(filled).count(f"{field}='«word»'") > 0


def test_the_contents_name_each_section_and_part_once() -> None:
    entries = [one.texts[0] for one in passages(every_block()) if one.kind == "entry"]
    assert entries == ["1 Timeline", "1.1 A part", "A Sources"]
