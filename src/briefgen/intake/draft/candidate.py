"""A candidate: words of an archived text that may be a fact, with what a person needs to judge it. As one line of JSON, in and out."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from typing import Any, Literal, get_args

CandidateKind = Literal["quotation", "statement", "date", "actor", "doubt", "place"]
KINDS: tuple[CandidateKind, ...] = get_args(CandidateKind)
CandidateGrade = Literal["A", "B", "C"]
GRADES: tuple[CandidateGrade, ...] = get_args(CandidateGrade)
TextSpan = tuple[int, int]
_INITIAL: dict[CandidateKind, str] = {
    "quotation": "q",
    "statement": "s",
    "date": "t",
    "actor": "a",
    "doubt": "d",
    "place": "p",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end] of a source, in code points of the archived text, is `words`.

    `value` is what it comes to: the words of a quotation without its marks, a date as TIMEX3, the name of an actor or a place, the
    cue of a doubt; empty where it has none, as a statement, which is reported without quotation marks. These two have a `speaker`, the name or the words for it, at `speaker_span`. `title`
    says what an actor is, as printed. `context` is the passage that carries it: a sentence. `basis` says how the value is known,
    `note` what a person should look at.
    """

    source: str
    kind: CandidateKind
    start: int
    end: int
    words: str
    value: str = ""
    grade: CandidateGrade = "C"
    basis: str = ""
    note: str = ""
    speaker: str = ""
    speaker_span: TextSpan | None = None
    named: bool = False
    """True where the speaker is a proper name, not a noun or a pronoun."""
    title: str = ""
    context: TextSpan | None = None

    @property
    def id(self) -> str:
        """The same for the same words at the same place of the same source."""
        place = f"{self.source}\0{self.kind}\0{self.start}\0{self.end}"
        return f"{_INITIAL[self.kind]}{sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:7]}"

    def stands_in(self, text: str) -> bool:
        """True when its words, and those of the speaker, are where it says."""
        inside = 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.words
        spans = [span for span in (self.speaker_span, self.context) if span]
        return inside and all(0 <= start < end <= len(text) for start, end in spans)

    def line(self) -> str:
        """One line of JSON without its end; what is empty is left out."""
        said = {
            name: value
            for name, value in asdict(self).items()
            if value != "" and value is not None and value is not False
        }
        return json.dumps({"id": self.id, **said}, ensure_ascii=False)


def of_line(line: str | Mapping[str, Any], source: str = "") -> Candidate:
    """The candidate of a line of JSON; keys that no candidate has are passed over. Raises ValueError for what is none."""
    said = json.loads(line) if isinstance(line, str) else line
    if not isinstance(said, Mapping):
        raise ValueError("a candidate is one JSON object a line")  # noqa: TRY004 - of a file, not of a program
    given = {field.name: said[field.name] for field in fields(Candidate) if field.name in said}
    given |= {"source": source} if source else {}
    for name in ("speaker_span", "context"):
        if given.get(name) is not None:
            given[name] = _span(given[name])
    try:
        found = Candidate(**given)
    except TypeError as error:
        raise ValueError("a candidate has kind, start, end and words") from error
    _right(found)
    return found


def _span(value: object) -> TextSpan:
    if isinstance(value, list | tuple) and len(value) == 2 and all(type(n) is int for n in value):
        return value[0], value[1]
    raise ValueError("a span is two numbers")


def _right(found: Candidate) -> None:
    texts = (found.source, found.words, found.value, found.basis, found.note, found.speaker, found.title)
    if found.kind not in KINDS or found.grade not in GRADES:
        raise ValueError(f"kind is one of {', '.join(KINDS)}; grade A, B or C")
    if type(found.start) is not int or type(found.end) is not int or type(found.named) is not bool:
        raise ValueError("start and end are numbers")
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("words, value, basis, note, speaker and title are texts")
    if found.kind in ("actor", "place") and not found.value.strip():
        raise ValueError("an actor and a place have a name: value")
    if found.named and not found.speaker.strip():
        raise ValueError("who is named has a name: speaker")
    if (week := re.match(r"(\d{4})-W(\d\d)", found.value)) and found.kind == "date" and not _is_week(*week.groups()):
        raise ValueError("a week is from 01 to 53, of a year from 0001")


def _is_week(year: str, week: str) -> bool:
    try:
        monday = dt.date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return False
    return monday <= dt.date.max - dt.timedelta(6)  # its last day is one too


def in_order(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each once, in the order of the text."""
    once = {candidate.id: candidate for candidate in candidates}
    return tuple(sorted(once.values(), key=lambda one: (one.start, one.end, one.kind)))


def at_most(candidate: Candidate, grade: CandidateGrade) -> Candidate:
    """The candidate with no better grade than this."""
    return replace(candidate, grade=max(candidate.grade, grade))
