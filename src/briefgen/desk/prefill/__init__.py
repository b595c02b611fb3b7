"""What words that were selected in a source say: the texts with which a form opens. What they do not say stays empty; what is worked
out says from which words."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.desk.prefill.amounts import AmountSaid, amounts
from briefgen.desk.prefill.called import ActorSaid, called, named_in
from briefgen.desk.prefill.quoted import QuoteSaid, marks_of, quoted
from briefgen.desk.prefill.reading import read_near
from briefgen.desk.prefill.spots import PlaceSaid, spot
from briefgen.desk.prefill.times import TimeSaid, chosen, times
from briefgen.desk.prefill.voices import Voices, subject, voices
from briefgen.reading.load import Loaded

__all__ = [
    "ActorSaid",
    "AmountSaid",
    "PassageSays",
    "PlaceSaid",
    "QuoteSaid",
    "TimeSaid",
    "Voices",
    "marks_of",
    "says_at",
    "what_it_says",
]


@dataclass(frozen=True, slots=True)
class PassageSays:
    """All that a passage says. `when` and `place` are those of what it tells, `told` and `told_at` those of its telling.

    `times` are all times that it names; `who` begins its sentence, `named` are the brief's actors that it names; `voices` says who speaks; `actor` is whom the words themselves
    name, where they are a name.
    """

    when: TimeSaid
    told: TimeSaid
    times: tuple[TimeSaid, ...]
    voices: Voices
    quote: QuoteSaid
    place: PlaceSaid | None
    told_at: PlaceSaid | None
    who: ActorSaid | None
    named: tuple[str, ...]
    actor: ActorSaid
    amounts: tuple[AmountSaid, ...]


def what_it_says(loaded: Loaded, source: str, start: int, end: int) -> PassageSays:
    """What text[start:end] of a source says, in code points of its archived text."""
    brief, text = loaded.draft, loaded.texts[source]
    kept = brief.sources.get(source)
    span = _trimmed(text, start, end)
    read = read_near(text, (kept.language if kept else "") or "", span)
    named = times(brief, source, text, read, span)
    speaks = voices(brief, source, text, read, span)
    inside = _name(loaded, speaks.via[0]) if speaks.via else ""
    return PassageSays(
        when=chosen(named, told=False),
        told=chosen(named, told=True),
        times=named,
        voices=speaks,
        quote=quoted(kept, text, read, span, inside),
        place=spot(brief, read, span, telling=False),
        told_at=spot(brief, read, span, telling=True),
        who=subject(brief, source, text, read, span) if read.language else None,
        named=named_in(brief, source, text, span),
        actor=called(brief, source, text, read, span),
        amounts=amounts(text, read, span),
    )


def says_at(loaded: Loaded, source: str, words: str) -> PassageSays | None:
    """What words of a source say, at the first place where they stand; None where they do not."""
    start = loaded.texts.get(source, "").find(words) if words.strip() else -1
    return what_it_says(loaded, source, start, start + len(words)) if start >= 0 else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    if not words.strip():
        return start, start
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _name(loaded: Loaded, who: ActorSaid) -> str:
    actor = loaded.draft.actors.get(who.actor)
    return (actor.name or actor.label) if actor else who.name or who.label
