"""References: each names something that is there, and one thing only (R1, R2, R9, R20)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from briefgen.checks.walk import NOUNS, Ids, Reference, listed, references
from briefgen.errors import Problem
from briefgen.model.annotation import UNTYPED
from briefgen.model.brief import COLLECTIONS, looks_in
from briefgen.reading.explain import closest, did_you_mean
from briefgen.reading.load import Loaded

_SHOWN = 8
_NEARLY = 80  # of 100: "plant 4" for plant-4


def reference_names_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R2: every reference names a member of the collection that its field looks in."""
    ids = Ids(loaded)
    for link in references(loaded.draft):
        collections, ref = _looked_in(link)
        if not any(ids.has(collection, ref) for collection in collections):
            yield _unknown(ids, link)


def reference_is_ambiguous(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R1: a reference that may look in several collections fits one of them only."""
    ids = Ids(loaded)
    for link in references(loaded.draft):
        collections, ref = _looked_in(link)
        fits = [collection for collection in collections if ref in ids.of(collection)]
        if len(fits) > 1 and not _same_actor(ids, fits, ref):
            named = _either(_one(collection) for collection in fits)
            hint = f"Write {' or '.join(f'{collection}/{ref}' for collection in fits)}"
            if link.collections != UNTYPED:
                hint = "Rename one of the two"
            yield Problem("error", f"'{ref}' may be {named}", hint, link.path, rule="R1")


def answer_names_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R9: a position names an answer of one question."""
    ids = Ids(loaded)
    for id_, position in loaded.draft.positions.items():
        for field in ("supports", "denies", "not_contradicting"):
            for path, ref in listed(getattr(position, field), ("positions", id_, field)):
                fault = _answer_fault(ids, ref)
                if fault:
                    yield Problem("error", *fault, path, rule="R9")


def resolution_names_no_answer(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R20: what proved right is one of the question's own answers."""
    for id_, question in loaded.draft.questions.items():
        ref = question.resolution.answer if question.resolution else None
        if ref and ref.removeprefix(f"{id_}.") not in question.answers:
            path = ("questions", id_, "resolution", "answer")
            hint = did_you_mean(ref, question.answers) or _choice(question.answers) or "Write text: with the outcome"
            yield Problem("error", f"'{ref}' is no answer to this question", hint, path, rule="R20")


def answered_without_resolution(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R20: an answered question says how it was answered."""
    for id_, question in loaded.draft.questions.items():
        if question.status == "answered" and question.resolution is None:
            hint = "Write resolution: {answer: one of the answers}, or {text: what came out}"
            message = "the question counts as answered, but nothing says how"
            yield Problem("error", message, hint, ("questions", id_, "status"), rule="R20")


def place_nearly_an_id(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R2: a place in plain text that is nearly an id, or the name of a place that has one, was probably meant as that."""
    names = {place.name.casefold(): id_ for id_, place in loaded.draft.places.items()}
    ids = Ids(loaded)
    for collection in ("events", "positions"):
        for id_, member in ids.of(collection).items():
            place = getattr(member, "place", "")
            if place.casefold() in names and not ids.has("places", place):
                message = f"'{place}' is read as plain text, but is the name of a place that has an id"
                hint = f"Write {names[place.casefold()]}, so that what is known of the place is printed"
                yield Problem("warning", message, hint, (collection, id_, "place"), rule="R2")
                continue
            near = closest(place, loaded.draft.places) if place and not ids.has("places", place) else ""
            if near and _similar(place, near):
                message = f"'{place}' is read as plain text, but is nearly the id of a place"
                hint = f"Write {near}, or leave it if plain text is meant"
                yield Problem("warning", message, hint, (collection, id_, "place"), rule="R2")


# -- in words ---------------------------------------------------------------------------------------------------------


def _looked_in(link: Reference) -> tuple[tuple[str, ...], str]:
    """The collections and the id: `actors/cloudflare` settles an untyped reference."""
    return looks_in(link.ref, link.collections)


def _same_actor(ids: Ids, fits: Collection[str], ref: str) -> bool:
    """A position that is called like its own actor names one voice."""
    return set(fits) == {"positions", "actors"} and ids.brief.positions[ref].actor == ref


def _unknown(ids: Ids, link: Reference) -> Problem:
    collections, ref = _looked_in(link)
    elsewhere = [collection for collection in COLLECTIONS if ref in ids.of(collection)]
    wanted = _either(_one(collection) for collection in collections) if len(collections) < 3 else ""
    near = [id_ for collection in collections for id_ in ids.of(collection)]
    hint = did_you_mean(ref, near) or _choice(near) or f"Add it under {collections[0]}:, or take the reference out"
    if elsewhere:
        here = wanted or "an event, a position, a question or a judgement"
        message = f"'{ref}' is {_one(elsewhere[0])}; {here} is wanted here"
    elif len(collections) < 3:
        message = f"there is no {' and no '.join(NOUNS[collection] for collection in collections)} '{ref}'"
    else:
        message = f"nothing in the brief is called '{ref}'"
    return Problem("error", message, hint, link.path, rule="R2")


def _answer_fault(ids: Ids, ref: str) -> tuple[str, str] | None:
    """What is wrong with the name of an answer, and what to write instead."""
    questions = ids.brief.questions
    question, _, name = ref.rpartition(".")
    holders = [id_ for id_, item in questions.items() if name in item.answers]
    if question in questions and name not in questions[question].answers:
        own = [f"{question}.{key}" for key in questions[question].answers]
        hint = f"Write {holders[0]}.{name}" if holders else did_you_mean(ref, own) or _choice(own)
        return f"the question '{question}' has no answer '{name}'", hint
    if question:
        known = ids.has("questions", question)
        return None if known else (f"there is no question '{question}'", did_you_mean(question, questions))
    if len(holders) > 1:
        named = " and ".join(f"'{holder}'" for holder in holders)
        return f"'{ref}' is an answer to {named}", f"Write {' or '.join(f'{holder}.{ref}' for holder in holders)}"
    if holders or ids.incomplete("questions"):
        return None
    if ref in questions:
        return f"'{ref}' is a question; an answer is wanted here", f"Write on: {ref}, or one of its answers"
    answers = [key for item in questions.values() for key in item.answers]
    return f"no question has an answer '{ref}'", did_you_mean(ref, answers) or _choice(answers)


def _similar(place: str, id_: str) -> bool:
    from rapidfuzz import fuzz  # only a name that is nearly an id needs it

    return fuzz.ratio(place.casefold(), id_.casefold()) >= _NEARLY


def _one(collection: str) -> str:
    noun = NOUNS[collection]
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _either(phrases: Iterable[str]) -> str:
    *head, last = phrases
    return f"{', '.join(head)} or {last}" if head else last


def _choice(choices: Collection[str]) -> str:
    """The few there are to choose from; empty when there are none or too many to read."""
    if len(choices) > 1:
        return f"Write one of: {', '.join(choices)}" if len(choices) <= _SHOWN else ""
    return f"Write {next(iter(choices))}, or take it out" if choices else ""
