"""What every renderer gives back."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.errors import Problem


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, and what the author should know of it: characters without a glyph, a first page that ran over."""

    data: bytes
    problems: tuple[Problem, ...] = ()
