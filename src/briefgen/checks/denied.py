"""Words that the source says somebody denied are no words for what they said (R4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.archives import cited
from briefgen.checks.coverage import excerpt
from briefgen.errors import Problem
from briefgen.reading.load import Loaded

_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|dismiss(?:es|ed|ing)?|"
    r"bestr(?:eite[tn]?|itt(?:en)?)|dementier\w+|zaprzecz\w+|dementuj\w*|zdementow\w+)\b[^.!?;:\n]{0,60}?"
    r"\b(?:that|dass|że|jakoby)\b[^.!?;:\n]{0,60}$",
    re.IGNORECASE,
)
"""Before what is denied, in its own sentence."""
_TURNS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|add(?:ed|s|ing)|told|tells|insist\w*|sagte?n?|mówi\w*|powiedzia\w+|dodał\w*)\b",
    re.IGNORECASE,
)
"""Behind it the words are no longer denied: she rejected that claim, saying that ..."""
_BEFORE, _SHOWN = 160, 120


def quotation_of_what_is_denied(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: what stands behind "denied that" is quoted only by a position that denies it."""
    for id_, position in loaded.draft.positions.items():
        if position.quote is None or position.kind == "denial" or position.denies or position.stance == "denies":
            continue
        for source, text in cited(loaded, position.evidence).items():
            if not (found := text.match(position.quote.text)):
                continue
            start = found.spans[0][0]
            denied = _DENIED.search(text.text[max(0, start - _BEFORE) : start])
            if denied and not _TURNS.search(denied[0]):
                said = f"'{source}' gives these words as what was denied: {excerpt(denied[0], _SHOWN)}"
                hint = "Write denies: with the answer, or kind: denial, or quote the denial itself"
                yield Problem("warning", said, hint, ("positions", id_, "quote", "text"), rule="R4")
