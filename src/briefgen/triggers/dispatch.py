"""The one loop that acts on triggers, whatever raises them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

Trigger = TypeVar("Trigger")
Done = TypeVar("Done")


def dispatch(triggers: Generator[Trigger, Done, None], do: Callable[[Trigger], Done]) -> None:
    """Do what each trigger asks for, one after the other, and hand what came of it back to where the trigger came from."""
    done: Done | None = None
    while True:
        try:
            trigger = triggers.send(done)  # type: ignore[arg-type]  # a generator begins with None
        except StopIteration:
            return
        done = do(trigger)
