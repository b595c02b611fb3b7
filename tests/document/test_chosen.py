"""Of many events the chart and the chronology have the heaviest, an annex has all; of few each has all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.document.blocks import Table, Timeline, plain
from briefgen.document.compose import compose
from briefgen.document.compose.chosen import IN_TABLE, MANY, ON_CHART
from briefgen.document.outline import Outline
from briefgen.document.passages import dead
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.support.as_text import as_text
from tests.support.checkout import Write

FEW = """\
    title: A fire
    key_points: [{text: The gate was shut., refs: [gate]}]
    events:
      fire: {title: A store burns, principal: true, when: 2036-10-25 10:00}
      gate: {title: The gate is shut, when: 2036-10-25 10:30, summary: By hand.}
      note: {title: A note is written, when: 2036-10-25 10:40, show: table}
      bell: {title: The bell is rung, when: 2036-10-25 10:50, show: annex, summary: Twice.}
"""


def many(written: Write, number: int, more: str = "") -> Loaded:
    """A brief of so many events, a minute apart, the principal first and the casualties last."""
    rows = "".join(
        f"      e{n}: {{title: Step {n} is taken, when: '2036-10-25 {10 + n // 60}:{n % 60:02}'{more if n else ', principal: true'}}}\n"
        for n in range(number)
    )
    last = (
        "      last: {title: Two are found dead, when: 2036-10-26, casualties: {killed: 2}, summary: In the store.}\n"
    )
    return written(f"    title: A fire\n    events:\n{rows}{last}")


def places(loaded: Loaded, outline: str = "") -> tuple[list[str], list[str], list[str]]:
    """The ids of the events on the chart, in the chronology, and in the annex."""
    document = composed(loaded, outline)
    assert dead(document.blocks) == []
    chart = next((block for block in reversed(document.blocks) if isinstance(block, Timeline)), None)
    tables: dict[str, list[str]] = {"Every event in order": [], "What happened": []}
    for block in document.blocks:
        if isinstance(block, Table) and (rows := tables.get(plain(block.caption.content))) is not None:
            rows += [row.origin.removeprefix("events.") for row in block.rows if not row.group]
    return [mark.key for mark in chart.marks] if chart else [], tables["What happened"], tables["Every event in order"]


def test_each_event_stands_where_its_author_puts_it_and_the_annex_has_all(written: Write) -> None:
    chart, chronology, annex = places(written(FEW))
    assert (chart, chronology) == (["fire", "gate"], ["fire", "gate", "note"])
    assert annex == ["fire", "gate", "note", "bell"]
    said = as_text(composed(written(FEW)))
    assert "3 of 4 events stand here, those that weigh most. All of them: Annex A." in said
    assert said.count("By hand.") == 1, "what the chronology says of an event the annex does not say again"
    assert said.count("Twice.") == 1, "and what it leaves out the annex says"


def test_few_events_have_one_table(written: Write) -> None:
    chart, chronology, annex = places(many(written, MANY - 1))
    assert len(chart) == len(chronology) == MANY
    assert annex == []


@pytest.mark.parametrize("number", [MANY, 400])
def test_of_many_events_the_heaviest_are_chosen(written: Write, number: int) -> None:
    chart, chronology, annex = places(many(written, number))
    assert len(chart) == ON_CHART
    assert {"e0", "last"} <= set(chart), "the incident and the dead"
    assert chronology == chart, "what weighs no more than others is not there to fill a page"
    assert len(annex) == number + 1
    heavy = places(many(written, number, ", weight: 2"))
    assert (len(heavy[0]), len(heavy[1])) == (ON_CHART, IN_TABLE)
    assert set(heavy[0]) < set(heavy[1])


OLD = Outline.model_validate(
    {
        "sections": ["timeline", "actors", "positions", "questions", "assessment", "gaps", "sources"],
        "annexes": ["estimative", "wording", "changes"],
        "chart": "section",
    }
)


def test_an_outline_of_before_has_every_event_and_statement_in_its_section_and_the_background_once(
    written: Write,
) -> None:
    statements = "".join(f"      p{n}: {{actor: a, says: Words {n}., on: [q]}}\n" for n in range(20))
    loaded = written(
        f"{FEW}    actors: {{a: Adler}}\n    questions: {{q: {{text: Who did it?}}}}\n    positions:\n{statements}"
        "    background: {b: The quay is old.}\n"
    )
    assert loaded.brief is not None, loaded.problems
    said = as_text(compose(loaded.brief, {}, {}, OLD, Templates(Path("nowhere")).words("en-GB")))
    assert all(said.count(words) == 1 for words in ("By hand.", "Twice.", "Words 0.", "Words 19.", "The quay is old."))
    assert "Annex" not in said
    assert said.index("# 1 Chronology") < said.index("### Background") < said.index("# 2 Actors")


def test_a_situation_report_says_how_many_events_it_leaves_out(written: Write) -> None:
    said = as_text(composed(many(written, 60), "sitrep"))
    assert f"{ON_CHART} of 61 events stand here, those that weigh most.\n" in said


def test_an_event_of_weight_0_is_on_the_chart_and_never_labelled(written: Write) -> None:
    document = composed(written(FEW.replace("show: table", "weight: 0")))
    chart = next(block for block in document.blocks if isinstance(block, Timeline))
    assert {mark.key: mark.rank for mark in chart.marks}["note"] == -1


ABROAD = """\
    title: A call
    timezone: Europe/Warsaw
    events:
      one: {title: First, when: 2036-10-24 22:00}
      two: {title: Second, when: 2036-10-25 05:30 Asia/Tokyo}
      three: {title: Third, when: 2036-10-24 23:30}
      four: {title: Fourth, when: 2036-10-24 18:00 America/New_York}
      five: {title: Fifth, when: 2036-10-25 01:00}
"""


def test_no_heading_turns_back_and_the_foreign_day_stands_in_the_row(written: Write) -> None:
    said = as_text(composed(written(ABROAD))).partition("Table 1.")[2]
    order = [
        name
        for line in said.splitlines()
        for name in ("== Fri", "== Sat", "First", "Second", "Third", "Fourth", "Fifth")
        if name in line
    ]
    assert order == ["== Fri", "First", "Second", "Third", "== Sat", "Fourth", "Fifth"]
    assert "Sat 25 Oct, 05:30 Tokyo (20:30 UTC previous day) | Second" in said
    assert "Fri 24 Oct, 18:00 New York (22:00 UTC) | Fourth" in said
    assert "22:00 (20:00 UTC) | First" in said


def test_an_event_without_a_time_stands_among_the_others_without_a_heading_of_its_own(written: Write) -> None:
    text = ABROAD.replace("five:", "between: {title: Between, after: [one], before: [three]}\n      five:")
    said = as_text(composed(written(text))).partition("Table 1.")[2]
    assert "date not known | Between" in said
    assert [line for line in said.splitlines() if line.startswith("== ")] == [
        "== Friday 24 October 2036",
        "== Saturday 25 October 2036",
    ]


def test_the_chronology_says_from_when_to_when_each_phase_lasted_and_how_that_is_known(written: Write) -> None:
    when = "{from: 2036-10-25 10:00, to: 2036-10-25 12:00, basis: estimated}"
    said = as_text(composed(written(f"{FEW}    phases: {{fire: {{title: The fire, when: {when}}}}}\n")))
    assert "small: The fire: Sat 25 Oct 2036, 10:00 to 12:00 UTC. Time: estimated." in said
