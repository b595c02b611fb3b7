"""A brief that is edited reads back as intended, and its comments, order and quotation marks stay."""

from __future__ import annotations

import pytest

from briefgen.editing import Add, Edit, EditRefused, Remove, Rename, Set, apply

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
    assert made == BRIEF.replace("events:\n", "\nactors:\n  brigade:\n    name: Fire brigade\nevents:\n")


def test_an_entry_goes_and_what_is_left_stays() -> None:
    assert edited(BRIEF, Remove(("sources", "call"))) == BRIEF.replace("  call: A telephone call\n", "")


def test_the_first_entries_of_an_empty_file() -> None:
    made = edited("# Ours\n", Add(("title",), "Fire"), Add(("sources", "log"), {"title": "Log"}))
    assert made == "# Ours\ntitle: Fire\nsources:\n  log:\n    title: Log\n"


@pytest.mark.parametrize("path", [("title",), ("sources", "log", "title")])
def test_what_is_there_is_not_added_again(path: tuple[str, ...]) -> None:
    with pytest.raises(EditRefused):
        edited(BRIEF, Add(path, "Another"))


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("as_of: 2026-01-02\n", Add(("as_of", "basis"), "estimated"), "as_of:\n  at: 2026-01-02\n  basis: estimated\n"),
        ("marking: TLP:RED\n", Add(("marking", "expires"), "2027"), "marking:\n  label: TLP:RED\n  expires: 2027\n"),
        ("key_points: One\n", Add(("key_points", 1), "Two"), "key_points:\n  - One\n  - Two\n"),
        (
            "key_points:\n- One\n- Two # c\n",
            Add(("key_points", 1, "refs"), ["a"]),
            "key_points:\n- One\n- text: Two # c\n  refs: [a]\n",
        ),
        (
            "judgements: {j: {likelihood: 60-70 %}}\n",
            Add(("judgements", "j", "likelihood", "term"), ""),
            'judgements: {j: {likelihood: {percent: 60-70 %, term: ""}}}\n',
        ),
        (
            "events:\n  e:\n    evidence: log\n",
            Add(("events", "e", "evidence", 1), {"call": "it burned, he said"}),
            "events:\n  e:\n    evidence:\n      - log\n      - call: it burned, he said\n",
        ),
    ],
)
def test_short_forms_are_spelt_out_as_the_model_reads_them(before: str, edit: Edit, after: str) -> None:
    assert edited(before, edit) == after


def test_comments_of_an_entry_go_with_it_and_headings_stay() -> None:
    text = "# Header\na: 1\n\n# of b\nb: # too\n  # within\n  c: 1\n\n# Both\nd: 1\ne: 1\n"
    assert edited(text, Remove(("b",))) == "# Header\na: 1\n\n# Both\nd: 1\ne: 1\n"
    assert edited(text, Remove(("a",))).startswith("# Header\n\n# of b\n")
    assert "# Both\ne: 1\n" in edited(text, Remove(("d",)))


def test_the_last_entry_leaves_an_empty_collection() -> None:
    assert edited("a: # c\n- b\n# d\ne: 1\n", Remove(("a", 0))) == "a: [] # c\n# d\ne: 1\n"
    assert edited("a:\n  # none yet\n  b: c\n", Remove(("a", "b"))) == "a: {}\n  # none yet\n"


def test_entries_that_stand_apart_get_a_neighbour_that_stands_apart() -> None:
    text = "events:\n    a:\n        title: A\n\n    b:\n        title: B\n"
    assert edited(text, Add(("events", "c", "title"), "C")) == f"{text}\n    c:\n        title: C\n"


def test_a_new_collection_stands_apart_as_its_neighbours_do() -> None:
    text = "title: T\nkind: incident\n\nsources:\n  a: A\n\n# What happened.\nquestions:\n  q: {text: Why?}\n"
    made = edited(text, Add(("events", "e", "title"), "E"), Add(("number",), "7"))
    wanted = text.replace("incident\n", "incident\nnumber: 7\n").replace(
        "  a: A\n", "  a: A\n\nevents:\n  e:\n    title: E\n"
    )
    assert made == wanted


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    made = apply("\ufefftitle: a\r\nkind: b".encode(), [Add(("number",), "1"), Add(("sources", "s", "title"), "S\nT")])
    assert (
        made.decode()
        == "\ufefftitle: a\r\nkind: b\r\nnumber: 1\r\nsources:\r\n  s:\r\n    title: |-\r\n      S\r\n      T\r\n"
    )


def test_a_block_that_ends_the_file_says_the_same_when_lines_follow() -> None:
    assert edited("title: |\n  T", Add(("number",), "1")) == "title: |-\n  T\nnumber: 1\n"


def test_edits_are_done_as_if_one_after_the_other() -> None:
    edits = (
        Add(("events", "fire"), {"title": "Fire"}),
        Set(("events", "fire", "title"), "The fire"),
        Add(("events", "smoke"), {"title": "Smoke"}),
        Add(("events", "fire", "after"), "smoke"),
        Remove(("number",)),
        Rename("events", "smoke", "first-smoke"),
    )
    text = "title: T\nnumber: 7\n"
    once = edited(text, *edits)
    assert (
        once
        == "title: T\nevents:\n  fire:\n    title: The fire\n    after: first-smoke\n  first-smoke:\n    title: Smoke\n"
    )
    for edit in edits:
        text = edited(text, edit)
    assert once == text


def test_a_value_that_says_the_same_changes_nothing() -> None:
    assert (
        edited(BRIEF, Set(("events", "fire", "text"), "It burned for two hours."), Set(("title",), "Fire at the depot"))
        == BRIEF
    )


def test_one_pair_in_a_list_gets_its_brackets() -> None:
    assert edited("a: [b: 1, c]\n", Add(("a", 0, "d"), "2")) == "a: [{b: 1, d: 2}, c]\n"


def test_what_would_read_back_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.editing.applying.spliced", lambda file: file.text.replace("kind: other\n", ""))
    with pytest.raises(EditRefused):
        edited(BRIEF, Set(("title",), "Fire at the depot"))
