"""What an archive says of a quotation: right ones pass with their place, wrong ones fail with the words that differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.archive import find
from briefgen.model.lookup import Archive
from briefgen.model.normal import normalise
from briefgen.model.passage import Found, match

ARTICLE = Path(__file__).parents[2] / "briefs/przewodow-2022-11/sources/article.txt"


@pytest.fixture(scope="module")
def article() -> Archive:
    return Archive(ARTICLE.read_text(encoding="utf-8"))


def said(archive: Archive, found: Found) -> list[str]:
    return [archive.text[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("status", "wanted", "stands"),
    [
        pytest.param(
            "exact",
            "They’ve been conducting that investigation",
            ["They’ve been conducting that investigation"],
            id="as printed",
        ),
        pytest.param(
            "normalised",
            "They've been conducting that investigation in knowledgeable and deliberate method, and so we gained't get forward.",
            None,
            id="straight marks",
        ),
        pytest.param(
            "normalised",
            "Protection Secretary Lloyd Austin, talking alongside Milley",
            ["Protection Secretary\u00a0Lloyd Austin,\u00a0talking alongside Milley"],
            id="space for no-break space",
        ),
        pytest.param(
            "normalised",
            "the deliberate focusing on of the civilian energy grid",
            ["The deliberate focusing on of the civilian energy grid"],
            id="capital at the start",
        ),
        pytest.param("normalised", "a struggle crime.", ["a “struggle crime"], id="final full stop"),
        pytest.param(
            "normalised",
            "widening the battle -- a long-held concern amongst NATO members",
            ["widening the battle — a long-held concern amongst NATO members"],
            id="double hyphen for a dash",
        ),
        pytest.param(
            "normalised",
            "con\u00adducting that inves\u00adtigation",
            ["conducting that investigation"],
            id="soft hyphens",
        ),
        pytest.param("normalised", "Przewodo\u0301w", ["Przewodów"], id="decomposed accent"),
        pytest.param(
            "normalised",
            "Ｗashington has “full conﬁdence”",
            ["Washington has “full confidence"],
            id="ligature and full-width letter",
        ),
        pytest.param(
            "normalised",
            "is a struggle crime,” Milley mentioned. The highest common",
            None,
            id="over a closing mark",
        ),
        pytest.param("normalised", "full confidence …", ["full confidence"], id="ellipsis at the edge"),
        pytest.param(
            "elided",
            "The Russians have failed each single time. ... What they’ve tried to do, they failed at.",
            ["The Russians have failed each single time", "What they’ve tried to do, they failed at"],
            id="three dots",
        ),
        pytest.param(
            "elided",
            "The Russian navy is admittedly hurting dangerous. […] your opponent is at weak point",
            ["The Russian navy is admittedly hurting dangerous", "your opponent is at weak point"],
            id="dots in brackets",
        ),
        pytest.param(
            "elided",
            "They’ve misplaced strategically . . . they misplaced tactically",
            ["They’ve misplaced strategically", "they misplaced tactically"],
            id="spaced dots",
        ),
        pytest.param(
            "bracketed",
            "seen nothing that contradicts [Duda’s] preliminary evaluation that this explosion",
            ["seen nothing that contradicts", "preliminary evaluation that this explosion"],
            id="own insertion",
        ),
        pytest.param(
            "bracketed",
            "[W]e gained’t get forward of their work",
            ["e gained’t get forward of their work"],
            id="changed first letter",
        ),
        pytest.param(
            "bracketed",
            "They’ve been conduct[ed] that investigation",
            ["They’ve been conduct", "that investigation"],
            id="changed ending",
        ),
    ],
)
def test_words_that_stand_in_the_source_pass_with_their_place(
    article: Archive, status: str, wanted: str, stands: list[str] | None
) -> None:
    found = find(article, wanted)
    assert (found.status, found.passes) == (status, True)
    assert stands is None or said(article, found) == stands


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        pytest.param("", "The Russians have ... ailed each single time", id="piece that starts inside a word"),
        pytest.param(
            "",
            "seen nothing that contradicts his preliminary evaluation that this explosion was almost certainly",
            id="insertion without its brackets",
        ),
        pytest.param("", "[Milley]’s staff", id="words moved into brackets"),
        pytest.param(
            "", "they misplaced tactically ... They’ve misplaced strategically", id="pieces in the wrong order"
        ),
        pytest.param("near", "the world knows that Russia bears final duty for this incident", id="wording changed"),
        pytest.param(
            "near",
            "in knowledgeable and deliberate method, and so we get forward of their work",
            id="negation dropped",
        ),
        pytest.param("near", "Moscow’s newest barrage of between 60 and 200 missiles", id="number changed"),
        pytest.param("absent", "between 60 and 200 missiles", id="number changed in a short text"),
        pytest.param("absent", "so we gained get forward of their work", id="negation dropped in a short text"),
        pytest.param("", "Russia is ultimately responsible for what happened", id="paraphrase"),
        pytest.param(
            "",
            "the world knows that Russia bears ultimate responsibility for this incident",
            id="what the speaker really said",
        ),
        pytest.param("absent", "arily kicking the Rus", id="starts and ends inside a word"),
        pytest.param(
            "",
            "calls “war crime” the “deliberate focusing on of the civilian energy grid”",
            id="two passages joined without a gap",
        ),
        pytest.param("absent", "struggle [crime]", id="too few literal words"),
        pytest.param("absent", "e [g]et [i]n t[he] w[or]k", id="fragments are not words"),
        pytest.param("absent", "", id="nothing"),
        pytest.param("absent", " … ”", id="only punctuation"),
    ],
)
def test_words_that_do_not_stand_in_the_source_fail(article: Archive, status: str, wanted: str) -> None:
    found = find(article, wanted)
    assert not found.passes
    assert match(article, wanted) is None
    assert not status or found.status == status


@pytest.mark.parametrize(
    ("wanted", "difference", "passage"),
    [
        (
            "Moscow’s newest barrage of between 60 and 200 missiles",
            "“200” for “100”",
            "Moscow’s newest barrage of between 60 and 100 missiles",
        ),
        (
            "in knowledgeable and deliberate method, and so we get forward of their work",
            "leaves out “gained’t”",
            "in knowledgeable and deliberate method, and so we gained’t get forward of their work",
        ),
        ("between 60 and 200 missiles", "“200” for “100”", "between 60 and 100 missiles"),
        ("Przewodów is [burning]", "fewer than 3 whole words stand outside its brackets and ellipses", None),
    ],
)
def test_a_failure_shows_the_closest_passage_and_what_differs(
    article: Archive, wanted: str, difference: str, passage: str | None
) -> None:
    found = find(article, wanted)
    assert found.difference == difference
    assert passage is None or found.passage == passage
    assert all(article.text[a:b].split() == found.passage.split() for a, b in found.spans)


def test_a_long_quotation_is_compared_where_it_leaves_the_source(article: Archive) -> None:
    found = find(article, article.text[:4000].replace("Austin mentioned Washington", "Boston mentioned Washington"))
    assert (found.status, found.difference) == ("near", "“Boston” for “Austin”")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("He said we can’t go there.", "we can"),
        ("He said we can’t go there.", "t go there"),
        ("They’ve been there.", "ve been there"),
        ("Damage of 1.5 million euros.", "5 million euros"),
        ("Some 1,100 missiles were fired.", "100 missiles were fired"),
        ("Some 1,100 missiles were fired.", "Some 1"),
        ("At 15:40 it began.", "40 it began"),
        ("It fell to 5 degrees.", "-5 degrees"),
        ("Costs of 5 million.", ".5 million"),
        ("About 10² of them.", "About 102 of them"),
        ("About 5½ of them.", "About 51⁄2 of them"),
        ("We’re ready to go.", "were ready to go"),
        ("The cafe\u0301 burned.", "The cafe"),
        ("A con\u00adducting rod.", "A con"),
        ("The हिन्दी text.", "दी text"),
    ],
)
def test_an_edge_inside_a_word_a_number_or_a_contraction_is_no_match(source: str, wanted: str) -> None:
    assert not find(Archive(source), wanted).passes


@pytest.mark.parametrize(
    ("source", "wanted", "status"),
    [
        ("On Tuesday’s flight.", "Tuesday", "exact"),
        ("Près de l’Ukraine, hier.", "Ukraine", "exact"),
        ("In 2022.", "2022", "exact"),
        ("发言人表示，这一事件正在调查之中。", "事件正在调查", "exact"),
        ("It was ´quiet´ there.", "was 'quiet' there", "normalised"),
        ("Il a dit « bonjour » à tous.", "dit “bonjour” à tous", "normalised"),
        ("He said ``we go'' there.", "said “we go” there", "normalised"),
        ("한국 정부", "\u1112\u1161\u11ab국 정부", "normalised"),
    ],
)
def test_whole_words_of_other_languages_and_marks_are_found(source: str, wanted: str, status: str) -> None:
    assert find(Archive(source), wanted).status == status


def test_a_possessive_after_a_bracket_is_found() -> None:
    archive = Archive("He repeated that Milley’s account of the call was right.")
    found = find(archive, "[the general]’s account of the call")
    assert (found.status, said(archive, found)) == ("bracketed", ["’s account of the call"])


def test_one_letter_in_brackets_stands_for_one_letter() -> None:
    archive = Archive("It was there: another time they will go again.")
    assert find(archive, "[T]hey will go again").status == "bracketed"
    assert not find(archive, "[O]ther time they will go").passes


def test_a_later_occurrence_of_a_piece_can_be_the_right_one() -> None:
    archive = Archive("We will go. " + "x " * 2000 + "We will go. Now is the time. We stay here.")
    found = find(archive, "We will go … the time … We stay")
    assert found.status == "elided"
    assert found.spans[0][0] > 4000


def test_a_word_that_a_bracket_cuts_is_not_a_literal_word() -> None:
    archive = Archive("They conducted an open investigation.")
    assert find(archive, "conduct[ing] an open invest[igation]").difference.startswith("fewer than 3")
    assert find(archive, "They conduct[ed] an open investigation").status == "bracketed"


def test_marks_that_the_author_put_around_a_quotation_do_not_matter() -> None:
    assert find(Archive("He said we must go now."), "“we must go”").status == "exact"


@pytest.mark.parametrize(
    ("source", "wanted", "printed"),
    [
        ("We HEARD it; it’s broken.", "we heard it […] it's broken", "We HEARD it […] it’s broken"),
        ("Sie öffneten die Straße und gingen heim.", "Sie o\u0308ffneten die Straße ... Gingen heim", "Sie öffneten die Straße ... gingen heim"),
        ("They’ve been con-\nducting that inquiry", "[We]'ve been conducting that [long] inquiry", "[We]’ve been conducting that [long] inquiry"),
        ("We won’t get forward of  their\u00a0work", "[W]e won't get forward of their work.", "[W]e won’t get forward of their work."),
    ],
)  # fmt: skip
def test_each_literal_piece_is_given_in_the_archives_own_letters(source: str, wanted: str, printed: str) -> None:
    assert find(Archive(source), wanted).words == printed


def test_gaps_are_limited() -> None:
    assert not find(Archive("We will go " + "on and " * 500 + "and come back"), "We will go … come back").passes
    assert not find(Archive("We will go " + "on and " * 20 + "and come back"), "We will go [and] come back").passes


def test_of_several_places_the_first_is_told(article: Archive) -> None:
    first = article.text.index("Milley mentioned")
    assert find(article, "Milley mentioned").spans == ((first, first + len("Milley mentioned")),)
    assert find(Archive("It is so. It was so. It is so, and it was so."), "It is … was so").spans == ((0, 5), (13, 19))


def test_a_span_is_exact_with_its_punctuation_and_marks(article: Archive) -> None:
    for span in (
        "Milley mentioned. ",
        "— a long-held concern",
        "“unsuccessful in getting me linked up.”",
        "[Polish President",
    ):
        found = find(article, span)
        assert (found.status, said(article, found)) == ("exact", [span.strip()])


def test_an_exact_place_is_preferred_to_an_earlier_one_in_other_capitals() -> None:
    found = find(Archive("The plan failed. We know the plan failed."), "the plan failed.")
    assert (found.status, found.spans) == ("exact", ((25, 41),))


def test_what_passes_does_not_load_the_matching_library() -> None:
    code = "import sys; from briefgen.model.archive import Archive, find; find(Archive('one two'), 'two'); sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(), st.text(max_size=20))
def test_any_text_gets_an_answer_with_places_inside_the_source(source: str, wanted: str) -> None:
    found = find(Archive(source), wanted)
    assert all(0 <= start < end <= len(source) for start, end in found.spans)


@given(st.text(alphabet=st.sampled_from("ab1 .,-'\"’“[]…\u00a0\u00ad\u0301ﬁ\n")))
def test_every_character_of_the_normal_form_has_its_place(text: str) -> None:
    normal = normalise(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(start < end for start, end in zip(normal.starts, normal.ends, strict=True))


@given(
    st.lists(
        st.sampled_from(["Milley", "said", "can’t", "60", "1,100", "—", "“war", "crime,”", "is"]),
        min_size=1,
        max_size=12,
    ),
    st.data(),
)
def test_any_run_of_words_of_a_source_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[start : data.draw(st.integers(start + 1, len(words)))])
    assert find(Archive(" ".join(words)), wanted).passes or not any(c.isalnum() for c in wanted)
