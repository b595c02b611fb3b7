"""Any text: what is written in a brief is on its pages, in every script, whole and in the order of its direction."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal, get_args

import pytest
from bidi import get_display
from bidi.mirror import MIRRORED
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.artifacts import build
from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.document.blocks import Paragraph
from briefgen.look.direction import begins_right_to_left, from_the_left, joined, stretches
from briefgen.look.fonts import HOUSE, Face
from briefgen.reading.load import load
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import Span, TextStyle
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.templates import Templates
from tests.renderers.test_same_words import docx_text, missing, pdf_text, statements
from tests.support.checkout import Write
from tests.support.documents import words
from tests.support.pdfs import assert_conforms, make, pages

SCRIPTS = sorted((Path(__file__).parents[1] / "incidents").glob("script-*.yaml"))
RIGHT_TO_LEFT = {"script-ar", "script-he"}


def test_there_is_a_brief_for_each_script() -> None:
    assert len(SCRIPTS) == 12


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_every_word_comes_back_out_of_both_files(file: Path, tmp_path: Path) -> None:
    loaded = load(file, root=file.parent, slug="small")
    brief = loaded.brief
    assert brief is not None
    assert not [problem for problem in check(loaded) if problem.level == "error"]
    bundle = gather(loaded, brief, Templates(tmp_path))
    artifacts, made = build(bundle, ("pdf", "docx")), bundle.document
    assert artifacts.problems == ()
    pdf, docx = artifacts.files["pdf"], artifacts.files["docx"]
    assert missing(made, docx_text(docx)) == []
    if file.stem in RIGHT_TO_LEFT:  # a reader sets words from the left and points in an order of its own
        text = _from_the_right(pdf_text(pdf))
        wanted = [words for words in map(_from_the_right, statements(made)) if words]
        assert len(wanted) > 12
        assert [words for words in wanted if words not in text] == []
        assert_conforms(Rendered(pdf), tmp_path)
    else:
        assert missing(made, pdf_text(pdf)) == []


def _from_the_right(text: str) -> str:
    return re.sub(r"[^\u05d0-\u05ea\u0620-\u064a]", "", unicodedata.normalize("NFKC", text))


LINES = st.text(alphabet="אבגab12 .,;()[]/-%$", max_size=24)


@given(LINES)
def test_the_order_shown_is_that_of_the_unicode_algorithm(line: str) -> None:
    line = line.strip()
    shown = "".join(
        from_the_left(s.text) if s.right_to_left else s.text for s in stretches(line, begins_right_to_left(line))
    )
    assert shown.translate(_UNMIRRORED) == get_display(line).translate(_UNMIRRORED)


_UNMIRRORED = {ord(one): min(one, other) for one, other in MIRRORED.items()}


@given(st.text(alphabet="אبcלا (١)", max_size=20), st.booleans())
def test_each_character_is_shown_once(line: str, right_to_left: bool) -> None:
    places = [place for s in stretches(line, right_to_left) for place in range(s.start, s.end)]
    assert sorted(places) == list(range(len(line)))


def test_arabic_letters_are_joined_and_none_is_lost() -> None:
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"
    assert joined("plain") == "plain"
    assert (
        unicodedata.normalize("NFKC", joined("\u200dلا إله إلا الله، قُتل")).replace("\u200d", "")
        == "لا إله إلا الله، قُتل"
    )


def test_no_face_lacks_the_letters_of_the_scripts_that_the_readme_promises() -> None:
    text = "Łódź Їжак Ψυχή Việt İğdır straße עברית العربية ✓≥∑"
    for face in get_args(Face):
        assert HOUSE.runs(text, face)[1] == frozenset()


def test_a_paragraph_from_the_right_stands_at_the_right() -> None:
    (line,) = break_lines([Span("שלום עולם", TextStyle(10, 12))], 200)
    assert line.right_to_left
    assert line.start + line.width == pytest.approx(200)
    (plain,) = break_lines([Span("hello עולם", TextStyle(10, 12))], 200)
    assert (plain.right_to_left, plain.start) == (False, 0)


def lines(text: str, width: float) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in break_lines([Span(text, TextStyle(10, 12))], width)]


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    assert lines("Donau\u00addampf\u00adschiff", 300) == ["Donaudampfschiff"]
    assert lines("Donau\u00addampf\u00adschiff", 66) == ["Donaudampf\u00ad", "schiff"]


def test_a_line_never_ends_at_a_no_break_space() -> None:
    assert lines("about 5\u202f000\u00a0km", 45) == ["about ", "5\u202f000\u00a0km"]


def test_a_line_of_ideographs_ends_between_any_two_but_not_before_a_full_stop() -> None:
    assert [len(line) for line in lines("漢字漢字。漢字", 42)] == [3, 4]


def test_a_word_wider_than_its_line_is_whole_over_several() -> None:
    word = "a" * 120
    assert "".join(lines(word, 100)) == word
    assert make(Paragraph(words(word))).problems == ()


def test_joiners_and_selectors_do_not_show_as_missing() -> None:
    rendered = make(Paragraph(words("✌\ufe0e 👩\u200d🚒 co\u200dop")))
    assert not any("U+200D" in p.message or "U+FE0E" in p.message for p in rendered.problems)
    assert "co" in pages(rendered)[0]


Accents = Literal["NFC", "NFD"]


@pytest.mark.parametrize(("source", "span"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_words_are_found_in_a_source_however_its_accents_are_written(
    written: Write, source: Accents, span: Accents
) -> None:
    said = "świętość żołnierza z Łodzi"
    loaded = written(
        f"title: x\nsources: {{s: {{title: t, file: sources/s.txt}}}}\n"
        f"events: {{e: {{title: t, when: 2022-11-15, evidence: {{s: {unicodedata.normalize(span, said)}}}}}}}\n",
        sources__s_txt=unicodedata.normalize(source, f"To jest {said}."),
    )
    assert not [p for p in check(loaded) if p.level in ("error", "warning") and "evidence" in p.path]
