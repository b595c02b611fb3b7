"""Labels on their tiers, whatever they wish for: none meets another, none leaves the frame, and rank decides who is heard."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.timeline import cascade
from briefgen.timeline.cascade import Perch, Size, Wish, place

LEFT, RIGHT = 86.0, 499.0
WISHES = st.lists(
    st.builds(
        lambda x, wide, lines, rank: Wish(x, (Size(wide, 1), Size(wide / lines, lines)), rank),
        st.floats(LEFT, RIGHT).map(lambda x: round(x, 1)),
        st.sampled_from([12.0, 30.0, 64.0, 127.0, 240.0]),
        st.sampled_from([2, 3]),
        st.integers(0, 3).map(float),
    ),
    max_size=24,
)


def faults(placed: list[Perch | None], tiers: int) -> set[str]:
    there = [one for one in placed if one]
    found = {"meets" for one, other in combinations(there, 2) if one.meets(other)}
    found |= {"frame" for one in there if one.left < LEFT or one.right > RIGHT}
    return found | {"tiers" for one in there if one.top > tiers}


@settings(max_examples=40)
@given(WISHES, st.integers(1, 6))
def test_no_label_meets_another_or_leaves_the_frame(wishes: list[Wish], tiers: int) -> None:
    placed = place(wishes, LEFT, RIGHT, tiers)
    assert len(placed) == len(wishes)
    assert faults(placed, tiers) == set()


@settings(max_examples=40)
@given(WISHES, st.integers(1, 6))
def test_what_weighs_most_always_has_its_label(wishes: list[Wish], tiers: int) -> None:
    for own in wishes[:1]:
        first = own._replace(rank=9.0)
        placed = place([first, *wishes[1:]], LEFT, RIGHT, tiers)
        assert bool(placed[0]) == bool(place([first], LEFT, RIGHT, tiers)[0])


def test_a_burst_becomes_a_cascade_whose_first_label_is_highest() -> None:
    placed = place([Wish(100.0 + 10 * n, (Size(80.0, 1),)) for n in range(4)], LEFT, RIGHT, 6)
    assert [one.tier for one in placed if one] == [3, 2, 1, 0]


def test_text_runs_left_of_its_leader_near_the_end_of_the_frame() -> None:
    group = [Wish(440.0 + 20 * n, (Size(90.0, 1),)) for n in range(3)]
    placed = [one for one in place(group, LEFT, RIGHT, 6) if one]
    assert all(one.right < one.x for one in placed)
    assert [one.tier for one in placed] == [0, 1, 2]


def test_nothing_stands_on_what_is_kept() -> None:
    (one,) = place([Wish(100.0, (Size(60.0, 1),))], LEFT, RIGHT, 3, kept=[(110.0, 130.0)])
    assert one
    assert one.tier == 1
    assert place([Wish(120.0, (Size(60.0, 1),))], LEFT, RIGHT, 3, kept=[(110.0, 130.0)]) == [None]


def test_what_finds_no_room_is_left_out_by_rank() -> None:
    wishes = [Wish(200.0, (Size(60.0, 1),), rank=number) for number in range(10)]
    heard = [number for number, one in enumerate(place(wishes, LEFT, RIGHT, 6)) if one]
    assert heard == [4, 5, 6, 7, 8, 9]


def test_labels_placed_without_a_look_at_their_neighbours_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes = [Wish(150.0 + 4 * number, (Size(60.0, 1),)) for number in range(5)]
    assert faults(place(wishes, LEFT, RIGHT, 6), 6) == set()
    monkeypatch.setattr(cascade._Tiers, "lowest", lambda *_: 0)
    assert faults(place(wishes, LEFT, RIGHT, 6), 6) == {"meets"}
