"""Laws of what a passage says: it never fails, and every word that it takes over stands in the source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.desk.prefill import PassageSays, what_it_says
from briefgen.model.brief import Brief
from briefgen.model.time import When
from briefgen.reading.load import Loaded
from tests.support.checkout import ROOT
from tests.support.sweeps import few

TEXTS = [
    ROOT / "briefs" / "przewodow-2022-11" / "sources" / "article.txt",
    *sorted((ROOT / "tests" / "intake" / "draft" / "texts").glob("*.txt")),
]
_WORDS = st.sampled_from(
    [
        *[
            "Milley",
            "said",
            "told",
            "“it",
            "”",
            "‘",
            "’",
            "(",
            ")",
            "[",
            "]",
            "…",
            "—",
            ",",
            ".",
            ":",
            ";",
            "’s",
            "he",
            "He",
            "the",
            "of",
            "in",
            "at",
            "on",
            "by",
            "since",
            "after",
            "between",
            "12",
            "2",
            "60",
            "100",
            "killed",
            "people",
        ],
        *[
            "Tuesday",
            "yesterday",
            "2022-11-31",
            "2022-11-15",
            "03/04/2022",
            "25:00",
            "15:40",
            "3",
            "p.m.",
            "EST",
            "UTC",
            "noon",
            "Kyiv",
            "time",
            "local",
            "0",
            "-1",
            "1,200",
            "1.250",
            "99999999999999999999",
        ],
        "\n",
        "\n\n",
        "\xa0",
        "😀",
        "\u202e",
        "\ufdd0",
        "according to",
        "port of Odesa",
        "Gen. Mark Milley",
        "<script>alert(1)</script>",
    ]
)


def says(text: str, start: int, end: int, language: str) -> PassageSays:
    source = {"title": "Report", "published": "2022-11-16", **({"language": language} if language else {})}
    brief = Brief.model_validate({"title": "T", "sources": {"report": source}})
    return what_it_says(Loaded.of(brief, {"report": text}), "report", start, end)


def holds(text: str, start: int, end: int, found: PassageSays) -> None:
    """Whatever is filled in stands in the text, and is what a brief can have."""
    words = text[start:end]
    for time in (*found.times, found.when, found.told):
        assert time.as_written in words or time.as_written.lstrip() in text
        if time.at:
            When.model_validate({"at": time.at, "zone": time.zone, "basis": time.basis})
            assert time.as_written and time.why
    if found.quote.text:
        assert found.quote.text in text
        assert found.quote.marks
    for who in (found.voices.speaker, *found.voices.via, *found.voices.perhaps, found.who, found.actor):
        if who:
            named = who.name or who.label
            assert " ".join(named.split()) in " ".join(text.split()) or not named.strip()
            assert 0 <= who.start <= who.end <= len(text)
    for place in (found.place, found.told_at):
        if place:
            assert " ".join(text[place.start : place.end].split()) == " ".join(place.name.split())
    for amount in found.amounts:
        assert start <= amount.end <= end
        assert amount.why


@given(st.lists(_WORDS, max_size=40).map(" ".join), st.data(), st.sampled_from(["en", "de", "pl", "fr", ""]))
@example("2022-11-31 at 25:00 EST", None, "en")
@settings(deadline=None)
def test_any_passage_of_any_text_is_read(text: str, data: st.DataObject | None, language: str) -> None:
    start = data.draw(st.integers(0, len(text))) if data else 0
    end = data.draw(st.integers(start, len(text))) if data else len(text)
    holds(text, start, end, says(text, start, end, language))


@pytest.mark.parametrize("file", few(TEXTS, *TEXTS[:2]), ids=lambda file: str(file.stem))
def test_every_sentence_of_a_real_text_is_read(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    start = 0
    while start < len(text):
        end = min(len(text), start + 180)
        holds(text, start, end, says(text, start, end, ""))
        start += 90


def test_a_passage_of_a_long_text_says_what_it_says_in_a_short_one() -> None:
    text = TEXTS[0].read_text(encoding="utf-8")
    words = "“The deliberate focusing on of the civilian energy grid, inflicting extreme collateral injury and pointless struggling on the civilian inhabitants, is a struggle crime,” Milley mentioned."
    filler = "Nothing of note was told that day.\n\n" * 4000
    long = f"{filler}{text}\n\n{filler}"
    short_start, long_start = text.index(words), long.index(words)
    short = says(text, short_start, short_start + len(words), "en")
    found = says(long, long_start, long_start + len(words), "en")
    assert found.quote == short.quote
    assert short.voices.speaker and found.voices.speaker
    assert found.voices.speaker.name == short.voices.speaker.name == "Mark Milley"


def test_words_that_stand_nowhere_are_noticed() -> None:
    """The law is broken on purpose."""
    text = "Milley said “we go.”"
    found = says(text, 0, len(text), "en")
    holds(text, 0, len(text), found)
    with pytest.raises(AssertionError):
        holds(text, 0, len(text), replace(found, quote=replace(found.quote, text="we stay.")))
