"""Evidence is looked up in the archived text: what stands there passes, what does not is named with what stands there instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.checks.coverage_report import SourceStretch, coverage
from briefgen.errors import has_errors
from briefgen.reading.load import load
from tests.checks.test_checks import NOW, PRZEWODOW, ROOT, loaded, told

REPORT = """Fire at Plant 4, Tuesday

The fire began at 09:12 in the turbine hall, the shift\u00a0leader said. “We saw smoke at nine,” he told reporters.

“Nobody was injured,” the operator said.
"""


def brief(fidelity: str = "original", **fields: str) -> str:
    """A brief with one archived source, one event and one position; `fields` replaces their evidence and quote."""
    evidence = fields.get("evidence", '{report: "The fire began at 09:12 in the turbine hall"}')
    said = fields.get("said", '{report: "“We saw smoke at nine,” he told reporters"}')
    quote = fields.get("quote", '"We saw smoke at nine,"')
    return (
        f"sources: {{report: {{title: Fire, file: report.txt, fidelity: {fidelity}}}, other: {{title: Other}}}}\n"
        f"actors: {{leader: The shift leader}}\n"
        f"events: {{fire: {{title: Fire, evidence: {evidence}, when: {fields.get('when', '2026-03-03')}}}}}\n"
        f"positions: {{p: {{actor: leader, topic: t, says: {fields.get('says', 'Smoke was seen.')}, "
        f"quote: {quote}, evidence: {said}}}}}\n"
    )


@pytest.mark.parametrize(
    "span, words",
    [
        (
            "The fire began at 09:21 in the turbine hall",
            "error: these words do not stand in the archived text of 'report' (“09:21” for “09:12”). The text has: The fire began at 09:12",
        ),
        ("ire began at 09:12 in the turbine hall", "(it begins inside “fire”)"),
        (
            "the roof of the boiler house fell in at noon",
            "error: these words do not stand in the archived text of 'report'. Copy the words",
        ),
        (
            "the shift leader said",
            "note: these words stand in 'report' only with other spaces, quotation marks or dashes",
        ),
        (
            "The fire began … in the turbine hall",
            "note: these words stand in 'report' only with its brackets and ellipses",
        ),
        ("", "note: which words of 'report' say this is not stated"),
    ],
)
def test_a_span_stands_in_its_source(span: str, words: str, tmp_path: Path) -> None:
    (problem,) = told(
        check(loaded(tmp_path, brief(evidence=f'[{{source: report, span: "{span}"}}]'), report=REPORT)), words
    )
    assert problem.rule == "R4"
    assert problem.where
    assert problem.where.line == 4
    assert problem.level == "note" or problem.path == ("events", "fire", "evidence", 0, "span")


def test_an_exact_span_and_quotation_are_not_spoken_of(tmp_path: Path) -> None:
    problems = check(loaded(tmp_path, brief(), report=REPORT))
    assert not [p for p in problems if p.rule in ("R4", "R5", "R6")]
    assert not has_errors(problems)


def test_a_claim_without_a_source_is_noted(tmp_path: Path) -> None:
    (note,) = told(check(loaded(tmp_path, "events: {fire: {title: Fire}}")), "no source is given for this")
    assert note.level == "note"


def test_a_locator_stands_for_words_only_where_no_text_is_archived(tmp_path: Path) -> None:
    for source, noted in (("report", True), ("other", False)):
        text = brief(evidence=f"[{{source: {source}, locator: p. 3}}]")
        assert bool(told(check(loaded(tmp_path, text, report=REPORT)), "is not stated")) is noted


@pytest.mark.parametrize(
    "fields, words",
    [
        (
            {"quote": "We saw flames at nine"},
            "error: these words do not stand in the archived text of 'report' (“flames” for “smoke”)",
        ),
        (
            {"said": "{report: he told reporters}"},
            "error: the quoted words are not within the span that the position rests on",
        ),
        (
            {"quote": "{text: We saw smoke, integrity: verbatim}"},
            "error: nothing says what these verbatim words were checked against",
        ),
        (
            {
                "fidelity": "machine_paraphrased",
                "quote": "{text: We saw smoke, integrity: verbatim, checked_against: tape}",
            },
            "error: words from 'report', which a machine has paraphrased, cannot be verbatim",
        ),
        ({"fidelity": "unknown"}, "note: quotations from this source are printed without quotation marks"),
    ],
)
def test_a_quotation_stands_in_its_source(fields: dict[str, str], words: str, tmp_path: Path) -> None:
    assert len(told(check(loaded(tmp_path, brief(**fields), report=REPORT)), words)) == 1


def test_a_quotation_may_stand_in_either_of_two_spans(tmp_path: Path) -> None:
    said = '{report: ["the operator said", "“We saw smoke at nine,”"]}'
    assert not told(check(loaded(tmp_path, brief(said=said), report=REPORT)), "R5")


@pytest.mark.parametrize("words, noted", [("Tuesday", False), ("on Wednesday", True)])
def test_the_words_for_a_time_are_the_sources_own(words: str, noted: bool, tmp_path: Path) -> None:
    text = brief(when=f"{{at: 2026-03-03, as_written: {words}, basis: inferred_from_weekday}}")
    found = told(
        check(loaded(tmp_path, text, report=REPORT)), f"'{words}' does not stand in the archived text of 'report'"
    )
    assert bool(found) is noted
    assert not noted or (found[0].level, found[0].path) == ("note", ("events", "fire", "when", "as_written"))


ITEM = "events: {fire: {title: F, evidence: [{source: a, credibility: 1}, b]}}\n"


@pytest.mark.parametrize(
    "sources, error",
    [
        ("{a: A, b: B}", False),
        ("{a: A, b: {title: B, derived_from: a}}", True),
        ("{a: {title: A, derived_from: wire}, b: {title: B, derived_from: wire}, wire: W}", True),
        ("{a: {title: A, derived_from: wire}, b: B, wire: W}", False),
        ("{a: {title: A, publisher: An agency}, b: {title: B, publisher: An agency}}", True),
        ("{a: {title: A, publisher: An agency}, b: {title: B, publisher: Another}}", False),
    ],
)
def test_confirmation_needs_a_source_of_another_origin(sources: str, error: bool, tmp_path: Path) -> None:
    problems = check(loaded(tmp_path, f"{ITEM}sources: {sources}"))
    assert bool(told(problems, "credibility 1 means confirmed by other sources")) is error
    assert has_errors(problems) is error


def test_a_grade_that_says_confirmed_is_held_to_it_once(tmp_path: Path) -> None:
    text = "sources: {a: {title: A, grade: B1}}\nevents: {e: {title: E, evidence: a}, f: {title: F, evidence: a}}"
    (problem,) = told(check(loaded(tmp_path, text)), "R19")
    assert "B1 means confirmed by other sources, but 2 of its items" in problem.message
    assert problem.path == ("sources", "a", "grade")


def test_sources_that_repeat_each_other_are_an_error(tmp_path: Path) -> None:
    text = "sources: {a: {title: A, derived_from: b}, b: {title: B, derived_from: a}}\n" + ITEM
    (problem, *_) = told(check(loaded(tmp_path, text)), "derived from each other in a circle: a from b from a")
    assert problem.level == "error"


@pytest.mark.parametrize("fidelity, warned", [("original", False), ("ocr", True)])
def test_quotation_marks_need_a_text_that_can_be_relied_on(fidelity: str, warned: bool, tmp_path: Path) -> None:
    text = brief(fidelity) + "bottom_line: The operator says that “nobody was injured”.\n"
    assert bool(told(check(loaded(tmp_path, text, report=REPORT)), "W10")) is warned


def test_what_an_actor_says_is_never_in_quotation_marks(tmp_path: Path) -> None:
    text = brief(says='"He “saw smoke at nine”."')
    (problem,) = told(check(loaded(tmp_path, text, report=REPORT)), "W10")
    assert problem.path == ("positions", "p", "says")
    assert not told(check(loaded(tmp_path, brief(says="The operator’s pumps 'n' all."), report=REPORT)), "W10")


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        (
            "They used non-lethal weapons.",
            "lethal weapons",
            "warning: the text has “non-lethal”, which says something else",
        ),
        ("They are Anti-government groups.", "government groups", "warning: the text has “Anti-government”"),
        ("The ex-minister left.", "minister left", "warning: the text has “ex-minister”"),
        ("The room was smoke-free.", "The room was smoke", "warning: the text has “smoke-free”"),
        (
            "The loss is at least 3 million francs.",
            "The loss is at least 3",
            "warning: the number goes on in the text: “3 million”",
        ),
        ("It rose by 5 % today.", "It rose by 5", "note: the text has “5 %”, with its sign"),
        ("It cost $5 then.", "5 then", "note: the text has “$5”, with its sign"),
        ("The co-operation ended.", "operation ended", ""),
        ("A well-known expert.", "known expert", ""),
        ("It rose by 5 today.", "It rose by 5", ""),
    ],
)
def test_what_is_missed_beside_the_words_is_told(text: str, span: str, words: str, tmp_path: Path) -> None:
    problems = check(loaded(tmp_path, brief(evidence=f'{{report: "{span}"}}'), report=text))
    about = [problem for problem in problems if problem.path == ("events", "fire", "evidence", 0, "span")]
    assert [str(problem).partition(": ")[2].startswith(words) for problem in about] == [True] * bool(words)


def test_words_in_other_letters_are_told_apart_from_words_in_other_spaces(tmp_path: Path) -> None:
    text = brief(evidence='{report: "sfârșitul verii"}')
    (note,) = told(check(loaded(tmp_path, text, report="la sfârşitul verii")), "written otherwise")
    assert (note.level, note.hint) == ("note", "The brief prints the text's own letters")


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ("{a: A, b: {title: B, derived_from: a}}", "but 'a' and 'b' go back to 'a'"),
        (
            "{a: {title: A, publisher: An agency}, b: {title: B, publisher: An agency}}",
            "but 'a' and 'b' are of one publisher, An agency",
        ),
    ],
)
def test_what_is_no_confirmation_is_named_with_its_origin(sources: str, words: str, tmp_path: Path) -> None:
    (error,) = told(check(loaded(tmp_path, f"{ITEM}sources: {sources}")), "credibility 1 means")
    assert words in error.message
    alone = "events: {fire: {title: F, evidence: [{source: a, credibility: 1}]}}\nsources: {a: A}"
    assert told(check(loaded(tmp_path, alone)), "but only 'a' is cited")


STORY = (
    "The fire at the plant began in the turbine hall at nine, spread to the roof within minutes, and was under control by noon, "
    "when the last of the forty workers had been led out through the northern gate.\n"
)


@pytest.mark.parametrize(
    ("sources", "first", "second", "warned"),
    [
        ("", STORY, f"Our own reporter. {STORY}", True),
        (", derived_from: a", STORY, STORY, False),
        ("", STORY, "The fire began in the hall at nine, and by noon it was out.", False),
        ("", f"The chief: “{STORY.strip()}” He left.", f"The chief said: “{STORY.strip()}” Others agreed.", False),
    ],
    ids=["copied", "said to be copied", "in its own words", "both quote one speaker"],
)
def test_texts_that_share_long_passages_are_told(
    sources: str, first: str, second: str, warned: bool, tmp_path: Path
) -> None:
    text = f"sources: {{a: {{title: A, file: a.txt}}, b: {{title: B, file: b.txt{sources}}}}}\nevents: {{e: E}}\n"
    (tmp_path / "a.txt").write_text(first, "utf-8")
    (tmp_path / "b.txt").write_text(second, "utf-8")
    found = told(check(loaded(tmp_path, text)), "word for word")
    assert [(problem.level, problem.path) for problem in found] == [("warning", ("sources", "b"))] * warned


# -- coverage ---------------------------------------------------------------------------------------------------------


def test_the_sample_brief_covers_its_source() -> None:
    (article,) = coverage(load(PRZEWODOW, root=ROOT))
    assert article.file == "briefs/przewodow-2022-11/sources/article.txt"
    assert article.share > 0.997
    assert article.gaps == article.uncarried == ()


def test_what_is_left_out_of_a_source_has_its_place(tmp_path: Path) -> None:
    found = loaded(tmp_path, brief(), report=REPORT)
    (report,) = coverage(found)
    assert report.file == "report.txt"
    assert report.share == pytest.approx(0.476, abs=0.001)
    assert report.uncarried == (SourceStretch(5, 1, "Nobody was injured,"),)
    assert [gap.line for gap in report.gaps] == [1, 3, 5]
    assert report.gaps[1].excerpt == "the shift leader said"
    (note,) = told(check(found), "W7")
    assert note.message == "47.5% of this text is carried; 3 stretches are not"
    assert report.percent == "47.5%"  # as the report of coverage says it
    assert note.level == "note"


def test_a_quotation_that_was_overlooked_is_a_warning_at_its_place(tmp_path: Path) -> None:
    (problem,) = told(check(loaded(tmp_path, brief(), report=REPORT)), "W8")
    assert str(problem).startswith("report.txt:5:1: warning: no position carries the quotation “Nobody was injured,”")


def test_a_brief_that_carries_no_quotation_has_chosen_so(tmp_path: Path) -> None:
    text = brief().partition("positions:")[0]
    (problem,) = told(check(loaded(tmp_path, text, report=REPORT)), "W8")
    assert (problem.level, problem.message) == ("note", "no position carries a quotation of this text, which has 2")


def test_a_changed_word_in_the_sample_brief_is_found(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    for name in ("brief.yaml", "sources/article.txt"):
        text = (PRZEWODOW.parent / name).read_text("utf-8")
        (tmp_path / name).write_text(
            text.replace("forward of winter.", "ahead of winter.") if name[0] == "b" else text, "utf-8"
        )
    problems = [p for p in check(load(tmp_path / "brief.yaml", root=tmp_path), NOW) if p.level == "error"]
    assert ["“ahead” for “forward”" in p.message for p in problems] == [True]
    assert problems[0].path == ("events", "barrage", "evidence", 0, "span")
