"""YAML to plain data: text only, every place kept, nothing raised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import KeyPath, Problem
from briefgen.reading import syntax, tree
from briefgen.reading.tree import Node, Tree, parse
from briefgen.reading.unseen import latin_letters
from tests.support.sweeps import examples

BRIEF = """\
title: Explosion   # the message
kind: incident

sources:
  article: {title: "A: b", grade: F6}
events:
  explosion:
    when: 2022-11-15 15:40
    actors:
      - poland
      - {of: nato}
    evidence: {article: "that struck"}
"""


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "Python":
        monkeypatch.setattr(tree, "_Loader", yaml.BaseLoader)


def only(read: Tree) -> Problem:
    (problem,) = read.problems
    return problem


# -- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "15:40",
        "0600",
        "2022-11-15",
        "2022",
        "no",
        "on",
        "true",
        "null",
        "~",
        "1e3",
        "0x1F",
        ".inf",
        "2022-11-15T15:40:00Z",
        "=",
    ],
)
def test_every_scalar_is_text(text: str) -> None:
    assert parse(f"a: {text}\nb: [{text}]\n{text}: c\n", "f").data == {"a": text, "b": [text], text: "c"}


def test_only_an_empty_plain_value_is_absent() -> None:
    read = parse("a:\nb: ''\nc: \"\"\nd: {}\ne: []\nf: {g: , h: i}\nj: ~\n", "f")
    assert read.data == {"b": "", "c": "", "d": {}, "e": [], "f": {"h": "i"}, "j": "~"}
    assert read.empty == {("a",), ("f", "g")}
    assert read.problems == ()


def test_an_empty_key_filled_further_down_is_a_double_and_not_empty() -> None:
    read = parse("a:\na: b\n", "f")
    assert read.data == {"a": "b"}
    assert read.empty == frozenset()
    assert "'a' stands here a second time" in only(read).message


def test_an_empty_item_of_a_list_is_left_out_with_a_warning() -> None:
    read = parse("a:\n  - x\n  -\n  - y\n", "f")
    assert read.data == {"a": ["x", "y"]}
    assert (only(read).level, str(only(read).where)) == ("warning", "f:3:4")


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    assert (parse(text, "f").data, parse(text, "f").problems) == ({}, ())


def test_block_texts_keep_or_fold_their_lines() -> None:
    data = parse("a: |\n  one\n  two\nb: >-\n  one\n  two\n\n  three\nc: one\n  two\n", "f").data
    assert data == {"a": "one\ntwo\n", "b": "one two\nthree", "c": "one two"}


@pytest.mark.parametrize("text", [BRIEF.replace("\n", "\r\n"), "\ufeff" + BRIEF, BRIEF.replace("\n", "\r")])
def test_line_endings_and_a_byte_order_mark_change_nothing(text: str) -> None:
    read, plain = parse(text, "f"), parse(BRIEF, "f")
    assert (read.data, read.problems) == (plain.data, ())
    path = ("events", "explosion", "evidence", "article")
    assert read.place(path) == plain.place(path)


# -- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("title",), "1:8", "1:1"),
        (("sources", "article"), "5:12", "5:3"),
        (("sources", "article", "title"), "5:20", "5:13"),
        (("events",), "7:3", "6:1"),
        (("events", "explosion", "when"), "8:11", "8:5"),
        (("events", "explosion", "actors", 0), "10:9", "10:9"),
        (("events", "explosion", "actors", 1, "of"), "11:14", "11:10"),
        (("events", "explosion", "evidence", "article"), "12:25", "12:16"),
    ],
)
def test_the_place_of_a_value_and_of_its_key(path: KeyPath, value: str, key: str) -> None:
    read = parse(BRIEF, "briefs/x/brief.yaml")
    assert str(read.place(path)) == f"briefs/x/brief.yaml:{value}"
    assert str(read.place(path, key=True)) == f"briefs/x/brief.yaml:{key}"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("events", "explosion", "status"), "f:7:3"),
        (("events", "explosion", "when", "at", 3), "f:8:5"),
        (("events", "explosion", "actors", 7, "name"), "f:9:5"),
        (("events", "strike", "when"), "f:6:1"),
        (("nothing", 4), "f:1:1"),
        ((), "f:1:1"),
    ],
)
def test_what_is_not_there_has_the_place_of_the_nearest_key_above_it(path: KeyPath, place: str) -> None:
    assert str(parse(BRIEF, "f").place(path)) == place


def test_a_key_without_value_keeps_its_place() -> None:
    assert str(parse("a: b\ntitle:\n", "f").place(("title",), key=True)) == "f:2:1"


def test_an_empty_file_has_a_place() -> None:
    assert str(parse("", "f").place(("title",))) == "f:1:1"


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a: &x b\n", "&x"),
        ("a: *x\n", "*x"),
        ("a: !!int 3\n", "!!int"),
        ("a: !!python/object:os.system x\n", "!!python/object:os.system"),
        ("a: !x b\n", "!x"),
        ("a: ! b\n", "!"),
        ("a: !!map {b: c}\n", "!!map"),
        ("a: &x [b]\n", "&x"),
        ("<<: {b: c}\n", "<<"),
        ("a:\n  <<: {b: c}\n", "<<"),
    ],
)
def test_signs_that_change_what_a_text_means_are_refused(text: str, sign: str) -> None:
    read = parse(text, "f")
    assert only(read).level == "error"
    assert f"'{sign}'" in only(read).message
    assert not read.broken


def test_a_quoted_sign_is_text() -> None:
    assert parse('"<<": a\nb: \'*x\'\nc: "!!int 3"\n', "f").problems == ()


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{a: b}: c\n", "a: {{ title }}\n"])
def test_a_key_must_be_text(text: str) -> None:
    assert "stands where a key should" in only(parse(text, "f")).message


def test_a_double_key_names_the_first_and_the_first_stays() -> None:
    read = parse("title: one\nkind: x\ntitle: two\n", "f")
    assert read.data == {"title": "one", "kind": "x"}
    assert only(read).message == "'title' stands here a second time; the first is in line 1"
    assert str(only(read).where) == "f:3:1"


def test_a_collection_written_twice_is_one_error_and_keeps_all_its_ids() -> None:
    read = parse("events:\n  a: {title: x}\nkind: y\nevents:\n  b: {title: z}\n", "f")
    assert read.data["events"] == {"a": {"title": "x"}, "b": {"title": "z"}}
    assert only(read).path == ("events",)


@pytest.mark.parametrize(("text", "found"), [("- a\n- b\n", "a list"), ("hello\n", "text"), ("[a]\n", "a list")])
def test_the_top_must_be_a_mapping(text: str, found: str) -> None:
    read = parse(text, "f")
    assert read.data == {}
    assert only(read).message.endswith(f"but this is {found}")


def test_a_second_document_is_refused_and_the_first_is_read() -> None:
    read = parse("a: b\n---\nc: d\n", "f")
    assert read.data == {"a": "b"}
    assert str(only(read).where) == "f:2:1"
    assert read.broken


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 100_000, "- " * 5_000, "? " * 5_000])
def test_depth_is_limited_before_anything_overflows(text: str) -> None:
    read = parse(text, "f")
    assert read.broken
    assert "inside one another" in read.problems[-1].message


def test_the_deepest_mapping_is_read_and_one_deeper_is_not() -> None:
    deep: Node = "x"
    for _ in range(syntax.DEEPEST):
        deep = {"a": deep}
    opened, closed = "{a: " * syntax.DEEPEST, "}" * syntax.DEEPEST
    assert parse(f"{opened}x{closed}", "f").data == deep
    assert "inside one another" in only(parse(f"{opened}[]{closed}", "f")).message


def test_a_huge_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LARGEST", 10)
    read = parse("title: Explosion\n", "f")
    assert (read.data, only(read).level, read.broken) == ({}, "error", True)
    assert str(read.place(("title",))) == "f:1:1"


def test_all_refusals_are_found_in_one_reading() -> None:
    read = parse("a: &x b\na: c\nd: !!int 3\n<<: {e: f}\n? [g]\n: h\ni: j #k l m\nn: [a b #c\n]\n", "f")
    assert [(p.level, p.where.line if p.where else 0) for p in read.problems] == [
        ("error", 1),
        ("error", 2),
        ("error", 3),
        ("error", 4),
        ("error", 5),
        ("warning", 8),
    ]


# -- texts cut by a comment -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["He said #no comment", "Meeting #3", "one\n  two #three", "Über alles  \t#x", "x y#z #tag and more"],
)
def test_a_hash_that_cuts_free_text_is_a_warning(text: str) -> None:
    read = parse(f"a: {text}\n", "f")
    assert only(read).level == "warning"
    assert "after a space, # begins a comment" in only(read).message
    assert only(read).path == ("a",)


@pytest.mark.parametrize(
    "text",
    [
        "He said # no comment",
        "incident #the outline",
        "2022-11-15 15:40 #local",
        "a#b",
        "'He said #no comment'",
        '"x" #no',
        "|\n  He said #no comment",
        "He said  #",
        "#empty",
    ],
)
def test_a_hash_that_cuts_nothing_is_none(text: str) -> None:
    assert parse(f"a: {text}\n", "f").problems == ()


# -- characters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("character", ["\0", "\x85", "\x1b", "\u2028", "\ufeff", "\ud800", "\uffff"])
def test_characters_that_the_parser_cannot_read_are_removed_first(character: str) -> None:
    read = parse(f"a: b{character}c\nd: e\n", "f")
    assert read.data == {"a": "b c" if character in "\x85\u2028" else "bc", "d": "e"}
    assert (only(read).level, str(only(read).where)) == ("warning", "f:1:5")
    assert str(read.place(("d",))) == "f:2:4"


def test_an_escaped_control_character_is_removed_too() -> None:
    read = parse('a: "b\\x07c"\n"d\\u2028e": f\n', "f")
    assert read.data == {"a": "bc", "d e": "f"}
    assert [problem.message[:31] for problem in read.problems] == [
        "the control character U+0007 ca",
        "the control character U+2028 ca",
    ]


# -- laws -------------------------------------------------------------------------------------------------------------

_PIECES = [
    "a",
    "key: ",
    "\n",
    "\n  ",
    "- ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    " ",
    "#",
    " #x",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
]
_PIECES += [
    "!!int ",
    "!x",
    "<<: ",
    "? ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "\t",
    "\r",
    "\\",
    '"\\U00110000"',
    '"\\ud800"',
    "\x85",
    "@",
]


def _paths(node: Node, path: KeyPath = ()) -> Iterator[KeyPath]:
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from _paths(child, (*path, step))


@settings(max_examples=examples(400))
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(_PIECES)).map("".join), st.binary().map(lambda b: b.decode("latin-1"))
    )
)
def test_parse_never_raises_and_every_place_is_in_the_file(text: str) -> None:
    for loader in (yaml.CBaseLoader, yaml.BaseLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tree, "_Loader", loader)
            read = parse(text, "f")
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        wheres = [problem.where for problem in read.problems] + [read.place(path) for path in _paths(read.data)]
        for where in wheres:
            assert where is not None
            assert 1 <= where.line <= len(lines)
            assert 1 <= where.column <= len(lines[where.line - 1]) + 1
        assert not read.broken or any(problem.level == "error" for problem in read.problems)


# Cn: unassigned, the noncharacters among them
# spaces and signs that cannot be seen are read as plain ones, or are told: tests/reading/test_unseen.py
_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp", "Zs"], include_characters=" "))
_KEY = _TEXT.filter(lambda key: key not in ("", "<<") and latin_letters(key) == key)
_DATA = st.dictionaries(
    _KEY, st.recursive(_TEXT, lambda inner: st.lists(inner) | st.dictionaries(_KEY, inner), max_leaves=8)
)


@settings(max_examples=60)
@given(_DATA)
def test_what_another_writer_of_yaml_wrote_is_read_as_it_was(data: dict[str, Node]) -> None:
    for style in (None, '"'):
        assert parse(yaml.safe_dump(data, allow_unicode=True, default_style=style), "f").data == data
