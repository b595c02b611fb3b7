"""The form of an event."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.from_passage import event
from briefgen.desk.forms.shared import BASIS, EVIDENCE, MARKING, STAND

EVENT = FactForm(
    letter="E",
    noun="event",
    collection="events",
    title="title",
    prefill=event,
    fields=(
        EVIDENCE,
        Field(
            "title", "What happened", "prose", hint="In your own words. Left empty: the article’s words, marked [TBC]."
        ),
        Field("when.at", "When", "time", half=True),
        Field("when.zone", "Where those clocks are", hint="As in the brief", half=True),
        Field("place", "Where", "place", among=("places",), half=True),
        Field("status", "How it stands", "choice", choices=STAND, usual="occurred", half=True),
        Field("actors", "Who took part", "names", among=("actors",)),
        Field("summary", "What more is to be said", "prose"),
    ),
    more=(
        Field("principal", "The event that the brief is about", "yes"),
        Field("label", "Shorter, for the chart"),
        Field("when.basis", "How the time is known", "choice", choices=BASIS, usual="stated", half=True),
        Field("when.as_written", "The time in the source’s words", half=True),
        Field("when.note", "Note on the time", "prose"),
        MARKING,
    ),
)
