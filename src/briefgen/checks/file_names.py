"""Files are called after a brief's folder and after the ids of its sources, and not every disk takes every name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.reading.load import Loaded

LONGEST = 120
"""Bytes. Most disks take 255, and a file's name has more in it than the brief's: outline, edition, date, marking."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_SIGN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def fault_of_name(name: str) -> str:
    """Why files cannot be called after a name everywhere, as what is said of it: "has 200 bytes; ..."; empty for a good one."""
    length = len(name.encode("utf-8", "surrogateescape"))
    return (
        f"has {length} bytes; {LONGEST} are allowed, since files are called after it"
        if length > LONGEST
        else _refused(name)
    )


def _refused(name: str) -> str:
    """What Windows has against a name."""
    if _DEVICE.fullmatch(name):
        return f"is '{name}', which Windows keeps for a device: there no file can be called after it"
    if found := _SIGN.search(name):
        return f"has the character {found[0]!r}, which no file on Windows can have in its name"
    return "ends with a dot or a blank, which Windows takes away" if name[-1:] in (".", " ") else ""


def name_of_no_file(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """The name of the brief is one after which files can be called, with room for what else their names say."""
    if fault := fault_of_name(loaded.slug):
        message, hint = f"the brief's name {fault}", "Give its folder another name"
        elsewhere = fault == _refused(loaded.slug)  # than on Windows, its files can be written
        yield Problem("warning" if elsewhere else "error", message, hint)
