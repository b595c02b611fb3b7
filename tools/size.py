"""Prints how much code there is: lines of src and tools without blanks, comments, docstrings and imports, by room and in all."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def lines_of_code(source: str) -> int:
    """Lines that hold code: no blanks, no comments, no docstrings, no imports. Raises SyntaxError."""
    left_out: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) and _holds_no_code(node):
            left_out.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    holding: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in _EMPTY:
            holding.update(range(token.start[0], token.end[0] + 1))
    return len(holding - left_out)


_EMPTY = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def _holds_no_code(node: ast.Import | ast.ImportFrom | ast.Expr) -> bool:
    """True for an import and for a docstring, also of a field or a constant."""
    if not isinstance(node, ast.Expr):
        return True
    return isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def main() -> None:
    rooms: Counter[str] = Counter()
    for file in sorted(file for folder in ("src", "tools") for file in (ROOT / folder).rglob("*.py")):
        parts = file.relative_to(ROOT).parts
        room = parts[2].removesuffix(".py") if parts[0] == "src" else parts[0]
        rooms[room] += lines_of_code(file.read_text(encoding="utf-8"))
    for room, lines in sorted(rooms.items(), key=lambda pair: -pair[1]):
        sys.stdout.write(f"{lines:6} {room}\n")
    sys.stdout.write(f"{rooms.total():6} in all\n")


if __name__ == "__main__":
    main()
