"""Words of a source that were selected on the page, found again in its text."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.desk.exchange import Ask, BadRequest
from briefgen.desk.open_brief import NotWritten
from briefgen.reading.load import Loaded


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a source's text, with where they stand in it, in code points."""

    source: str
    start: int
    end: int
    words: str


def passage(ask: Ask, loaded: Loaded) -> Passage:
    """The passage that the page names. Raises BadRequest, and NotWritten where the words do not stand there, as in a text that changed."""
    found = Passage(ask.text("source"), ask.number("start"), ask.number("end"), ask.text("words"))
    text = loaded.texts.get(found.source)
    if text is None or not found.words.strip():
        raise BadRequest("a passage is words of a source")
    if text[found.start : found.end] != found.words:
        raise NotWritten(
            "The text of the source changed meanwhile: these words no longer stand there. Select them again."
        )
    return found
