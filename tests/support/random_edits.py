"""Files that are hard to edit, and edits at random."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

from briefgen.editing import Add, Edit, Remove, Set
from briefgen.reading.tree import parse

VALUES = (
    *(
        "2026-03-03 09:12~",
        "plain words",
        "It: has a colon",
        "# hash",
        "a # b",
        "a #b",
        "yes",
        "null",
        "~",
        "0600",
        "1e3",
    ),
    *("“quoted” text", "it's", 'a "b" c', "both ' and \"", '"', "'", "''", "a\\b", "\\ud83d\\ude00", "\\u0041", "😀"),
    *(
        "multi\nline",
        "multi\n\nparagraph\n",
        "two ends\n\n",
        "\n",
        "\nx",
        " \n x",
        "a\n  b\n c",
        "a \nb",
        "a\n- \u00a0x",
    ),
    *("a\nkey:\u00a0b", "tab\tx", "\tx", "cr\r\nlf", "cr\ronly", "ends with a space ", " begins with one", "", " "),
    *(
        "- dash",
        "-",
        "-5",
        "--- x",
        "---",
        "...",
        "?",
        "? x",
        ":x",
        "x:",
        "[x]",
        "a, b",
        "{",
        "}",
        "]",
        "%x",
        "@x",
        "`x",
    ),
    *(
        "!x",
        "&x",
        "*x",
        "|",
        ">",
        "<<",
        "=",
        "x" * 300,
        "long " * 60 + "end",
        "http://x.example/z#a",
        "key: value",
        "- a\n- b",
    ),
    *(
        "ünïcode łódź",
        "nb\u00a0space",
        "\u00a0x",
        "x\u00a0",
        "a:\u00a0b",
        "zero\u200bwidth",
        "\u202dbidi\u202c",
        "שלום",
        "日本語",
    ),
)
HOSTILE = (
    "a: 1\nb:\n- x\n- y: 1\n  z: 2\n-\n  q: 3\nc: {d: [1, 2, {e: f}], g: }\nh: |\n  t\n  u\n\ni: |+\n  keep\n\n\nj: >-\n  fold\n  ed\nk:\n",
    "# head\n---\n# c\na:   # x\n    # y\n    b: 1   # z\n\n    # for c\n    c: 2\n    # after c\n# for d\nd:\n    - 1\n    # m\n    - 2\n...\n# tail\n",
    '"q k": 1\n\'s\'  : [a, # c1\n  b, # c2\n  c\n ]\nłódź:\n   - - - a\n       - b\n   - {x: 1,\n      y: 2}\nk: "dou\n  ble"\n'
    "p: plain\n  multi\n\n  line # c\nz:\n  text\ny:\n  # why\n  text2 # c\nw: |\n  last",
    "a: 1",
    '{"a": 1, "b": ["x", {"c": "d"}], "e": {}}',
    '{\n  "a": 1,\n  "b": [\n    "x",\n    {"c": "d"}\n  ]\n}\n',
    "a:\n  - b: 1\n    # com\n    c: 2\n  - b: |\n      t\n    c: >+\n      u\n\n  - |2\n     x\nq: []\nr: {}\n",
    "",
    "# only\n",
    "---\n",
    "---\n# nothing yet\n...\n",
    "%YAML 1.1\n--- # begins\na: 1\n...\n",
    "x:\n- a\n-\n- b\n-   wide: 1\n    w2: 2\ny: 1   \nz: 'it''s' # \ttab\n",
    "a: {b, c: , 'd': x, \"e\": [y, z]}\nf: [ ]\ng: { }\nh: [1,\n 2,\n]\n",
    "a:\n  b:\n    c:\n      d:\n        e:\n          f:\n            - - g: [h, {i: j}]\n                k: |-\n                  l\n",
    "# \x07\na: x\u2028y\nb: 'p\x07q'\nm:\n\u00a0 n: 1\n  o: 2\nc:\u00a0d\ne: \"\\ud83d\\ude00 x \\ud83d\\ude01\"\nf: g\n",
    "a: 1  \n\n\n# one\n\n# two\nb:  # of b\n  - x  # of x\n\n  # of y\n  - y\n\n\n  # left over\n\nc: >  # how\n  folded\n  text\n\n  # no comment\nd: e\n",
    "a: 'single\n  quoted'\nb: \"x\\\n  y\"\nc: 'z' # z\n'd: e': f\n\"g\\n\": h\ni : j\n",
    "events:\n  # none yet\nsources: # neither\ntitle: T\n",
    "sources:\n  a: A title # short\n  b: {title: B}\nevents:\n  e:\n    when: 2026-01-02\n    evidence: a\n    refs: one\nkey_points: A point\n",
    "a:\n  b: 1\n\n  c: 2\n\n  d: 3\n\ne:\n\n- 1\n\n- 2\n",
    "a: |\n  x\n# c\nb: |-\n    y\n\n\n",
)


def hostile() -> dict[str, str]:
    """The hard files by name, each with every way to end its lines and with a byte order mark too."""
    found: dict[str, str] = {}
    for number, text in enumerate(HOSTILE):
        ways = {"": text, "-crlf": text.replace("\n", "\r\n"), "-mark": f"\ufeff{text}"}
        if "\u00a0" not in text:
            ways["-cr"] = text.replace("\n", "\r")
        found |= {f"{number}{name}": way for name, way in ways.items()}
    return found


def said(text: str) -> dict[str, Any]:
    """What the loader reads in a text; it must be without a fault."""
    tree = parse(text.removeprefix("\ufeff"), "brief.yaml")
    assert not tree.broken
    return tree.data


def any_value(random: Random) -> Any:
    """A text, a list or a mapping."""
    texts = (random.choice(VALUES) for _ in range(9))
    match random.randrange(10):
        case 0:
            return {"title": next(texts), "when": "2026-03-03", "refs": ["a", "b-c"]}
        case 1:
            return [next(texts), next(texts)]
        case 2:
            return random.choice([{}, []])
        case 3:
            return {"a": {"b": next(texts), "c": [{"d": next(texts), "e": []}, next(texts)]}, "ключ": next(texts)}
        case 4:
            return [["x", next(texts)], {"y": [next(texts)], "z": {}}]
        case _:
            return next(texts)


def any_edit(random: Random, data: dict[str, Any]) -> Edit | None:
    """An edit of what the data says, which is changed with it; None where the dice fall on nothing."""
    every = [(path, value) for path, value in paths(data) if path]
    value = any_value(random)
    kind = random.choice(["set", "remove", "add", "insert"])
    if kind == "add":
        path, inside = random.choice([(path, value) for path, value in paths(data) if isinstance(value, dict)])
        key = random.choice(["title", "new-key", "two words", "ключ", "zeta", "sources"])
        if key in inside:
            return None
        inside[key] = copy.deepcopy(value)
        return Add((*path, key), value)
    if kind == "insert":
        every = [(path, value) for path, value in every if isinstance(value, list)]
    if not every:
        return None
    path, old = random.choice(every)
    if kind == "insert":
        place = random.randint(0, len(old))
        old.insert(place, copy.deepcopy(value))
        return Add((*path, place), value)
    inside = at(data, path[:-1])
    if kind == "remove":
        del inside[path[-1]]
        return Remove(path)
    inside[path[-1]] = copy.deepcopy(value)
    return Set(path, value)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every part of data with its path."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield from paths(part, (*path, step))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    """The part at a path."""
    for step in path:
        data = data[step]
    return data
