"""From the file of facts to the picture: where the marks of real cases stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefgen.build.bundle import gather
from briefgen.document.blocks import Timeline
from briefgen.look.theme import Theme
from briefgen.reading.load import load
from briefgen.timeline.layout import panels
from briefgen.timeline.strokes import Panel, TextStroke
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.timeline.test_timeline_truth import bands, faults, heads_of, shapes, when

HEAD = """
title: A case
timezone: {zone}
marking: none
as_of: 2024-12-27 18:00
bottom_line: A test of the chart.
key_points: [One., Two., Three.]
sources:
  s: {{title: A source}}
chart: {{form: {form}}}
events:
"""
CABLES = """
  crossing: {title: Tanker Eagle S crosses the Estlink 2 cable, kind: movement, when: 2024-12-25 10:26 UTC, evidence: s}
  fails: {title: Estlink 2 fails, kind: incident, principal: true, when: 2024-12-25, AFTER evidence: s}
  data: {title: Four data cables damaged, kind: incident, when: 2024-12-25..2024-12-26, evidence: s}
  boarding: {title: Finnish police and border guards board Eagle S and take over its bridge, kind: decision, when: "2024-12-26 00:00..09:00", evidence: s}
  meet: {title: Finland and Estonia hold extraordinary meetings, kind: meeting, when: 2024-12-26, evidence: s}
"""
SILENCE = """
  a: {title: Attack one, kind: attack, principal: true, when: "2012-04-05 17:03", evidence: s}
  b: {title: Attack two, kind: attack, when: "2012-04-05 17:07", evidence: s}
  c: {title: Attack three, kind: attack, when: "2012-04-05 17:22", evidence: s}
  d: {title: Attack four, kind: attack, when: "2012-04-05 17:23", evidence: s}
  x: {title: Responders install F-Response, kind: context, when: "2012-04-05 21:32", evidence: s}
  e: {title: Attack five, kind: attack, when: "2012-04-06 14:15", evidence: s}
"""


def chart(folder: Path, events: str, zone: str, form: str = "auto") -> tuple[Timeline, tuple[Panel, ...]]:
    file = folder / "case" / "brief.yaml"
    file.parent.mkdir()
    file.write_text(HEAD.format(zone=zone, form=form).lstrip() + events.strip("\n") + "\n", encoding="utf-8")
    found = load(file, root=folder)
    assert found.brief, found.problems
    own = gather(found, found.brief, Templates(ROOT))
    full = replace(own, outline=Templates(ROOT).outline("incident"))
    block = next(replace(block, strip=0.0) for block in full.document.blocks if isinstance(block, Timeline))
    return block, panels(block, "page", Theme(), "en-GB")


def test_a_whisker_is_open_where_a_window_ends_and_is_named_once(tmp_path: Path) -> None:
    more = "".join(
        f"\n  n{n}: {{title: A further step of the search for traces of the anchor number {n}, kind: movement, "
        f'when: "2024-12-25 {13 + n // 3}:{n % 3 * 20:02}", evidence: s}}'
        for n in range(25)
    )
    block, parts = chart(tmp_path, CABLES.replace("AFTER", "") + more, "Europe/Helsinki")
    assert faults(block, parts) == set()
    assert [one.key for panel in parts for one in panel.placed].count("data") == 1
    shown = [band for band in bands(parts) if band.axis and shapes(band, "data", "bar")]
    assert len(shown) > 1
    assert any(shapes(band, "data", "open") for band in shown)


def test_a_date_stands_after_the_hour_that_it_is_said_to_follow(tmp_path: Path) -> None:
    block, parts = chart(tmp_path, CABLES.replace("AFTER", "after: crossing,"), "Europe/Helsinki")
    assert faults(block, parts) == set()
    (panel,) = parts
    assert panel.axis
    crossing, fails = heads_of(panel, "crossing", "fails")
    assert fails >= crossing
    midnight = datetime(2024, 12, 26, tzinfo=ZoneInfo("Europe/Helsinki")).timestamp()
    assert when(panel.axis, fails)[1] <= midnight + 600


def test_context_in_a_silence_keeps_its_date_and_its_order(tmp_path: Path) -> None:
    block, (panel,) = chart(tmp_path, SILENCE, "UTC", "scale")
    assert faults(block, (panel,)) == set()
    last, context, following = heads_of(panel, "d", "x", "e")
    assert last < context < following
    assert panel.axis
    assert when(panel.axis, context)[0] < datetime(2012, 4, 5, 21, 32, tzinfo=ZoneInfo("UTC")).timestamp()
    assert any(s.text == "5 Apr 2012, 21:32" for s in panel.strokes if isinstance(s, TextStroke))


def test_clocks_of_other_zones_are_told_in_the_zone_of_the_axis(tmp_path: Path) -> None:
    events = """
  a: {title: Routes withdrawn, kind: incident, principal: true, when: "2021-10-04 08:39", evidence: s}
  b: {title: An incident is opened, kind: decision, when: "2021-10-04 15:51 UTC", evidence: s}
  c: {title: The share closes lower, kind: other, when: "2021-10-04 16:00 America/New_York", evidence: s}
"""
    _, (panel,) = chart(tmp_path, events, "America/Los_Angeles")
    said = {
        one.event: one.text[:5]
        for one in panel.strokes
        if isinstance(one, TextStroke) and one.text[:1].isdigit() and one.event
    }
    assert said == {"a": "08:39", "b": "08:51", "c": "13:00"}
