"""Texts of characters that show nothing: on the page they would be no text at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import parts, texts
from briefgen.errors import Problem
from briefgen.look.ink import BLANK
from briefgen.reading.load import Loaded

_NO_DOTS = "\u2800"
"""The Braille cell without dots, which a font has a shape for: an empty one."""


def nothing_to_be_seen(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Every text has a visible character."""
    for path, part in parts(loaded.draft):
        for name in type(part).model_fields:
            for where, text in texts(getattr(part, name), (*path, name)):
                if text and BLANK.fullmatch(text.replace(_NO_DOTS, " ")):
                    message = f"{name}: has no visible character, only {_codes(text)}"
                    yield Problem("error", message, "Write the text, or leave the key out", where)


def _codes(text: str) -> str:
    found = list(dict.fromkeys(f"U+{ord(character):04X}" for character in text))
    return ", ".join(found[:3]) + (" and others" if found[3:] else "")
