"""A newer log against the older: what came, what changed, what is gone; each row once."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import same_rows as rows
from briefgen.model.same_rows import RowSaid, same_rows

Told = tuple[list[int], list[tuple[int, int]], list[int]]


def log(*written: str, keyed: bool = False) -> list[RowSaid]:
    """Rows written as `10:00 | Fire | Anna`, before them a key where they are keyed."""
    return [_row(one, keyed=keyed) for one in written]


def _row(written: str, *, keyed: bool) -> RowSaid:
    cells = [cell.strip() for cell in written.split("|")]
    key = cells.pop(0) if keyed else ""
    at = datetime.fromisoformat(f"2022-11-15T{cells[0]}+00:00").timestamp() if cells[0] else None
    return RowSaid(key, cells[1], tuple(cells), lambda: at)


def told(before: list[RowSaid], after: list[RowSaid]) -> Told:
    """The rows by their places from 1: added, changed, gone."""
    pairs = same_rows(before, after)
    mine, its = {one for one, _ in pairs}, {one for _, one in pairs}
    assert len(mine) == len(its) == len(pairs)
    changed = sorted((a + 1, b + 1) for a, b in pairs if before[a].whole != after[b].whole)
    added = [n + 1 for n in range(len(after)) if n not in its]
    return added, changed, [n + 1 for n in range(len(before)) if n not in mine]


FIRE, OUT, CREW = "10:00 | Fire on deck three | Anna", "10:05 | Fire is out", "10:02 | Crew called"
NOTHING: Told = ([], [], [])


def test_the_same_log_brings_nothing() -> None:
    assert told(log(FIRE, OUT), log(FIRE, OUT)) == NOTHING
    assert told(log(FIRE, OUT), log(OUT, FIRE)) == NOTHING


def test_added_changed_and_gone() -> None:
    assert told(log(FIRE, OUT), log("10:00 | Fire on deck three | Anna and Bo", CREW)) == ([2], [(1, 1)], [2])


def test_near_words_within_a_minute_are_the_row_changed() -> None:
    assert told(log(FIRE), log("10:00:50 | Fire on deck threes | Anna")) == ([], [(1, 1)], [])
    assert told(log(FIRE), log("10:01:00 | Fire on deck threes | Anna")) == ([], [(1, 1)], [])
    assert told(log(FIRE), log("10:01:01 | Fire on deck threes | Anna")) == ([1], [], [1])
    assert told(log(FIRE), log("10:00 | Flood in hold one | Anna")) == ([1], [], [1])


def test_near_words_of_the_same_time_go_before_nearer_words_within_a_minute() -> None:
    after = log("10:00:30 | Pump 12 was started by hand", "10:00 | Pump 1 was started by hand, twice")
    before = log("10:00 | Pump 1 was started by hand, once")
    assert told(before, after) == ([1], [(1, 2)], [])


def test_the_nearest_is_taken_first() -> None:
    before = log("10:00 | Pump 1 was started by hand", "10:00 | Pump 2 was started by hand")
    after = log("10:00 | Pump 2 was started by hand!", "10:00 | Pump 1 was started by hand!")
    assert told(before, after) == ([], [(1, 2), (2, 1)], [])


def test_rows_without_a_time_are_near_among_themselves() -> None:
    assert told(log("| Handover to the watch"), log("| Handover to the watches")) == ([], [(1, 1)], [])
    assert told(log("| Handover to the watch"), log("10:00 | Handover to the watches")) == ([1], [], [1])


def test_equal_words_that_stand_once_are_the_row_at_another_time() -> None:
    assert told(log(FIRE, OUT), log(FIRE, "11:30 | Fire is out")) == ([], [(2, 2)], [])
    assert told(log("10:00 | Check", "11:00 | Check"), log("12:00 | Check")) == ([1], [], [1, 2])


def test_rows_that_say_the_same_are_matched_in_order() -> None:
    assert told(log(FIRE, FIRE, OUT), log(FIRE, FIRE, FIRE, OUT)) == ([3], [], [])
    assert told(log(FIRE, FIRE, OUT), log(FIRE, OUT)) == ([], [], [2])


def test_the_row_that_says_all_the_same_goes_before_one_of_the_same_time_and_words() -> None:
    assert told(log("10:00 | Check | Anna", "10:00 | Check | Bo"), log("10:00 | Check | Bo")) == ([], [], [1])


def test_a_key_goes_before_everything() -> None:
    before = log("1 | 10:00 | Fire", "2 | 10:05 | Out", keyed=True)
    after = log("2 | 12:00 | Something else", "3 | 10:00 | Fire", keyed=True)
    assert told(before, after) == ([2], [(2, 1)], [1])


def test_a_key_that_stands_twice_is_none() -> None:
    written = ("1 | 10:00 | Fire", "1 | 10:05 | Out")
    assert told(log(*written, keyed=True), log(*reversed(written), keyed=True)) == NOTHING


def test_keys_that_one_log_alone_has_keep_no_rows_apart() -> None:
    found = same_rows(log(FIRE, OUT), log(f"1 | {FIRE}", f"2 | {OUT}", keyed=True))
    assert sorted(found) == [(0, 0), (1, 1)]


ROW = st.tuples(
    st.integers(0, 9), st.sampled_from(["Fire on deck", "Fire on decks", "Out", "Crew called", ""]), st.sampled_from("ab")
)  # fmt: skip
LOG = st.lists(ROW, max_size=12).map(lambda many: [f"10:0{minute} | {said} | {who}" for minute, said, who in many])


@settings(max_examples=300, deadline=None)
@given(LOG, LOG, st.booleans())
def test_every_row_is_counted_once(before: list[str], after: list[str], keyed: bool) -> None:
    old, new = ([f"{one[-1]} | {one}" if keyed else one for one in many] for many in (before, after))
    older, newer = log(*old, keyed=keyed), log(*new, keyed=keyed)
    added, _, gone = told(older, newer)
    assert len(newer) - len(added) == len(older) - len(gone)
    back = told(newer, older)
    assert (len(back[0]), len(back[2])) == (len(gone), len(added))
    assert told(newer, newer) == NOTHING


def test_a_match_that_ignores_the_time_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "WITHIN", 1e9)
    with pytest.raises(AssertionError):
        test_near_words_within_a_minute_are_the_row_changed()
