"""A quotation whose pieces two speakers said is held back; one speaker's own words, interrupted, are not."""

from __future__ import annotations

import pytest

from briefgen.checks.voices import quotation_of_two_voices
from tests.support.checkout import Write

BRIEF = """
title: A
sources: {{s: {{title: S, file: sources/s.txt, fidelity: original}}}}
actors: {{nowak: {{kind: person, name: Anna Nowak, role: Mayor}}}}
positions: {{p: {{actor: nowak, says: They heard it, quote: {quote!r}, evidence: [s]}}}}
"""
FIRST, SECOND = "We heard the blast quite clearly", "it shook every window here"


def warned(written: Write, source: str, quote: str) -> list[str]:
    loaded = written(BRIEF.format(quote=quote), sources__s_txt=source)
    assert loaded.brief, loaded.problems
    found = list(quotation_of_two_voices(loaded, None))
    assert all(problem.level == "warning" and problem.rule == "R4" for problem in found)
    return [problem.message for problem in found]


@pytest.mark.parametrize("gap", ["[…]", "...", "[and]"])
@pytest.mark.parametrize(
    "source",
    [
        "“{0},” said Anna Nowak. Jan Kowal agreed: “{1}.”",
        "“{0},” said Anna Nowak. “{1},” said Jan Kowal.",
        "“{0},” she said. “{1},” said Jan Kowal.",
        "“{0},” she said, while Kowal said “{1}.”",
        "„{0}“, sagte Anna Nowak. „{1}“, sagte Jan Kowal.",
        '"{0}," Anna Nowak said.\n\n"{1}," Jan Kowal said.',
        "“{0}.”\n\n“Yes, {1}.”",
        "“{0}.” “Yes, {1}.”",
        "“{0},” said Nowak. “No comment,” said Kowal. “{1},” said Nowak.",
        "“{0},” said Nowak, and {1}.",
        "„{0}” – powiedziała Nowak. „{1}” – powiedział Kowal.",
        "NOWAK: {0}.\nKOWAL: Yes.\nNOWAK: I see.\nKOWAL: {1}.",
        "«{0}», said Anna Nowak. Kowal added: «{1}».",
    ],
)
def test_words_of_two_speakers_do_not_pass_as_one_quotation(source: str, gap: str, written: Write) -> None:
    [said] = warned(written, source.format(FIRST, SECOND), f"{FIRST} {gap} {SECOND}")
    assert "not give as one speaker’s" in said


@pytest.mark.parametrize(
    "source",
    [
        "“{0}, and then {1}.”",
        "“{0},” she said. “{1}.”",
        "“{0},” said Anna Nowak. “{1}.” Jan Kowal had left.",
        "“{0},” the mayor said, “and {1}.”",
        "“{0}” and “{1},” she said.",
        "Nowak said: “{0}.\n\n“And {1}.”",
        "{0}. One guest called it “a show”. But {1}.",
        "NOWAK: {0}. And {1}.\nKOWAL: Yes.\nNOWAK: So.",
        "„{0}” – powiedziała Nowak. – „{1}”.",
    ],
)
def test_one_speakers_words_pass_though_the_text_interrupts_them(source: str, written: Write) -> None:
    assert warned(written, source.format(FIRST, SECOND), f"{FIRST} […] {SECOND}") == []


def test_words_without_a_gap_do_not_run_from_one_quotation_into_the_next(written: Write) -> None:
    assert warned(written, "“Did you see it all happen?” “I saw nothing.”", "Did you see it all happen? I saw nothing.")
    assert not warned(written, "He said “I saw nothing at all”. Then he left.", "I saw nothing at all.")
