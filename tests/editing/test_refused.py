"""What cannot be edited safely is refused, with its place, and never guessed."""

from __future__ import annotations

import pytest

from briefgen.editing import Add, Edit, EditRefused, Remove, Set, apply

TITLE = Set(("title",), "Another")


def refused(text: str | bytes, *edits: Edit) -> str:
    """The place and the words of a refusal."""
    with pytest.raises(EditRefused) as told:
        apply(text if isinstance(text, bytes) else text.encode(), edits)
    return f"{told.value.where or ''}: {told.value}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: a\nsources:\ntitle: b\n", "brief.yaml:3:1: 'title' stands here a second time"),
        ("title: &x a\n", "brief.yaml:1:8: '&x' is read as a name for what follows"),
        ("a: b\ntitle: *x\n", "brief.yaml:2:8: '*x' stands for text elsewhere"),
        ("title: !!str a\n", "brief.yaml:1:8: 'tag:yaml.org,2002:str' is read as a type of what follows"),
        ("title: 'a\n", "brief.yaml:1:8: the quotation mark that opens here is never closed"),
        ("title: a\n---\ntitle: b\n", "brief.yaml:2:1: a second document begins here"),
        ("title: a\n<<: {b: c}\n", "brief.yaml:2:1: '<<' is no key"),
        ("? [a]\n: b\ntitle: c\n", "brief.yaml:1:3: a list or mapping stands where a key should"),
        ("just words\n", "brief.yaml:1:1: there is no 'title' to change"),
        (b"title: a\nx: \xff\n", "brief.yaml:2:1: this file is not UTF-8 text"),
    ],
)
def test_a_file_that_is_not_plain_is_refused_with_its_place(text: str | bytes, told: str) -> None:
    assert refused(text, TITLE).startswith(told)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Set(("sources", "b"), "x"), "brief.yaml:2:10: there is no 'sources.b' to change"),
        (Remove(("number",)), "there is no 'number' to change"),
        (Add(("title",), "x"), "brief.yaml:1:8: 'title' is there already"),
        (Add(("sources", 0), "x"), "nothing can be added to 'sources', which is a mapping"),
        (Add(("authors", 3), "x"), "'authors.3' cannot be added: the list has 1 item"),
        (Add(("title", "x"), "x"), "nothing can be added to 'title', which is a text"),
        (
            Add(("events", "e", "casualties", "killed", "x"), "x"),
            "nothing can be added to 'events.e.casualties.killed'",
        ),
        (Add(("number",), "a\x07b"), "the text holds U+0007, a control character that no document can carry"),
        (Add(("number",), {"": "a"}), "'' cannot be a key"),
        (Add(("number",), {"<<": "a"}), "'<<' cannot be a key"),
    ],
)
def test_an_edit_that_does_not_fit_is_refused(edit: Edit, told: str) -> None:
    text = "title: T\nsources: {a: A}\nauthors: [one]\nevents: {e: {casualties: {killed: 2-3}}}\n"
    assert told in refused(text, edit)


def test_a_key_with_a_question_mark_is_left_alone() -> None:
    text = "? title\n: a\n? number\n: b\n"
    assert "question mark" in refused(text, Remove(("number",)))
    assert apply(text.encode(), [TITLE]) == text.replace("a\n?", "Another\n?").encode()


@pytest.mark.parametrize("text", ["null\n", "just words\n", "|\n a\n b\n", "'x'\n", "- a\n", "[]\n", "# nothing\n", ""])
def test_a_file_that_is_no_mapping_is_left_as_it_is_without_an_edit(text: str) -> None:
    assert apply(text.encode(), ()) == text.encode()
