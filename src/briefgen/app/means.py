"""What only the caller of a use case has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import Problem

if TYPE_CHECKING:
    from briefgen.deliver.ledger import Now
    from briefgen.deliver.outbox import Jitter
    from briefgen.deliver.send import Opened


@dataclass(frozen=True, slots=True)
class Means:
    """The clock (aware), how mail is opened, chance, and who hears problems that stop nothing."""

    now: Now
    opened: Opened
    jitter: Jitter
    problems: Callable[[tuple[Problem, ...]], None] = lambda problems: None
