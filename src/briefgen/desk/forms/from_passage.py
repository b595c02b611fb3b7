"""What a passage says, as the texts of a form's fields: nothing is guessed, and what it does not say stays empty."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.passage import Passage
from briefgen.reading.load import Loaded


def event(loaded: Loaded, passage: Passage) -> Mapping[str, str]:
    """The time and the place of an event, and who took part."""
    return {}


def position(loaded: Loaded, passage: Passage) -> Mapping[str, str]:
    """Whose position it is, by whom it is told, and the words in quotation marks."""
    return {}


def question(loaded: Loaded, passage: Passage) -> Mapping[str, str]:
    """A question is the briefer's own: a passage says nothing of it."""
    return {}
