"""Commands and options of a terminal, found in what a reader of a screen is shown or in the source of what shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_COMMANDS = "|".join(
    [
        "approve",
        "audit",
        "check",
        "diff",
        "draft",
        "edit",
        "import",
        "issue",
        "new",
        "outbox",
        "render",
        "schedule",
        "schema",
        "send",
        "source",
        "template",
        "watch",
    ]
)
_TYPED = re.compile(rf"\bbriefgen (?:{_COMMANDS})\b|(?<![\w(-])--[a-z][a-z-]+(?![\w-]*[:)])")
_SAID_SO = re.compile(r"the command “[^”]+” in a terminal")


def terminal_words(shown: str) -> list[str]:
    """Those in a text, but for the ones that are said to be for a terminal."""
    return _TYPED.findall(_SAID_SO.sub("", shown))


def typed_in(source: str) -> Iterator[str]:
    """Those in the texts of a module, its docstrings left out."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from terminal_words(node.value)
