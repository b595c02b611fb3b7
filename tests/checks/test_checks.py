"""Each rule complains of its fault, at its place, and is silent once the fault is mended."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from briefgen.checks import CHECKS, check
from briefgen.checks.cycles import cycles
from briefgen.errors import Problem, has_errors
from briefgen.model.annotation import To, annotated
from briefgen.model.event import Actor, Event
from briefgen.model.judgement import Assumption, Judgement
from briefgen.model.shape import Model
from briefgen.model.source import Evidence, Source
from briefgen.model.statement import Position, Question
from briefgen.reading.load import Loaded, load
from tests.support.checkout import Write

ROOT = Path(__file__).parents[2]
PRZEWODOW = ROOT / "briefs/przewodow-2022-11/brief.yaml"
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ACTORS = "actors: {operator: {name: Plant 4, of: [owner]}, owner: Example Power, union: Example Union}\n"
CAUSE = "questions: {cause: {text: Why?, answers: {pump: A pump failed., arson: Arson.}}}\n"


def loaded(folder: Path, text: str, **sources: str) -> Loaded:
    """A brief of its own folder, with the texts of its sources as NAME.txt."""
    for name, content in sources.items():
        (folder / f"{name}.txt").write_text(content, "utf-8")
    title = "" if text.startswith("title:") else "title: Fire at Plant 4\n"
    (folder / "brief.yaml").write_text(title + dedent(text), "utf-8")
    return load(folder / "brief.yaml", root=folder)


def told(problems: tuple[Problem, ...], words: str) -> list[Problem]:
    return [problem for problem in problems if words in str(problem)]


# Each line: the level and words of the problem; a brief with the fault; the brief without it.
CASES = {
    "a distance to an event that is not on the chart": (
        "warning: 'b' is not on the chart, by its show. Name another event",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02, show: table}}",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
    ),
    "a distance to an event without a time": (
        "warning: 'b' has no time. Name another event",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B}}",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
    ),
    "a distance that leads back": (
        "warning: 'a' does not begin later than 'b', so that nothing lies between them. Name the earlier event in from:",
        "chart: {annotation: {from: b, to: a}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
    ),
    "a distance to nothing": (
        "error: there is no event 'c'. Write one of: a, b. [R2]",
        "chart: {annotation: {from: a, to: c}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
        "chart: {annotation: {from: a, to: b}}\nevents: {a: {title: A, when: 2026-01-01}, b: {title: B, when: 2026-01-02}}",
    ),
    "a phase without a beginning": (
        "warning: ../2026-01-03: a phase lasts from a time that is known. Write its two ends, such as",
        "phases: {burning: {title: Burning, when: ../2026-01-03}}",
        "phases: {burning: {title: Burning, when: 2026-01-01/2026-01-03}}",
    ),
    "a phase that ends before it begins": (
        "error: when: 2026-01-03/2026-01-01: the end comes before the start. Put the earlier time first",
        "phases: {burning: {title: Burning, when: 2026-01-03/2026-01-01}}",
        "phases: {burning: {title: Burning, when: 2026-01-01/2026-01-03}}",
    ),
    "phases that overlap": (
        "warning: this phase begins before 'burning' ends. Let one end where the other begins",
        "phases: {burning: {title: Burning, when: 2026-01-01/2026-01-03}, after: {title: After, when: 2026-01-03/2026-01-09}}",
        "phases: {burning: {title: Burning, when: 2026-01-01/2026-01-03}, after: {title: After, when: 2026-01-04/2026-01-09}}",
    ),
    "a decision that is too late": (
        "warning: the decision was due (2026-01-02) before the information cutoff, as_of: 2026-01-03. Move by:",
        "as_of: 2026-01-03\ndecision: {text: Close it, by: 2026-01-02}",
        "as_of: 2026-01-03\ndecision: {text: Close it, by: 2026-01-03}",
    ),
    "a headline whose length is not that of the times": (
        "note: “Nine” stands in nothing that this rests on",
        "chart: {headline: Nine hours of fire}\nphases: {burning: {title: Burning, when: 2026-01-01 10:00/17:05}}",
        "chart: {headline: Seven hours of fire}\nphases: {burning: {title: Burning, when: 2026-01-01 10:00/17:05}}",
    ),
    "R1": (
        "error: 'fire' may be an event or a question. Write events/fire or questions/fire. [R1]",
        "events: {fire: {title: Fire}}\nquestions: {fire: {text: Why?}}\nkey_points: [{text: It burned., refs: fire}]",
        "events: {fire: {title: Fire}}\nquestions: {fire: {text: Why?}}\nkey_points: [{text: It burned., refs: events/fire}]",
    ),
    "R1 of a position and an actor": (
        "error: 'union' may be a position or an actor. Rename one of the two. [R1]",
        ACTORS
        + "positions: {union: {actor: owner, says: No., topic: t}}\nevents: {a: {title: A, according_to: union}}",
        ACTORS
        + "positions: {union: {actor: union, says: No., topic: t}}\nevents: {a: {title: A, according_to: union}}",
    ),
    "R2 typed": (
        "error: there is no actor 'operater'. Did you mean 'operator'? [R2]",
        ACTORS + "events: {fire: {title: Fire, actors: [union, operater]}}",
        ACTORS + "events: {fire: {title: Fire, actors: [union, operator]}}",
    ),
    "R2 of another kind": (
        "error: 'operator' is an actor; an event is wanted here.",
        ACTORS + "events: {fire: {title: Fire, after: operator}}",
        ACTORS + "events: {fire: {title: Fire, after: blast}, blast: {title: Blast}}",
    ),
    "R2 untyped": (
        "error: nothing in the brief is called 'smoke'",
        "events: {fire: {title: Fire}}\nassumptions: {a: {text: It was one fire., refs: smoke}}",
        "events: {fire: {title: Fire}}\nassumptions: {a: {text: It was one fire., refs: fire}}",
    ),
    "R2 via a source": (
        "error: 'report' is a source; an actor is wanted here.",
        ACTORS + "sources: {report: A report}\npositions: {p: {actor: union, says: No., topic: t, via: report}}",
        ACTORS + "sources: {report: A report}\npositions: {p: {actor: union, says: No., topic: t, via: owner}}",
    ),
    "R2 place": (
        "warning: 'Plant 4' is read as plain text, but is nearly the id of a place. Write plant-4",
        "places: {plant-4: The plant}\nevents: {fire: {title: Fire, place: Plant 4}}",
        "places: {plant-4: The plant}\nevents: {fire: {title: Fire, place: the gate}}",
    ),
    "R2 name of a place": (
        "warning: 'The plant' is read as plain text, but is the name of a place that has an id. Write plant-4",
        "places: {plant-4: The plant}\nevents: {fire: {title: Fire, place: The plant}}",
        "places: {plant-4: The plant}\nevents: {fire: {title: Fire, place: plant-4}}",
    ),
    "R2 look-alike": (
        "Did you mean 'operator'? The two look alike: 'оperator' has the letter U+043E (cyrillic small letter o). [R2]",
        ACTORS + "positions: {p: {actor: оperator, says: No., topic: t}}",
        ACTORS + "positions: {p: {actor: operator, says: No., topic: t}}",
    ),
    "R8 no confidence": (
        "error: this likelihood has no confidence beside it. Write confidence: {level: moderate",
        "judgements: {j: {text: A pump failed., likelihood: likely}}",
        "judgements: {j: {text: A pump failed., likelihood: likely, confidence: {level: low, basis: One log.}}}",
    ),
    "R8 no basis": (
        "error: nothing says what this confidence rests on",
        "judgements: {j: {text: A pump failed., likelihood: likely, confidence: low}}",
        "judgements: {j: {text: A pump failed., likelihood: likely, confidence: {level: low, basis: One log.}}}",
    ),
    "R8 likelihood in the basis": (
        "error: the basis of the confidence has a word of likelihood, 'probably'",
        "judgements: {j: {text: A pump failed., likelihood: likely, confidence: {level: low, basis: The log is probably whole.}}}",
        "judgements: {j: {text: A pump failed., likelihood: likely, confidence: {level: low, basis: One log.}}}",
    ),
    "R8 confidence in the text": (
        "error: the text speaks of confidence, 'confident'",
        "judgements: {j: {text: We are confident that it burned.}}",
        "judgements: {j: {text: It burned.}}",
    ),
    "R8 likelihood in the text": (
        "warning: the text has a word of likelihood of its own, 'almost certainly'",
        "judgements: {j: {text: It almost certainly burned.}}",
        "judgements: {j: {text: It burned.}}",
    ),
    "R8 more than all": (
        "error: only one answer can be right, but their likelihoods add up to 125% at least",
        CAUSE.replace(
            "pump: A pump failed., arson: Arson.",
            "pump: {text: P., likelihood: likely, confidence: {level: low, basis: b}}, arson: {text: A., likelihood: 70 %, confidence: {level: low, basis: b}}",
        ).replace("text: Why?", "text: Why?, exclusive: true"),
        CAUSE.replace(
            "pump: A pump failed., arson: Arson.",
            "pump: {text: P., likelihood: likely, confidence: {level: low, basis: b}}, arson: {text: A., likelihood: unlikely, confidence: {level: low, basis: b}}",
        ).replace("text: Why?", "text: Why?, exclusive: true"),
    ),
    "R7 another ladder": (
        "error: 'very likely' is not a term of the yardstick PHIA Probability Yardstick. Write one of: remote chance, highly unlikely",
        "yardstick: phia\njudgements: {j: {text: It burned., likelihood: very likely, confidence: {level: low, basis: b}}}",
        "yardstick: icd203\njudgements: {j: {text: It burned., likelihood: very likely, confidence: {level: low, basis: b}}}",
    ),
    "R7 in a gap": (
        "warning: no term of the yardstick has 22 %: it lies beside 'highly unlikely' (about 10–20%) and 'unlikely' (about 25–35%)",
        "yardstick: phia\njudgements: {j: {text: It burned., likelihood: 22 %, confidence: {level: low, basis: b}}}",
        "yardstick: phia\njudgements: {j: {text: It burned., likelihood: 30 %, confidence: {level: low, basis: b}}}",
    ),
    "R7 of an alternative": (
        "error: 'maybe' is not a term",
        "judgements: {j: {text: It burned., alternatives: [{text: It did not., likelihood: maybe}]}}",
        "judgements: {j: {text: It burned., alternatives: [{text: It did not., likelihood: remote}]}}\nyardstick: icd203_alt",
    ),
    "R9 of another question": (
        "error: the question 'damage' has no answer 'pump'. Write cause.pump. [R9]",
        ACTORS
        + CAUSE.replace("}}}", "}}, damage: {text: Lost?, answers: {lost: Yes.}}}")
        + "positions: {p: {actor: union, says: No., denies: damage.pump}}",
        ACTORS
        + CAUSE.replace("}}}", "}}, damage: {text: Lost?, answers: {lost: Yes.}}}")
        + "positions: {p: {actor: union, says: No., denies: cause.pump}}",
    ),
    "R9 of two questions": (
        "error: 'lost' is an answer to 'cargo' and 'hull'. Write cargo.lost or hull.lost. [R9]",
        ACTORS
        + "questions: {cargo: {text: A?, answers: {lost: L.}}, hull: {text: B?, answers: {lost: L.}}}\npositions: {p: {actor: union, says: No., supports: lost}}",
        ACTORS
        + "questions: {cargo: {text: A?, answers: {lost: L.}}, hull: {text: B?, answers: {lost: L.}}}\npositions: {p: {actor: union, says: No., supports: hull.lost}}",
    ),
    "R9 a question": (
        "error: 'cause' is a question; an answer is wanted here. Write on: cause",
        ACTORS + CAUSE + "positions: {p: {actor: union, says: No., supports: cause}}",
        ACTORS + CAUSE + "positions: {p: {actor: union, says: No., on: cause}}",
    ),
    "R9 none": (
        "error: no question has an answer 'pumps'. Did you mean 'pump'? [R9]",
        ACTORS + CAUSE + "positions: {p: {actor: union, says: No., not_contradicting: [pumps]}}",
        ACTORS + CAUSE + "positions: {p: {actor: union, says: No., not_contradicting: [pump]}}",
    ),
    "R10": (
        "error: 'union' is the actor itself",
        ACTORS + "positions: {p: {actor: union, says: No., topic: t, via: [owner, union]}}",
        ACTORS + "positions: {p: {actor: union, says: No., topic: t, via: [owner]}}",
    ),
    "R11 another actor": (
        "error: 'a' is a position of 'owner', which 'union' cannot replace",
        ACTORS
        + "positions: {a: {actor: owner, says: No., topic: t}, b: {actor: union, says: Yes., topic: t, supersedes: a}}",
        ACTORS
        + "positions: {a: {actor: owner, says: No., topic: t}, b: {actor: operator, says: Yes., topic: t, supersedes: a}}",
    ),
    "R11 a later one": (
        "error: 'a' was said later (2026-03-05) than this, which replaces it (2026-03-04). Fix one of the times. [R11]",
        ACTORS
        + "events: {talk: {title: Talk, when: 2026-03-04}}\npositions: {a: {actor: union, says: No., topic: t, when: 2026-03-05}, b: {actor: union, says: Yes., topic: t, at: talk, supersedes: a}}",
        ACTORS
        + "events: {talk: {title: Talk, when: 2026-03-06}}\npositions: {a: {actor: union, says: No., topic: t, when: 2026-03-05}, b: {actor: union, says: Yes., topic: t, at: talk, supersedes: a}}",
    ),
    "R11 circle": (
        "error: the positions replace each other in a circle: a replaces b replaces a",
        ACTORS
        + "positions: {a: {actor: union, says: No., topic: t, supersedes: b}, b: {actor: union, says: Yes., topic: t, supersedes: a}}",
        ACTORS
        + "positions: {a: {actor: union, says: No., topic: t}, b: {actor: union, says: Yes., topic: t, supersedes: a}}",
    ),
    "R12 circle": (
        "error: the order runs in a circle: fire after blast after alarm after fire. Take one after or before out. [R12]",
        "events: {fire: {title: F, after: blast}, blast: {title: B, after: alarm}, alarm: {title: A, after: fire}, end: {title: E, after: fire}}",
        "events: {fire: {title: F, after: blast}, blast: {title: B, after: alarm}, alarm: {title: A}, end: {title: E, after: fire}}",
    ),
    "R12 after": (
        "error: this is said to come after 'inquiry' (2026-03-05), but its own time is 2026-03-03",
        "events: {fire: {title: F, when: 2026-03-03, after: inquiry}, inquiry: {title: I, when: 2026-03-05}}",
        "events: {fire: {title: F, when: 2026-03-05 09:00, after: inquiry}, inquiry: {title: I, when: 2026-03-05}}",
    ),
    "R12 before": (
        "error: this is said to come before 'fire' (2026-03-03 09:00), but its own time is 2026-03-03 09:01",
        "events: {fire: {title: F, when: 2026-03-03 09:00}, inquiry: {title: I, when: 2026-03-03 09:01, before: fire}}",
        "events: {fire: {title: F, when: 2026-03-03 09:00}, inquiry: {title: I, when: 2026-03-03 09:01~, before: fire}}",
    ),
    "R13": (
        "error: the actors belong to each other in a circle: a of b of a",
        "actors: {a: {name: A, of: b}, b: {name: B, of: a}}",
        "actors: {a: {name: A, of: b}, b: {name: B}}",
    ),
    "R15 above": (
        "error: this is marked TLP:AMBER, above the brief's own TLP:GREEN",
        "marking: TLP:GREEN\nevents: {fire: {title: F, marking: TLP:AMBER}}",
        "marking: TLP:RED\nevents: {fire: {title: F, marking: TLP:AMBER}}",
    ),
    "R15 no banner": (
        "error: this is marked TLP:AMBER, but the brief has no marking",
        "sources: {s: {title: S, marking: TLP:AMBER}}",
        "marking: TLP:AMBER\nsources: {s: {title: S, marking: TLP:AMBER}}",
    ),
    "R15 other scheme": (
        "warning: this is marked TLP:AMBER, which cannot be compared with the brief's own OFFICIAL",
        "marking: OFFICIAL\nevents: {fire: {title: F, marking: TLP:AMBER}}",
        "marking: OFFICIAL\nevents: {fire: {title: F, marking: OFFICIAL}}",
    ),
    "R16": (
        "warning: this was said off the record and is left out of every document",
        ACTORS + "positions: {p: {actor: union, says: No., topic: t, attribution: off_the_record}}",
        ACTORS + "positions: {p: {actor: union, says: No., topic: t, attribution: on_background}}",
    ),
    "R16 restated": (
        "error: this rests on 'p', which was said off the record",
        ACTORS
        + "positions: {p: {actor: union, says: No., topic: t, attribution: off_the_record}}\nkey_points: [{text: The union says no., refs: positions/p}]",
        ACTORS
        + "positions: {p: {actor: union, says: No., topic: t}}\nkey_points: [{text: The union says no., refs: positions/p}]",
    ),
    "R17": (
        "note: a sitrep prints no judgements",
        "kind: sitrep\njudgements: {j: It burned.}",
        "kind: incident\njudgements: {j: It burned.}",
    ),
    "R20": (
        "error: the question counts as answered, but nothing says how",
        CAUSE.replace("text: Why?", "text: Why?, status: answered"),
        CAUSE.replace("text: Why?", "text: Why?, status: answered, resolution: {answer: pump}"),
    ),
    "R20 answer": (
        "error: 'pumps' is no answer to this question. Did you mean 'pump'? [R20]",
        CAUSE.replace("text: Why?", "text: Why?, resolution: {answer: pumps}"),
        CAUSE.replace("text: Why?", "text: Why?, resolution: {answer: cause.pump}"),
    ),
    "W1": (
        "note: nothing refers to this place, so it is not printed. Cite it, or take it out. [W1]",
        "places: {gate: The gate}\nevents: {fire: {title: F, place: hall}}",
        "places: {gate: The gate}\nevents: {fire: {title: F, place: gate}}",
    ),
    "W2": (
        "note: nothing says what would answer this question",
        CAUSE,
        CAUSE.replace("text: Why?", "text: Why?, would_answer: The report."),
    ),
    "W3": (
        "warning: this is later than the information cutoff, as_of: 2026-03-04",
        "as_of: 2026-03-04\nevents: {inquiry: {title: I, when: 2026-03-05}}",
        "as_of: 2026-03-04\nevents: {inquiry: {title: I, when: 2026-03-05, status: pending}}",
    ),
    "W3 clock": (
        "warning: this is later than the information cutoff",
        "as_of: 2026-03-04 12:00\nevents: {inquiry: {title: I, when: 2026-03-04 12:01}}",
        "as_of: 2026-03-04 12:00\nevents: {inquiry: {title: I, when: 2026-03-04}}",
    ),
    "W4": (
        "note: the text of this source is not archived",
        "sources: {s: S}",
        "sources: {s: {title: S, role: appended}}",
    ),
    "W5": (
        "warning: 'might' says nothing of how likely this is",
        "judgements: {j: A pump might have failed.}",
        "judgements: {j: Nobody could not see it on 3 May 2026.}",
    ),
    "W5 reported": (
        "warning: 'possible' says nothing",
        ACTORS
        + "positions: {p: {actor: union, says: A strike is possible., topic: t}}\nkey_points: [{text: A strike is possible.}]",
        ACTORS
        + "positions: {p: {actor: union, says: A strike is possible., topic: t}}\nkey_points: [{text: The union says that a strike is possible., refs: p}]",
    ),
    "W9": (
        "note: everything rests on one source",
        "sources: {s: S}",
        "sources: {s: S, r: R}",
    ),
    "title": (
        "warning: title: 111 characters",
        "title: " + "a" * 111,
        "title: " + "a\u0301" * 110,
    ),
    "label": (
        "warning: label: 41 characters; 40",
        "events: {fire: {title: F, label: " + "a" * 41 + "}}",
        "events: {fire: {title: F, label: " + "a" * 40 + "}}",
    ),
    "bottom line": (
        "warning: bottom_line: 61 words; 60",
        "bottom_line: " + "word " * 61,
        "bottom_line: " + "word " * 60,
    ),
    "key point": (
        "warning: text: 46 words; 45",
        "key_points: [" + "word " * 46 + "]",
        "key_points: [" + "word " * 45 + "]",
    ),
    "key points": (
        "warning: there are 8 key points; a reader remembers 7",
        "key_points: [a, b, c, d, e, f, g, h]",
        "key_points: [a, b, c, d, e, f, g]",
    ),
    "mixed key point": (
        "note: this point mixes events with questions",
        CAUSE + "events: {fire: {title: F}}\nkey_points: [{text: It burned; why is open., refs: [fire, cause]}]",
        CAUSE + "events: {fire: {title: F}, smoke: {title: S}}\nkey_points: [{text: It burned., refs: [fire, smoke]}]",
    ),
    "placeholder": (
        "warning: the placeholder [TBC] is left",
        "events: {fire: {title: 'Fire at [TBC]'}}",
        "events: {fire: {title: 'Fire at [sic] Plont 4'}}",
    ),
    "placeholder all in brackets": (
        "warning: the placeholder [What is known] is left",
        "bottom_line: '[What is known]'",
        "bottom_line: Nobody was injured.",
    ),
    "principal": (
        "error: 'a' is the principal event already",
        "events: {a: {title: A, principal: true}, b: {title: B, principal: true}}",
        "events: {a: {title: A, principal: true}, b: {title: B}}",
    ),
    "no principal": (
        "note: no event is the principal one",
        "events: {a: {title: A}}",
        "events: {a: {title: A, principal: true}}",
    ),
    "if wrong": (
        "note: nothing says what follows if this assumption is wrong",
        "assumptions: {a: It was one fire.}",
        "assumptions: {a: {text: It was one fire., if_wrong: The times shift.}}",
    ),
    "no topic": (
        "warning: this position is on no question and has no topic",
        ACTORS + "positions: {p: {actor: union, says: No.}}",
        ACTORS + "positions: {p: {actor: union, says: No., topic: pay}}",
    ),
    "attributed": (
        "error: this event is attributed, but nothing says to whom",
        ACTORS + "events: {a: {title: A, reported_as: attributed}}",
        ACTORS + "events: {a: {title: A, reported_as: attributed, according_to: union}}",
    ),
    "valid until": (
        "warning: the brief is no longer valid (2026-03-09). Renew it",
        "valid_until: 2026-03-09",
        "valid_until: 2026-03-10",
    ),
    "due": (
        "warning: an answer was due (2026-03-10 11:59)",
        "questions: {cause: {text: Why?, due: 2026-03-10 11:59}}",
        "questions: {cause: {text: Why?, due: 2026-03-10 11:59, status: withdrawn}}",
    ),
    "source out of date": (
        "warning: this source was to be looked at again (2026-02)",
        "sources: {s: {title: S, valid_until: 2026-02}}",
        "sources: {s: {title: S, valid_until: 2026-03}}",
    ),
    "inferred": (
        "note: 2026-03-03 is inferred, but nothing says from what",
        "events: {a: {title: A, when: {at: 2026-03-03, basis: inferred_from_weekday}}}",
        "events: {a: {title: A, when: {at: 2026-03-03, basis: inferred_from_weekday, as_written: on Tuesday}}}",
    ),
}


@pytest.mark.parametrize("words, faulty, mended", CASES.values(), ids=CASES)
def test_a_fault_is_named_and_a_mended_brief_is_not(words: str, faulty: str, mended: str, tmp_path: Path) -> None:
    (problem,) = told(check(loaded(tmp_path, faulty), NOW), words)
    assert problem.where
    assert problem.where.file == "brief.yaml"
    assert problem.where.line > 0
    problems = check(loaded(tmp_path, mended), NOW)
    assert not told(problems, words)
    assert not has_errors(problems)


def test_a_problem_has_the_place_of_its_fault(tmp_path: Path) -> None:
    brief = loaded(tmp_path, "actors:\n  union: U\nevents:\n  fire:\n    title: F\n    actors: [union, onion]\n")
    (problem,) = told(check(brief), "'onion'")
    assert str(problem.where) == "brief.yaml:7:21"
    assert problem.path == ("events", "fire", "actors", 1)


def test_the_sample_brief_has_neither_errors_nor_warnings() -> None:
    problems = check(load(PRZEWODOW, root=ROOT), NOW)
    assert [str(problem) for problem in problems if problem.level != "note"] == []
    assert {problem.rule for problem in problems} == {"W2", "W9"}


def test_the_smallest_brief_has_notes_only(tmp_path: Path) -> None:
    problems = check(loaded(tmp_path, "sources: {report: A report}\nevents: {fire: {title: Fire, evidence: report}}"))
    assert {problem.level for problem in problems} == {"note"}
    assert told(problems, "there is no bottom line")
    assert told(check(loaded(tmp_path, "publisher: Desk")), "there are no events")


def test_problems_come_in_the_order_of_the_file_with_those_of_loading(tmp_path: Path) -> None:
    brief = loaded(tmp_path, "bottom_line: '[TBC]'\nevents: {a: {title: A, after: b}, c: {titel: C}}\nkind: incident")
    problems = [problem for problem in check(brief) if problem.level != "note"]
    assert [problem.message.split("'")[0] for problem in problems] == [
        "the placeholder [TBC] is left",
        "there is no event ",
        "c: unknown key ",
    ]
    assert len(set(problems)) == len(problems)


@pytest.mark.parametrize(
    "text",
    [
        "events: {fire: {titel: Fire}, smoke: {title: Smoke, after: fire}}",
        "actors: {union: {kind: unoin, name: U}}\npositions: {p: {actor: union, says: No., topic: t}}",
        "questions: {cause: {text: Why, answers: {pump: P.}}}\nactors: {u: U}\npositions: {p: {actor: u, says: No., supports: pump}}",
        "actors: none\nevents: {fire: {title: Fire, actors: union}}",
        "events: {fire: {title: Fire, actors: union}}\nactors: {union: U\n",
        "key_points: [{text: It burned., refs: fire}]\nevents: {file: log.csv}",
    ],
)
def test_what_could_not_be_read_is_not_missed(tmp_path: Path, text: str) -> None:
    problems = check(loaded(tmp_path, text))
    assert has_errors(problems)
    assert [str(p) for p in problems if p.rule in ("R1", "R2", "R9", "W1") and p.level != "note"] == []


def test_nothing_is_out_of_date_without_a_clock(tmp_path: Path) -> None:
    brief = loaded(tmp_path, "valid_until: 2020-01-01\nquestions: {cause: {text: Why?, due: 2020-01-01}}")
    assert len(told(check(brief, NOW), "2020-01-01")) == 2
    assert not told(check(brief), "2020-01-01")


def test_a_fault_in_a_table_has_the_row(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("id,title,actors\nfire,Fire,onion\n", "utf-8")
    (problem,) = told(check(loaded(tmp_path, "actors: {union: U}\nevents: {file: log.csv}")), "'onion'")
    assert problem.where
    assert (problem.where.file, problem.where.line) == ("log.csv", 2)


def test_circles_are_found_once_each_and_long_chains_are_no_burden() -> None:
    assert list(cycles({"a": ["b", "c"], "b": ["a"], "c": ["c"], "d": ["a"]})) == [("a", "b"), ("c",)]
    chain = {str(n): [str(n + 1), str(n + 1)] for n in range(5000)}
    assert list(cycles(chain)) == []
    (circle,) = cycles({**chain, "5000": ["0"]})
    assert len(circle) == 5001


@pytest.mark.parametrize("model", [Source, Evidence, Actor, Event, Position, Question, Judgement, Assumption])
def test_every_reference_of_the_model_is_followed(model: type[Model]) -> None:
    typed = {
        name for name, annotation in model.__annotations__.items() if "Ref" in str(annotation).replace("Reported", "")
    }
    assert typed == {name for name, to in annotated(model, To).items() if not to.or_text}


def test_every_rule_is_asked_and_says_what_it_wants() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(rule.__doc__ for rule in CHECKS)


def test_a_sentence_cut_in_two_by_a_comma_is_told(written: Write) -> None:
    cut = "title: x\nquestions: {q: {text: Why?, would_answer: [A timeline, with times.]}}\n"
    told = [p for p in check(written(cut)) if "looks like the rest of" in p.message]
    assert [p.message for p in told] == ["'with times.' looks like the rest of 'A timeline'"]
    mended = 'title: x\nquestions: {q: {text: Why?, would_answer: ["A timeline, with times.", The log.]}}\n'
    assert not [p for p in check(written(mended)) if "looks like the rest of" in p.message]


def test_a_list_that_the_office_does_not_have_is_told(tmp_path: Path) -> None:
    office = tmp_path / "office.yaml"
    (tmp_path / "brief.yaml").write_text("title: Fire\ndistribution: [desk, pres]\n")
    for lists, found in (("lists: {desk: {recipients: a@example.org}}\n", 1), ("", 0)):
        office.write_text(lists)
        problems = check(load(tmp_path / "brief.yaml", root=tmp_path, office=office))
        assert len(told(problems, "brief.yaml:2:22: warning: there is no list 'pres' in office.yaml")) == found
