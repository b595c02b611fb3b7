"""Ids that are row numbers: a row put in at the top gives each of those below another id, and the next edition tells changes that
nobody made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from briefgen.errors import Problem
from briefgen.model.brief import COLLECTIONS
from briefgen.reading.load import Loaded

_NUMBERED = re.compile(r"(?:row|line|r|no|nr)?[-_]?(\d{1,9})")
_FEWEST = 3


def ids_are_row_numbers(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Ids that count from row to row say nothing of what stands in the row."""
    for collection in COLLECTIONS:
        ids = list(getattr(loaded.draft, collection))
        numbers = [int(found[1]) for key in ids if (found := _NUMBERED.fullmatch(key))]
        if (
            len(ids) < _FEWEST
            or len(numbers) < len(ids)
            or any(after != before + 1 for before, after in pairwise(numbers))
        ):
            continue
        message = f"are the ids {ids[0]} to {ids[-1]} row numbers? A row put in above would make the next edition tell false changes"
        hint = (
            "Give each an id that stays with it, such as first-report; accept this if a log gave them once and for all"
        )
        yield Problem("warning", message, hint, (collection, ids[0]))
