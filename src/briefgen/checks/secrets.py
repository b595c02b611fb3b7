"""What must not go out with a brief: a password in an address, which is printed and linked for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import parts, texts
from briefgen.errors import Problem
from briefgen.reading.load import Loaded

_LOGIN = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/?#@:]*:[^\s/?#@]+@", re.IGNORECASE)
"""The user's name and password of an address (RFC 3986, 3.2.1)."""


def password_in_an_address(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """No address of the brief has a password in it. The message does not repeat it."""
    for path, part in parts(loaded.draft):
        for field in type(part).model_fields:
            for place, text in texts(getattr(part, field), (*path, field)):
                if _LOGIN.search(text):
                    message = "this address has a password in it, and it is printed and linked for every reader"
                    yield Problem("warning", message, "Take the name and the password out, up to the @", place)
