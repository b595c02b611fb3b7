"""Page 1: what happened in figures, whose words a point is, what is contested, what is asked, what comes next, what it rests on."""

from __future__ import annotations

from typing import TypeVar

import pytest

from briefgen.document.blocks import (
    Callout,
    ClassedPoint,
    ClassedPoints,
    Dispute,
    Document,
    FactList,
    Foot,
    KeyFigures,
    Timeline,
    plain,
)
from briefgen.document.compose import composed as parts_of
from briefgen.document.compose.room import ROOMS, Room
from briefgen.document.outline import FRONT, Outline
from briefgen.document.passages import parts
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.document.test_origin import ROOT
from tests.support.as_text import as_text
from tests.support.checkout import Write

B = TypeVar("B")


def found(document: Document, kind: type[B]) -> list[B]:
    """The blocks of a kind, in columns too."""
    return [part for part in parts(document.blocks) if isinstance(part, kind)]


def figures(document: Document) -> list[str]:
    return [
        f"{one.number} {one.unit}".strip() + f" / {plain(one.what)} / {plain(one.note)}"
        for row in found(document, KeyFigures)
        for one in row.figures
    ]


def points(document: Document) -> list[ClassedPoint]:
    return [point for block in found(document, ClassedPoints) for point in block.points]


def in_room(loaded: Loaded, room: Room, outline: str = "incident") -> Document:
    assert loaded.brief is not None
    templates = Templates(ROOT)
    words = templates.words(loaded.brief.language)
    made = parts_of(loaded.brief, loaded.texts, loaded.images, templates.outline(outline), words)
    return made.document(room)


# -- figures ----------------------------------------------------------------------------------------------------------

COUNTED = """\
    title: A flood
    sources: {s: {title: The record, grade: B2, fidelity: original}}
    key_points: [{text: It rained., refs: [rain]}]
    events:
      flood: {title: The river is over its banks, label: River over its banks, principal: true, when: 2026-03-01 06:00/2026-03-01 11:50, evidence: s}
      rain: {title: It rains, when: 2026-02-28, quantities: [{what: rain, value: 7.5, unit: mm, attribution: The mast}], evidence: s}
      damage: {title: The damage is told, when: 2026-03-02, quantities: [{what: damage, min: 10600000, unit: złotys}], evidence: s}
"""


def test_figures_are_the_span_then_what_the_points_count_then_other_numbers(written: Write) -> None:
    assert figures(composed(written(COUNTED))) == [
        "5 h 50 min / River over its banks / Sun 1 Mar 2026, 06:00 UTC to 11:50 UTC [1]".replace("06:00 UTC", "06:00"),
        "7.5 mm / rain / The mast [1]",
        "10.6 million / złotys: damage, at least / Mon 2 Mar [1]",
    ]


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("2026-03-01 06:00/2026-03-01 06:40", "40 min"),
        ("2026-03-01 06:00~/2026-03-01 13:05~", "7 h"),
        ("2026-03-01/2026-03-03", "3 days"),
        ("2026-03-01 06:00/2026-03-05 06:00", "4 days"),
        ("2009-06-01/2023-04-17", "13 years 10 months"),
    ],
)
def test_how_long_it_lasted_is_told_as_surely_as_its_ends(written: Write, when: str, says: str) -> None:
    first = figures(composed(written(COUNTED.replace("2026-03-01 06:00/2026-03-01 11:50", when))))[0]
    assert first.startswith(f"{says} / ")


@pytest.mark.parametrize("when", ["2026-03/2026-05", "2026-03-01/", "2026-03-01/..", "2026-03-01 06:00"])
def test_no_length_is_told_of_what_has_none(written: Write, when: str) -> None:
    shown = figures(composed(written(COUNTED.replace("2026-03-01 06:00/2026-03-01 11:50", when))))
    assert not any("River" in one for one in shown)


def test_one_doubtful_source_limits_all_figures_and_one_good_one_does_not(written: Write) -> None:
    doubted = figures(composed(written(COUNTED.replace("grade: B2, fidelity: original", "grade: F6, fidelity: ocr"))))
    assert doubted[-1] == "1 / source / grade F6, read by machine from a picture [1]"
    assert not any("source" in one for one in figures(composed(written(COUNTED))))


def test_there_is_no_row_of_figures_where_nothing_is_counted(written: Write) -> None:
    brief = "title: A fire\nsources: {s: {title: A, grade: F6}}\nevents: {f: {title: A store burns, evidence: s}}\n"
    assert figures(composed(written(brief))) == []


# -- key points -------------------------------------------------------------------------------------------------------

SAID = """\
    title: A leak
    bottom_line: Austin says that it leaks.
    sources:
      one: {title: One, publisher: One, access: primary, grade: B2}
      two: {title: Two, publisher: Two, access: primary}
    actors:
      austin: {kind: person, name: Lloyd Austin, rank: Gen.}
      smith: {kind: person, name: Anna Smith}
      other-smith: {kind: person, name: John Smith}
      leyen: {kind: person, name: Ursula von der Leyen}
      body: {kind: organisation, name: Northgas}
      speaker: {kind: person, name: Eve Adler, speaks_for: [body]}
      crew: {kind: group, label: the crew (unnamed)}
    events:
      leak: {title: It leaks, evidence: {one: "", two: ""}}
      known: {title: It is known, evidence: [{source: one, credibility: "4"}]}
      claim: {title: It is shut, reported_as: attributed, according_to: [crew]}
      doubted: {title: It is shut, contested_by: [p-austin], evidence: one}
    positions:
      p-austin: {actor: austin, says: It leaks., kind: assessment}
      p-smith: {actor: smith, says: Smith was not there., kind: denial}
      p-leyen: {actor: leyen, says: "That von der Leyen asked is true."}
      p-speaker: {actor: speaker, says: It does not., denies: [q.yes]}
      p-crew: {actor: crew, says: It leaks., via: [austin]}
    questions:
      q: {text: Does it leak?, answers: {yes: Yes.}}
    judgements:
      j:
        text: It will leak again
        likelihood: likely
        confidence: {level: low, basis: one source}
        change: {from_edition: 3, kind: strengthened}
    key_points:
      - {text: "A point.", refs: REFS}
"""


@pytest.mark.parametrize(
    ("refs", "kind", "label", "rests"),
    [
        ("[leak]", "fact", "Fact", "2 independent sources"),
        ("[known]", "fact", "Fact", "one source, B4"),
        ("[doubted]", "fact", "Fact", "contested by Austin; one source, B2"),
        ("[claim]", "says", "The crew say", ""),
        ("[p-austin]", "says", "Austin assesses", ""),
        ("[p-smith]", "says", "Anna Smith denies", ""),
        ("[p-leyen, p-austin]", "says", "Von der Leyen says", ""),
        ("[p-leyen, p-crew]", "says", "Von der Leyen says", ""),
        ("[p-speaker]", "says", "Eve Adler denies", ""),
        ("[p-crew]", "says", "The crew say", ""),
        ("[j]", "ours", "We judge", ""),
        ("[q]", "gap", "Not known", ""),
    ],
)
def test_a_point_says_whose_it_is_and_what_it_rests_on(
    written: Write, refs: str, kind: str, label: str, rests: str
) -> None:
    (point,) = points(composed(written(SAID.replace("REFS", refs))))
    assert (point.kind, point.label, plain(point.rests)) == (kind, label, rests)


def test_more_than_two_speakers_are_several_and_a_speaker_stands_for_a_body_that_the_brief_names(
    written: Write,
) -> None:
    actors = "".join(f"  a{n}: {{kind: person, name: A Person{n}}}\n" for n in range(3))
    said = "".join(f"  p{n}: {{actor: a{n}, says: So it is.}}\n" for n in range(3))
    brief = f"title: x\nactors:\n{actors}positions:\n{said}key_points: [{{text: So it is., refs: [p0, p1%s]}}]\n"
    assert points(composed(written(brief % "")))[0].label == "A Person0, A Person1 say"
    assert points(composed(written(brief % ", p2")))[0].label == "Several say"
    named = SAID.replace("REFS", "[p-speaker]").replace("Austin says that it leaks.", "Northgas says that all is well.")
    assert points(composed(written(named)))[0].label == "Northgas denies"


def test_a_judgement_has_its_likelihood_and_confidence_below_it(written: Write) -> None:
    (point,) = points(composed(written(SAID.replace("REFS", "[j]"))))
    assert plain(point.more) == "Likely, 55–80% · confidence low · strengthened since edition 3"


def test_what_was_said_off_the_record_gives_a_point_neither_name_nor_source(written: Write) -> None:
    brief = SAID.replace("REFS", "[p-austin]").replace(
        "says: It leaks., kind: assessment", "says: It leaks., attribution: off_the_record, evidence: two"
    )
    (point,) = points(composed(written(brief)))
    assert (point.label, plain(point.content)) == ("", "A point.")


# -- disputes ---------------------------------------------------------------------------------------------------------

ASKED = """\
    title: A strike
    as_of: 2026-03-20
    actors: {north: North, south: South, duda: {kind: person, name: Andrzej Duda}, austin: {kind: person, name: Lloyd Austin}}
    questions:
      who:
        text: Who fired?
        answers:
          northern: {text: The northern battery fired., label: the northern battery}
          southern: The southern one.
          accident: {text: Nobody., initially_appeared: true}
        would_answer: [{text: The report of the inquiry., expected: 2026-04-02}, The log of the battery.]
      why: {text: Why?, would_answer: A confession.}
      when:
        text: When was it?
        status: answered
        answers: {noon: At noon.}
        resolution: {answer: noon, when: 2026-03-05}
    positions:
"""


def disputes(loaded: Loaded) -> dict[str, tuple[str, list[str]]]:
    document = composed(loaded)
    return {
        plain(one.question): (plain(one.state), [f"{side.stance}: {plain(side.content)}" for side in one.sides])
        for one in found(document, Dispute)
    }


def groups(loaded: Loaded) -> str:
    return as_text(composed(loaded)).partition("## ")[0]


def test_the_sides_of_a_question_are_who_stands_where(written: Write) -> None:
    loaded = written(
        ASKED
        + """\
      p1: {actor: north, says: It was not us., denies: [northern], supports: [southern]}
      p2: {actor: south, says: It was they., supports: [northern]}
      p3: {actor: duda, says: It was they., supports: [northern], via: [austin]}
      p4: {actor: austin, says: We wait., on: [who], stance: reserves_judgement}
      p5: {actor: austin, says: It was at noon., supports: [noon]}
    """
    )
    told = disputes(loaded)
    assert told["Who fired?"] == (
        "",
        [
            "holds: The northern battery: South, Andrzej Duda (through Lloyd Austin)",
            "denies: denied by North",
            "holds: The southern one: North",
            "silent: Nobody: as it first appeared; held by nobody named",
            "reserves: judgement reserved: Lloyd Austin",
        ],
    )
    assert told["When was it?"] == ("answered Thu 5 Mar, by Lloyd Austin", ["holds: At noon: Lloyd Austin"])
    assert told["Why?"] == ("", ["silent: no answer reported"])
    assert list(told) == ["Who fired?", "Why?", "When was it?"]
    assert "group: Contested\n" in groups(loaded)


@pytest.mark.parametrize(
    ("positions", "head"),
    [
        ("p: {actor: north, says: They., supports: [southern]}", "Open"),
        ("p: {actor: north, says: They., denies: [northern]}", "Open"),
        ("p: {actor: north, says: Both., supports: [southern, northern]}", "Open"),
        (
            "p: {actor: north, says: They., supports: [southern]}\n      r: {actor: south, says: No., denies: [southern]}",
            "Contested",
        ),
        (
            "p: {actor: north, says: They., supports: [southern]}\n      r: {actor: south, says: Hm., supports: [northern]}",
            "Contested",
        ),
        (
            "p: {actor: north, says: They., supports: [southern]}\n      r: {actor: south, says: Hm., on: [who], stance: reserves_judgement}",
            "Contested",
        ),
    ],
)
def test_a_question_is_contested_where_a_held_answer_meets_another_s(written: Write, positions: str, head: str) -> None:
    assert f"group: {head}\n" in groups(written(f"{ASKED}      {positions}\n"))


def test_a_position_that_was_given_up_stands_with_its_day(written: Write) -> None:
    loaded = written(
        ASKED
        + """\
      p1: {actor: north, says: It was they., supports: [southern], when: 2026-03-12}
      p2: {actor: north, says: It was we., supports: [northern], supersedes: p1}
    """
    )
    sides = disputes(loaded)["Who fired?"][1]
    assert sides[:2] == [
        "holds: The northern battery: North",
        "given_up: The southern one: North, Thu 12 Mar; since replaced",
    ]


def test_what_comes_next_is_in_the_order_of_its_dates_and_then_what_has_none(written: Write) -> None:
    loaded = written(
        ASKED.replace("as_of: 2026-03-20", "as_of: 2026-03-20\n    next_update: 2026-04-09~")
        + """\
      p1: {actor: north, says: It was they., supports: [southern]}
    """
        + "events: {trial: {title: The trial begins, when: 2027-01-04, status: pending}}\n"
    )
    following = next(block for block in composed(loaded).blocks if isinstance(block, FactList))
    assert [(fact.term, plain(fact.lines[0])) for fact in following.facts] == [
        ("Thu 2 Apr", "The report of the inquiry"),
        ("about Thu 9 Apr", "Next report"),
        ("Mon 4 Jan 2027", "The trial begins"),
        ("no date", "The log of the battery"),
    ]


def test_questions_that_have_no_room_are_counted(written: Write) -> None:
    many = "".join(f"  q{n}: {{text: What is number {n} in a row of many?}}\n" for n in range(9))
    assert len(found(composed(written(f"title: x\nquestions:\n{many}")), Dispute)) == 9, "nothing stands beside them"
    loaded = written(f"title: x\nkey_points: [It rained.]\nquestions:\n{many}")
    assert len(found(composed(loaded), Dispute)) == 2
    assert "7 more open questions" in as_text(composed(loaded)).partition("## ")[0]


# -- the decision and the foot ----------------------------------------------------------------------------------------


def test_the_decision_says_by_when_and_who_is_to_take_it_and_the_ways(written: Write) -> None:
    document = composed(
        written("""\
            title: x
            actors: {minister: The minister}
            decision:
              text: Close the port.
              from: minister
              by: 2026-03-04
              options: [{text: Close it, for: it is safe, against: it costs a day}]
            """)
    )
    (callout,) = (block for block in found(document, Callout) if block.tone == "decision")
    assert [plain(line) for line in callout.aside] == ["By Wednesday 4 March 2026", "The minister"]
    assert "- Close it. For: it is safe. Against: it costs a day." in as_text(document)


def foot(document: Document) -> dict[str, str]:
    (block,) = found(document, Foot)
    return {fact.term: " / ".join(map(plain, fact.lines)) for fact in block.facts}


ADMINISTERED = """\
    title: x
    contact: desk@example.org
    audience: The crisis team
    requirement: What burns?
    scope_note: What Gen. Adler said on 3 March 2026. The rest is left out.
    source_summary: One log. It is short.
    authors: [A. Nowak]
    marking: {label: CUI, designation_block: {Controlled by: The desk, Point of contact: desk@example.org}}
"""


def test_the_foot_says_for_whom_on_what_and_whom_to_ask(written: Write) -> None:
    assert foot(composed(written(ADMINISTERED))) == {
        "For": "The crisis team",
        "Question asked": "What burns?",
        "Scope": "What Gen. Adler said on 3 March 2026.",
        "Rests on": "One log.",
        "By": "A. Nowak",
        "Controlled by": "The desk",
        "Point of contact": "desk@example.org",
    }


def test_without_room_the_foot_keeps_what_has_to_stand_on_page_1_and_the_rest_is_on_the_next(written: Write) -> None:
    document = in_room(written(ADMINISTERED), ROOMS[-1])
    assert list(foot(document)) == ["Controlled by", "Point of contact"]
    said = as_text(document)
    for words in ("The crisis team", "What burns?", "One log.", "A. Nowak"):
        assert words in said.partition("Point of contact")[2]


# -- what gives way ---------------------------------------------------------------------------------------------------


def test_page_1_gives_way_in_the_stated_order_and_never_its_answer(przewodow: Loaded) -> None:
    shown = [in_room(przewodow, room) for room in ROOMS]
    front = [as_text(one).partition("(PageBreak)")[0] for one in shown]
    strips = [next((block.strip for block in one.blocks if isinstance(block, Timeline)), 0) for one in shown]
    assert strips == [140, 122, 104, 90, 90, 0, 100, 90, 0, 0, 0, 0, 0], "the next chart is the whole one"
    assert front[3] == front[4], "there is nothing to decide"
    assert len(front[0]) > len(front[5]) > len(front[8]) >= len(front[9]) > len(front[10]) > len(front[11])
    for page in front:
        assert przewodow.brief is not None and przewodow.brief.bottom_line in page
        assert all(point.text in page for point in przewodow.brief.key_points)
        assert "Wording notice" in page
    (point_of_all,) = {tuple(map(repr, points(one))) for one in shown}
    assert point_of_all


DECIDED = """\
title: The port
decision:
  text: May the port be shut?
  options:
    - {text: Shut it., for: It is safe., against: It costs a day.}
    - {text: Leave it., against: A crane may fall.}
events: {e: {title: A crane bends, when: 2026-03-01 10:00, principal: true}}
"""


def test_the_reasons_for_a_decision_give_way_before_the_strip_does_and_stand_on_the_next_page(written: Write) -> None:
    loaded = written(DECIDED)
    first = next(room for room in ROOMS if not room.reasons)
    assert first.strip, "with the strip"
    one, _, next_ = as_text(in_room(loaded, first)).partition("Shut it.")
    assert "For: It is safe." not in one + next_.partition("For and against")[0]
    assert "Shut it. For: It is safe. Against: It costs a day." in next_
    assert "Leave it. Against: A crane may fall." in next_
    whole = as_text(in_room(loaded, ROOMS[0]))
    assert whole.count("For: It is safe.") == 1 and "For and against" not in whole


def test_where_nothing_speaks_for_or_against_a_way_no_room_is_tried_without_reasons(written: Write) -> None:
    loaded = written("title: T\ndecision: {text: May it?, options: [{text: Do.}, {text: Do not.}]}\n")
    assert loaded.brief is not None
    templates = Templates(ROOT)
    made = parts_of(loaded.brief, {}, {}, templates.outline("incident"), templates.words("en-GB"))
    assert all(room.reasons for room in made.rooms) and len(set(made.rooms)) == len(made.rooms)


def test_a_light_brief_has_its_chart_whatever_page_1_has_room_for(written: Write) -> None:
    loaded = written(
        "title: T\nas_of: 2022-11-16\nchart: {headline: All in an hour}\nevents: {e: {title: It falls, when: 2022-11-15}}\n"
    )
    for room in ROOMS:
        (chart,) = found(in_room(loaded, room), Timeline)
        assert chart.strip == room.strip
        assert plain(chart.caption.content) == "All in an hour."


def test_the_caption_of_the_strip_leads_to_the_whole_chart(przewodow: Loaded) -> None:
    document = in_room(przewodow, ROOMS[0])
    strip, whole = (block for block in document.blocks if isinstance(block, Timeline))
    assert (strip.strip, whole.strip) == (140, 0)
    assert "All 10 events: Figure 2." in plain(strip.caption.content)
    assert whole.caption.number == 2 and whole.anchor == "figure-2"


# -- outlines of other times ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("former", ["facts", "essentials"])
def test_an_outline_with_former_parts_has_the_page_of_today(przewodow: Loaded, former: str) -> None:
    old = Outline.model_validate({"front": ["draft", former, "bottom_line", "key_points", "wording"]})
    assert old.front == FRONT
    short = Outline.model_validate({"front": former})
    assert set(short.front) == {"figures", "decision", "strip", "foot"}
    kept = Outline.model_validate({"front": ["key_points", "bottom_line"]})
    assert kept.front == ("key_points", "bottom_line"), "what names none of them is as it is written"
