"""Laws of drafting over any text: exact spans, nothing raised, the same again, and time in proportion to the text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.intake.draft import rules
from briefgen.intake.draft.candidate import Candidate, of_line
from briefgen.intake.draft.outside import answers

ARTICLE = Path(__file__).parents[3] / "briefs/przewodow-2022-11/sources/article.txt"
_PIECES = st.sampled_from(
    [" ", "\n", "\n\n", "\r\n", "\u00a0", "“", "”", '"', "‘", "’", "„", "«", "»", "``", "''", ",", ".", ":", "?", "(", "—", "said", "Ann Lee", "he",
     "President", "the", "of", "port", "in", "Monday", "3 March", "31 February", "2022-02-31", "9/9/99", "ago", "two days", "whether", "sagte", "powiedział",
     "according to", "Mr.", "A.", "'s", "’s", "\0", "\ud800", "Ł", "🔥"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join), st.lists(_PIECES, max_size=40).map("".join)
)


def exact(extract: Callable[..., tuple[Candidate, ...]], text: str, language: str) -> None:
    """Raise AssertionError unless each candidate is where it says."""
    found = extract(text, source="s", published=dt.date(2024, 2, 29), language=language)
    for one in found:
        assert one.stands_in(text)
        assert one.kind in ("date", "doubt") or one.value in one.words
        assert not one.speaker_span or text[slice(*one.speaker_span)] == one.speaker
        assert of_line(one.line()) == one
    assert len({one.id for one in found}) == len(found)
    assert found == extract(text, source="s", published=dt.date(2024, 2, 29), language=language)


@given(TEXTS, st.sampled_from(["", "en", "de", "pl", "xx"]))
@settings(max_examples=150, deadline=None)
def test_every_candidate_is_an_exact_span_of_any_text(text: str, language: str) -> None:
    exact(rules.extract, text, language)


def test_an_engine_whose_spans_are_one_off_is_seen() -> None:
    def broken(text: str, **how: object) -> tuple[Candidate, ...]:
        return (Candidate("s", "quotation", 1, 4, text[0:3], text[0:3]),)

    with pytest.raises(AssertionError):
        exact(broken, "abcdef", "en")


@pytest.mark.full
def test_a_text_of_a_megabyte_is_read_to_its_end() -> None:
    text = (ARTICLE.read_text(encoding="utf-8") + "\n\n") * 220
    found = rules.extract(text, source="s", published=dt.date(2022, 11, 16))
    assert sum(one.kind == "quotation" for one in found) == 17 * 220
    assert len(text) > 1_000_000


TEXT = "“We go,” Ann Lee said."


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": "quotation", "start": 1, "end": 9, "words": "“We go,”", "value": "We go,"}',
        '{"kind": "quotation", "start": 0, "end": 8, "words": "“We stay”", "value": "We stay"}',
        '{"kind": "quotation", "start": 0, "end": 8, "words": "“We go,”", "value": "They go,"}',
        '{"kind": "quotation", "start": 0, "end": 8, "words": "“We go,”", "value": "We go,", "speaker": "Bob", "speaker_span": [9, 16]}',
        '{"kind": "quotation", "start": 0, "end": 800, "words": "“We go,”", "value": "We go,"}',
        '{"kind": "actor", "start": 9, "end": 16, "words": "Ann Lee", "value": "Queen Ann"}',
        '{"kind": "rumour", "start": 0, "end": 8, "words": "“We go,”"}',
        '{"kind": "quotation", "start": "0", "end": 8, "words": "“We go,”"}',
        '{"kind": "quotation", "start": 0, "end": 8, "words": "“We go,”", "context": [5, 900]}',
        "no JSON",
        "[1]",
    ],
)
def test_what_another_program_says_that_the_text_does_not_is_dropped_and_counted(line: str) -> None:
    assert answers([line], TEXT, "s") == ((), 1)


def test_what_another_program_says_truly_has_grade_c_at_most() -> None:
    line = '{"kind": "quotation", "start": 0, "end": 8, "words": "“We go,”", "value": "We go,", "grade": "A", "speaker": "Ann Lee", "speaker_span": [9, 16]}'
    found, dropped = answers([line, ""], TEXT, "s")
    assert [(one.grade, one.speaker, one.source) for one in found] == [("C", "Ann Lee", "s")]
    assert dropped == 0
