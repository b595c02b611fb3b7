"""How a value is written so that the loader reads back exactly what was given: plain where it can be, never folded."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.editing.edits import EditRefused
from briefgen.editing.nodes import Branch, Leaf, Piece, Slot
from briefgen.reading.characters import without_control
from briefgen.reading.unseen import plain_key, plain_spaces

_LEADS = re.compile(r"""[?:,\[\]{}#&*!|>'"%@`]|-(?:[\s-]|$)""")
_BREAKS_PLAIN = re.compile(r":(?:\s|$)|\s#|[\t\r\n]|\\u")
_IN_BRACKETS = re.compile(r"[\[\]{},]|:(?=[\"'])")
_ID = re.compile(r"[^\W_][\w./-]{0,60}")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u00a0": "\\_"}
_LONGEST_FLOW = 100


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written: the steps of its mappings and of its lists below a key, in columns."""

    step: int = 2
    dash: int = 2


def key_text(entry: Slot, *, flow: bool) -> str:
    """A key as it is written. Raises EditRefused for what can be none."""
    name = entry.name
    if not name or name == "<<" or plain_key(name) != (name, "") or len(name) > 200:
        raise EditRefused(f"'{name[:40]}' cannot be a key")
    return inline(Leaf(name), flow=flow)


def inline(node: Piece, *, flow: bool) -> str:
    """A value in one line; `flow` says that it stands between brackets."""
    if isinstance(node, Branch):
        if node.keyed:
            parts = [f"{key_text(entry, flow=True)}: {inline(entry.value, flow=True)}" for entry in node.entries]
            return "{" + ", ".join(parts) + "}"
        return "[" + ", ".join(inline(entry.value, flow=True) for entry in node.entries) + "]"
    text = node.text
    if node.empty:
        return ""
    _readable(text)
    if node.style not in ("'", '"') and _plain(text, flow=flow):
        return text
    if _single(text) and (
        node.style == "'" or (node.style != '"' and ('"' in text or "\\" in text) and "'" not in text)
    ):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, text)) + '"'


def lines(node: Piece, column: int, manner: Manner) -> tuple[str, list[str]]:
    """A value after its key or dash: what stands in that line, and the lines below it. `column` is where the lines begin."""
    if isinstance(node, Leaf):
        return _text(node, column)
    if not node.entries or _short_list(node):
        return inline(node, flow=False), []
    return "", [line for entry in node.entries for line in entry_lines(entry, node.keyed, column, manner)]


def entry_lines(entry: Slot, keyed: bool, column: int, manner: Manner) -> list[str]:
    """The lines of an entry that begins in a column."""
    margin = " " * column
    if keyed:
        inner = entry.value
        step = manner.step if isinstance(inner, Leaf) or inner.keyed else manner.dash
        head, rest = lines(inner, column + step, manner)
        return [f"{margin}{key_text(entry, flow=False)}:{head and ' '}{head}", *rest]
    head, rest = compact(entry.value, column + 2, manner)
    return [f"{margin}-{head and ' '}{head}", *rest]


def compact(node: Piece, column: int, manner: Manner) -> tuple[str, list[str]]:
    """A value that begins in the very line and column at hand, as after a dash."""
    head, rest = lines(node, column, manner)
    if isinstance(node, Branch) and not head:
        head, rest = rest[0][column:], rest[1:]
    return head, rest


def _text(node: Leaf, column: int) -> tuple[str, list[str]]:
    text = node.text
    if node.style == ">" and text.rstrip("\n") and "\n" not in text.rstrip("\n") and _fits_block(text):
        return (">" if text.endswith("\n") else ">-"), [" " * column + text.rstrip("\n")]
    wanted = node.style == "|" or ("\n" in text and node.style not in ("'", '"'))
    if wanted and _fits_block(text):
        body = text.removesuffix("\n").split("\n")
        return ("|" if text.endswith("\n") else "|-"), [line and " " * column + line for line in body]
    return inline(node, flow=False), []


def _fits_block(text: str) -> bool:
    """True when the text as a block reads back as it is, and no editor that trims lines can change it."""
    body = text.removesuffix("\n").split("\n")
    if not body[0] or not body[-1] or body[0][0].isspace() or "\r" in text or "\\u" in text:
        return False
    if any(line != line.rstrip() or line[:1] == "\t" for line in body) or without_control(text) != text:
        return False
    return plain_spaces(text)[0] == text


def _plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or _BREAKS_PLAIN.search(text) or (flow and _IN_BRACKETS.search(text)):
        return False
    return not _LEADS.match(text) and not text.startswith("...")


def _single(text: str) -> bool:
    return all(map(str.isprintable, text)) and "\\u" not in text


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _readable(text: str) -> None:
    kept = without_control(text)
    if kept != text:
        odd = next(sign for place, sign in enumerate(text) if kept[place : place + 1] != sign)
        raise EditRefused(f"the text holds U+{ord(odd):04X}, a control character that no document can carry")


def _short_list(node: Branch) -> bool:
    """A list of ids is written in brackets, as they are everywhere."""
    texts = [entry.value.text for entry in node.entries if isinstance(entry.value, Leaf)]
    if node.keyed or len(texts) < len(node.entries):
        return False
    return all(_ID.fullmatch(text) and text == text.lower() for text in texts) and sum(map(len, texts)) <= _LONGEST_FLOW
