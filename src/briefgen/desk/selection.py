"""The words that are selected on the page, found again in the source: counted in code points, and refused where they do not stand."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.desk.exchange import Ask
from briefgen.desk.open_brief import NotWritten
from briefgen.desk.source_text import as_shown


@dataclass(frozen=True, slots=True)
class Passage:
    """text[start:end] of a source, in code points, is `words`."""

    source: str
    start: int
    end: int
    words: str

    def told(self) -> str:
        """How an answer names it to the script, which shows and marks it: `tell["passage"]`."""
        return f"{self.source}:{self.start}:{self.end}"


def selected(ask: Ask) -> Passage:
    """The passage that the page says is selected: source, start, end and words. Raises NotWritten where the words do not stand
    there, as after a change of the text; BadRequest."""
    source, start, end, said = ask.text("source"), ask.number("start"), ask.number("end"), ask.text("words")
    text = ask.brief.reading().loaded.texts.get(source)
    if text is None:
        raise NotWritten("The text of this source is not there any more, so nothing was written.")
    words = text[start:end]
    if not words.strip() or _plain(words) != _plain(said):
        raise NotWritten("These words do not stand in the source any more, so nothing was written. Select them again.")
    inner = words.strip()
    start += words.index(inner)
    return Passage(source, start, start + len(inner), inner)


def _plain(words: str) -> str:
    """What can be compared: a browser has its own ends of lines, and shows a stand-in for what it cannot show."""
    return " ".join(as_shown(words).split())
