"""Line breaks in fields of one line: an edition that no mail can carry would never be sent, and lines must not run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import texts
from briefgen.errors import Problem
from briefgen.model.annotation import Paragraphs, Places, To, annotated
from briefgen.reading.load import Loaded

_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FIELDS = (("title",), ("number",), ("publisher",), ("marking", "label"))


def more_than_one_line(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Title, number, publisher and marking have no line break, tab or control character, and nothing that mail takes for a code."""
    for path in _FIELDS:
        text: object = loaded.draft
        for name in path:
            text = getattr(text, name)
        found = _BREAK.search(str(text))
        if found:
            sign = {"\n": "a line break", "\r": "a line break", "\t": "a tab"}.get(found[0], "a control character")
            yield Problem(
                "error",
                f"the {path[-1]} has {sign}, which the head of a message cannot carry",
                "Write it in one line",
                path,
            )
        elif "=?" in str(text):
            told = f"the {path[-1]} has '=?', which mail programs take for a code"
            yield Problem("error", told, "Write it otherwise", path)


def lines_run_together(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A field that is printed in one line has no second one: its words would run together."""
    for path, part, name, text in texts(loaded.draft):
        apart = any(name in annotated(type(part), kind) for kind in (Paragraphs, Places, To))
        if "\n" in text and not apart and path not in _FIELDS and "\n" in text.strip():
            message = f"{name}: its lines are printed as one, with a space between them"
            yield Problem("warning", message, "Write it in one line; for running text, > in place of |", path)
