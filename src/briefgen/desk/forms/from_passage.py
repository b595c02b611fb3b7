"""What a passage says, as the texts of fields: nothing is guessed, and what it does not say stays empty."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.passage import Passage
from briefgen.reading.load import Loaded


def event(loaded: Loaded, passage: Passage) -> Mapping[str, str]:
    """The time of an event and who took part, by the fields of its form."""
    return {}
