"""What was left in a text is told where it stands, and what only looks like it is not."""

from __future__ import annotations

import json

import pytest

from briefgen.checks import check
from briefgen.errors import Problem
from briefgen.reading.load import Loaded
from tests.support.checkout import Write

SIGNS = ("was left by", "is HTML", "is Markdown", "begins a line", "placeholder")


def left(loaded: Loaded) -> list[Problem]:
    assert loaded.brief is not None, loaded.problems
    return [problem for problem in check(loaded) if any(sign in problem.message for sign in SIGNS)]


def test_what_a_spreadsheet_could_not_work_out_is_told_with_its_line(written: Write) -> None:
    log = (
        "id,title,when,evidence,place\na,#REF!,2026-03-03 10:00,log,Quay 1\nb,Crane moved,2026-03-03 10:05,log,#N/A\n"
        'c,"=VLOOKUP(A3,Sheet2!A:B,2)",2026-03-03 10:10,log,Quay 2\nd,#NAME?,2026-03-03 10:20,log,########\n'
        "e,Seen at #DIV/0! metres,2026-03-03 10:30,log,=A1+B2\nf,#VALUE!,2026-03-03,log,#NUM!\ng,#NULL!,2026-03-03,log,#WERT!\n"
    )
    found = left(written("title: x\nsources: {log: Log}\nevents: {file: log.csv}\n", **{"log.csv": log}))
    assert [problem.where.line for problem in found if problem.where] == [2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8]
    assert {problem.level for problem in found} == {"warning"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A <b>bold</b> claim", "<b> is HTML"),
        ("One<br/>two", "<br/> is HTML"),
        ("Fire &nbsp;in the hall", "&nbsp; is HTML"),
        ("Fish &#38; chips", "&#38; is HTML"),
        ("A **bold** claim", "**bold** is Markdown"),
        ("See [the report](https://example.org/a)", "[the report](https://example.org/a) is Markdown"),
        ("# Heading\nText", "# H is Markdown"),
        ("\u2022 Pumps stopped\n\u2022 Power is back", "'\u2022' begins a line"),
        ("\u2013 Pumps stopped\n\u2013 Power is back", "'\u2013' begins a line"),
        ("[TBC]", "the placeholder [TBC]"),
    ],
)
def test_signs_of_other_programs_are_told_in_every_field(written: Write, text: str, said: str) -> None:
    shown = json.dumps(text)
    loaded = written(f"title: x\nbottom_line: {shown}\nactors: {{a: {{name: Ada, note: {shown}}}}}\n")
    assert [problem.message.startswith(said) for problem in left(loaded)] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "Losses rose by 5 % & more; R&D; AT&T",
        "a < b and c > d",
        "Rooms [2](b) and [3] (c)",
        "2 * 3 ** 4",
        "Ticket #4 of #flood and C# code",
        "She said = nothing",
        "\u2013 5 degrees at noon",
        "snake__case__name",
        "=",
    ],
)
def test_what_only_looks_like_it_is_left_alone(written: Write, text: str) -> None:
    assert left(written(f"title: x\nsource_summary: {json.dumps(text)}\n")) == []


def test_the_words_of_a_source_are_its_own(written: Write) -> None:
    brief = (
        "title: x\nsources: {a: {title: A, file: sources/a.txt}}\nevents: {e: {title: E, evidence: {a: <b>so</b>}}}\n"
    )
    assert left(written(brief, sources__a_txt="It was <b>so</b>.")) == []
