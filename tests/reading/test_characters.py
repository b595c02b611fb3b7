"""What cannot be printed is named, taken out, and never moves a line or a column."""

from __future__ import annotations

import pytest

from briefgen.reading.characters import clean, joined_pairs, remarks, without_control


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x0c", "\x7f", "\x9f", "\ufdd0", "\ufffe", "\U0010ffff", "\ud800"]
)
def test_a_control_character_is_named_and_removed(character: str) -> None:
    cleaned = clean(f"one{character}two", "brief.yaml")
    assert cleaned.text == "onetwo"
    (problem,) = cleaned.problems
    assert problem.level == "warning"
    assert f"U+{ord(character):04X}" in problem.message
    assert str(problem.where) == "brief.yaml:1:4"


@pytest.mark.parametrize("character", ["\x0b", "\x85", "\u2028", "\u2029"])
def test_a_line_separator_of_word_or_the_web_keeps_its_words_apart(character: str) -> None:
    cleaned = clean(f"one{character}two", "brief.yaml")
    assert cleaned.text == "one two"
    assert "replaced by a space" in cleaned.problems[0].message


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u202c"])
def test_a_bidirectional_override_is_named_and_kept(character: str) -> None:
    cleaned = clean(f"one{character}two", "brief.yaml")
    assert cleaned.text == f"one{character}two"
    assert "changes the order" in cleaned.problems[0].message


def test_a_byte_order_mark_tabs_and_line_breaks_are_fine() -> None:
    cleaned = clean("\ufeffone\ttwo\r\nthree\n“Zażółć” 😀", "brief.yaml")
    assert cleaned.problems == ()
    assert cleaned.text.startswith("one\ttwo\r\n")


def test_one_warning_for_each_kind_of_character_at_its_first_place() -> None:
    cleaned = clean("a\x07b\x07\nc\x08\x07", "brief.yaml")
    assert [(str(problem.where), "3 times" in problem.message) for problem in cleaned.problems] == [
        ("brief.yaml:1:2", True),
        ("brief.yaml:2:2", False),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_are_those_of_the_file_as_the_user_sees_it(newline: str) -> None:
    text = f"\ufeffone{newline}t\0w\u2028o{newline}\x07three"
    cleaned = clean(text, "brief.yaml")
    places = [str(cleaned.where(cleaned.text.index(word))) for word in ("one", "tw", "w", "three")]
    assert places == ["brief.yaml:1:1", "brief.yaml:2:1", "brief.yaml:2:3", "brief.yaml:3:2"]
    assert str(cleaned.where(len(cleaned.text))) == "brief.yaml:3:7"


def test_every_kind_that_an_escape_brought_in_is_told_and_all_are_removed() -> None:
    assert list(remarks("plain text", "plain text")) == []
    assert [told.split()[3] for told in remarks("a\x07\x08", r"a\x07\x08")] == ["U+0007", "U+0008"]
    assert list(remarks("a\u202eb", "a\u202eb")) == [], "what stands in the file is told by clean"
    assert without_control("a\x07\x08b\x85c") == "ab c"


def test_places_after_a_surrogate_pair_are_those_of_the_file() -> None:
    text = "a\0" + r"b \uD83D\uDE80 c \ud83d\ude80 d" + "\nlast"
    joined = joined_pairs(clean(text, "f"))
    assert joined.text == r"ab \U0001F680 c \U0001F680 d" + "\nlast"
    for word in ("b", " c", " d", "last"):
        at = text.index(word)
        line, start = text.count("\n", 0, at) + 1, text.rfind("\n", 0, at) + 1
        assert str(joined.where(joined.text.index(word))) == f"f:{line}:{at - start + 1}"
