"""Claims against their sources (R20): the sentence is checked, not only its span."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefgen.checks.claims import claim_beyond_its_sources, claims
from briefgen.model.particulars import particulars
from tests.support.checkout import Write

SOURCE = """At 09:12 on 3 March 2026 a gantry came loose at the harbour of Rostwick. Two dockers were killed and nine were injured.
Harbour master Ines Vogel said that the cranes had been checked in 2024."""
BRIEF = """
title: {title}
timezone: UTC
bottom_line: {bottom_line}
key_points:
  - {{text: {point}, refs: [fall]}}
sources:
  paper: {{title: The Courier, file: sources/paper.txt, fidelity: original}}
actors: {{vogel: Ines Vogel}}
events:
  fall:
    title: {event}
    when: 2026-03-03 09:12
    casualties: {{killed: {killed}, injured: 9}}
    evidence: {{paper: Two dockers were killed and nine were injured}}
  checked:
    title: Cranes were checked
    when: 2024
    evidence: {{paper: the cranes had been checked in 2024}}
"""
GOOD = {
    "title": "Gantry falls at Rostwick",
    "bottom_line": "Two people died and nine were hurt on 3 March 2026.",
    "point": "Two dockers were killed.",
    "event": "A gantry falls; two dockers are killed",
    "killed": "2",
}
Problems = Callable[..., list[str]]


@pytest.fixture
def problems(written: Write) -> Problems:
    def found(**changed: str) -> list[str]:
        loaded = written(BRIEF.format(**GOOD | changed), sources__paper_txt=SOURCE)
        assert loaded.brief, loaded.problems
        said = claim_beyond_its_sources(loaded, None)
        return [f"{problem.level} {'.'.join(map(str, problem.path))} {problem.message}" for problem in said]

    return found


def test_a_brief_that_says_what_its_sources_say_is_not_held_back(problems: Problems) -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"event": "A gantry falls; 12 dockers are killed"}, "warning events.fall.title “12” stands in nothing"),
        ({"event": "A gantry falls on 4 March"}, "warning events.fall.title “4 March” stands in nothing"),
        ({"event": "A gantry of 300 t falls"}, "note events.fall.title “300” stands in nothing"),
        ({"event": "A gantry falls on Anna Kowalska"}, "note events.fall.title “Anna Kowalska” stands in nothing"),
        ({"event": "Rostvick loses a gantry"}, "note events.fall.title “Rostvick” stands in nothing"),
        ({"point": "Vogal said that two dockers were killed."}, "note key_points.0.text “Vogal” stands in nothing"),
        ({"killed": "3"}, "warning events.fall.casualties.0 “3” stands in nothing"),
        ({"bottom_line": "Three people died."}, "warning bottom_line “Three” stands in nothing"),
        ({"point": "Nine dockers were killed."}, "warning key_points.0.text “Nine” stands in nothing"),
        ({"bottom_line": "Some 20 workers died."}, "warning bottom_line “20” stands in nothing"),
        ({"bottom_line": "9,000 people were injured."}, "warning bottom_line “9,000” stands in nothing"),
        ({"title": "Gantry kills nine"}, "warning title “nine” stands in nothing"),
        ({"bottom_line": "Dozens died."}, "warning bottom_line “Dozens” stands in nothing"),
        ({"bottom_line": "No one was killed."}, "warning bottom_line “No one was killed” stands in nothing"),
        ({"bottom_line": "Nobody is missing."}, "note bottom_line “Nobody is missing” stands in nothing"),
        ({"event": "Half of the cranes fall"}, "note events.fall.title “Half” stands in nothing"),
        (
            {"event": "A gantry falls for the first time"},
            "note events.fall.title “for the first time” stands in nothing",
        ),
        ({"event": "A gantry falls on 3 March 2023"}, "warning events.fall.title “3 March 2023” stands in nothing"),
    ],
)
def test_what_no_cited_words_say_is_told(changed: dict[str, str], told: str, problems: Problems) -> None:
    assert any(problem.startswith(told) for problem in problems(**changed)), problems(**changed)


@pytest.mark.parametrize(
    ("claimed", "said", "borne_out"),
    [
        ("minus 5 degrees", "5 degrees", False),
        ("minus 5 degrees", "-5 degrees", True),
        ("5 km off", "5 miles off", False),
        ("5 km off", "5 kilometres off", True),
        ("5 hours later", "5 days later", False),
        ("12 children", "12 adults", False),
        ("12 children", "12 people, children all", True),
        ("burned on Monday", "burned on Tuesday", False),
        ("burned on Monday", "burned on 2 March 2026", True),
        ("burned on Monday", "burned on 3 March 2026", False),
        ("a third of votes", "two thirds of votes", False),
        ("two thirds of the votes", "two-thirds of votes", True),
        ("over 50 left", "about 50 left", False),
        ("over 50 left", "more than 50 left", True),
        ("Nineteen were hurt", "Nineteen-year-olds were hurt", False),
    ],
)
def test_what_is_counted_and_how_exactly_must_stand_there_too(claimed: str, said: str, borne_out: bool) -> None:
    [one] = particulars(claimed).found
    assert particulars(said).bear_out(one) is borne_out


def test_a_sentence_may_add_up_and_tell_the_clock_in_another_zone(problems: Problems) -> None:
    assert problems(bottom_line="Eleven people were killed or injured.") == []
    assert not any("warning" in one for one in problems(event="A gantry falls at 10:12 local"))


def test_what_stands_further_on_in_the_source_is_no_fault(problems: Problems) -> None:
    assert problems(event="A gantry falls at Rostwick at 9.12 am") == []


def test_without_an_archived_text_nothing_can_be_looked_up(written: Write) -> None:
    loaded = written("title: A\nsources: {s: S}\nevents: {e: {title: 12 killed, when: 2026, evidence: {s: two died}}}")
    assert list(claim_beyond_its_sources(loaded, None)) == []


def test_what_cites_nothing_is_not_borne_out_by_itself_and_costs_no_look_through_the_brief(written: Write) -> None:
    loaded = written("title: A\nevents: {e: {title: 12 killed, when: 2026}}")
    [claim] = [claim for claim in claims(loaded) if claim.path == ("events", "e", "title")]
    assert [one.words for one in claim.missing] == ["12"] and not claim.checkable


DERIVED = """
title: The harbour was shut for {title}
timezone: UTC
bottom_line: The harbour opened {bottom_line} after it was shut.
key_points:
  - {{text: {point}, refs: [shut, open]}}
  - {{text: The mayor took {said} to speak., refs: [second]}}
  - {{text: The cause is told in {reports}., refs: [first, second, third]}}
sources:
  one: {{title: Report of the port, file: sources/one.txt}}
  two: {{title: Report of the police, file: sources/one.txt}}
actors: {{vogel: Ines Vogel}}
events:
  shut: {{title: The harbour is shut, when: 2026-03-03 09:00, principal: true, evidence: {{one: The harbour is shut}}}}
  open: {{title: The harbour opens, when: 2026-03-03 15:10, evidence: {{one: The harbour opens}}}}
  first: {{title: A report, when: 2026-03-04, evidence: {{one: The harbour is shut}}}}
  third: {{title: A crane moves, when: 2026-03-09, evidence: {{one: A crane moves}}}}
positions:
  early: {{actor: vogel, topic: t, says: It was wind., when: 2026-03-04, evidence: {{one: It was wind}}}}
  second: {{actor: vogel, topic: t, says: It was no wind., when: 2026-03-07, supersedes: early, evidence: {{two: It was no wind}}}}
"""
FITS = {
    "title": "about six hours",
    "bottom_line": "six hours",
    "point": "The harbour was shut for more than six hours.",
    "said": "three days",
    "reports": "three reports",
}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"title": "about nine hours"}, ["title “nine”"]),
        ({"bottom_line": "four hours"}, ["bottom_line “four”"]),
        ({"point": "The harbour was shut for more than seven hours."}, ["key_points.0.text “seven”"]),
        ({"said": "four days"}, ["key_points.1.text “four”"]),
        ({"said": "three hours"}, ["key_points.1.text “three”"]),
        ({"reports": "four reports"}, ["key_points.2.text “four”"]),
        ({"reports": "three ships"}, ["key_points.2.text “three”"]),
        ({"point": "The harbour was shut for 370 minutes."}, []),
        ({"point": "The harbour was shut for 390 minutes."}, ["key_points.0.text “390”"]),
        ({"title": "six hours, and six people died"}, ["title “six”"]),
    ],
)
def test_what_follows_from_the_briefs_own_times_and_entries_is_not_told(
    changed: dict[str, str], told: list[str], written: Write
) -> None:
    text = "The harbour is shut. The harbour opens. A crane moves. It was wind. It was no wind."
    loaded = written(DERIVED.format(**FITS | changed), sources__one_txt=text)
    assert loaded.brief, loaded.problems
    said = claim_beyond_its_sources(loaded, None)
    found = [f"{'.'.join(map(str, problem.path))} {problem.message.partition(' stands')[0]}" for problem in said]
    assert found == told
    if not told:
        [title] = [claim for claim in claims(loaded) if claim.path == ("title",)]
        assert [one.words for one in title.worked_out] == ["six"]


OUTAGE = """
title: {title}
timezone: UTC
chart: {{headline: {headline}}}
phases: {{down: {{title: Down, when: 2026-03-03 09:00/14:50}}, back: {{title: Coming back, when: 2026-03-03 14:50/16:05}}}}
sources: {{log: {{title: The log, file: sources/log.txt}}}}
events:
  gone: {{title: Mail is unreachable, when: 2026-03-03 09:00, principal: true, evidence: {{log: Mail is unreachable}}}}
  seen: {{title: The watch is called, when: 2026-03-03 09:12, evidence: {{log: The watch is called}}}}
  answer: {{title: First servers answer, when: 2026-03-03 14:48, evidence: {{log: First servers answer}}}}
  queue: {{title: The queue lasts, when: 2026-03-03 12:00/15:00, quantities: [{{what: servers, value: 4}}], evidence: {{log: The queue lasts}}}}
"""


@pytest.mark.parametrize(
    ("title", "headline", "told"),
    [
        ("Mail unreachable for seven hours", "Seen after twelve minutes", []),
        (
            "Mail unreachable for about six hours",
            "All of a day",
            ["title “six”"],
        ),  # the servers answer after six, the mail does not
        ("Mail unreachable for three hours", "All of a day", ["title “three”"]),  # a queue was as long
        ("Mail unreachable for four hours", "All of a day", ["title “four”"]),  # there are four servers
        ("Mail unreachable", "Unreachable for six hours", ["chart.headline “six”"]),
        ("Mail unreachable, the queue for three hours", "All of a day", []),
        ("First servers answer after six hours", "Down for six hours", []),
        ("The watch was called within ten minutes", "All of a day", ["title “ten”"]),
    ],
)
def test_how_long_a_title_says_that_it_lasted_is_how_long_it_lasted(
    title: str, headline: str, told: list[str], written: Write
) -> None:
    text = "Mail is unreachable. The watch is called. First servers answer. The queue lasts. Four servers."
    loaded = written(OUTAGE.format(title=title, headline=headline), sources__log_txt=text)
    assert loaded.brief, loaded.problems
    said = [problem for problem in claim_beyond_its_sources(loaded, None) if problem.path[0] in ("title", "chart")]
    assert [f"{'.'.join(map(str, one.path))} {one.message.partition(' stands')[0]}" for one in said] == told
