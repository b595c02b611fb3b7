"""What stands in the head of a message and of a page has one line: an edition that no mail can carry would never be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
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
