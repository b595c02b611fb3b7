"""Two places that are known before any workspace is: the folder of the state, and the templates that briefgen brings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATE = ".briefgen"
"""The name of the folder that only its owner may look into: readers' addresses, and what was sent to them."""


@cache
def shipped() -> Path:
    """The templates that briefgen brings: packed into a wheel beside the code, in a checkout at its top."""
    packed = Path(__file__).resolve().parents[1] / "templates"
    return packed if packed.is_dir() else Path(__file__).resolve().parents[3] / "templates"
