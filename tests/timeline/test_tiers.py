"""Labels on their tiers, whatever they wish for: none meets another, none leaves the frame, and none is lost that has room alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.timeline import tiers
from briefgen.timeline.tiers import LabelPlace, Wish, place

WIDTH = 470.0
WISHES = st.lists(
    st.builds(
        lambda x, wide, share, principal: Wish(x, (wide, wide * share), principal),
        st.floats(0, WIDTH).map(lambda x: round(x, 1)),
        st.sampled_from([12.0, 30.0, 64.0, 127.0]),
        st.sampled_from([1.0, 0.5]),
        st.booleans(),
    ),
    max_size=60,
)


def faults(placed: list[LabelPlace | None]) -> set[str]:
    there = [one for one in placed if one]
    found = {"meets" for one, other in combinations(there, 2) if one.side == other.side and one.meets(other)}
    return found | {"frame" for one in there if one.left < 0 or one.right > WIDTH}


@given(WISHES, st.integers(1, 4))
def test_no_label_meets_another_or_leaves_the_frame(wishes: list[Wish], most: int) -> None:
    placed = place(wishes, WIDTH, most)
    assert len(placed) == len(wishes)
    assert faults(placed) == set()
    assert all(one.tier < most for one in placed if one)
    assert not wishes or any(placed)


def test_labels_placed_without_a_look_at_their_neighbours_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes = [Wish(50.0 + 4 * number, (60.0,)) for number in range(10)]
    assert faults(place(wishes, WIDTH, 4)) == set()
    monkeypatch.setattr(tiers, "_free", lambda *_: 0)
    assert faults(place(wishes, WIDTH, 4)) == {"meets"}
