"""Any text to Markdown that shows just that text (CommonMark 0.31, pipe tables of GitHub): no sign of it is markup."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")
_SIGNS = re.compile(r"[\\`*_{}\[\]<>|~#$^]|&(?=[#A-Za-z])|!(?=\[)|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
"""What is markup wherever it stands; a bare address would be made a link, which no renderer of ours makes of plain text."""
_FIRST = re.compile(r"([-+=:])|(\d{1,9})([.)])")
"""What is markup at the beginning of a line."""


def escaped(text: str) -> str:
    """The text in one line; a control character, which no page shows, as U+FFFD."""
    return _SIGNS.sub(r"\\\g<0>", _BREAKS.sub(" ", _CONTROL.sub("\ufffd", text)))


def begun(line: str) -> str:
    """A line of finished Markdown that begins with words, so that it begins a paragraph and nothing else."""
    line = line.strip(" ")
    found = _FIRST.match(line)
    if not found:
        return line
    return f"\\{line}" if found[1] else f"{found[2]}\\{line[found.end(2) :]}"
