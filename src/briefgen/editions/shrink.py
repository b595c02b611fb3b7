"""The shrink guard: an edition that lost many facts against the last one may be a file that was saved half-way."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.errors import Problem
from briefgen.model.brief import COLLECTIONS, Brief

RULE = "shrink"
MOST = 0.3
"""The share of its facts that an edition may lose without being asked."""


def shrunk(brief: Brief, number: int, earlier: Brief) -> Iterator[Problem]:
    """Held against an earlier edition: a warning for each collection that is gone, and one when more than `MOST` of all members are."""
    before, after = ({name: len(getattr(one, name)) for name in COLLECTIONS} for one in (earlier, brief))
    hint = "See whether the file is whole; accept it with the reason if it is"
    for name in COLLECTIONS:
        if before[name] and not after[name]:
            told = f"edition {number} had {before[name]} under {name}, this one has none"
            yield Problem("warning", told, hint, (name,), rule=RULE)
    had, has = sum(before.values()), sum(after.values())
    if has < had * (1 - MOST):
        told = f"edition {number} had {had} facts, this one has {has}"
        yield Problem("warning", told, hint, rule=RULE)
