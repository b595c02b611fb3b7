"""Edits at random, on the briefs of the workspace and on files that are hard to edit: each reads back as intended and touches nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import yaml

from briefgen.editing import Add, Edit, EditRefused, Remove, Set, apply
from briefgen.reading import tree
from tests.support.random_edits import any_edit, hostile, said
from tests.support.untouched import untouched

ROOT = Path(__file__).parents[2]
BRIEFS = {file.parent.name: file.read_bytes().decode() for file in sorted(ROOT.glob("briefs/*/brief.yaml"))}
FILES = BRIEFS | hostile()


def edited(name: str, random: Random, most: int) -> str:
    """What is wrong with some edits of a file, "refused" or "done"; each is done to what the file says too, and the two compared."""
    old = FILES[name]
    data = said(old)
    edits = [edit for _ in range(random.randint(1, most)) if (edit := any_edit(random, data))]
    try:
        new = apply(old.encode(), edits).decode()
    except EditRefused as refused:
        return f"refused: {refused}"
    return fault(old, edits, new, data) or "done"


def fault(old: str, edits: list[Edit], new: str, wanted: object) -> str:
    """What is wrong with an edited text; empty for nothing."""
    if said(new) != wanted:
        return "says something else"
    if len(edits) == 1 and isinstance(edits[0], Set | Add | Remove) and not untouched(old, edits[0], new):
        return "touches something else"
    if "\r\n" in old and "\n" in new.replace("\r\n", ""):
        return "has other line ends"
    return ""


def many(number: int, seed: int, most: int) -> Counter[str]:
    """How many of some edits ended in which way."""
    random, found = Random(seed), Counter[str]()
    names = sorted(FILES)
    for _ in range(number):
        state = random.getrandbits(32)
        name = random.choice(names)
        result = edited(name, Random(state), most)
        found[result] += 1
        if result != "done":
            found[f"{result} {name} {state}"] += 1
    return found


@pytest.mark.parametrize("most", [1, 4])
def test_edits_read_back_and_touch_nothing_else(most: int) -> None:
    assert set(many(200, 1, most)) == {"done"}


def test_edits_read_back_where_the_parser_in_python_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_Loader", yaml.BaseLoader)
    assert set(many(100, 8, 2)) == {"done"}


@pytest.mark.full
@pytest.mark.parametrize("seed", range(2, 7))
def test_ten_thousand_edits_read_back_and_touch_nothing_else(seed: int) -> None:
    assert set(many(2_000, seed, 1 if seed % 2 else 3)) == {"done"}


SMALL = "# head\na: 'x' # of a\nb: |\n  y\n\n  z\nc: [1, 2]\n"


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        (Set(("a",), "n"), "# head\na: 'n'\nb: |\n  y\n\n  z\nc: [1, 2]\n"),  # a comment is gone
        (Set(("a",), "n"), "# Head\na: 'n' # of a\nb: |\n  y\n\n  z\nc: [1, 2]\n"),  # another differs
        (Set(("a",), "n"), "# head\na: 'n' # of a\nb: \"y\\n\\nz\\n\"\nc: [1, 2]\n"),  # a neighbour has another style
        (Set(("a",), "n"), "# head\na: 'n' # of a\nb: |\n    y\n\n    z\nc: [1, 2]\n"),  # or another indent
        (Set(("a",), "n"), "# head\na: 'n' # of a\nb: |\n  y\n\n  z\nc: [1,  2]\n"),  # a blank too many
        (Set(("a",), "n"), "# head\na: 'n' # of a\nb: |\n  y\n\n  z\nc: [1, 2]"),  # the last line's end is gone
        (Set(("a",), "n"), "# head\nb: |\n  y\n\n  z\na: 'n' # of a\nc: [1, 2]\n"),  # entries changed places
        (Set(("a",), "n"), "# head\na: 'm' # of a\nb: |\n  y\n\n  z\nc: [1, 2]\n"),  # it says something else
        (Remove(("a",)), "# head\nb: |\n  y\n  z\nc: [1, 2]\n"),
        (Remove(("c", 0)), "# head\na: 'x'\nb: |\n  y\n\n  z\nc: [2]\n"),
        (Add(("d",), "n"), "# head\na: x # of a\nb: |\n  y\n\n  z\nc: [1, 2]\nd: n\n"),
        (Add(("d",), "n"), "# head\na: 'x' # of a\nb: |\n  y\n\n  z\nc: [1, 2]\n"),
    ],
)
def test_a_splice_that_goes_wrong_is_seen(edit: Set | Add | Remove, wrong: str) -> None:
    wanted = said(apply(SMALL.encode(), [edit]).decode())
    assert fault(SMALL, [edit], wrong, wanted)
