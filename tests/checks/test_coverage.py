"""What a brief leaves out of its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.checks.coverage import share, uncarried, uncovered
from briefgen.model.quotations import scan

ARTICLE = Path(__file__).parents[2] / "briefs/przewodow-2022-11/sources/article.txt"
TEXT = "A missile fell.\n\nTwo people died, he said. — “Yes.”\n"


def test_a_gap_has_its_place_and_words() -> None:
    (gap,) = uncovered(TEXT, [(0, 15), (TEXT.index("he said"), len(TEXT))])
    assert (gap.line, gap.column, gap.excerpt) == (3, 1, "Two people died")
    assert TEXT[gap.start : gap.end] == "Two people died"


def test_a_gap_in_the_middle_of_a_line_has_its_column() -> None:
    (gap,) = uncovered(TEXT, [(0, TEXT.index("he said")), (TEXT.index("—"), len(TEXT))])
    assert (gap.line, gap.column, gap.excerpt) == (3, 18, "he said")


def test_punctuation_and_space_are_no_gap() -> None:
    assert uncovered(TEXT, [(0, 14), (17, TEXT.index(" —")), (TEXT.index("Yes"), TEXT.index("Yes") + 3)]) == ()
    assert uncovered("“…”\n", []) == ()


def test_without_spans_the_whole_text_is_one_gap_with_a_short_excerpt() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    (gap,) = uncovered(text, [])
    assert (gap.line, gap.column) == (1, 1)
    assert gap.excerpt == "Milley tried to talk with Russian counterpart on Tuesday…"


def test_overlapping_unsorted_and_too_long_spans_count_once() -> None:
    assert share("abcd efgh", [(2, 7), (0, 4), (1, 3), (8, 99), (5, 5)]) == pytest.approx(7 / 8)
    assert [g.excerpt for g in uncovered("abcd efgh", [(2, 7), (0, 4)])] == ["gh"]


def test_the_share_ignores_space() -> None:
    assert share("ab   \n cd", [(0, 2)]) == 0.5
    assert share("ab cd", []) == 0.0
    assert share(" \n", []) == share("", []) == 1.0


def test_every_quotation_that_a_position_carries_is_carried() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    quotes = [quoted.words for quoted in scan(text)]
    assert uncarried(text, quotes) == ()
    assert [q.words for q in uncarried(text, [q for q in quotes if q != "full confidence"])] == ["full confidence"]
    assert len(uncarried(text, [])) == 17


@pytest.mark.parametrize(
    "carried",
    [
        ["they've failed each single time, and they lost"],
        ["They’ve failed each single time"],
        ["They’ve failed each", "and they lost"],
        ["They’ve failed … they lost"],
        ["[The Russians have] failed each single time, and they lost"],
    ],
)
def test_a_quotation_is_carried_with_other_marks_in_part_or_with_alterations(carried: list[str]) -> None:
    assert uncarried("He said: “They’ve failed each single time, and they lost.”", carried) == ()


def test_a_few_words_do_not_carry_a_long_quotation() -> None:
    (quoted,) = uncarried("He said: “They’ve failed each single time, and they lost.”", ["each single"])
    assert quoted.words.startswith("They’ve failed")


@given(st.text(alphabet="ab .\n"), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_gaps_and_spans_together_hold_every_letter(text: str, spans: list[tuple[int, int]]) -> None:
    gaps = uncovered(text, spans)
    held = {i for start, end in [*spans, *((g.start, g.end) for g in gaps)] for i in range(start, end)}
    assert all(i in held for i, c in enumerate(text) if c.isalnum())
    assert not gaps or share(text, spans) < 1
