"""Of many events a page shows those that weigh most."""

from __future__ import annotations

from briefgen.document.compose.rank import ranks
from tests.support.checkout import Write


def test_the_incident_weighs_most_then_what_page_1_names_and_nothing_of_weight_0(written: Write) -> None:
    brief = written("""\
        title: A fire
        actors: {a: Adler}
        positions: {p: {actor: a, says: It was not., topic: t}}
        key_points: [{text: Two died., refs: [found]}]
        phases: {fire: {title: Fire, when: 2036-10-25 10:00/12:00}}
        events:
          fire: {title: A store burns, principal: true, when: 2036-10-25 10:30}
          found: {title: Two are found dead, when: 2036-10-25 11:00, casualties: {killed: 2}}
          contested: {title: A door is locked, when: 2036-10-25 10:40, contested_by: [p]}
          failed: {title: A call, when: 2036-10-25 10:45, status: failed}
          search: {title: Police search the store, kind: investigation, when: 2036-10-26}
          report: {title: The inquiry reports, kind: investigation, when: 2036-11-26}
          out: {title: The fire is out, when: 2036-10-25 12:00, weight: 2}
          plain: {title: A van passes, when: 2036-10-25 10:50}
          never: {title: A note, when: 2036-10-25 10:55, weight: 0, casualties: {killed: 2}}
        """).brief
    assert brief is not None
    assert dict(ranks(brief, brief.events)) == {
        "fire": 1020,
        "found": 170,
        "contested": 60,
        "failed": 60,
        "search": 20,
        "report": 60,
        "out": 50,
        "plain": 20,
        "never": -1,
    }
