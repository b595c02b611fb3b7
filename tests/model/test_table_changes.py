"""Two readings of a table: each row of either is in one place of what differs, and the order of rows is no difference."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.table import TableContent
from briefgen.model.table_changes import table_difference

cell = st.text("ab", max_size=2)
rows = st.lists(st.tuples(cell, cell), max_size=12)


def content(
    cells: Sequence[tuple[str, ...]], head: tuple[str, ...] = ("key", "said"), keys: tuple[str, ...] = ()
) -> TableContent:
    return TableContent(head=head, cells=tuple(cells), keys=keys, total=len(cells))


@given(rows, rows, st.sampled_from(["", "key"]))
def test_each_row_is_told_once(old: list[tuple[str, str]], new: list[tuple[str, str]], key: str) -> None:
    found = table_difference(content(old), content(new), key)
    same = len(new) - len(found.new) - len(found.changed)
    assert same == len(old) - len(found.gone) - len(found.changed)
    assert {*found.new}.isdisjoint(now for _, now in found.changed)
    assert all(old[was] != new[now] for was, now in found.changed)


@given(rows.flatmap(lambda old: st.tuples(st.just(old), st.permutations(old))))
def test_another_order_is_no_difference(both: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> None:
    found = table_difference(content(both[0]), content(both[1]))
    assert (found.new, found.gone, found.changed) == ((), (), ())


def test_a_row_is_known_by_a_key_that_is_not_shown() -> None:
    old = content([("a",), ("b",)], ("said",), ("1", "2"))
    new = content([("b",), ("c",)], ("said",), ("2", "1"))
    assert table_difference(old, new, "id").changed == ((0, 1),)


def test_a_column_more_changes_no_row() -> None:
    old, new = content([("1", "a")]), content([("1", "a", "new")], ("key", "said", "more"))
    found = table_difference(old, new)
    assert (found.new, found.gone, found.changed, found.columns_new) == ((), (), (), ("more",))


def test_two_rows_of_one_key_are_not_taken_for_each_other() -> None:
    old, new = content([("1", "a"), ("1", "b"), ("2", "c")]), content([("1", "x"), ("2", "d")])
    found = table_difference(old, new, "key")
    assert found.changed == ((2, 1),)
    assert (found.new, found.gone) == ((0,), (0, 1))
