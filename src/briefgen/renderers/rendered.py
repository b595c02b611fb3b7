"""What every renderer gives back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefgen.errors import Problem
from briefgen.look.fonts import Faces
from briefgen.timeline.strokes import Panel

Draw = Callable[[Panel, Faces], bytes]
"""Makes the PNG of a panel, or has kept it."""


class Rendered(NamedTuple):
    """A finished file, and what the author should know of it, such as a first page that ran over."""

    data: bytes
    problems: tuple[Problem, ...] = ()
