"""What an edit may change of a text, worked out from the marks of the YAML parser's own tree and not by the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from briefgen.editing import Add, Remove, Set
from briefgen.reading.tree import readable

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A key, a value or a comment (whose path is empty) with its place."""

    start: int
    end: int
    path: Path = ()
    key: bool = False


def untouched(old: str, edit: Set | Add | Remove, new: str) -> bool:
    """True when all keys, values and comments but those of the edited entry stand as they stood, with all that is around them."""
    if old[:1] == "\ufeff" or new[:1] == "\ufeff":
        return old[:1] == new[:1] and untouched(old[1:], edit, new[1:])
    tokens = list(_tokens(old))
    if isinstance(edit, Add):
        if _inserted(old, new):
            return True
        path = edit.path  # a short form that was spelt out, or an empty value
        while path and not any(token.path == path and not token.key for token in tokens):
            path = path[:-1]
        return _within(old, new, tokens, Set(path, "")) if path else _inserted(_closed(old), _closed(new))
    return _within(old, new, tokens, edit)


def _inserted(old: str, new: str) -> bool:
    """True when the new text is the old one with something put in at one place."""
    return _alike(old, new) + _alike(old[::-1], new[::-1]) >= len(old)


def _alike(old: str, new: str) -> int:
    """How many characters at the beginning are the same."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _closed(text: str) -> str:
    """The text without the sign that says of a block that it ends without a break."""
    return re.sub(r"([|>])-(?=[ \r\n])", r"\1", text)


def _within(old: str, new: str, tokens: list[Token], edit: Set | Remove) -> bool:
    mine = [token for token in tokens if _belongs(token, edit)]
    outer = [token for token in tokens if token not in mine]
    entry = [token for token in tokens if token.path[: len(edit.path)] == edit.path]
    if not mine:  # an item or a value without any text
        mine = [Token(entry[0].end, entry[0].end)] if entry else [Token(0, len(old))]
    first, last = mine[0].start, mine[-1].end
    column = min(_column(old, token.start) for token in entry) if entry else 0
    whole = isinstance(edit, Remove) or len(mine) > 1
    before = [token for token in outer if token.end <= first]
    after = [token for token in outer if token.start >= last]
    while isinstance(edit, Remove) and before and _right_above(old, before[-1], first, column):
        first = before.pop().start
    while whole and after and not after[0].path and _own(old, after[0], last, column):
        last = after.pop(0).end
    stay: list[Token] = []
    if isinstance(edit, Set):  # comments around the value: they may stand on its other side
        while before and not before[-1].path:
            stay.insert(0, before.pop())
        if after and not after[0].path and not re.search(r"[\r\n]", old[last : after[0].start]):
            stay.append(after.pop(0))
    start = before[-1].end if before else 0
    end = after[0].start if after else len(old)
    made = new[start : len(new) - len(old) + end]
    kept = new.startswith(old[:start]) and new.endswith(old[end:]) and start + len(made) + len(old) - end == len(new)
    return kept and all(old[token.start : token.end] in made for token in stay)


def _belongs(token: Token, edit: Set | Remove) -> bool:
    if not token.path or token.path[: len(edit.path)] != edit.path:
        return False
    return isinstance(edit, Remove) or not (token.key and token.path == edit.path)


def _right_above(text: str, token: Token, first: int, column: int) -> bool:
    """True for a comment in a line of its own directly above an entry."""
    lines = re.split(r"\r\n|\r|\n", text[token.end : first])
    alone = not re.split(r"[\r\n]", text[: token.start])[-1].strip()
    return not token.path and alone and len(lines) == 2 and _column(text, token.start) <= column


def _own(text: str, token: Token, last: int, column: int) -> bool:
    """True for a comment behind an entry in its line, or below it and further to the right."""
    return not re.search(r"[\r\n]", text[last : token.start]) or _column(text, token.start) > column


def _column(text: str, at: int) -> int:
    line = re.split(r"[\r\n]", text[:at])[-1]
    return len(line) - len(line.lstrip(" -")) if set(line) <= set(" -") else len(line) - len(line.lstrip(" "))


def _tokens(text: str) -> Iterator[Token]:
    clean = readable(text, "")
    root = yaml.compose(clean.text, Loader=yaml.CBaseLoader)
    found = [] if root is None else list(_parts(root, ()))
    at = 0
    for token in found:
        moved = Token(clean.original(token.start), clean.original(token.end), token.path, token.key)
        yield from _comments(text, at, moved.start)
        yield moved
        at = max(at, moved.end)
    yield from _comments(text, at, len(text))


def _comments(text: str, start: int, end: int) -> Iterator[Token]:
    for comment in re.finditer(r"#[^\r\n]*", text[start:end]):
        yield Token(start + comment.start(), start + comment.end())


def _parts(node: Any, path: Path) -> Iterator[Token]:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode) or not node.value:
        yield Token(start, end, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield Token(key.start_mark.index, key.end_mark.index, (*path, key.value), True)
            yield from _parts(value, (*path, key.value))
    else:
        place = 0
        for item in node.value:
            absent = isinstance(item, yaml.ScalarNode) and not item.value and not item.style
            yield from _parts(item, (*path, "" if absent else place))
            place += not absent
