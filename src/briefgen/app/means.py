"""What only the caller of a use case has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import Problem

if TYPE_CHECKING:
    from briefgen.deliver.ledger import Clock
    from briefgen.deliver.outbox import Jitter
    from briefgen.deliver.send import TransportFactory


@dataclass(frozen=True, slots=True)
class Means:
    """The clock (aware), how mail is opened, chance, who hears problems that stop nothing, and the address of a cluster that renders."""

    now: Clock
    opened: TransportFactory
    jitter: Jitter
    problems: Callable[[tuple[Problem, ...]], None] = lambda problems: None
    cluster: str = ""
