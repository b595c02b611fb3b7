"""A brief that is edited reads back as intended, and its comments, order and quotation marks stay."""

from __future__ import annotations

import pytest

from briefgen.editing import Add, Edit, EditRefused, Remove, Set, apply

BRIEF = """\
# What we know.
title: "Fire at the depot"

sources:
  log:
    title: Control room log # as exported
    kind: other
  call: A telephone call
events:
  fire:
    refs: [log, call]
    text: >-
      It burned for
      two hours.
"""


def edited(text: str, *edits: Edit) -> str:
    return apply(text.encode(), edits).decode()


def test_a_text_is_set_and_all_else_stays() -> None:
    made = edited(BRIEF, Set(("sources", "log", "title"), "Log: the control room's"))
    assert made == BRIEF.replace("Control room log", '"Log: the control room\'s"')


def test_a_quoted_text_keeps_its_quotation_marks() -> None:
    assert edited(BRIEF, Set(("title",), "Fire")) == BRIEF.replace("Fire at the depot", "Fire")


def test_a_member_is_added_at_the_end_of_its_collection() -> None:
    made = edited(BRIEF, Add(("sources", "post"), {"title": "A post", "limitations": ["short", "no author named"]}))
    new = "  post:\n    title: A post\n    limitations:\n      - short\n      - no author named\n"
    assert made == BRIEF.replace("events:\n", f"{new}events:\n")


def test_a_short_form_that_gets_a_field_is_spelt_out() -> None:
    made = edited(BRIEF, Add(("sources", "call", "access"), "primary"))
    assert made == BRIEF.replace(
        "  call: A telephone call\n", "  call:\n    title: A telephone call\n    access: primary\n"
    )


def test_a_missing_collection_stands_where_the_model_has_it() -> None:
    made = edited(BRIEF, Add(("actors", "brigade", "name"), "Fire brigade"))
    assert made == BRIEF.replace("events:\n", "actors:\n  brigade:\n    name: Fire brigade\nevents:\n")


def test_an_entry_goes_and_what_is_left_stays() -> None:
    assert edited(BRIEF, Remove(("sources", "call"))) == BRIEF.replace("  call: A telephone call\n", "")


def test_the_first_entries_of_an_empty_file() -> None:
    made = edited("# Ours\n", Add(("title",), "Fire"), Add(("sources", "log"), {"title": "Log"}))
    assert made == "# Ours\ntitle: Fire\nsources:\n  log:\n    title: Log\n"


@pytest.mark.parametrize("path", [("title",), ("sources", "log", "title")])
def test_what_is_there_is_not_added_again(path: tuple[str, ...]) -> None:
    with pytest.raises(EditRefused):
        edited(BRIEF, Add(path, "Another"))
