"""A source with `rows:` is a log: each row is an event whose evidence is that row, and a typed event takes the place of its row."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.errors import Problem
from briefgen.model.log import log_of
from briefgen.model.order import ordered
from briefgen.reading.load import Loaded, load
from tests.document.test_compose import composed
from tests.support.as_text import as_text

HEAD = """title: A fire in the store
timezone: Europe/Warsaw
sources:
  control:
    title: Control room log
    file: sources/log.csv
    grade: B2
    fidelity: original
    rows: {MAPPING}
"""
LOG = """Time,Event,Who,Tag,Note
2026-10-24 14:02,Smoke in the store,Control,starred,
2026-10-24 14:05,Engine 5 leaves,Engine 5,starred; crew,two crews
,"Handover, no clock",Control,,
2026-10-24 14:11,Engine 5 on scene,Engine 5,,
2026-10-24 14:20,Engine 5 leaves,Engine 5,,
"""
MAPPING = "when: Time, title: Event, actors: Who, zone: UTC"


def brief(
    tmp_path: Path, more: str = "", mapping: str = MAPPING, log: str | bytes = LOG, name: str = "log.csv"
) -> Loaded:
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "sources" / name).write_bytes(log if isinstance(log, bytes) else log.encode())
    file = tmp_path / "brief.yaml"
    file.write_text(HEAD.replace("MAPPING", mapping).replace("log.csv", name) + more, encoding="utf-8")
    return load(file, root=tmp_path)


def told(loaded: Loaded, *levels: str) -> list[Problem]:
    return [problem for problem in check(loaded) if problem.level in (levels or ("error",))]


def rows(loaded: Loaded) -> list[str]:
    """The events in the order in which they are told, typed ones by their ids."""
    events = ordered(loaded.draft.events, loaded.draft.timezone, loaded.draft.clock)
    return [event.title if log_of(key) else key for key, event in events.items()]


def test_each_row_is_an_event_whose_evidence_is_that_row(tmp_path: Path) -> None:
    loaded = brief(tmp_path)
    assert not told(loaded, "error", "warning")
    first = next(iter(loaded.draft.events.values()))
    assert (first.title, first.when and first.when.text, first.actors) == (
        "Smoke in the store",
        "2026-10-24 14:02 UTC",
        ("Control",),
    )
    assert [(item.source, item.locator) for item in first.evidence] == [("control", "row 2")]


def test_a_row_without_a_time_keeps_its_place_in_the_log(tmp_path: Path) -> None:
    loaded = brief(tmp_path)
    assert rows(loaded)[1:3] == ["Engine 5 leaves", "Handover, no clock"]
    assert any("1 row has no time and is not on the chart: row 4" in one.message for one in told(loaded, "note"))


def test_an_event_that_rests_on_words_of_a_row_takes_its_place_and_its_time(tmp_path: Path) -> None:
    loaded = brief(
        tmp_path, "events: {alarm: {title: The alarm, principal: true, evidence: {control: Smoke in the store}}}\n"
    )
    event = loaded.draft.events["alarm"]
    assert event.when and event.when.text == "2026-10-24 14:02 UTC"
    assert event.evidence[0].locator == "row 2"
    assert rows(loaded)[0] == "alarm"
    assert "Smoke in the store" not in rows(loaded)
    assert len(rows(loaded)) == 5


def test_a_typed_event_stands_where_its_row_stands_among_rows_of_one_minute(tmp_path: Path) -> None:
    log = "Time,Event\n2026-10-24 14:02,first\n2026-10-24 14:02,second\n2026-10-24 14:02,third\n"
    more = "events: {mine: {title: Mine, evidence: {control: second}}}\n"
    assert rows(brief(tmp_path, more, "when: Time, title: Event, zone: UTC", log)) == ["first", "mine", "third"]


def test_its_own_time_stays_and_one_that_goes_against_the_row_is_told(tmp_path: Path) -> None:
    typed = (
        'events: {alarm: {title: The alarm, when: "2026-10-24 WHEN UTC", evidence: {control: Smoke in the store}}}\n'
    )
    assert not told(brief(tmp_path, typed.replace("WHEN", "14:02:30")), "error", "warning")
    (problem,) = told(brief(tmp_path, typed.replace("WHEN", "14:12")), "warning")
    assert problem.rule == "R21"
    assert "14:12" in problem.message
    assert "row 2 of 'control' says 2026-10-24 14:02" in problem.message


def test_words_of_several_rows_need_the_row_or_its_clock(tmp_path: Path) -> None:
    typed = "events: {left: {title: It leaves, evidence: {source: control, span: Engine 5 leavesLOCATOR}}}\n"
    (problem,) = told(brief(tmp_path, typed.replace("LOCATOR", "")))
    assert "2 rows of 'control': rows 3 and 6" in problem.message
    assert "locator: row 3}, or its clock" in problem.hint
    for locator in ("6", "row 6", "line 6", '"14:20"'):
        loaded = brief(tmp_path, typed.replace("LOCATOR", f", locator: {locator}"))
        assert not told(loaded)
        assert (loaded.draft.events["left"].when or loaded).text == "2026-10-24 14:20 UTC"  # type: ignore[union-attr]
    (problem,) = told(brief(tmp_path, typed.replace("LOCATOR", ", locator: row 5")))
    assert "do not stand in “row 5”" in problem.message


def test_words_lie_in_one_cell(tmp_path: Path) -> None:
    typed = 'events: {left: {title: It leaves, evidence: {control: "Engine 5 on scene Engine 5"}}}\n'
    (problem,) = told(brief(tmp_path, typed))
    assert problem.rule == "R4"
    elided = 'events: {left: {title: It leaves, evidence: {control: "Smoke in the … 5 on scene"}}}\n'
    assert told(brief(tmp_path, elided))


def test_words_of_a_row_that_is_gone_are_an_error(tmp_path: Path) -> None:
    (problem,) = told(brief(tmp_path, "events: {x: {title: It, evidence: {control: Nothing of this}}}\n"))
    assert problem.rule == "R4"


def test_a_source_without_words_replaces_nothing(tmp_path: Path) -> None:
    assert len(rows(brief(tmp_path, "events: {x: {title: It, evidence: control}}\n"))) == 6


def test_two_events_on_one_row_both_stay(tmp_path: Path) -> None:
    loaded = brief(
        tmp_path,
        "events: {a: {title: A, evidence: {control: Smoke in}}, b: {title: B, evidence: {control: the store}}}\n",
    )
    assert rows(loaded)[:2] == ["a", "b"]
    assert any("'a' and 'b' rest on the words of row 2" in one.message for one in told(loaded, "note"))


def test_only_chooses_by_the_cell_or_a_part_of_it(tmp_path: Path) -> None:
    loaded = brief(tmp_path, mapping=f"{MAPPING}, only: {{Tag: starred}}")
    assert rows(loaded) == ["Smoke in the store", "Engine 5 leaves"]
    assert loaded.draft.sources["control"].rows and loaded.draft.sources["control"].rows.total == 5


def test_only_without_a_hit_is_an_error_that_says_what_there_is(tmp_path: Path) -> None:
    (problem,) = told(brief(tmp_path, mapping=f"{MAPPING}, only: {{Tag: stared}}"))
    assert "chooses no row" in problem.message
    assert "'starred'" in problem.hint


def test_an_event_may_rest_on_a_row_that_only_leaves_out(tmp_path: Path) -> None:
    typed = "events: {scene: {title: On scene, evidence: {control: Engine 5 on scene}}}\n"
    loaded = brief(tmp_path, typed, f"{MAPPING}, only: {{Tag: starred}}")
    assert not told(loaded)
    assert rows(loaded) == ["Smoke in the store", "Engine 5 leaves", "scene"]


def test_too_many_rows_are_an_error_that_names_only(tmp_path: Path) -> None:
    log = "Time,Event\n" + "2026-10-24 14:02,x\n" * 10_001
    (problem,) = told(brief(tmp_path, mapping="when: Time, title: Event, zone: UTC", log=log))
    assert "10,001 rows" in problem.message
    assert "only:" in problem.hint


def test_a_column_that_is_not_there_is_one_error_with_the_near_one(tmp_path: Path) -> None:
    (problem,) = told(brief(tmp_path, mapping="when: Tme, title: Event, zone: UTC"))
    assert problem.hint == "Did you mean 'Time'?"


def test_a_missing_zone_is_asked_for_where_the_mapping_stands(tmp_path: Path) -> None:
    (problem,) = told(brief(tmp_path, mapping="when: Time, title: Event"))
    assert problem.hint.startswith("Write zone:")
    assert problem.where and problem.where.file == "brief.yaml"


def test_what_is_not_understood_is_printed_and_told(tmp_path: Path) -> None:
    log = "Time,Event,State\nsoon,It comes,done\n"
    loaded = brief(tmp_path, mapping="when: Time, title: Event, status: State, zone: UTC", log=log)
    (event,) = loaded.draft.events.values()
    assert event.summary == "Time: soon\n\nState: done"
    assert any("'soon' is no time" in one.message for one in told(loaded, "warning"))
    assert any("'done' (row 2)" in one.message for one in told(loaded, "note"))


def test_a_long_cell_and_one_of_several_lines_lose_nothing(tmp_path: Path) -> None:
    long = "word " * 60
    log = f'Time,Event\n2026-10-24 14:02,{long}\n2026-10-24 14:03,"first line\nsecond line"\n'
    loaded = brief(tmp_path, mapping="when: Time, title: Event, zone: UTC", log=log)
    assert not told(loaded, "error", "warning")
    first, second = loaded.draft.events.values()
    assert first.title == long.strip()
    assert first.label.endswith("…")
    assert len(first.label) <= 40
    assert (second.title, second.summary) == ("first line", "second line")


def test_rows_of_two_logs_are_merged_by_evidence_and_look_alikes_are_told(tmp_path: Path) -> None:
    second = """  cad:
    title: Dispatch log
    file: sources/cad.csv
    rows: {when: Time, title: Event, zone: UTC}
"""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "cad.csv").write_text(
        "Time,Event\n2026-10-24 14:02,Smoke in the store!\n2026-10-24 15:00,Over\n"
    )
    loaded = brief(tmp_path, second)
    assert any("row 2 of 'cad' and row 2 of 'control'" in one.message for one in told(loaded, "note"))
    merged = "events: {alarm: {title: Alarm, evidence: {control: Smoke in the store, cad: Smoke in the store!}}}\n"
    loaded = brief(tmp_path, second + merged)
    assert not told(loaded)
    assert rows(loaded).count("alarm") == 1
    assert not [one for one in rows(loaded) if one.startswith("Smoke")]
    assert not any("look alike" in one.message for one in told(loaded, "note"))


def test_nobody_refers_to_a_row(tmp_path: Path) -> None:
    key = next(iter(brief(tmp_path).draft.events))
    assert told(brief(tmp_path, f"key_points: [{{text: It burnt, refs: ['{key}']}}]\n"))
    assert told(brief(tmp_path, f"events: {{x: {{title: It, after: ['{key}']}}}}\n"))
    assert told(brief(tmp_path, f"events: {{'{key}': {{title: It}}}}\n"))


def test_a_changed_file_is_told_by_its_digest(tmp_path: Path) -> None:
    more = HEAD.replace("    rows:", f"    sha256: {'0' * 64}\n    rows:")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "log.csv").write_text(LOG)
    (tmp_path / "brief.yaml").write_text(more.replace("MAPPING", MAPPING))
    problems = told(load(tmp_path / "brief.yaml", root=tmp_path))
    assert [one.rule for one in problems] == ["R3"]
    assert "briefgen import events" in problems[0].hint


def test_weight_0_on_the_principal_event_is_an_error(tmp_path: Path) -> None:
    (problem,) = told(brief(tmp_path, "events: {x: {title: It, principal: true, weight: 0, evidence: control}}\n"))
    assert "weight 0" in problem.message


@pytest.mark.parametrize("seed", range(40))
def test_no_file_of_any_bytes_stops_the_reading(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    made = bytearray(LOG.encode())
    for _ in range(chance.randrange(1, 30)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    loaded = brief(tmp_path, log=bytes(made))
    check(loaded)


SEVERAL = """Time,Event
2026-10-24 14:02,"Smoke
in the store"
2026-10-24 14:05,Engine 5 leaves
,Handover
2026-10-24 14:20,Engine 5 leaves
"""


def test_a_row_below_a_cell_of_several_lines_is_told_as_a_spreadsheet_and_an_editor_show_it(tmp_path: Path) -> None:
    mapping, word = "when: Time, title: Event, zone: UTC", "{source: control, span: Engine 5 leaves, locator: LOCATOR}"
    typed = f"events: {{left: {{title: It leaves, evidence: {word}}}}}\n"
    loaded = brief(tmp_path, typed.replace("LOCATOR", "p. 1"), mapping, SEVERAL)
    (problem,) = told(loaded)
    assert problem.message == "these words stand in 2 rows of 'control': rows 3 (line 4) and 5 (line 6)"
    assert any("not on the chart: row 4 (line 5)" in note.message for note in told(loaded, "note"))
    for locator in ("5", "row 5", "line 6"):
        loaded = brief(tmp_path, typed.replace("LOCATOR", locator), mapping, SEVERAL)
        assert not told(loaded)
        assert loaded.draft.events["left"].evidence[0].locator == "row 5"
        assert "[1, row 5]" in as_text(composed(loaded))


@pytest.mark.parametrize(
    ("name", "log", "place"),
    [
        ("log.txt", "2026-10-24 14:02 UTC Smoke\n2026-10-24 14:05 UTC Engine 5 leaves\n", "line 2"),
        ("log.md", "| Time | Text |\n|--|--|\n| 2026-10-24 14:05 UTC | Engine 5 leaves |\n", "line 3"),
        ("log.json", '[{"Time": "2026-10-24 14:05 UTC", "Text": "Engine 5 leaves"}]', "record 1"),
        ("log.jsonl", '{"Time": "2026-10-24 14:05 UTC", "Text": "Engine 5 leaves"}\n' * 2, "line 2"),
    ],
)
def test_the_page_says_what_the_rows_are_counted_in(tmp_path: Path, name: str, log: str, place: str) -> None:
    loaded = brief(tmp_path, "", "when: Time, title: Text", log, name)
    assert not told(loaded)
    assert f"[1, {place}]" in as_text(composed(loaded))


def test_a_row_that_is_longer_than_a_field_takes_is_told(tmp_path: Path) -> None:
    log = LOG.replace("Smoke in the store", "Smoke " * 5_000)
    (problem,) = told(brief(tmp_path, log=log), "error", "warning")
    assert "row 2 of the log: longer than 20,000 characters, and cut there" in problem.message


@pytest.mark.parametrize("zero", "٠۰०০０")
def test_a_time_in_the_digits_of_another_writing_is_the_same_time(tmp_path: Path, zero: str) -> None:
    said = "2026-10-24 14:02".translate({ord("0") + n: ord(zero) + n for n in range(10)})
    loaded = brief(tmp_path, log=LOG.replace("2026-10-24 14:02", said))
    assert not told(loaded, "error", "warning")
    (first, *_) = loaded.draft.events.values()
    assert first.when and first.when.text == "2026-10-24 14:02 UTC"
