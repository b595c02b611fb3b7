"""The date that a page prints above its article and does not state as data: "Hamburg, 3 May 2022", "Veröffentlicht am 03.05.2022"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefgen.intake.draft.dates import dated
from briefgen.intake.extent import WordCounts
from briefgen.intake.frame import ArticleFrame
from briefgen.intake.hidden import words_of
from briefgen.intake.surroundings import names_of, said

CHANGED = re.compile(
    r"updat|modif|aktualis|geändert|zmian|aktualiz|edited|mis à jour|änderung|letzte|last|stand:", re.I
)
_PUBLISHED = re.compile(r"publi|posted|erschienen|veröffentlich|opublikowan|written", re.I)
_NAMES = words_of(
    "date dateline datum data fecha pubdate published publication posted time timestamp meta metadata byline topline submitted "
    "entry post article info news"
)
"""Of what tells the date of a text; of one that is announced, others do."""
_ANNOUNCED = words_of("event events termin termine calendar kalender countdown comment comments related")
_WORDS, _BESIDE, _MOST = 15, 4, 50
"""Most words of a line with a date; of one with hardly anything else; most lines that are looked at."""


def dateline(place: ArticleFrame, extents: WordCounts, language: str) -> str:
    """The day, where one alone stands above the text, or is alone in being called that of publication; empty otherwise."""
    found = list(islice(_lines(place, extents, language), _MOST))
    called = {day for day, text in found if _PUBLISHED.search(text)}
    days = called or {day for day, _ in found}
    return days.pop() if len(days) == 1 else ""


def _lines(place: ArticleFrame, extents: WordCounts, language: str) -> Iterator[tuple[str, str]]:
    """The days above the first paragraph with the lines in which they stand."""
    for element in place.root.iter():
        extent = extents.get(element)
        if extent is None:
            continue
        if element.tag == "p" and extent.prose:
            return
        if not 0 < extent.words <= _WORDS or element is place.heading:
            continue
        text = said(element)
        days = {
            (value.value[:10], len(text[start:end].split()))
            for start, end, value in dated(text, None, language)
            if value.basis == "stated" and re.match(r"\d{4}-\d\d-\d\d", value.value)
        }
        if len(days) != 1 or CHANGED.search(text):
            continue
        day, length = days.pop()
        names = names_of(element) | names_of(element.getparent())
        if names & _ANNOUNCED or CHANGED.search(element.get("class", "")):
            continue
        if names & _NAMES or _PUBLISHED.search(text) or extent.words - length <= _BESIDE:
            yield day, text


def is_of_change(about: str) -> bool:
    """Whether the words around a date, or its name, call it that of a change and not of publication."""
    return CHANGED.search(about) is not None and _PUBLISHED.search(about) is None
