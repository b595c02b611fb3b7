"""A newer export against the older: what came, what changed, what is gone; each row once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.intake import newer
from briefgen.intake.newer import NewerExport, compare
from briefgen.reading.rows import Row, Rows

HEAD = ("Time", "Event", "By")


def log(*rows: str, head: tuple[str, ...] = HEAD) -> Rows:
    """Rows written as `10:00 | Fire | Anna`."""
    cells = (tuple(cell.strip() for cell in row.split("|")) for row in rows)
    return Rows(head, tuple(Row(n, (*one, *[""] * (len(head) - len(one)))) for n, one in enumerate(cells, 2)))


def told(found: NewerExport) -> tuple[list[int], list[tuple[int, int, tuple[str, ...]]], list[int]]:
    """The rows by their numbers: added, changed, gone."""
    changed = [(one.before.number, one.after.number, one.columns) for one in found.changed]
    return [row.number for row in found.added], changed, [row.number for row in found.gone]


def by_time(
    before: Rows, after: Rows, key: str = ""
) -> tuple[list[int], list[tuple[int, int, tuple[str, ...]]], list[int]]:
    return told(compare(before, after, key=key, when=["Time"], words=["Event"]))


DAY = "2022-11-15 "
FIRE, OUT, CREW = DAY + "10:00 | Fire on deck three | Anna", DAY + "10:05 | Fire is out", DAY + "10:02 | Crew called"


def test_the_same_export_brings_nothing() -> None:
    assert by_time(log(FIRE, OUT), log(FIRE, OUT)) == ([], [], [])


def test_added_changed_and_gone() -> None:
    after = log(DAY + "10:00 | Fire on deck three | Anna and Bo", CREW)
    assert by_time(log(FIRE, OUT), after) == ([3], [(2, 2, ("By",))], [3])


def test_near_words_within_a_minute_are_the_row_changed() -> None:
    near = DAY + "10:00:50 | Fire on deck threes | Anna"
    assert by_time(log(FIRE), log(near)) == ([], [(2, 2, ("Time", "Event"))], [])
    far = DAY + "10:02 | Fire on deck threes | Anna"
    assert by_time(log(FIRE), log(far)) == ([2], [], [2])
    other = DAY + "10:00 | Flood in hold one | Anna"
    assert by_time(log(FIRE), log(other)) == ([2], [], [2])


def test_the_nearest_is_taken_first() -> None:
    before = log(DAY + "10:00 | Pump 1 was started by hand", DAY + "10:00 | Pump 2 was started by hand")
    after = log(DAY + "10:00 | Pump 2 was started by hand!", DAY + "10:00 | Pump 1 was started by hand!")
    assert by_time(before, after)[1] == [(3, 2, ("Event",)), (2, 3, ("Event",))]


def test_equal_words_that_stand_once_are_the_row_at_another_time() -> None:
    assert by_time(log(FIRE, OUT), log(FIRE, DAY + "11:30 | Fire is out")) == ([], [(3, 3, ("Time",))], [])
    twice = log(DAY + "10:00 | Check", DAY + "11:00 | Check")
    assert by_time(twice, log(DAY + "12:00 | Check")) == ([2], [], [2, 3])


def test_rows_that_say_the_same_are_matched_in_order() -> None:
    assert by_time(log(FIRE, FIRE, OUT), log(FIRE, FIRE, FIRE, OUT)) == ([4], [], [])
    assert by_time(log(FIRE, FIRE, OUT), log(FIRE, OUT)) == ([], [], [3])


def test_a_key_goes_before_everything() -> None:
    head = ("id", "Time", "Event")
    before = log("1 | 2022-11-15 10:00 | Fire", "2 | 2022-11-15 10:05 | Out", head=head)
    after = log("2 | 2022-11-15 12:00 | Something else", "3 | 2022-11-15 10:00 | Fire", head=head)
    assert by_time(before, after, "id") == ([3], [(3, 2, ("Time", "Event"))], [2])


def test_a_key_that_stands_twice_is_none() -> None:
    head = ("id", "Time", "Event")
    rows = ("1 | 2022-11-15 10:00 | Fire", "1 | 2022-11-15 10:05 | Out")
    assert by_time(log(*rows, head=head), log(*reversed(rows), head=head), "id") == ([], [], [])


def test_columns_that_came_or_went_are_told_and_change_no_row() -> None:
    after = log(DAY + "10:00 | Fire on deck three | 3", head=("Time", "Event", "Deck"))
    found = compare(log(FIRE), after, when=["Time"], words=["Event"])
    assert (found.changed, found.added_columns, found.gone_columns) == ((), ("Deck",), ("By",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2022-11-15 10:00", "2022-11-15T10:00:00Z"),
        ("15/11/2022 10:00", "2022-11-15 10:00"),
        ("2022-11-15 10:00", "2022-11-15 11:00+01:00"),
        ("11/15/22, 1:00 PM", "11/15/22, 13:00"),
    ],
)
def test_a_time_written_in_another_way_is_the_same_time(before: str, after: str) -> None:
    order = "mdy" if before.startswith("11/") else "dmy"
    found = compare(log(f"{before} | Fire"), log(f"{after} | Fire"), when=["Time"], words=["Event"], date=order)  # type: ignore[arg-type]
    assert told(found) == ([], [(2, 2, ("Time",))], [])


ROW = st.tuples(
    st.integers(0, 9),
    st.sampled_from(["Fire on deck", "Fire on decks", "Out", "Crew called", ""]),
    st.sampled_from("ab"),
)
LOG = st.lists(ROW, max_size=12).map(
    lambda rows: log(*(f"2022-11-15 10:0{minute} | {event} | {who}" for minute, event, who in rows))
)


@settings(max_examples=300, deadline=None)
@given(LOG, LOG, st.sampled_from(["", "By", "Event"]))
def test_every_row_is_counted_once(before: Rows, after: Rows, key: str) -> None:
    found = compare(before, after, key=key, when=["Time"], words=["Event"])
    assert len(after.rows) - len(found.added) == len(before.rows) - len(found.gone)
    taken = [one.after.number for one in found.changed] + [row.number for row in found.added]
    assert len(taken) == len(set(taken))
    assert all(one.columns for one in found.changed)
    back = compare(after, before, key=key, when=["Time"], words=["Event"])
    assert (len(back.added), len(back.gone)) == (len(found.gone), len(found.added))
    assert told(compare(after, after, key=key, when=["Time"], words=["Event"])) == ([], [], [])


def test_a_match_that_ignores_the_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newer, "WITHIN", 1e9)
    monkeypatch.setattr(newer, "_minute", lambda at, when: 0)
    with pytest.raises(AssertionError):
        test_near_words_within_a_minute_are_the_row_changed()
