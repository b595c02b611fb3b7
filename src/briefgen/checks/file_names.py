"""A brief's files are called after its folder, and no disk takes a name of any length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.reading.load import Loaded

LONGEST = 120
"""Bytes. Most disks take 255, and a file's name has more in it than the brief's: outline, edition, date, marking."""


def name_too_long(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """The name of the brief leaves room for the names of its files."""
    length = len(loaded.slug.encode("utf-8", "surrogateescape"))
    if length > LONGEST:
        message = f"the brief's name has {length} bytes; {LONGEST} are allowed, since its files are called after it"
        yield Problem("error", message, "Give its folder a shorter name")
