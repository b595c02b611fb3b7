"""The words that are selected on the page, found again in the source: counted in code points, and refused where they do not stand."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.desk.exchange import Ask
from briefgen.desk.open_brief import NotWritten
from briefgen.desk.source_text import as_shown
from briefgen.model.archive import archived
from briefgen.model.log import ROW
from briefgen.reading.load import Loaded


@dataclass(frozen=True, slots=True)
class SelectedPassage:
    """text[start:end] of a source, in code points, is `words`; `locator` is the row of a log, where other rows say the same."""

    source: str
    start: int
    end: int
    words: str
    locator: str = ""

    def told(self) -> str:
        """How an answer names it to the script, which shows and marks it: `tell["passage"]`."""
        return f"{self.source}:{self.start}:{self.end}"


def selected(ask: Ask) -> SelectedPassage:
    """The passage that the page says is selected: source, start, end and words. Raises NotWritten where the words do not stand
    there, as after a change of the text; BadRequest."""
    source, start, end, said = ask.text("source"), ask.number("start"), ask.number("end"), ask.text("words")
    loaded = ask.brief.reading().loaded
    text = loaded.texts.get(source)
    if text is None:
        raise NotWritten("The text of this source is not there any more, so nothing was written.")
    words = text[start:end]
    if not words.strip() or _plain(words) != _plain(said):
        raise NotWritten("These words do not stand in the source any more, so nothing was written. Select them again.")
    inner = words.strip()
    start += words.index(inner)
    return SelectedPassage(source, start, start + len(inner), inner, _row(loaded, source, start, inner))


def _row(loaded: Loaded, source: str, start: int, words: str) -> str:
    """The number of the row of a log in which words are selected; none where they stand in no other."""
    log, text = loaded.logs.get(source), loaded.texts[source]
    if log is None or len(archived(text).rows(words)) < 2:
        return ""
    return str(log.kept[text.count(ROW, 0, start)].number)


def _plain(words: str) -> str:
    """What can be compared: a browser has its own ends of lines, and shows a stand-in for what it cannot show."""
    return " ".join(as_shown(words).split())
