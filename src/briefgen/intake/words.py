"""How many words a reader sees in a text of any script."""

from __future__ import annotations

import re

_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = 2
"""Letters that make a word on the average where no space parts words: Chinese, Japanese, Thai, Lao."""


def count(text: str | None) -> int:
    """The number of words; where a script does without spaces, about as many as a translation would have."""
    if not text:
        return 0
    apart = len(text.split())
    return apart if text.isascii() else max(apart, len(_WITHOUT_SPACES.findall(text)) // _LETTERS)
