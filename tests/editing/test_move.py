"""An entry moves with its comments; what stands between entries stays, and everything is said as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.editing import EditRefused, Move, Set, apply
from briefgen.reading.tree import parse
from tests.support.checkout import ROOT
from tests.support.sweeps import spread

EVENTS = b"""events:
  # heading of all
  first: {title: One}   # beside one

  # of the second alone
  second:
    title: >-
      Two, which is
      folded

  # of those that follow
  third:
    title: Three
    # inside three
  fourth: {title: Four}
key_points: [a, "b, c", d]
"""


def test_lines_move_with_the_comments_that_are_their_own() -> None:
    made = apply(EVENTS, [Move(("events", "second"), 0)])
    assert made.decode().startswith("""events:
  # heading of all
  # of the second alone
  second:
    title: >-
      Two, which is
      folded

  first: {title: One}   # beside one

  # of those that follow
  third:
""")


def test_a_comment_that_may_be_of_several_stays() -> None:
    made = apply(EVENTS, [Move(("events", "fourth"), 2)])
    assert made.decode().endswith("""
  # of those that follow
  fourth: {title: Four}
  third:
    title: Three
    # inside three
key_points: [a, "b, c", d]
""")


def test_items_move_between_brackets_and_at_the_end_of_a_file_without_a_break() -> None:
    assert apply(EVENTS, [Move(("key_points", 2), 0)]).endswith(b'key_points: [d, a, "b, c"]\n')
    assert apply(b"key_points:\n  - a\n  - b", [Move(("key_points", 1), 0)]) == b"key_points:\n  - b\n  - a"


def test_a_move_after_another_edit_sees_what_that_did() -> None:
    made = apply(EVENTS, [Set(("events", "third", "title"), "New"), Move(("events", "third"), 0)])
    assert list(parse(made.decode(), "b").data["events"]) == ["third", "first", "second", "fourth"]


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(EditRefused, match=r"there is no 'events\.fifth' to move"):
        apply(EVENTS, [Move(("events", "fifth"), 0)])


@pytest.mark.parametrize(
    "file", spread(sorted(ROOT.glob("briefs/*/brief.yaml")), 3), ids=lambda file: str(file.parent.name)
)
@pytest.mark.parametrize("collection", ["actors", "positions", "key_points"])
def test_there_and_back_is_the_file_as_it_was(file: Path, collection: str) -> None:
    data = file.read_bytes()
    whole = parse(data.decode(), "b").data.get(collection, {})
    keys: list[str | int] = list(range(len(whole)) if isinstance(whole, list) else map(str, whole))
    for number, key in list(enumerate(keys))[:-1][:2]:
        there = apply(data, [Move((collection, key), number + 1)])
        assert sorted(there.split(b"\n")) == sorted(data.split(b"\n"))
        back = number + 1 if isinstance(key, int) else key
        again = apply(there, [Move((collection, back), number)])
        assert parse(again.decode(), "b").data == parse(data.decode(), "b").data
