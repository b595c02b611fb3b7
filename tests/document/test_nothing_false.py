"""What the page says is so: of judgements, statements, replaced positions, sources, percentages, zones and casualties."""

from __future__ import annotations

import pytest

from briefgen.checks import check
from briefgen.document.blocks import Table
from briefgen.model.brief import Brief
from tests.document.test_compose import composed
from tests.support.as_text import as_text
from tests.support.checkout import Write

JUDGED = """\
    title: A strike
    kind: {kind}
    key_points:
      - {{text: It was an accident., refs: [j]}}
      - {{text: The range held., refs: [a]}}
      - {{text: Who fired is known., refs: [q]}}
    judgements:
      j: {{text: The strike was an accident., likelihood: likely, confidence: {{level: low, basis: one source}}}}
    assumptions: {{a: The range held.}}
    questions:
      q:
        text: Who fired?
        status: answered
        answers: {{us: {{text: We did., likelihood: unlikely, confidence: {{level: low, basis: one source}}}}}}
        resolution: {{answer: us}}
"""


@pytest.mark.parametrize("outline", ["sitrep", "incident"])
def test_a_point_of_a_judgement_is_no_information_and_the_page_says_that_judgements_are_left_out(
    written: Write, outline: str
) -> None:
    said = as_text(composed(written(JUDGED.format(kind="sitrep")), outline))
    assert "We judge / It was an accident." in said
    assert "Our own judgements are left out here." in said
    assert "likely" not in said
    whole = as_text(composed(written(JUDGED.format(kind="incident")), "incident"))
    assert "left out" not in whole
    assert "likely" in whole


def test_a_point_is_of_the_class_of_what_it_restates_and_of_none_where_that_is_not_known(written: Write) -> None:
    said = as_text(composed(written(JUDGED.format(kind="incident"))))
    assert "We assume / The range held.\n" in said
    assert "\n / Who fired is known.\n" in said


STATEMENTS = """\
    title: A strike
    sources: {{s: The record}}
    actors: {{a: Adler, b: Bauer}}
    events: {{talk: {{title: The press meeting, when: 2026-03-01}}}}
    positions:
"""


def statements(*named: str) -> str:
    rows = (f"      p{n}: {{actor: a, says: Words {n}., topic: t, {at}}}\n" for n, at in enumerate(named))
    return STATEMENTS.replace("{{", "{").replace("}}", "}") + "".join(rows)


def test_the_usual_event_is_not_said_of_statements_that_name_none(written: Write) -> None:
    said = as_text(composed(written(statements("at: talk", "at: talk", "when: 2026-03-04", "evidence: s"))))
    assert "Statements were made at this event unless it is said otherwise beside them: The press meeting" in said
    assert said.count("When it was said is not stated.") == 1
    row = next(line for line in said.splitlines() if "Words 3." in line)
    assert "When it was said is not stated." in row


def test_that_nobody_says_when_is_said_once(written: Write) -> None:
    said = as_text(composed(written(statements(*["evidence: s"] * 11))))
    assert said.count("not stated") == 1
    assert "When these statements were made is not stated." in said
    mixed = as_text(composed(written(statements(*["evidence: s"] * 11, "when: 2026-03-04", "at: talk", "at: talk"))))
    assert mixed.count("not stated") == 1
    assert "When a statement was made is not stated unless it stands beside it." in mixed


REPLACED = """\
    title: A strike
    actors: {a: Adler, b: Bauer}
    questions: {q: {text: Who fired?, answers: {we: We did., they: They did.}}}
    positions:
      first: {actor: a, says: They fired., supports: [they]}
      then: {actor: a, says: We fired., supports: [we], supersedes: first}
      other: {actor: b, says: They did not., denies: [they]}
"""


def test_who_held_an_answer_first_is_told_where_it_has_been_replaced(written: Write) -> None:
    said = as_text(composed(written(REPLACED)))
    assert "They did |  first held, / now given up |  denies" in said
    assert "held by nobody" not in said
    dated = REPLACED.replace("[they]}", "[they], when: 2018-03-12}").replace(
        "supersedes: first", "when: 2018-03-14, supersedes: first"
    )
    assert "They did |  12 Mar held, / 14 Mar given up |" in as_text(composed(written(dated)))
    vague = dated.replace("supports: [they]", "supports: [we, they]")
    assert "We did |  12 Mar either → /  14 Mar holds |" in as_text(composed(written(vague)))
    assert "first held by" in as_text(composed(written(REPLACED), "sitrep"))


def test_who_took_the_same_stand_again_holds_it(written: Write) -> None:
    said = as_text(composed(written(REPLACED.replace("supports: [we]", "supports: [they]"))))
    assert "They did |  holds |  denies" in said
    assert "given up" not in said


def test_a_source_that_contradicts_is_not_cited_like_support(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
        title: A strike
        sources: {s: The record, t: The letter, u: The list}
        key_points: [{text: The gate was shut., refs: [e]}]
        events:
          e:
            title: The gate is shut
            when: 2026-03-01
            evidence: [s, {source: t, supports: contradicts, locator: p. 3}, {source: u, supports: mentions}]
        """)
        )
    )
    assert "The gate was shut. [1;\u00a02, p. 3, contradicts;\u00a03, mentions it]" in said


@pytest.mark.parametrize(
    ("yardstick", "given", "told"),
    [
        ("icd203", "85 %", "85% / very likely, 80–95%"),
        ("icd203", "60-75", "60–75% / likely, 55–80%"),
        ("icd203", "80", "80% / likely, 55–80%, or very likely, 80–95%"),
        ("icd203", "70-90", "70–90% / likely, 55–80%, to very likely, 80–95%"),
        ("phia", "85", "85% / highly likely, about 80–90%"),
        ("phia", "23", "23%"),
    ],
)
def test_a_percentage_has_the_term_of_the_yardstick_beside_it(
    written: Write, yardstick: str, given: str, told: str
) -> None:
    loaded = written(f"""\
        title: A strike
        yardstick: {yardstick}
        judgements:
          j:
            text: It was an accident.
            likelihood: {given}
            confidence: {{level: low, basis: one source}}
            alternatives: [{{text: It was meant., likelihood: "{given}"}}]
        """)
    said = as_text(composed(loaded))
    assert f"It was an accident. |  | {told} / confidence low: one source" in said
    assert f"It was meant. |  | {told}\n" in said


@pytest.mark.parametrize(
    ("zone", "time", "told"),
    [
        ("UTC", "2026-01-05 10:00", "Clock times that name no zone are UTC."),
        ("Etc/UTC", "2026-01-05 10:00", "Clock times that name no zone are UTC."),
        ("Europe/London", "2026-01-05 10:00", "Clock times that name no zone are UTC."),
        (
            "Europe/London",
            "2026-07-05 10:00",
            "Clock times that name no zone are local to London, with UTC beside them.",
        ),
        ("Europe/Warsaw", "2026-07-05 10:00 America/New_York", ""),
    ],
)
def test_what_is_said_of_the_clock_times_is_so(written: Write, zone: str, time: str, told: str) -> None:
    said = as_text(composed(written(f"title: A strike\ntimezone: {zone}\nevents: {{e: {{title: A, when: {time}}}}}\n")))
    assert (told or "Clock times") in said if told else "Clock times" not in said


def test_an_article_is_small_within_a_sentence(written: Write) -> None:
    loaded = written("""\
        title: A strike
        actors: {k: {label: A Kelmar spokesman}, t: {name: The Guardian}}
        events:
          e: {title: The gate is shut, when: 2026-03-01, reported_as: attributed, according_to: [k, t], actors: [k]}
        """)
    said = as_text(composed(loaded))
    assert "According to a Kelmar spokesman and The Guardian." in said
    assert "| A Kelmar spokesman |" in said


def test_the_page_is_called_what_its_outline_is(written: Write) -> None:
    loaded = written("title: A strike\nkind: one-pager\n")
    assert as_text(composed(loaded, "incident")).startswith("kicker: Incident brief")
    assert as_text(composed(loaded)).startswith("kicker: One-page brief")


def test_a_column_in_which_nothing_stands_is_left_out(written: Write) -> None:
    def columns(limits: str) -> list[str]:
        document = composed(written(f"title: A strike\nsources: {{s: {{title: The record{limits}}}, t: The list}}\n"))
        return [column.title for block in document.blocks if isinstance(block, Table) for column in block.columns]

    assert columns("") == ["Ref.", "Source"]
    assert columns(", grade: B2") == ["Ref.", "Source", "Grade"]
    assert columns(", descriptor: It was there") == ["Ref.", "Source", "Quality"]


CASUALTIES = """\
    title: A strike
    sources: {s: The record}
    events:
      strike: {title: A shell falls, when: 2026-03-01, principal: true, casualties: {injured: 3}, evidence: s}
      later: {title: A man dies, when: 2026-03-05, casualties: {killed: 1-2, injured: 1}, evidence: s}
      planned: {title: A drill, when: 2026-03-09, status: pending, casualties: {killed: 9}}
"""


def test_page_1_tells_the_casualties_of_every_event_and_of_all_together(written: Write) -> None:
    loaded = written(CASUALTIES)
    said = as_text(composed(loaded))
    assert "1–2 / people killed / A man dies [1]\n" in said, "no day: who was hurt in it may have died later"
    assert "4 / people injured / A shell falls 3, A man dies 1 [1]\n" in said
    assert "9 / people" not in said
    assert any("adds up the casualties of 2 events: strike, later" in str(problem) for problem in check(loaded))
    one = as_text(composed(written(CASUALTIES.replace("casualties: {injured: 3}, ", ""))))
    assert "1 / person injured / A man dies [1]\n" in one


@pytest.mark.parametrize(
    "unsure",
    ["casualties: [{killed: 1}, {killed: 2, side: Helpers}]", "reported_as: attributed, casualties: {killed: 1}"],
)
def test_counts_that_may_be_of_the_same_people_are_not_added_up(written: Write, unsure: str) -> None:
    loaded = written(CASUALTIES.replace("casualties: {killed: 1-2, injured: 1}", unsure))
    front = as_text(composed(loaded)).partition("## ")[0]
    assert "3 / people injured / A shell falls" in front, "those of the incident"
    assert "people killed" not in front and "4 / people" not in front


def test_a_quotation_that_stands_in_the_source_says_which_words_they_are(written: Write) -> None:
    text = """\
        title: A leak
        sources: {s: {title: The record, file: sources/said.txt, fidelity: original}}
        actors: {m: A. Minister}
        positions: {p: {actor: m, says: There was none., topic: t, quote: There was no leak, evidence: s}}
        """
    loaded = written(text, sources__said_txt="He said: There was no leak at any time.")
    assert not any("is not stated" in problem.message for problem in check(loaded))
    other = written(text.replace("quote: There was no leak, ", ""), sources__said_txt="There was no leak at any time.")
    assert any("which words of 's' say this is not stated" in problem.message for problem in check(other))


def test_each_statement_is_asked_once_which_answers_it_takes(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the cost of a brief grows with the square of its questions."""
    many = 40
    questions = "".join(
        f"  q{n}: {{text: Was {n} shut?, answers: {{y: It was., n: It was not.}}}}\n" for n in range(many)
    )
    positions = "".join(f"  p{n}: {{actor: a, says: It was., supports: [q{n}.y]}}\n" for n in range(many))
    loaded = written(f"title: Many\nactors: {{a: Adler}}\nquestions:\n{questions}positions:\n{positions}")
    calls: list[str] = []
    answer = Brief.answer

    def asked(brief: Brief, ref: str) -> tuple[str, str] | None:
        calls.append(ref)
        return answer(brief, ref)

    monkeypatch.setattr(Brief, "answer", asked)
    assert as_text(composed(loaded)).count("It was |  holds") == many
    assert len(calls) <= 4 * many


def test_a_place_of_which_only_the_source_is_known_has_no_comma_before_it(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
    title: A loss at sea
    sources: {report: A report}
    places: {sea: {name: The open sea, kind: sea area, evidence: report}}
    events: {loss: {title: A ship is lost, principal: true, when: 2036-10-25, place: sea, evidence: report}}
""")
        )
    )
    assert "The open sea (sea area) [1]" in said


ASKED = """\
    title: A fire
    kind: {kind}
    sources: {{paper: The paper, police: The police, owner: The owner}}
    actors: {{police-chief: Chief Hand, shopkeeper: Mr Shop}}
    questions:
      cause:
        text: What lit the fire?
        answers: {{fault: A fault., hands: Hands.}}
        evidence: paper
    positions:
      chief: {{actor: police-chief, says: Hands did., supports: [hands], evidence: police}}
      shop: {{actor: shopkeeper, says: No fault., denies: [fault], evidence: owner}}
"""


def test_the_source_that_raises_a_question_is_not_printed_as_if_it_answered_it(written: Write) -> None:
    assert "Open. Raised in [1]." in as_text(composed(written(ASKED.format(kind="incident"))))


def test_a_situation_report_says_where_an_answer_is_held_and_names_that_source(written: Write) -> None:
    said = as_text(composed(written(ASKED.format(kind="sitrep")), "sitrep"))
    assert "A fault (denied by Mr Shop [3])" in said
    assert "Hands (held by Chief Hand [2])" in said
    assert "[3] The owner" in said and "[2] The police" in said


def test_the_time_of_a_statement_begins_like_a_sentence(written: Write) -> None:
    said = as_text(
        composed(
            written("""\
    title: Zdarzenie
    language: pl
    actors: {minister: Minister}
    positions: {m: {actor: minister, kind: denial, says: To nieprawda., topic: sprawa, when: 2022-08-13}}
""")
        )
    )
    assert "Zaprzeczenie. Sob., 13 sie 2022." in said
