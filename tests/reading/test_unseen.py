"""Characters that nobody sees in what is pasted: read where that is harmless, told once at their place."""

from __future__ import annotations

import pytest

from briefgen.checks import check
from briefgen.reading.tree import parse
from tests.support.checkout import Write


def test_a_brief_that_is_indented_with_no_break_spaces_is_read_with_one_message(written: Write) -> None:
    loaded = written(
        "title: x\nsources: {log: Log}\nevents:\n  e:\n\u00a0 \u00a0 title: The quay is closed\n\u00a0 \u00a0 when: 2026-03-03\n"
        "\u00a0 \u00a0 evidence: log\n"
    )
    assert [str(problem) for problem in loaded.problems] == [
        "briefs/small/brief.yaml:5:1: warning: the indentation has the no-break space U+00A0, which is read as a space, 6 times. "
        "Use spaces."
    ]
    assert loaded.brief is not None
    assert loaded.brief.events["e"].title == "The quay is closed"


@pytest.mark.parametrize(
    ("text", "data", "place", "said"),
    [
        ("title:\u00a0text\n", {"title": "text"}, "f:1:7", "the space after a colon has the no-break space U+00A0"),
        ("\u3000title: x\n", {"title": "x"}, "f:1:1", "the indentation has the ideographic space U+3000"),
        ("a:\n -\u2003b\n", {"a": ["b"]}, "f:2:3", "the space after a hyphen has the em space U+2003"),
        (
            "titl\u0435: x\n",
            {"title": "x"},
            "f:1:1",
            "has the letter U+0435 (cyrillic small letter ie), which only looks like 'e'",
        ),
        ("events: {fir\u0435: x}\n", {"events": {"fire": "x"}}, "f:1:10", "U+0435"),
        (
            "ti\u200btle: x\n",
            {"title": "x"},
            "f:1:1",
            "has the invisible character U+200B (zero width space), which is left out",
        ),
        ("title\u00a0: x\n", {"title": "x"}, "f:1:1", "has the no-break space U+00A0"),
    ],
)
def test_one_message_each_at_the_right_place(text: str, data: object, place: str, said: str) -> None:
    found = parse(text, "f")
    assert found.data == data
    (problem,) = found.problems
    assert str(problem).startswith(f"{place}: ")
    assert said in problem.message


@pytest.mark.parametrize(
    "key", ["\u043a\u0438\u0435\u0432", "\u0441\u043e\u0435", "fire-2", "caf\u00e9", "\u03b1\u03b2"]
)
def test_an_id_of_one_script_is_nobodys_slip(key: str) -> None:
    assert parse(f"events: {{{key}: x}}\n", "f").problems == ()


@pytest.mark.parametrize("code", [r"\0", r"\e", r"\N", r"\uFFFE", r"\x07", r"\u202E"])
def test_what_an_escape_brings_in_is_told(code: str) -> None:
    (problem,) = parse(f'title: "a{code}b"\n', "f").problems
    assert str(problem).startswith("f:1:8: warning: the ")


def test_every_kind_of_a_text_is_told_not_only_the_first() -> None:
    found = parse(r'title: "a\0b\e\N\uFFFE\u202E"' + "\n", "f")
    codes = ("U+0000", "U+001B", "U+0085", "U+FFFE", "U+202E")
    assert len(found.problems) == len(codes)
    assert all(code in problem.message for code, problem in zip(codes, found.problems, strict=True))


def test_isolates_are_what_hebrew_and_arabic_are_pasted_with(written: Write) -> None:
    title = "\u2067\u05e9\u05dc\u05d5\u05dd\u2069 and \u2066TLP\u2069"
    loaded = written(f'title: "{title}"\nas_of: 2026-03-03\n')
    assert loaded.draft.title == title
    assert not [problem for problem in check(loaded) if "character" in problem.message]


def test_a_surrogate_pair_is_the_character_that_it_stands_for() -> None:
    assert parse(r'a: "\uD83D\uDE80"' + "\n", "f").data == {"a": "\U0001f680"}
    (half,) = parse(r'a: "\uD83D"' + "\n", "f").problems
    assert "'\\uD83D' is half of a character" in half.message
    later = parse('a: {x: "\\uD83D\\uDE80\\uD83D\\uDE80", "": 1}\n', "f").problems
    assert [str(problem.where) for problem in later] == ["f:1:36"]
