"""What stands beneath a field besides what is wrong with it: a time in words, where a filled-in text comes from, why one was left empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.desk.forms.names import NEW
from briefgen.desk.forms.opened import Opened
from briefgen.desk.prefill import PassageSays, marks_of, what_it_says
from briefgen.desk.times_said import said, source_of
from briefgen.errors import Problem
from briefgen.reading.load import Loaded

Told = Mapping[str, tuple[Problem, ...]]
"""What is told at each field, by its name."""


def noted(opened: Opened, loaded: Loaded, told: Told) -> Told:
    """What is told at the fields, with notes beneath it. What is wrong with a time is said once, as one would say it."""
    found = dict(told)
    for name, level, words in _notes(opened, loaded):
        kept = found.get(name, ())
        if level == "error":
            kept = tuple(one for one in kept if one.level != "error")
        found[name] = (*kept, Problem("error" if level == "error" else "note", words))
    return found


def _notes(opened: Opened, loaded: Loaded) -> Iterator[tuple[str, str, str]]:
    says = _passage(opened, loaded) if opened.new else None
    yield from _times(opened, loaded, says)
    if opened.form.letter == "P" and not opened.said.get("actor", "").strip():
        yield "actor", "error", "Say whose position it is."
    if opened.form.letter == "P" and opened.said.get("quote.text"):
        source = loaded.draft.sources.get(_source(opened))
        yield "quote.text", "note", marks_of(source)
    if says is not None:
        yield from ((name, "note", words) for name, words in _of_passage(opened, says) if words)


def _times(opened: Opened, loaded: Loaded, says: PassageSays | None) -> Iterator[tuple[str, str, str]]:
    for name, text in opened.said.items():
        part, dot, last = name.rpartition(".")
        if last != "at" or not dot or not text.strip():
            continue
        fold = {"0": 0, "1": 1}.get(opened.said.get(f"{part}.fold", ""))
        found = said(text, opened.said.get(f"{part}.zone", ""), loaded.draft.timezone, fold)
        if found.wrong:
            yield name, "error", found.words
            continue
        yield name, "note", found.words
        basis, as_written = (opened.said.get(f"{part}.{which}", "") for which in ("basis", "as_written"))
        passage = (says.told if opened.form.letter == "P" else says.when) if says and part == "when" else None
        where = passage.why if passage and passage.at == text else source_of(basis, as_written)
        if where:
            yield name, "note", where


def _of_passage(opened: Opened, says: PassageSays) -> Iterator[tuple[str, str]]:
    """Where the texts that are filled in come from, as long as they are as they were filled in, and why others are empty."""
    match opened.form.letter:
        case "E":
            if not opened.said.get("when.at"):
                yield "when.at", says.when.why
            elif opened.said["when.at"] == says.when.at:
                yield "when.at", says.when.remark
            place = says.place
            if place and opened.said.get("place") == (place.place or place.name):
                yield "place", place.why
            who = says.who
            if who and opened.said.get("actors") == (who.actor or f"{NEW}{who.name}"):
                yield "actors", f"{who.why}{_new(opened.said['actors'], who.rank, who.role)}"
            for one in says.amounts:
                if one.harm and opened.said.get("casualties"):
                    yield "casualties", one.why
        case "P":
            speaker = says.voices.speaker
            named = opened.said.get("actor", "")
            if not named:
                yield "actor", says.voices.why
            elif speaker and named == (speaker.actor or f"{NEW}{speaker.name or speaker.label}"):
                yield "actor", f"{speaker.why}{_new(named, speaker.rank, speaker.role)}"
            if not opened.said.get("quote.text") and says.quote.marks:
                yield "quote.text", says.quote.marks
        case _:
            return


def _new(named: str, rank: str, role: str) -> str:
    """That a named actor is new, with what is added of it."""
    if not named.startswith(NEW):
        return ""
    more = " and ".join(one for one in (f"rank “{rank}”" if rank else "", f"office “{role}”" if role else "") if one)
    return f" Not among the actors yet: added{f' with {more}' if more else ''} when this is saved."


def _source(opened: Opened) -> str:
    """The first source that the open fact rests on."""
    key = next(iter(opened.said.get("evidence", "").split()), "")
    return opened.said.get(f"evidence.{key}.source", "")


def _passage(opened: Opened, loaded: Loaded) -> PassageSays | None:
    """What the first of its passages says, where that stands in the text."""
    source = _source(opened)
    key = next(iter(opened.said.get("evidence", "").split()), "")
    words, text = opened.said.get(f"evidence.{key}.span", ""), loaded.texts.get(source, "")
    start = text.find(words) if words else -1
    return what_it_says(loaded, source, start, start + len(words)) if start >= 0 else None
