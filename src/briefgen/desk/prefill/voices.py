"""Whose words a passage tells, and by whom they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.desk.prefill.called import ActorSaid, called
from briefgen.desk.prefill.reading import ReadText
from briefgen.intake.draft.candidate import TextSpan
from briefgen.intake.draft.clauses import Clauses
from briefgen.intake.draft.mentions import Mention, name_in, subject_before, subject_behind
from briefgen.intake.draft.narration import Token
from briefgen.intake.draft.pronouns import suggestions
from briefgen.intake.draft.speakers import STRONG, Spoken
from briefgen.model.brief import Brief
from briefgen.model.quotations import QuotedPassage

_TOLD = STRONG | {
    "weak verb before",
    "further behind",
    "somebody's words",
    "a participle",
    "before the words",
    "behind the words",
    "inside the words",
}
"""The rules whose speaker is filled in. The others are guesses: the subject of the sentence, who spoke before."""
_WHERE = {
    "label": "stands before the words with a colon",
    "goes on speaking": "spoke the words before, which go on here",
    "somebody's words": "is said to be whose words they are",
    "according to": "is named by “according to”",
}
_VIEWS = (
    "evaluations?|assessments?|views?|opinions?|claims?|conclusions?|statements?|accusations?|allegations?|denials?|warnings?|remarks?"
    "|comments?|beliefs?|findings?|accounts?|versions?|suggestions?"
)
_NAME = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*"
_OWNED = re.compile(rf"(?P<who>[^.,;:!?\n“”]{{2,60}}?)[’']s\W{{1,3}}(?:[\w-]+\s+){{0,2}}?(?:{_VIEWS})\b")
_OF = re.compile(
    rf"(?i:(?:[\w-]+\s+){{0,3}}?(?:{_VIEWS})\s+(?:from|by)\s+(?:the )?)(?P<who>{_NAME}(?:(?:,|,? and)\s+(?:the )?{_NAME})*)"
)
"""Only the words around are of either case: a name begins with a capital, or the words behind it would be names too."""


@dataclass(frozen=True, slots=True)
class Voices:
    """The speaker of a passage, and those by whom it is told. Where `speaker` is empty, `perhaps` are those it may be, and `why` says so."""

    speaker: ActorSaid | None = None
    via: tuple[ActorSaid, ...] = ()
    perhaps: tuple[ActorSaid, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Voice:
    mention: Mention
    rule: str
    perhaps: str


def voices(brief: Brief, source: str, text: str, read: ReadText, span: TextSpan) -> Voices:
    """Who speaks in a passage, as far as the text says it."""
    if read.language is None:
        return Voices()
    around = _around(read, span)
    said = [_named(brief, source, text, read, one) for one in _spoken(read, span)]
    owners = [_named(brief, source, text, read, one) for one in _owners(text, read, span)]
    if around and owners:  # Duda's evaluation, inside what Austin says
        told = _one(said)
        return _settled(owners, via=(told,) if told else ())
    if said or owners:
        return _settled([*owners, *said])
    return _settled([_named(brief, source, text, read, one) for one in _verbs(read, span)])


def subject(brief: Brief, source: str, text: str, read: ReadText, span: TextSpan) -> ActorSaid | None:
    """Who acts in a passage: whom it begins with, if that is an actor of the brief or a person with a name, and no pronoun."""
    for sentence in read.sentences(span):
        inside = [one for one in sentence.tokens if span[0] <= one.start and one.end <= span[1]]
        for words in _beginnings(inside, read):
            who = called(brief, source, text, read, words)
            if who.actor or who.kind == "person":
                return replace(who, why=f"“{who.words}” begins the sentence.")
        return None
    return None


# -- those who speak ------------------------------------------------------------------------------------------------------


def _around(read: ReadText, span: TextSpan) -> QuotedPassage | None:
    """The quotation that a passage lies inside."""
    return next(
        (one for one in read.quotations if one.start < span[0] and span[1] < one.end + 1 and span[1] <= one.end), None
    )


def _spoken(read: ReadText, span: TextSpan) -> Iterator[_Voice]:
    """Whoever speaks what is in quotation marks in a passage, or is reported there without."""
    hints = suggestions(read.narration, read.spoken, read.persons)
    for quoted, who, hint in zip(read.quotations, read.spoken, hints, strict=True):
        if quoted.start < span[1] and span[0] < quoted.end and who:
            yield _Voice(who.mention, who.rule, hint)
    reported = [Spoken(one.mention, one.rule) for one in read.reported]
    for one, hint in zip(read.reported, suggestions(read.narration, reported, read.persons), strict=True):
        if one.start < span[1] and span[0] < one.end and not one.denied:
            yield _Voice(one.mention, one.rule, hint)


def _owners(text: str, read: ReadText, span: TextSpan) -> Iterator[_Voice]:
    """Whose view it is said to be at the beginning of a passage: Duda's evaluation, the assessments from Poland."""
    begin = re.match(r"[\s\[(“\"]*", text[span[0] : span[1]])
    first = span[0] + (begin.end() if begin else 0)
    words = read.plain[first : span[1]]
    if owned := _OWNED.match(words):
        yield _Voice(_name_at((first, first + owned.end("who"))), "somebody's words", "")
    elif of := _OF.match(words):
        for name in re.finditer(_NAME, of["who"]):
            start = first + of.start("who") + name.start()
            yield _Voice(_name_at((start, start + len(name[0]))), "somebody's words", "")


def _name_at(span: TextSpan) -> Mention:
    return Mention(*span, span)


def _verbs(read: ReadText, span: TextSpan) -> Iterator[_Voice]:
    """The subjects of the verbs of saying in a passage: they met, Milley told reporters."""
    assert read.language is not None
    clauses = Clauses(read.language)
    for tokens, at in read.words(span):
        if not clauses.says(tokens, at, read.language.strong) or clauses.is_participle(tokens[at]):
            continue
        found = subject_before(tokens, at, read.language)
        if found is None and tokens[at - 1].kind == "mark":
            found = subject_behind(tokens, at, read.language)
        if found and (found.name or found.pronoun or _is_people(read, found)):
            yield _Voice(found, "before the words", "a pronoun" if found.pronoun else "")


def _is_people(read: ReadText, mention: Mention) -> bool:
    """True for officials, the ministry: a noun for those who speak without a name."""
    assert read.language is not None
    return read.plain[mention.start : mention.end].split()[-1].casefold() in read.language.people


def _named(brief: Brief, source: str, text: str, read: ReadText, voice: _Voice) -> ActorSaid | Voices:
    """Who it is, or whom it may be."""
    mention = voice.mention
    if mention.pronoun:
        names = re.sub("^a pronoun(?:: perhaps )?", "", voice.perhaps).split(" or ")
        meant = [_by_name(brief, source, text, read, name) for name in names if name]
        word = text[mention.start : mention.end]
        who = " or ".join(name for name in names if name)
        return Voices(
            perhaps=tuple(meant), why=f"“{word}” may be {who}." if who else f"“{word}” is not said to be anybody."
        )
    words = text[slice(*(mention.name or (mention.start, mention.end)))]
    if voice.rule not in _TOLD:
        guessed = called(brief, source, text, read, mention.name or (mention.start, mention.end))
        return Voices(perhaps=(guessed,), why=f"Perhaps {words}: the text does not say who speaks.")
    why = f"“{words}” {_WHERE.get(voice.rule, 'is named as speaking')}."
    return called(brief, source, text, read, mention.name or (mention.start, mention.end), why)


def _by_name(brief: Brief, source: str, text: str, read: ReadText, name: str) -> ActorSaid:
    at = read.plain.find(name)
    return called(brief, source, text, read, (at, at + len(name)))


def _one(found: Sequence[ActorSaid | Voices]) -> ActorSaid | None:
    settled = _settled(found)
    return settled.speaker


def _settled(found: Sequence[ActorSaid | Voices], via: tuple[ActorSaid, ...] = ()) -> Voices:
    """The one speaker of all that was found; none where several are, or where one of them is not said."""
    sure = {(one.actor or one.name or one.label): one for one in found if isinstance(one, ActorSaid)}
    open_ones = [one for one in found if isinstance(one, Voices)]
    if len(sure) == 1 and not open_ones:
        return Voices(next(iter(sure.values())), via)
    every = {(one.actor or one.name or one.label): one for two in open_ones for one in two.perhaps} | sure
    if len(sure) > 1:
        names = " and ".join(one.words for one in sure.values())
        return Voices(perhaps=tuple(every.values()), why=f"Several speak here: {names}.")
    return Voices(perhaps=tuple(every.values()), why=open_ones[0].why if open_ones else "")


def _beginnings(tokens: Sequence[Token], read: ReadText) -> Iterator[TextSpan]:
    """The words at the beginning of a clause that may name its subject: all up to its verb or a comma, and the name in them."""
    language = read.language
    assert language is not None
    ends = language.relative | language.strong | language.weak | language.reporting.auxiliaries
    stop = next((n for n, token in enumerate(tokens) if token.kind != "word" or token.lower in ends), len(tokens))
    while stop and tokens[stop - 1].lower in language.reporting.times | language.calendar:
        stop -= 1
    behind = tokens[stop] if stop < len(tokens) else None
    if stop == 0 or (behind and (behind.text == "’s" or behind.lower in language.strong)):
        return  # Moscow’s barrage; who says it need not have taken part
    yield tokens[0].start, tokens[stop - 1].end
    first = 1 if tokens[0].lower in language.determiners else 0
    last = first
    while last < stop and (tokens[last].capital or tokens[last].lower in language.particles):
        last += 1
    of_a_group = last < stop and tokens[last].lower in language.people
    if not of_a_group and (name := name_in(tokens[first:last], language)):
        yield name
