"""The one table of characters that leave no ink agrees with the properties of Unicode."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from briefgen.look.fonts import HOUSE
from briefgen.look.ink import BLANK, IDLE, SPACES, UNSEEN, WHITE

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
SHOWN_FORMATS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Prepended_Concatenation_Mark: signs around numbers, which are of category Cf and seen."""


def test_white_space_is_what_unicode_calls_so() -> None:
    wanted = {c for c in EVERY if unicodedata.category(c) in ("Zs", "Zl", "Zp")} | set("\t\n\v\f\r\x85")
    assert {c for c in EVERY if WHITE.match(c)} == wanted
    assert {c for c in wanted if not SPACES.match(c)} == set("\u00a0\u2007\u202f")


def test_what_steers_and_what_no_document_can_carry_is_unseen() -> None:
    steering = {c for c in EVERY if unicodedata.category(c) in ("Cf", "Cc", "Cs") and not WHITE.match(c)}
    steering -= set(SHOWN_FORMATS) | {c for c in steering if "EGYPTIAN" in unicodedata.name(c, "")}
    assert [c for c in steering if not UNSEEN.match(c)] == []
    assert all(UNSEEN.match(c) for c in "\u034f\u115f\u3164\uffa0\ufe0f\U000e0100\ufdd0\ufffe\U0010ffff")


def test_nothing_that_has_ink_is_unseen() -> None:
    inked = [c for c in EVERY if unicodedata.category(c)[0] in "LNPS" and unicodedata.name(c, "").find("FILLER") < 0]
    assert [c for c in inked if BLANK.match(c)] == []


def test_joiners_and_soft_hyphens_have_a_say_in_how_a_line_is_set() -> None:
    assert {c for c in EVERY if UNSEEN.match(c) and not IDLE.match(c)} == set("\u00ad\u200c\u200d")


@pytest.mark.parametrize("face", ["regular", "italic", "semibold", "bold", "bold-italic"])
def test_nothing_without_ink_is_missing_and_every_face_reaches_as_far(face: str) -> None:
    assert HOUSE.runs("".join(c for c in EVERY if BLANK.match(c)), face)[1] == frozenset()  # type: ignore[arg-type]
    text = "".join(c for c in EVERY[0x20:0x2FFF] if not unicodedata.combining(c))
    assert HOUSE.runs(text, face)[1] == HOUSE.runs(text)[1]  # type: ignore[arg-type]
