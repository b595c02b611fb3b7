"""Cells of a text that a spreadsheet would take for a formula, and their guard, which is taken away again (OWASP, CSV injection)."""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")


def guarded(cell: str) -> str:
    """The cell with a ' before it where a spreadsheet would take it for a formula, or for one that is guarded already."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    return cell[1:] if cell[:1] == "'" and _RISKY.match(cell[1:]) else cell
