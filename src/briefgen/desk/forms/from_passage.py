"""What a passage says, as the texts of a form's fields: nothing is guessed, and what it does not say stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.desk.prefill import ActorSaid, AmountSaid, PassageSays, PlaceSaid, TimeSaid, what_it_says
from briefgen.desk.selection import SelectedPassage
from briefgen.model.log import ROW
from briefgen.reading.load import Loaded
from briefgen.reading.logs.log import LoggedRow


def event(loaded: Loaded, passage: SelectedPassage) -> Mapping[str, str]:
    """The time and the place of an event, who took part, and how many were harmed; of a row of a log all that its columns say."""
    if row := _row(loaded, passage):
        return _of_row(loaded, row)
    says = _says(loaded, passage)
    return {
        **_time("when", says.when),
        "place": _place(says.place),
        "actors": _actor(says.who),
        **numbers(says.amounts, harmed_alone=True),
    }


def _row(loaded: Loaded, passage: SelectedPassage) -> LoggedRow | None:
    """The row of a log in which a passage stands; None in a text, and over several rows."""
    log, text = loaded.logs.get(passage.source), loaded.texts[passage.source]
    if log is None or ROW in text[passage.start : passage.end]:
        return None
    number = text.count(ROW, 0, passage.start)
    return log.kept[number] if number < len(log.kept) else None


def _of_row(loaded: Loaded, row: LoggedRow) -> dict[str, str]:
    said, when = row.event, row.event.when
    return {
        "title": said.title,
        "when.at": when.text if when else "",
        "when.zone": when.zone if when else "",
        "place": said.place,
        "actors": "\n".join(actor for actor in said.actors if actor in loaded.draft.actors),
        "kind": said.kind,
        "status": said.status,
        "summary": said.summary,
        "evidence.new0.locator": str(row.number),
    }


def position(loaded: Loaded, passage: SelectedPassage) -> Mapping[str, str]:
    """Whose position it is, by whom it is told, the words in quotation marks, and when and where they were said."""
    says = _says(loaded, passage)
    texts = {
        "actor": _actor(says.voices.speaker),
        "via": "\n".join(map(_actor, says.voices.via)),
        "quote.text": says.quote.text,
        **_time("when", says.told),
        "place": _place(says.told_at),
    }
    if says.quote.text:
        texts |= {"quote.form": says.quote.form, "quote.insertions": "\n".join(says.quote.insertions)}
    return texts


def question(loaded: Loaded, passage: SelectedPassage) -> Mapping[str, str]:
    """A question is the briefer's own: a passage says nothing of it."""
    return {}


def actor(loaded: Loaded, passage: SelectedPassage) -> Mapping[str, str]:
    """The name, the rank and the office of an actor, as the source prints them."""
    who = _says(loaded, passage).actor
    return {
        "name": who.name,
        "label": "" if who.name else who.label,
        "kind": who.kind or "group",
        "rank": who.rank,
        "role.as_written": who.role,
    }


def known_actor(loaded: Loaded, passage: SelectedPassage) -> str:
    """The id of the actor whom a passage names, where the brief has one of that name; else empty."""
    return _says(loaded, passage).actor.actor


def numbers(amounts: tuple[AmountSaid, ...], *, harmed_alone: bool = False) -> dict[str, str]:
    """Rows for the people harmed, and for what else is counted or measured, unless those alone are wanted."""
    return dict(_numbers(amounts, harmed_alone))


def _numbers(amounts: tuple[AmountSaid, ...], harmed_alone: bool) -> Iterator[tuple[str, str]]:
    harm: dict[str, set[str]] = {}
    for one in amounts:
        if one.harm and one.value:
            harm.setdefault(one.harm, set()).add(one.value)
    settled = {what: values.pop() for what, values in harm.items() if len(values) == 1}
    if settled:
        yield "casualties", "new0"
        yield from ((f"casualties.new0.{what}", value) for what, value in settled.items())
    others = [one for one in amounts if not one.harm and one.value]
    if others and not harmed_alone:
        yield "quantities", " ".join(f"new{n}" for n in range(len(others)))
        for n, one in enumerate(others):
            yield f"quantities.new{n}.what", one.what or one.unit
            yield f"quantities.new{n}.value", one.value
            yield f"quantities.new{n}.unit", one.unit if one.what else ""


def _says(loaded: Loaded, passage: SelectedPassage) -> PassageSays:
    return what_it_says(loaded, passage.source, passage.start, passage.end)


def _time(name: str, said: TimeSaid) -> dict[str, str]:
    if not said.at:
        return {}
    return {
        f"{name}.at": said.at,
        f"{name}.zone": said.zone,
        f"{name}.basis": said.basis,
        f"{name}.as_written": " ".join(said.as_written.split()),
    }


def _place(said: PlaceSaid | None) -> str:
    return (said.place or said.name) if said else ""


def _actor(said: ActorSaid | None) -> str:
    return said.ref if said else ""
