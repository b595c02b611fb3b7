"""What the sources suggest and nobody has taken or dropped yet, as it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.app.draft import BECOMES, offered
from briefgen.checks.walk import NOUNS
from briefgen.desk.marks import letter_of
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, OpenBrief
from briefgen.errors import BriefgenError
from briefgen.intake.draft.candidate import Candidate

_TITLE = 160
"""Characters of the words that are shown in the list."""
_ROWS = 200
"""Rows of the list; the key N goes through all of them."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion as it is shown: which fact it becomes, from which words, and what is known of it."""

    id: str
    source: str
    letter: str
    noun: str
    words: str
    about: str


def suggested(brief: OpenBrief, reading: BriefReading) -> str:
    """The list of what waits, and the button that looks for more."""
    rows, fault = waiting(brief, reading)
    return markup("suggested", rows=rows[:_ROWS], count=len(rows), fault=fault, texts=len(reading.loaded.texts))


def waiting(brief: OpenBrief, reading: BriefReading) -> tuple[tuple[Suggested, ...], str]:
    """What waits, in the order of the sources and their texts; why there is nothing where the file of suggestions cannot be read."""
    try:
        found = offered(reading.loaded, brief.place)
    except BriefgenError as error:
        return (), str(error)
    return tuple(map(_shown, found)), ""


def _shown(one: Candidate) -> Suggested:
    collection = BECOMES[one.kind]
    about = " · ".join(
        filter(None, (one.speaker if one.kind in ("quotation", "statement") else "", _value(one), one.note))
    )
    return Suggested(one.id, one.source, letter_of(collection), NOUNS[collection], words_of(one), about)


def _value(one: Candidate) -> str:
    """What the words come to, where that is not what they say: a day."""
    return one.value if one.kind == "date" else one.title


def words_of(one: Candidate) -> str:
    """The words of the source that it is made of, cut to what a list can show."""
    words = " ".join(one.words.split())
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"
