"""The checkout, the first brief, and what a test needs of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from briefgen.reading.load import Loaded

ROOT = Path(__file__).parents[2]
PRZEWODOW = ROOT / "briefs" / "przewodow-2022-11" / "brief.yaml"

Write = Callable[..., Loaded]


def as_yaml(model: BaseModel) -> str:
    """A file that says what the model says."""
    data = model.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def needs(program: str | None, name: str) -> str:
    """The program. Skip without a program that is no Python package; fail where the whole test is asked for (BRIEFGEN_FULL)."""
    if program is None:
        message = f"{name} is not installed"
        if os.environ.get("BRIEFGEN_FULL"):
            pytest.fail(message)
        pytest.skip(message)
    return program
