"""A number that a source gives, as part of the event that it is of: people killed, injured or missing, and other things counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from briefgen.desk.forms.event import EVENT
from briefgen.desk.forms.opened import Opened, fresh, opened_at, with_words
from briefgen.desk.forms.standing import standing_in
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, NotWritten
from briefgen.desk.prefill import AmountSaid, what_it_says
from briefgen.desk.selection import SelectedPassage

LETTER = "F"
NEW_EVENT = "events."
"""The path of an event that is not there yet."""


@dataclass(frozen=True, slots=True)
class NumberedEvent:
    """The form of an event with the numbers of a passage in it, and the field that has the first of them."""

    opened: Opened
    focus: str


def event_of(reading: BriefReading, words: SelectedPassage) -> str:
    """The path of the event in whose words these stand; empty for none, since whose number it is must then be said."""
    return standing_in(reading.loaded, words, ("events",))


def with_numbers(reading: BriefReading, words: SelectedPassage, path: str) -> NumberedEvent:
    """The form of an event, or of a new one, with what is counted in a passage. Raises NotWritten where nothing is, and where the
    event says so already."""
    amounts = numbers_of(reading, words)
    key = path.partition(".")[2]
    opened = opened_at(reading, EVENT, key) if key else fresh(reading, EVENT, words)
    if opened is None:
        raise NotWritten("This event stands in a table or a log. Write the number there.")
    if key:
        opened = _harmed(opened, [one for one in amounts if one.harm], words)
    said = dict(opened.said)
    others = [one for one in amounts if not one.harm and not _has(opened, one)]
    speaker = what_it_says(reading.loaded, words.source, words.start, words.end).voices.speaker
    by = reading.loaded.draft.actors.get(speaker.actor) if speaker else None
    for one in others:
        row = _free(said, "quantities")
        said["quantities"] = f"{said.get('quantities', '')} {row}".strip()
        said[f"quantities.{row}.what"] = one.what or one.unit
        said[f"quantities.{row}.value"] = one.value
        said[f"quantities.{row}.unit"] = one.unit if one.what else ""
        said[f"quantities.{row}.attribution"] = by.title if by else (speaker.name or speaker.label) if speaker else ""
    added = replace(opened, said=said)
    if others and key and event_of(reading, words) != path:
        added = with_words(added, words)
    new = [
        name
        for name in added.said
        if ".new" in name and name.rpartition(".")[2] in ("killed", "injured", "missing", "what")
    ]
    if not new:
        raise NotWritten("This event has these numbers already.")
    return NumberedEvent(added, new[0])


def numbers_of(reading: BriefReading, words: SelectedPassage) -> tuple[AmountSaid, ...]:
    """What is counted in a passage. Raises NotWritten for nothing."""
    found = what_it_says(reading.loaded, words.source, words.start, words.end).amounts
    if not found:
        raise NotWritten("No number of people or things stands in these words. Select the number with what is counted.")
    return found


def choice_of_event(reading: BriefReading, words: SelectedPassage) -> str:
    """The question whose number it is, as markup: all events of the brief, and a new one."""
    amounts = numbers_of(reading, words)
    events = tuple(
        (f"events.{key}", event.title) for key, event in reading.loaded.draft.events.items() if ":" not in key
    )
    return markup("form_figure", events=events, new=NEW_EVENT, words=words, shown=tuple(map(_shown, amounts)))


def _shown(one: AmountSaid) -> str:
    return " ".join(part for part in (one.value or one.words, one.harm or "", one.unit, one.what) if part)


def _harmed(opened: Opened, harmed: Iterable[AmountSaid], words: SelectedPassage) -> Opened:
    """The form with a row for the people harmed, as this passage counts them."""
    counts = {one.harm: one.value for one in harmed if one.harm and one.value}
    rows = opened.said.get("casualties", "").split()
    for row in rows:
        if all(opened.said.get(f"casualties.{row}.{harm}") == value for harm, value in counts.items()):
            return opened
    if not counts:
        return opened
    row = _free(opened.said, "casualties")
    added = {f"casualties.{row}.{harm}": value for harm, value in counts.items()}
    added |= {"casualties": " ".join([*rows, row])}
    return with_words(replace(opened, said={**opened.said, **added}), words, f"casualties.{row}.")


def _has(opened: Opened, one: AmountSaid) -> bool:
    return any(
        opened.said.get(f"quantities.{row}.value") == one.value
        and opened.said.get(f"quantities.{row}.what", "").casefold() == (one.what or one.unit).casefold()
        for row in opened.said.get("quantities", "").split()
    )


def _free(said: Mapping[str, str], name: str) -> str:
    keys = said.get(name, "").split()
    return next(key for key in (f"new{number}" for number in range(len(keys) + 1)) if key not in keys)
