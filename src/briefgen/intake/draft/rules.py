"""The engine that needs no model: rules in plain Python. Same text, same candidates; linear time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from briefgen.intake.draft import actors, dates, doubt, places, statements
from briefgen.intake.draft.candidate import Candidate, CandidateGrade, CandidateKind, TextSpan, in_order
from briefgen.intake.draft.dates.order import SlashOrder, date_order
from briefgen.intake.draft.languages import language_of, table
from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import Narration, every_word, narrated, plain
from briefgen.intake.draft.pronouns import suggestions
from briefgen.intake.draft.speakers import STRONG, Spoken, speakers
from briefgen.model.quotations import scan

ENGINE = "rules 1"


def extract(text: str, *, source: str, published: dt.date | None = None, language: str = "") -> tuple[Candidate, ...]:
    """The candidates of an archived text in order. `language` (BCP 47) is told from the text where it is empty; a text in a language
    that is not known has only its quotations, without speakers, and dates in digits."""
    tag = language_of(text, language)
    if not tag:
        return in_order((*_quotations_alone(text, source), *_dates(text, source, published, "", "", ())))
    words = table(tag)
    narration = narrated(text, words)
    found = _Found(text, source, narration, words)
    order = date_order(text, language)
    return in_order(found.everything(published, order))


class _Found:
    """The candidates of one text, each kind from its rules."""

    def __init__(self, text: str, source: str, narration: Narration, language: CueWords) -> None:
        self.text, self.source, self.narration, self.language = text, source, narration, language
        self.starts = [sentence.start for sentence in narration.sentences]

    def everything(self, published: dt.date | None, order: SlashOrder) -> Iterator[Candidate]:
        spoken = speakers(self.narration, self.language)
        names = [one.mention.name for one in spoken if one and one.mention.name and one.rule in STRONG]
        headings = [sentence for sentence in self.narration.sentences if sentence.heading]
        words = [
            word
            for word in every_word(self.narration.text, self.language)
            if not any(one.start <= word.start < one.end for one in headings)
        ]
        persons = actors.people(self.narration.text, words, names, self.language)
        yield from self._quotations(spoken, persons)
        yield from self._statements(persons)
        yield from self._actors(persons)
        last = frozenset(self.text[slice(*person.name)].split()[-1].casefold() for person in persons)
        for place in places.places(self.narration.text, words, last, self.language):
            basis = "the text says what kind of place it is" if place.sure else "a preposition before it"
            yield self._made(
                "place", (place.start, place.end), self.text[place.start : place.end], "B" if place.sure else "C", basis
            )
        for one in doubt.doubts(self.narration, self.language.tag):
            yield self._made(
                "doubt", (one.start, one.end), self.text[slice(*one.cue)], "B" if one.strong else "C", "a cue of doubt"
            )
        contexts = tuple((sentence.start, sentence.end) for sentence in self.narration.sentences)
        yield from _dates(self.text, self.source, published, self.language.tag, order, contexts)

    def _made(
        self, kind: CandidateKind, span: TextSpan, value: str, grade: CandidateGrade, basis: str, **more: Any
    ) -> Candidate:
        said = {"context": self._sentence(span[0]), **more}
        return Candidate(self.source, kind, *span, self.text[slice(*span)], value, grade, basis, **said)

    def _sentence(self, at: int) -> TextSpan | None:
        n = bisect_right(self.starts, at) - 1
        return (self.narration.sentences[n].start, self.narration.sentences[n].end) if n >= 0 else None

    def _quotations(self, spoken: tuple[Spoken | None, ...], persons: tuple[actors.Person, ...]) -> Iterator[Candidate]:
        pronouns = suggestions(self.narration, spoken, persons)
        for quoted, who, note in zip(self.narration.quotations, spoken, pronouns, strict=True):
            span = quoted.start, quoted.end
            words = self.text[quoted.start : quoted.end]
            value = _inside(words, quoted.closed)
            note = "; ".join(part for part in (note, "" if quoted.closed else "its closing mark is missing") if part)
            if who is None:
                yield self._made("quotation", span, value, "C", "no rule tells the speaker", note=note)
                continue
            mention = who.mention
            place = mention.name or (mention.start, mention.end)
            grade: CandidateGrade = "B" if who.rule in STRONG else "C"
            yield self._made(
                "quotation", span, value, grade, who.rule, note=note, speaker=self.text[slice(*place)], speaker_span=place,
                named=mention.name is not None, context=self._carried(span, (mention.start, mention.end)),
            )  # fmt: skip

    def _statements(self, persons: tuple[actors.Person, ...]) -> Iterator[Candidate]:
        """What is reported without quotation marks: never better than C, as a quarter of it is wrong."""
        found = tuple(statements.statements(self.narration, self.language))
        pronouns = suggestions(self.narration, [Spoken(one.mention, one.rule) for one in found], persons)
        for one, note in zip(found, pronouns, strict=True):
            mention, span = one.mention, (one.start, one.end)
            place = mention.name or (mention.start, mention.end)
            denied = "the sentence says that it was not said" if one.denied else ""
            yield self._made(
                "statement", span, "", "C", one.rule, note="; ".join(part for part in (note, denied) if part),
                speaker=self.text[slice(*place)], speaker_span=place, named=mention.name is not None,
                context=self._carried(span, (mention.start, mention.end)),
            )  # fmt: skip

    def _carried(self, quotation: TextSpan, speaker: TextSpan) -> TextSpan | None:
        """The words from the speaker to the quotation, where both stand in one sentence."""
        sentence = self._sentence(quotation[0])
        if sentence and sentence[0] <= speaker[0] < sentence[1]:
            return min(quotation[0], speaker[0]), max(quotation[1], speaker[1])
        return quotation

    def _actors(self, persons: tuple[actors.Person, ...]) -> Iterator[Candidate]:
        for person in persons:
            span = person.start, person.end
            grade: CandidateGrade = "B" if person.title or " " in self.text[slice(*person.name)] else "C"
            yield self._made("actor", span, self.text[slice(*person.name)], grade, person.why, title=person.title)


def _inside(words: str, closed: bool) -> str:
    """The words of a quotation without its marks."""
    mark = 2 if words[:2] in ("``", "''", "‘‘", "’’") else 1
    return words[mark : len(words) - (mark if closed else 0)].strip()


def _quotations_alone(text: str, source: str) -> Iterator[Candidate]:
    for quoted in scan(plain(text)):
        words = text[quoted.start : quoted.end]
        yield Candidate(
            source, "quotation", quoted.start, quoted.end, words, _inside(words, quoted.closed), "C",
            "no rule tells the speaker", context=(quoted.start, quoted.end),
        )  # fmt: skip


def _dates(
    text: str,
    source: str,
    published: dt.date | None,
    language: str,
    order: SlashOrder,
    sentences: tuple[TextSpan, ...],
) -> Iterator[Candidate]:
    starts = [start for start, _ in sentences]
    for start, end, value in dates.dated(plain(text), published, language, order):
        if value.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
            continue
        n = bisect_right(starts, start) - 1
        sure = value.basis in ("stated", "weekday", "relative", "year inferred", "order inferred") and not value.other
        note = (f"perhaps {value.other}" if value.value else value.other) if value.other else ""
        context = sentences[n] if n >= 0 else (start, end)
        yield Candidate(
            source,
            "date",
            start,
            end,
            text[start:end],
            value.value,
            "B" if sure else "C",
            value.basis,
            note,
            context=context,
        )
