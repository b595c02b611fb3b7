"""tools/size.py counts what holds code, and nothing else."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SIZE = Path(__file__).parents[2] / "tools" / "size.py"
SOURCE = '''"""A module."""

# a comment
import os
from pathlib import (
    Path,
)

LIMIT = 3
"""What it is."""


def read(path: Path) -> str:  # one of four lines
    """What comes back,
    in two lines."""

    words = """two
    lines"""
    return words
'''


def test_blanks_comments_docstrings_and_imports_are_no_code() -> None:
    spec = importlib.util.spec_from_file_location("size", SIZE)
    assert spec and spec.loader
    size = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(size)
    assert size.lines_of_code(SOURCE) == 5


@pytest.mark.full
def test_it_prints_each_room_and_the_sum() -> None:
    printed = subprocess.run([sys.executable, str(SIZE)], capture_output=True, text=True, check=True).stdout
    *rooms, last = [line.split(maxsplit=1) for line in printed.splitlines()]
    assert {"renderers", "cli", "tools"} <= {name for _, name in rooms}
    assert last == [str(sum(int(lines) for lines, _ in rooms)), "in all"]
