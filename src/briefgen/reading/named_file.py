"""A file by a name that was typed on another machine: another normal form of its letters, a backslash, small letters for capitals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize


def same_name(folder: Path, name: str) -> str:
    """The name of the one file in the folder that is spelt so but for the normal form of its letters and backslashes; empty for none."""
    return _found(folder, name, lambda part: normalize("NFC", part))


def other_case(folder: Path, name: str) -> str:
    """The name of the one file in the folder that differs from a name in small and capital letters alone; empty for none."""
    return _found(folder, name, lambda part: normalize("NFC", normalize("NFC", part).casefold()))


def _found(folder: Path, name: str, form: Callable[[str], str]) -> str:
    at = folder
    for part in name.replace("\\", "/").split("/"):
        try:
            named = [entry.name for entry in at.iterdir() if form(entry.name) == form(part)]
        except OSError:
            return ""
        if len(named) != 1:
            return ""
        at /= named[0]
    return at.relative_to(folder).as_posix() if at.is_file() else ""
