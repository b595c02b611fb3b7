"""What the chart says beside its marks: its headline, its phases, whose clocks, what it rests on, and where the whole of it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefgen
from briefgen.document.blocks import Figure, Timeline, plain
from briefgen.document.compose import compose
from briefgen.document.compose.chart import strip, timeline
from briefgen.document.compose.facts import Facts
from briefgen.document.passages import spoken
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT, Write

OUTAGE = """\
    title: An outage
    timezone: America/Los_Angeles
    times: {times}
    as_of: 2021-10-08
    marking: TLP:CLEAR
    chart: {{headline: "Gone within ten minutes, seven hours in coming back", annotation: {{from: loss, to: names}}}}
    sources:
      measured: {{title: What was seen, publisher: The observer, access: primary}}
      seen: {{title: What another saw, publisher: The other, access: primary}}
      again: {{title: What was seen next, publisher: The observer, access: primary}}
      last: {{title: More of it, publisher: The observer, access: primary}}
      post: A letter
    actors: {{owner: The owner, spy: The spy}}
    positions:
      no: {{actor: owner, says: It was not so., topic: t}}
      secret: {{actor: spy, says: It was not so., topic: t, attribution: off_the_record}}
    phases:
      back: {{title: Back, when: 2021-10-04 21:00 UTC~/22:45 UTC~}}
      gone: {{title: Gone, when: 2021-10-04 15:40 UTC~/21:00 UTC~}}
    events:
      loss: {{title: The network is lost, label: Network lost, principal: true, kind: incident, when: 2021-10-04 15:40 UTC~, place: Worldwide, evidence: [measured, again, last]}}
      names: {{title: Its names are gone, kind: incident, when: 2021-10-04 15:50 UTC~, evidence: [measured, seen], contested_by: no}}
      search: {{title: They look for it, kind: search, when: 2021-10-04 16:00 UTC/17:05 UTC, contested_by: secret}}
      stops: {{title: It is called off, kind: search, when: 2021-10-05, verification: contested, evidence: post}}
    """


def facts(loaded: Loaded, *parts: str) -> Facts:
    assert loaded.brief is not None, loaded.problems
    words = Templates(ROOT).words(loaded.brief.language)
    return Facts(loaded.brief, {}, {}, words, frozenset(parts or ("timeline", "sources")))


@pytest.fixture
def outage(written: Write) -> Facts:
    return facts(written(OUTAGE.format(times="utc+local")))


POISONING = """\
    title: A poisoning
    chart: {{annotation: {{from: poisoned, to: charged, text: half a year}}}}
    sources: {{s: A letter}}
    key_points: [{{text: It was found., refs: [found]}}]
    actors: {{men: {{kind: group, name: two men who call themselves something long, label: two men}}}}
    positions: {{no: {{actor: men, says: It was not so., topic: t}}}}
    events:
      poisoned: {{title: They fall ill, principal: true, kind: incident, when: 2018-03-04}}
      quiet: {{title: A look at it, kind: investigation, when: 2018-03-06, weight: 0}}
      found: {{title: It is found, kind: assessment_released, when: 2018-04-12, contested_by: no}}
      called_off: {{title: It is called off, kind: proceeding, when: 2018-06-01, status: failed}}
      charged: {{title: Two are charged, kind: proceeding, when: 2018-09-05, weight: 3}}
      {more}
    """


def test_where_nothing_lasted_the_way_to_what_was_found_and_ruled_is_measured(written: Write) -> None:
    chart = timeline(facts(written(POISONING.format(more=""))))
    assert [(one.until, one.text) for one in chart.intervals] == [("found", "39 days"), ("charged", "half a year")]
    assert chart.annotation in chart.intervals
    assert "They fall ill" in chart.alt
    assert chart.alt.count("39 days") == chart.alt.count("half a year") == 1
    lasted = "lasts: {title: It goes on, when: 2018-03-05/2018-03-07}"
    assert timeline(facts(written(POISONING.format(more=lasted)))).intervals == ()


def test_who_contests_an_event_has_the_short_name_on_the_chart(written: Write) -> None:
    chart = timeline(facts(written(POISONING.format(more=""))))
    assert [mark.contested for mark in chart.marks if mark.contested] == ["contested by two men"]


def test_the_picture_says_what_it_shows_where_when_by_whose_clocks_and_what_it_rests_on(outage: Facts) -> None:
    chart = timeline(outage)
    assert chart.headline == "Gone within ten minutes, seven hours in coming back"
    assert chart.sub == "Worldwide, 4–5 Oct 2021. Times: UTC"
    assert chart.source == "Sources: The observer [1, 3, 4], The other [2], A letter [5]."
    assert chart.marking == "TLP:CLEAR"
    assert chart.cutoff is not None and chart.cutoff.text == "Information to Fri 8 Oct 2021"


def test_sources_are_named_without_numbers_where_the_page_lists_none(written: Write) -> None:
    chart = timeline(facts(written(OUTAGE.format(times="utc")), "timeline"))
    assert chart.source == "Sources: The observer, The other, A letter."


@pytest.mark.parametrize(
    ("times", "axis", "beside"),
    [
        ("local+utc", "Los Angeles", "UTC"),
        ("utc+local", "UTC", "Los Angeles"),
        ("utc", "UTC", ""),
        ("dtg", "UTC", ""),
    ],
)
def test_the_axis_has_the_clocks_of_the_page_and_a_second_row_where_the_page_has_one(
    written: Write, times: str, axis: str, beside: str
) -> None:
    chart = timeline(facts(written(OUTAGE.format(times=times))))
    assert chart.words.axis == axis
    assert (chart.second.name if chart.second else "") == beside
    shown = chart.marks[0].start
    assert shown is not None and chart.zone.utcoffset(shown.replace(tzinfo=None)) is not None


def test_a_place_whose_clocks_are_those_of_utc_has_no_second_row(written: Write) -> None:
    brief = written("""\
        title: A fire
        timezone: Europe/London
        events: {fire: {title: Fire, when: 2021-01-04 15:40}}
        """)
    assert timeline(facts(brief)).second is None


def test_phases_stand_in_their_order_with_their_lengths_and_a_distance_is_measured(outage: Facts) -> None:
    chart = timeline(outage)
    assert [(phase.title, phase.lasts) for phase in chart.phases] == [
        ("Gone", "about 5 h 20 min"),
        ("Back", "about 1 h 45 min"),
    ]
    assert chart.annotation is not None
    assert (chart.annotation.text, chart.annotation.since, chart.annotation.until) == ("about 10 min", "loss", "names")


def test_a_mark_says_how_long_by_whom_contested_and_on_how_many_independent_sources(outage: Facts) -> None:
    marks = {mark.key: mark for mark in timeline(outage).marks}
    assert [marks[key].lasts for key in ("loss", "search")] == ["", "1 h 05 min"]
    assert [marks[key].sources for key in ("loss", "names", "search")] == [1, 2, 0]
    assert marks["loss"].rank > 1000 > marks["names"].rank


def test_whoever_spoke_off_the_record_is_not_named_by_what_they_contest(outage: Facts) -> None:
    marks = {mark.key: mark.contested for mark in timeline(outage).marks}
    assert marks == {"loss": "", "names": "contested by The owner", "search": "contested", "stops": "contested"}


def test_the_legend_speaks_the_words_of_the_trade(outage: Facts) -> None:
    legend = dict(timeline(outage).words.legend)
    assert (legend["act"], legend["harm"]) == ("search", "incident")
    assert legend["recovery"] == "recovery", "a family that is not there has its own name"


def test_the_strip_is_the_same_chart_and_names_the_whole(outage: Facts) -> None:
    small, whole = strip(outage, 120.0), timeline(outage)
    assert (small.strip, small.marks, small.phases) == (120.0, whole.marks, whole.phases)
    said = plain(small.caption.content)
    assert said == "Gone within ten minutes, seven hours in coming back. All 4 events: Figure 2."
    assert (small.headline, small.sub, small.source) == ("", "", "")


def test_the_strip_of_a_brief_without_a_headline_is_called_after_the_incident(written: Write) -> None:
    plainly = OUTAGE.replace('headline: "Gone within ten minutes, seven hours in coming back", ', "")
    small = strip(facts(written(plainly.format(times="utc")), "sources"), 100.0)
    assert plain(small.caption.content) == "Network lost."


def test_who_cannot_see_the_chart_hears_its_phases_and_its_distance(outage: Facts) -> None:
    said = spoken(timeline(outage))
    for words in ("4 events", "Gone: about 5 h 20 min.", "From “Network lost” to “Its names are gone”: about 10 min."):
        assert words in said


def shipped() -> list[Path]:
    return sorted((ROOT / "briefs").glob("*/brief.yaml"))


@pytest.mark.parametrize("file", shipped(), ids=lambda file: file.parent.name)
def test_the_whole_chart_of_a_document_with_a_strip_is_the_figure_that_the_strip_names(file: Path) -> None:
    found = briefgen.load(file)
    assert found.brief is not None
    templates = Templates(ROOT)
    for name in ("incident", "sitrep", "one-pager"):
        words = templates.words(found.brief.language)
        document = compose(found.brief, found.texts, found.images, templates.outline(name), words)
        figures = [block for block in document.blocks if isinstance(block, Timeline | Figure)]
        charts = [block for block in figures if isinstance(block, Timeline)]
        if charts and charts[0].strip and len(charts) > 1:
            assert [charts[0].caption.number, charts[1].caption.number] == [1, 2]
