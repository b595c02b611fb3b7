"""A model written as YAML loads to an equal model, and looks as an author would write it."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

from briefgen.reading.dump import dump
from briefgen.reading.tree import parse


class Item(BaseModel):
    title: str = ""
    refs: tuple[str, ...] = ()
    start: str = Field(default="", alias="from")
    principal: bool = False
    killed: int | None = None
    kind: Literal["one", "two"] = "one"


class Whole(BaseModel):
    title: str
    note: str = "none"
    items: dict[str, Item] = {}
    points: list[Item] = []
    tags: list[list[str]] = []


def test_a_model_is_written_as_an_author_would_write_it() -> None:
    since: dict[str, Any] = {"from": "2022-11-15 15:40"}
    whole = Whole(
        title="Soviet-era missile strikes inside Poland",
        items={
            "zebra": Item(title="no", refs=("a", "b"), principal=True, killed=2, **since),
            "alpha": Item(title="line one\nline two\n"),
        },
        points=[Item(title="it's said: “x” #now"), Item(title="word " * 30 + "end", kind="two")],
    )
    assert dump(whole) == (
        "title: Soviet-era missile strikes inside Poland\n"
        "items:\n"
        "  zebra:\n"
        "    title: no\n"
        "    refs:\n"
        "      - a\n"
        "      - b\n"
        "    from: 2022-11-15 15:40\n"
        "    principal: true\n"
        "    killed: 2\n"
        "  alpha:\n"
        "    title: |\n"
        "      line one\n"
        "      line two\n"
        "points:\n"
        '  - title: "it\'s said: “x” #now"\n'
        "  - title: >-\n"
        "      word word word word word word word word word word word word word word word word word word word word\n"
        "      word word word word word word word word word word end\n"
        "    kind: two\n"
    )


MISREAD = [
    "no",
    "~",
    "null",
    "15:40",
    "2022-11-15",
    "@a",
    "%a",
    "[a",
    "*a",
    "&a",
    "!a",
    "'a",
    '"a',
    "---",
    "...",
    "<<",
    "C:\\x",
]
MISREAD += [
    "",
    " a ",
    "a: b",
    "a #b",
    "# a",
    "- a",
    "> a",
    "| a",
    "? a",
    ": a",
    "a\tb",
    'it\'s "so"',
    "\u00a0a",
    "\u202ea",
]
MISREAD += [" words" * 30, "words " * 30, "\u00a0words  and" * 20, "x" * 200]
MISREAD += ["\n", "a\n", "a\n\n", "\na", " a\nb", "a \nb"]


@pytest.mark.parametrize("text", MISREAD)
def test_text_that_yaml_could_misread_comes_back_as_it_was(text: str) -> None:
    whole = Whole(title="x", note=text, tags=[[text, "x"], [text]])
    read = parse(dump(whole), "f")
    assert not [problem for problem in read.problems if problem.level == "error"]
    assert Whole.model_validate(read.data) == whole


def test_lines_end_before_a_narrow_window_does() -> None:
    whole = Whole(title="words of many a length, " * 40 + "end", note="and some more of these " * 40 + ".")
    assert max(len(line) for line in dump(whole).splitlines()) <= 110


# what the tree removes on reading cannot come back: controls, separators, byte order marks, noncharacters
_TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cn", "Cs"], exclude_characters="\u2028\u2029\ufeff")
    | st.sampled_from("\n\t -:#'\"\\>|")
)
_LONG = st.lists(_TEXT, max_size=40).map(" ".join)


@settings(max_examples=150)
@given(
    st.builds(
        Whole,
        title=_TEXT | _LONG,
        note=_LONG,
        items=st.dictionaries(
            _TEXT.filter(lambda key: key not in ("", "<<")),
            st.builds(Item, title=_TEXT, refs=st.lists(_LONG).map(tuple)),
            max_size=4,
        ),
        tags=st.lists(st.lists(_TEXT, max_size=3), max_size=3),
    )
)
def test_a_dumped_model_loads_to_an_equal_one(whole: Whole) -> None:
    read = parse(dump(whole), "f")
    assert not [problem for problem in read.problems if problem.level == "error"]
    assert Whole.model_validate(read.data) == whole
    assert list(Whole.model_validate(read.data).items) == list(whole.items)
