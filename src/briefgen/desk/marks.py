"""Which words of a source facts rest on, and of what kind each is; where words serve several facts, which one they are marked with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from briefgen.app.draft import BECOMES
from briefgen.checks.archives import standing
from briefgen.checks.walk import NOUNS
from briefgen.desk.facts_pane import GROUPS
from briefgen.errors import KeyPath
from briefgen.intake.draft.candidate import Candidate
from briefgen.model.log import ROW
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded

KINDS = {"E": "Event", "P": "Position", "Q": "Question", "A": "Actor", "B": "Background", "F": "Figure"}
"""The kinds of fact that are written from words, by the key that writes them."""
_FIGURES = ("casualties", "quantities")
_NAMES = ("actors", "places")
"""What only names somebody or something: such words are marked with another fact where there is one."""


def letter_of(collection: str) -> str:
    """The letter of the facts of a collection, where they have one."""
    return GROUPS.get(collection, ("", ""))[0]


@dataclass(frozen=True, slots=True)
class FactMark:
    """text[start:end] is what a fact rests on. `letter` is that of its kind, empty for a kind without one, which `kind` names;
    `path` is the fact, such as events.fire, `part` what of it the words are for: events.fire.casualties.0."""

    start: int
    end: int
    letter: str
    kind: str
    path: str
    part: str

    @property
    def names(self) -> bool:
        """True for an actor or a place: the words name it and say nothing of what happened."""
        return self.path.partition(".")[0] in _NAMES


@dataclass(frozen=True, slots=True)
class OfferedWords:
    """text[start:end] may become a fact: an open candidate, by its id."""

    start: int
    end: int
    letter: str
    id: str


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """text[start:end] looks the same from end to end: marked as `mark`, and lying on the colour of what is suggested."""

    start: int
    end: int
    mark: FactMark | None
    suggested: bool


def marks(loaded: Loaded, source: str) -> tuple[FactMark, ...]:
    """Every place of a source's text that a fact rests on, in the order of the text."""
    rows = _rows_of_events(loaded, source)
    found = []
    for path, item, places in standing(loaded):
        if item.source == source:
            own = rows.get(str(path[1]), ()) if path[0] == "events" else ()
            found += [_mark(path, *place) for place in _within(loaded.texts[source], item, own) or places]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def elsewhere(loaded: Loaded, here: Collection[str]) -> dict[str, str]:
    """A source with words of each fact that is not among these."""
    found: dict[str, str] = {}
    for path, item, _ in standing(loaded):
        if (fact := ".".join(map(str, path[:2]))) not in here:
            found.setdefault(fact, item.source)
    return found


def _mark(path: KeyPath, start: int, end: int) -> FactMark:
    collection, part = str(path[0]), path[: path.index("evidence")]
    letter = "F" if any(step in _FIGURES for step in part) else letter_of(collection)
    kind = KINDS.get(letter) or NOUNS.get(collection, "fact").capitalize()
    return FactMark(start, end, letter, kind, ".".join(map(str, part[:2])), ".".join(map(str, part)))


def _rows_of_events(loaded: Loaded, source: str) -> dict[str, list[tuple[int, int]]]:
    """Where the rows of a log stand that somebody's events stand for, by the event."""
    log = loaded.logs.get(source)
    found: dict[str, list[tuple[int, int]]] = {}
    start = 0
    for row, words in zip(log.kept, loaded.texts[source].split(ROW), strict=False) if log else ():
        for key in log.taken.get(row.number, ()) if log else ():
            found.setdefault(key, []).append((start, start + len(words)))
        start += len(words) + 1
    return found


def _within(text: str, item: Evidence, rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the words stand in these very rows of a log: others may say the same."""
    places = [text.find(item.span, *row) for row in rows]
    return [(at, at + len(item.span)) for at in places if at >= 0]


def suggestions(text: str, source: str, candidates: Sequence[Candidate]) -> tuple[OfferedWords, ...]:
    """Where the open candidates of a source stand, in the order of its text; not one that stands there no more."""
    standing = [one for one in candidates if one.source == source and one.stands_in(text)]
    found = [OfferedWords(one.start, one.end, letter_of(BECOMES[one.kind]), one.id) for one in standing]
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def pieces(marked: Sequence[FactMark], suggested: Sequence[OfferedWords]) -> Iterator[MarkedPiece]:
    """The text's marked stretches in order, cut where the look changes. Words that serve several facts have the line of the one
    with the longest passage, and that of a name only where there is no other: two lines under one word nobody reads."""
    ends = [(one.start, one.end) for one in marked] + [(one.start, one.end) for one in suggested]
    cuts = sorted({place for span in ends for place in span})
    here: list[tuple[bool, int, int]] = []  # by rank: what names comes last, the longest passage first
    begun = offered = reach = 0
    last: MarkedPiece | None = None
    for start, end in pairwise(cuts):
        while begun < len(marked) and marked[begun].start <= start:
            one = marked[begun]
            heappush(here, (one.names, one.start - one.end, begun))
            begun += 1
        while here and marked[here[0][2]].end <= start:
            heappop(here)
        while offered < len(suggested) and suggested[offered].start <= start:
            reach = max(reach, suggested[offered].end)
            offered += 1
        top = marked[here[0][2]] if here else None
        if last and last.end == start and (last.mark, last.suggested) == (top, start < reach):
            last = MarkedPiece(last.start, end, top, last.suggested)
            continue
        if last and (last.mark or last.suggested):
            yield last
        last = MarkedPiece(start, end, top, start < reach)
    if last and (last.mark or last.suggested):
        yield last
