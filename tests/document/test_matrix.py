"""Who holds which answer, as a table with glyphs, and our judgements on their yardstick."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.document.blocks import Document, Table, plain
from briefgen.document.compose import compose
from briefgen.document.compose.matrix import MOST
from briefgen.document.passages import parts
from briefgen.document.signs import Gauge, Glyph
from briefgen.model.edition import Baseline
from briefgen.reading.load import Loaded
from briefgen.renderers.text.build import build
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.support.as_text import as_text
from tests.support.checkout import Write

ASKED = """\
    title: A fire
    sources: {log: The log}
    actors: {police: The police, owner: The owner, chief: {name: Hand, rank: Chief}, witness: A witness}
    questions:
      cause:
        text: What lit the fire?
        answers:
          hands: Hands.
          fault: {text: A fault., evidence: log, initially_appeared: true}
          storm: The storm.
      owner: {text: Whose was the store?, answers: {his: His own.}}
    positions:
      a: {actor: owner, says: Somebody did., supports: [hands], preliminary: true, via: [chief]}
      b: {actor: police, says: It may be., not_contradicting: [hands], denies: [storm]}
      c: {actor: police, says: We look at it., on: [owner], stance: reserves_judgement}
      d: {actor: chief, says: We shall see., on: [cause], stance: declines_to_comment}
      e: {actor: witness, says: I saw smoke., on: [cause], kind: claim}
"""


def matrix(document: Document) -> list[Table]:
    return [
        block
        for block in document.blocks
        if isinstance(block, Table) and plain(block.caption.content).startswith("Who holds which answer")
    ]


def rows(table: Table) -> list[list[str]]:
    """The cells, with the stance of each glyph before its words."""
    return [
        [
            " / ".join(
                "".join(f"<{one.stance}>" if isinstance(one, Glyph) else plain((one,)) for one in line) for line in cell
            )
            for cell in row.cells
        ]
        for row in table.rows
    ]


def test_answers_stand_down_and_holders_across_with_a_glyph_and_its_word(written: Write) -> None:
    (table,) = matrix(composed(written(ASKED)))
    assert [column.title for column in table.columns] == ["Answer", "The police", "The owner", "Chief Hand"]
    assert rows(table) == [
        ["What lit the fire?"],
        ["Hands", "<compatible> does not contradict", "<holds> holds / preliminary, via Chief Hand", "<silent>"],
        ["A fault [1]", "<silent> how it first appeared; held by nobody named"],
        ["The storm", "<denies> denies", "<silent>", "<silent>"],
        ["No answer yet", "<silent>", "<silent>", "<reserves> declines to comment"],
        ["Speaks to it without an answer", "A witness (claim)"],
        ["Whose was the store?"],
        ["His own", "<silent> held by nobody named"],
        ["No answer yet", "<reserves> reserves", "<silent>", "<silent>"],
    ]


def test_each_part_of_the_matrix_leads_its_reader_to_the_field_that_it_says(written: Write) -> None:
    (table,) = matrix(composed(written(ASKED)))
    assert {row.origin for row in table.rows} == {
        "questions.cause",
        "questions.cause.answers.hands",
        "questions.cause.answers.fault",
        "questions.cause.answers.storm",
        "questions.owner",
        "questions.owner.answers.his",
        "",
    }


def test_the_text_passes_over_those_who_say_nothing(written: Write) -> None:
    said = build(composed(written(ASKED))).data.decode()
    assert "Answer: The storm\n  The police: ⊘ denies\n\n" in said
    assert "Answer: A fault [1]\n  – how it first appeared; held by nobody named\n" in said


def test_the_questions_do_not_tell_again_what_the_matrix_tells(written: Write) -> None:
    said = as_text(composed(written(ASKED))).partition("\n## ")[2]  # page 1 has them too
    assert said.count("Hands") == 1
    assert said.count("The storm") == 1
    assert "stand in the matrix of positions." in said
    unasked = as_text(composed(written(ASKED.partition("    positions:")[0])))
    assert "The storm. Held by nobody named." in unasked, "where there is no matrix they have their answers"


def many(written: Write, holders: int, questions: int = 1) -> Loaded:
    actors = ", ".join(f"a{n}: Actor {n}" for n in range(holders))
    asked = "".join(f"      q{n}: {{text: Question {n}?, answers: {{y: Yes.}}}}\n" for n in range(questions))
    said = "".join(
        f"      p{n}: {{actor: a{n}, says: Yes it is., supports: [q{n % questions}.y]}}\n" for n in range(holders)
    )
    return written(f"    title: Many\n    actors: {{{actors}}}\n    questions:\n{asked}    positions:\n{said}")


@pytest.mark.parametrize(
    ("holders", "questions", "widths"),
    [(MOST, 1, [MOST]), (MOST + 1, 1, [MOST, 1]), (9, 3, [6, 3]), (20, 1, [6, 6, 6, 2])],
)
def test_too_many_holders_go_into_several_tables(
    written: Write, holders: int, questions: int, widths: list[int]
) -> None:
    found = matrix(composed(many(written, holders, questions)))
    assert [len(table.columns) - 1 for table in found] == widths
    named = [column.title for table in found for column in table.columns[1:]]
    assert sorted(named) == sorted(f"Actor {n}" for n in range(holders)), "each stands somewhere, once"


def test_many_statements_stand_in_an_annex_that_the_matrix_names(written: Write) -> None:
    few, more = (composed(many(written, n)) for n in (12, 13))
    assert "what each of them says" not in as_text(few)
    assert "what each of them says: Annex A" in as_text(more)
    assert as_text(more).count("Yes it is.") == 13


# -- judgements -------------------------------------------------------------------------------------------------------

JUDGED = """\
    title: A fire
    yardstick: phia
    judgements:
      lit:
        text: The fire was lit by hand
        likelihood: {term}
        confidence: {level}
        implication: Others may follow.
        alternatives: [{{text: The storm lit it, likelihood: 5-10}}]
        dissent: [{{by: One, text: Not so.}}, {{by: Two, text: Nor so.}}]
"""


def gauges(document: Document) -> list[Gauge]:
    return [one for one in parts(document.blocks) if isinstance(one, Gauge)]


def test_a_judgement_stands_on_its_yardstick_beside_its_words(written: Write) -> None:
    document = composed(written(JUDGED.format(term="highly likely", level="high")))
    ours, other = gauges(document)
    assert (ours.low, ours.high, ours.confidence, ours.before) == (0.8, 0.9, "high", None)
    assert (other.low, other.high, other.confidence) == (0.05, 0.1, "")
    assert [band.term for band in ours.bands][-2:] == ["highly likely", "almost certain"]
    said = as_text(document)
    assert "The fire was lit by hand / What it means: Others may follow." in said
    assert "highly likely / about 80–90% / confidence high / 2 views differ" in said
    assert "Alternative: The storm lit it |  | 5–10%" in said


def test_the_last_edition_is_the_ghost_of_the_judgement(written: Write) -> None:
    before = written(JUDGED.format(term="likely", level="low")).brief
    now = written(JUDGED.format(term="highly likely", level="high")).brief
    assert before is not None
    assert now is not None
    templates = Templates(Path("nowhere"))
    words = templates.words("en-GB")
    document = compose(now, {}, {}, templates.outline("incident"), words, since=Baseline(3, before))
    assert gauges(document)[0].before == (0.55, 0.75)
    assert "Dotted frame: edition 3." in as_text(document)
    other = before.model_copy(update={"yardstick": "icd203"})
    document = compose(now, {}, {}, templates.outline("incident"), words, since=Baseline(3, other))
    assert gauges(document)[0].before is None, "on another yardstick it had another place"
    assert "Dotted" not in as_text(document)


def test_questions_are_open_questions_as_long_as_one_is(written: Write) -> None:
    answered = ASKED.replace("text: What lit the fire?", "text: What lit the fire?\n        status: answered").replace(
        "{text: Whose was the store?,", "{text: Whose was the store?, status: answered,"
    )
    assert " Open questions (#section-questions)" in as_text(composed(written(ASKED)))
    assert " Questions (#section-questions)" in as_text(composed(written(answered)))
