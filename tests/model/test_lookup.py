"""True words verify however a page, a keyboard or a language writes them; others are refused with the characters that differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import lookup
from briefgen.model.archive import find
from briefgen.model.furniture import with_breaks, without_furniture
from briefgen.model.lookup import Archive
from briefgen.model.passage import match

PDF = (
    "The minister said that the investi-\ngation would be completed before the sum-\nmer recess and no further evacu -\n"
    "ations were planned. A well-\nknown expert agreed, and Jean-\nPierre too.\n"
)
COURT = (
    " 1  The minister said that the inquiry would be\n 2  completed before the summer recess and that no\n"
    " 3  further evacuations were planned.\n"
)
MAIL = (
    "> The minister said that the inquiry would be\n> completed before the summer recess and that no\n"
    "> further evacuations were planned.\nI do not agree.\n"
)
PAGES = (
    "The minister said that the inquiry would be completed before the summer\n\n12 | Report of the Board of Inquiry\n\n"
    "recess and that no further evacuations were planned.\n"
)
SAID = "the inquiry would be completed before the summer recess and that no further evacuations were planned"
PERSIAN = "وزیر گفت که تحقیق پیش از پایان تابستان کامل می‌شود."
ROMANIAN = "ancheta se va încheia înainte de sfârşitul verii şi că nu vor mai fi evacuări"


@pytest.mark.parametrize(
    ("source", "wanted", "prints"),
    [
        pytest.param(
            PDF,
            "the investigation would be completed before the summer recess and no further evacuations were planned",
            "the investigation would be completed before the summer recess and no further evacuations were planned",
            id="hyphens at line ends",
        ),
        (PDF, "well-known expert", "well-known expert"),
        (PDF, "no further evacuations were planned. A well-known expert", None),
        (PDF, "Jean-Pierre too", "Jean-Pierre too"),
        ("the investigation ends", "the investi-\ngation ends", "the investigation ends"),
        ("the investi\u00ad\ngation ends", "the investigation ends", "the investigation ends"),
        ("the plan -\nwhich failed, which is bad", "the plan - which failed", "the plan - which failed"),
        pytest.param(COURT, SAID, SAID, id="line numbers"),
        pytest.param(COURT.replace("  The", " The").replace("  ", " "), SAID, SAID, id="line numbers and one space"),
        pytest.param(COURT.replace("\n", "\r\n"), SAID, SAID, id="line numbers and CRLF"),
        pytest.param(MAIL, SAID, SAID, id="marks of quoted mail"),
        pytest.param(MAIL.replace("> ", ">> "), SAID, SAID, id="marks of mail quoted twice"),
        pytest.param(ROMANIAN, ROMANIAN.replace("ş", "ș"), ROMANIAN, id="Romanian comma and cedilla"),
        pytest.param(
            PERSIAN,
            "تحقيق پيش از پايان تابستان كامل مي‌شود",
            "تحقیق پیش از پایان تابستان کامل می‌شود",
            id="Arabic yeh and kaf",
        ),
        pytest.param("إن التحقيـــق سيكتمل", "التحقيق سيكتمل", "التحقيـــق سيكتمل", id="tatweel"),
        pytest.param("كَتَبَ الولد", "كتب الولد", "كَتَبَ الولد", id="harakat in the text"),
        pytest.param("كتب الولد", "كَتَبَ الولد", "كتب الولد", id="harakat in the brief"),
        pytest.param("שָׁלוֹם לכם", "שלום לכם", "שָׁלוֹם לכם", id="niqqud"),
        pytest.param("صوّت ٦ نواب", "صوت ۶ نواب", "صوّت ٦ نواب", id="Persian digits"),
        pytest.param("צה״ל הודיע", 'צה"ל הודיע', "צה״ל הודיע", id="gershayim"),
        pytest.param(
            "发言人表示，这一事件正\n在调查之中。",
            "这一事件正在调查之中",
            "这一事件正在调查之中",
            id="line ends between ideographs",
        ),
        pytest.param(
            "事件正\r\n在调查", "事件正 在调查", "事件正在调查", id="line ends between ideographs, folded by YAML"
        ),
    ],
)
def test_true_words_verify_and_the_archive_s_own_letters_are_known(
    source: str, wanted: str, prints: str | None
) -> None:
    found = find(Archive(source), wanted)
    assert (found.status, found.difference) == ("normalised", "")
    assert found.words == (prints or found.words)


@pytest.mark.parametrize(
    ("source", "wanted", "difference"),
    [
        ("Sie trinken in Maßen.", "in Massen", "“Massen” for “Maßen” (s U+0073 s U+0073 for ß U+00DF)"),
        ("Sie kamen in Massen.", "in Maßen", "“Maßen” for “Massen” (ß U+00DF for s U+0073 s U+0073)"),
        ("ذهب على الطريق", "ذهب علي الطريق", "“علي” for “على” (ي U+064A for ى U+0649)"),
        ("كَتَبَ الولد", "كُتِبَ الولد", "“كُتِبَ” for “كَتَبَ” (◌ُ U+064F for ◌َ U+064E, ◌ِ U+0650 for ◌َ U+064E)"),
        ("the \u0441at sat here", "the cat sat", "“cat” for “\u0441at” (c U+0063 for \u0441 U+0441)"),
        ("the bat sat here", "the cat sat", "“cat” for “bat”"),
        (PAGES, SAID, "between its two parts stands: 12 | Report of the Board of Inquiry"),
    ],
)
def test_what_cannot_pass_says_why(source: str, wanted: str, difference: str) -> None:
    found = find(Archive(source), wanted)
    assert not found.passes
    assert found.difference == difference


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("a re-sign of it", "a resign of it"),
        (PDF + "They re-sign it.", "They resign it"),
        (MAIL, "no further evacuations were planned. I do agree"),
        ("1  dead\n2  wounded\n3  missing\n", "dead wounded missing"),
    ],
)
def test_only_what_a_page_adds_is_left_out(source: str, wanted: str) -> None:
    assert not find(Archive(source), wanted).passes


def test_what_stands_there_passes_as_it_stands() -> None:
    for text in (PDF, COURT, MAIL, PAGES):
        assert find(Archive(text), text.strip()).passes
        assert find(Archive(text), " ".join(text.split())).passes


@given(st.text(alphabet=st.sampled_from("ab1 >-.\n\r\u00ad事")))
def test_what_is_taken_out_leaves_everything_in_its_place(text: str) -> None:
    plain = with_breaks(without_furniture(text))
    assert len(plain) == len(text)
    assert all(new == old or new.isspace() or new in "\x02\x03\u2060" for new, old in zip(plain, text, strict=True))


@given(
    st.lists(st.sampled_from(["investigation", "summer", "well-known", "the", "1 250"]), min_size=1, max_size=9),
    st.data(),
)
def test_a_text_broken_into_lines_anywhere_still_has_its_words(words: list[str], data: st.DataObject) -> None:
    broken = [
        f"{word[:at]}-\n{word[at:]}" if 0 < at < len(word) and word.isalpha() else word
        for word in words
        for at in (data.draw(st.integers(0, len(word))),)
    ]
    assert match(Archive(" ".join(broken)), " ".join(words))


def test_without_a_look_at_the_signs_another_word_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup.TextReading, "_agrees", lambda *_: True)
    assert find(Archive("كَتَبَ الولد"), "كُتِبَ الولد").passes
