"""No quotation begins or ends inside a word or a number, whatever parts its digits; whole ones are found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import edges, lookup
from briefgen.model.archive import find
from briefgen.model.lookup import Archive
from briefgen.model.passage import match


@pytest.mark.parametrize(
    ("source", "wanted", "inside"),
    [
        *((f"that 1{space}250 people left", "250 people left", "1 250") for space in " \u00a0\u202f\u2009\u2007\u200a"),
        *((f"that 1{mark}250 people left", "250 people left", f"1{mark}250") for mark in "'’·٬_.,ʼ′⋅"),
        *((f"at least 3{space}500{space}000 francs", "at least 3", "3 500 000") for space in " \u00a0\u202f"),
        ("at least 3 500 000 francs", "at least 3 500", "3 500 000"),
        ("about ١٬٢٥٠ people", "٢٥٠ people", "١٬٢٥٠"),
        ("about ١٫٥ percent", "٥ percent", "١٫٥"),
        ("about 12,34,567 people", "34,567 people", "12,34,567"),
        *((f"it fell to {sign}5 degrees", "5 degrees", f"{sign}5") for sign in "-−–+±"),
        ("costs -$5 million", "$5 million", "-$5"),
        ("costs .5 million", "5 million", ".5"),
        ("between 60–100 missiles", "100 missiles", "60–100"),
        ("on 2026-03-05 it", "05 it", "2026-03-05"),
        ("T-72 tanks were lost", "72 tanks were lost", "T-72"),
        ("3万人が避難", "万人が避難", "3万"),
        ("三百五十人", "五十人", "三百五十"),
        ("the U.S. officials said", "S. officials said", "U.S"),
        ("O’Brien said so", "Brien said so", "O’Brien"),
        ("об’єкт горить", "єкт горить", "об’єкт"),
        ("צה״ל הודיע", "ל הודיע", "צה״ל"),
        ("a file_name here", "name here", "file_name"),
        ("ที่นี่มีน้ำ", "ที่นี่มีน", "น้ำ"),
        ("the investi-\ngation ends", "gation ends", "investi-gation"),
        ("m\u200cy text", "y text", "my"),
    ],
)
def test_an_edge_inside_a_word_or_a_number_is_refused_and_named(source: str, wanted: str, inside: str) -> None:
    found = find(Archive(source), wanted)
    assert not found.passes
    assert found.difference in (f"it begins inside “{inside}”", f"it ends inside “{inside}”")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("that 1 250 people were evacuated", "1 250 people were evacuated"),
        ("that 9\u202f600 sandbags", "9 600 sandbags"),
        ("in 2 of 3 villages", "2 of 3 villages"),
        ("in 2 of 3 villages", "3 villages"),
        ("on 3 May 250 people left", "250 people left"),
        ("on May 3 250 people left", "250 people left"),
        ("in 2024 250 people left", "250 people left"),
        ("at 15:40 250 people left", "250 people left"),
        ("rows 12  250 people", "250 people"),
        ("on page 12\n\n250 people left", "250 people left"),
        ("it rose by 5 % today", "rose by 5"),
        ("were killed – 250 people", "250 people"),
        ("were killed—250 of them", "250 of them"),
        ("- 250 people left", "250 people left"),
        ("it fell to -5 degrees", "-5 degrees"),
        ("a 5-year plan", "5"),
        ("l’Ukraine dit", "Ukraine dit"),
        ("dell’Italia oggi", "Italia oggi"),
        ("Ankara’da toplandı", "Ankara"),
        ("Milley’s view", "Milley"),
        ("He died.The mayor said so", "The mayor said so"),
        ("有250人受伤", "250人受伤"),
        ("ที่นี่มีน้ำ", "มีน้ำ"),
        ("and/or", "or"),
    ],
)
def test_whole_words_and_numbers_are_found(source: str, wanted: str) -> None:
    assert find(Archive(source), wanted).passes


def test_a_sign_is_no_dash() -> None:
    assert not find(Archive("were killed - 250 people left"), "killed -250 people left").passes
    assert not find(Archive("it fell to -5 degrees"), "fell to - 5 degrees").passes


# -- a law over all scripts -------------------------------------------------------------------------------------------

ALPHABETS = {
    "Latin": ("abéłøß", False),
    "Cyrillic": ("абвєїя", False),
    "Greek": ("αβγςώ", False),
    "Arabic": ("ابتثجيك", False),
    "Hebrew": ("אבגדהץ", False),
    "Devanagari": ("कखगनमि", False),
    "Hangul": ("한국어정부", False),
    "Thai": ("กขคงที่น้ำ", True),
    "Han": ("事件正在调查", True),
    "Kana": ("さかなのガ゙", True),
}
SEPARATORS = [*" \u00a0\u202f\u2009'’·٬٫.,_", "\u2060 "]


@st.composite
def words(draw: st.DrawFn) -> str:
    letters, _ = ALPHABETS[draw(st.sampled_from(sorted(ALPHABETS)))]
    first = draw(st.sampled_from([letter for letter in letters if unicodedata.category(letter)[0] == "L"]))
    word = first + "".join(draw(st.lists(st.sampled_from(letters), min_size=1, max_size=6)))
    marks = draw(st.sampled_from(["", "", "\u0301", "\u200d", "\u00ad"]))
    at = draw(st.integers(1, len(word) - 1))
    return word[:at] + marks + word[at:]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    zero = draw(st.sampled_from("0٠۰०๐"))
    digits = "".join(chr(ord(zero) + draw(st.integers(1, 9))) for _ in range(draw(st.integers(1, 9))))
    groups = [digits[max(0, end - 3) : end] for end in range(len(digits), 0, -3)][::-1]
    sign: str = draw(st.sampled_from(["", "-", "−", "+", "±", "–"]))
    between: str = draw(st.sampled_from(SEPARATORS))
    return sign + between.join(groups)


def inside(token: str, cut: int) -> bool:
    """True when a reader of the token's script sees the cut inside a word or number: told of the token as it was made."""
    ink = [i for i, c in enumerate(token) if unicodedata.category(c) != "Cf"]
    before, after = [token[i] for i in ink if i < cut], [token[i] for i in ink if i >= cut]
    if not before or not after:
        return False
    if any(c.isdigit() for c in token):
        return True
    unspaced = any(token_letter in letters for letters, free in ALPHABETS.values() if free for token_letter in token)
    return not unspaced or unicodedata.category(after[0])[0] == "M" or after[0] in "\u0e33"


@given(st.lists(words() | numbers(), min_size=1, max_size=5), st.data())
def test_no_accepted_quotation_begins_or_ends_inside_a_word_or_number(tokens: list[str], data: st.DataObject) -> None:
    assert holds(tokens, data)


def holds(tokens: list[str], data: st.DataObject) -> bool:
    """False when a quotation of the text is accepted, all of whose places begin or end inside a token."""
    text = "".join(f" – {token}" for token in tokens)  # a dash in spaces joins no two numbers
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    found = match(Archive(text), text[a:b])
    if found is None:
        return True
    start, end = found.spans[0]
    while start < end and not text[start].isalnum() and text[start] not in "-−+±–":
        start += 1
    place = 0
    for token in tokens:
        place += 3
        for edge in (start, end):
            if place < edge < place + len(token) and inside(token, edge - place):
                return False
        place += len(token)
    return True


def test_the_law_sees_an_edge_that_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "cuts", lambda text, i: False)

    @given(st.lists(words() | numbers(), min_size=1, max_size=5), st.data())
    def law(tokens: list[str], data: st.DataObject) -> None:
        assert holds(tokens, data)

    with pytest.raises(AssertionError):
        law()


def test_the_law_sees_numbers_that_only_points_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edges, "_in_grouped_number", lambda *_: False)

    @settings(max_examples=1000, derandomize=True)
    @given(numbers(), st.data())
    def law(number: str, data: st.DataObject) -> None:
        assert holds([number], data)

    with pytest.raises(AssertionError):
        law()
