"""What a page hands over: a pasted text, an address to be fetched, or the bytes of a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from briefgen.app.source import Handed, fetched

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+")


def handed_over(said: Mapping[str, Any], data: bytes, now: datetime) -> Handed | None:
    """The document; None where nothing was given. `file` is the name of one, `local` lets an address lead into this network.

    Raises FileProblem for an address that cannot be fetched.
    """
    text = str(said.get("text", ""))
    if data or "file" in said:
        return Handed(data, PurePath(str(said.get("file", "")).replace("\\", "/")).name)
    if _ADDRESS.fullmatch(text.strip()):
        return fetched(text.strip(), local="local" in said, now=now)
    return Handed(text.encode("utf-8", "surrogatepass")) if text.strip() else None
