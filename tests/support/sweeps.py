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


def some(cases: Sequence[str], number: int) -> Sequence[str]:
    """The cases that one test walks by itself: all of them, the first few where a quick answer is asked for."""
    return cases[:number] if _quick() else cases


def examples(number: int) -> int:
    """How many examples of a law are drawn: the number, or a share of it where a quick answer is asked for."""
    return max(number // SHARE, 1) if _quick() else number


def _quick() -> bool:
    return settings.get_current_profile_name() == QUICK


def _values(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)
