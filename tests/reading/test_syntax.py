"""A YAML syntax error is one error at the place of the mistake, in words that tell what to write instead."""

from __future__ import annotations

import pytest
import yaml

from briefgen.reading import tree

FAULTS = {
    "a colon inside a text": (
        "events:\n  talks:\n    says: Austin said: we do not know\n",
        "3:22",
        "a colon followed by a space stands inside the text",
        'says: "Austin said: we do not know"',
    ),
    "a colon inside a text with quotation marks": (
        'says: He called it "war": nothing less\n',
        "1:25",
        "a colon followed by a space",
        "says: 'He called it \"war\": nothing less'",
    ),
    "a tab as indentation": ("events:\n\ttalks: x\n", "2:1", "indented with a tab", "Use spaces"),
    "a tab after spaces": ("events:\n  a:\n  \ttitle: x\n", "3:3", "indented with a tab", "Use spaces"),
    "an open double quotation mark": (
        'title: "Explosion\nkind: incident\n',
        "1:8",
        "opens here is never closed",
        'write \\" for a quotation mark',
    ),
    "an open single quotation mark": ("title: 'Explosion\n", "1:8", "opens here is never closed", "apostrophe twice"),
    "a quotation mark closed by the next one": (
        'title: "Explosion\nkind: "incident"\n',
        "1:8",
        "closed only 1 line further down",
        "Close it",
    ),
    "a quotation at the beginning of a text": (
        'title: "No comment" is all he said\n',
        "1:21",
        "text follows the closing quotation mark",
        "'\"No comment\" is all he said'",
    ),
    "an apostrophe between single quotation marks": (
        "title: 'it's over'\n",
        "1:12",
        "text follows the closing quotation mark",
        'marks: "it\'s over"',
    ),
    "a Windows path": ('file: "C:\\users"\n', "1:10", "'\\u' has no meaning", "single quotation marks"),
    "an at sign": ("title: @POTUS says\n", "1:8", "a text cannot begin with '@'", '"@POTUS says"'),
    "a back-tick": ("title: `x`\n", "1:8", "a text cannot begin with '`'", '"`x`"'),
    "a percent sign": ("title: %5 of all\n", "1:8", "a text cannot begin with '%'", '"%5 of all"'),
    "a footnote": (
        "title: *the plant has two halls\n",
        "1:8",
        "a text cannot begin with '*'",
        '"*the plant has two halls"',
    ),
    "bold text of Markdown": ("title: **Explosion** at\n", "1:8", "a text cannot begin with '*'", '"**Explosion** at"'),
    "text after >": ("title: > quoted\n", "1:8", "after '>' the text must begin in the next line", '"> quoted"'),
    "a list in the line of its key": (
        "refs: - one\n",
        "1:7",
        "a list cannot begin in the line of its key",
        "next line",
    ),
    "a list under a text": ("refs: one\n- two\n", "2:1", "a list item stands where a key is wanted", ""),
    "no space after a colon": (
        "title:Explosion\nkind: x\n",
        "1:6",
        "a space is missing after this colon",
        "between 'title:' and 'Explosion'",
    ),
    "no space after a later colon": (
        "kind: x\ntitle:Explosion\nb: y\n",
        "2:6",
        "a space is missing",
        "between 'title:' and 'Explosion'",
    ),
    "a line without key": ("title: a\nhello\nkind: b\n", "2:1", "this line has no key with a colon", "key: value"),
    "a key indented under a text": ("title: a\n  kind: b\n", "2:3", "indented further than 'title'", "Indent it like"),
    "an indentation that fits nothing": (
        "a:\n    b: c\n  d: e\n",
        "3:3",
        "fits none of the lines above",
        "as many spaces",
    ),
    "a line left of the first key": ("  a: b\nc: d\n", "2:1", "fits none of the lines above", "as many spaces"),
    "a colon without key": (": b\n", "1:1", "nothing stands before this colon", "key"),
    "an open bracket": ("refs: [a, b\ntitle: c\n", "1:7", "the '[' that opens here is not closed", "Close it with ]"),
    "an open brace": ("when: {at: 2022\ntitle: c\n", "1:7", "the '{' that opens here is not closed", "Close it with }"),
    "a bracket too many": ("refs: [a]]\n", "1:10", "']' stands here without an opening bracket", "Remove it"),
    "a comma too many": ("refs: [a, , b]\n", "1:11", "nothing stands before this comma", "Remove the comma"),
    "text after a bracket": (
        "title: [Update] Fire\n",
        "1:17",
        "text follows the closing bracket",
        "whole text in quotation",
    ),
    "two keys in one line": ("a: {b: c} d: e\n", "1:11", "text follows the closing bracket", "Begin a new line"),
    "a sign between brackets": (
        "a: {b: |, c: d}\n",
        "1:8",
        "between brackets cannot begin with '|'",
        "quotation marks",
    ),
    "a hyphen between brackets": ("a: {b: - x}\n", "1:8", "between brackets cannot begin with '-'", "quotation marks"),
    "a key under a line without colon": (
        "a:\n  fire\n    title: b\n",
        "3:5",
        "under one that has no colon",
        "a colon after",
    ),
    "a key under an item": ("a:\n  - fire\n    title: b\n", "3:5", "under one that has no colon", "a colon after"),
    "no space before a brace": (
        "a:{b: c, d: e}\n",
        "1:2",
        "a space is missing after this colon",
        "between 'a:' and '{b: c, d: e}'",
    ),
    "a line of three dots": ("title: a\n...\nkind: b\n", "2:1", "this line ends the file", "Remove it"),
}


def _only_error(text: str) -> tuple[str, str, str]:
    read = tree.parse(text, "brief.yaml")
    assert read.broken
    (problem,) = [problem for problem in read.problems if problem.level == "error"]
    return str(problem.where), problem.message, problem.hint


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_where_it_is(text: str, place: str, message: str, hint: str) -> None:
    where, said, advice = _only_error(text)
    assert where == f"brief.yaml:{place}"
    assert message in said
    assert hint in advice


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS.values(), ids=FAULTS)
def test_the_parser_in_python_finds_the_same(
    monkeypatch: pytest.MonkeyPatch, text: str, place: str, message: str, hint: str
) -> None:
    monkeypatch.setattr(tree, "_Loader", yaml.BaseLoader)
    where, said, advice = _only_error(text)
    assert (where, message in said, hint in advice) == (f"brief.yaml:{place}", True, True)


def test_a_text_cut_by_a_comment_and_continued_is_explained_by_the_comment() -> None:
    read = tree.parse("says: He said #no comment\n  and left\n", "brief.yaml")
    assert [problem.level for problem in read.problems] == ["warning", "error"]
    assert "a # after a space begins a comment" in read.problems[1].message


def test_a_long_text_is_shown_shortened() -> None:
    _, _, hint = _only_error(f"says: Austin said: {'word ' * 50}\n")
    assert hint.endswith('…"')
    assert len(hint) < 100


def test_what_no_rule_knows_still_has_its_place() -> None:
    where, message, hint = _only_error("title: |\n    a\n  b\n c: d\nkind: x\n")
    assert where.startswith("brief.yaml:")
    assert message
    assert hint
