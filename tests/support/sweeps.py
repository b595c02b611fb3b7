"""How much of a sweep the quick tests walk; the full ones walk all of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import settings

QUICK = "quick"
"""The Hypothesis profile of `make test`."""
SHARE = 5
"""Of so many examples of a law the quick tests draw one; the full tests have all laws again."""


def few(cases: Sequence[object], *quick: object) -> list[object]:
    """All cases of a sweep for `parametrize`, those that are not named only where the full test is asked for."""
    assert all(case in cases for case in quick)
    return [case if case in quick else pytest.param(*_values(case), marks=pytest.mark.full) for case in cases]


def spread(cases: Sequence[object], number: int) -> list[object]:
    """All cases of a sweep for `parametrize`, the first, the last and others evenly between up to a number, the rest only in full."""
    assert 0 < number < len(cases)
    chosen = {round(n * (len(cases) - 1) / max(number - 1, 1)) for n in range(number)}
    return [
        case if n in chosen else pytest.param(*_values(case), marks=pytest.mark.full) for n, case in enumerate(cases)
    ]


def examples(number: int) -> int:
    """How many examples of a law are drawn: the number, or a share of it where a quick answer is asked for."""
    return max(number // SHARE, 1) if settings.get_current_profile_name() == QUICK else number


def _values(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)
