"""The form of an event."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.from_passage import event
from briefgen.desk.forms.shared import NUMBERS, ROLES, SHOW, STAND, WEIGHT, clock, evidence, marking, more_of, time

_KINDS = (
    ("incident", "Incident"),
    ("attack", "Attack"),
    ("contact", "Contact"),
    ("contact_attempt", "Attempt at contact"),
    ("meeting", "Meeting"),
    ("statement_made", "Statement"),
    ("assessment_released", "Assessment released"),
    ("investigation", "Investigation"),
    ("proceeding", "Trial, charge, order or ruling"),
    ("decision", "Decision"),
    ("search", "Search"),
    ("movement", "Movement"),
    ("recovery", "Recovery"),
    ("context", "Context"),
    ("other", "Something else"),
)
_PEOPLE = (
    Field("killed", "Killed", hint="2, 2-4 or at least 2", half=True),
    Field("injured", "Injured", half=True),
    Field("missing", "Missing", half=True),
    Field("side", "Whose people", half=True),
    Field("note", "How the numbers are known", "prose"),
    evidence("Words of the source for these numbers"),
)
EVENT = FactForm(
    letter="E",
    noun="event",
    collection="events",
    title="title",
    prefill=event,
    fields=(
        evidence(),
        Field(
            "title", "What happened", "prose", hint="In your own words. Left empty: the article’s words, marked [TBC]."
        ),
        *clock("when", "When"),
        Field("place", "Where", "place", among=("places",), half=True),
        Field("status", "How it stands", "choice", choices=STAND, usual="occurred", half=True),
        Field("actors", "Who took part", "names", among=("actors",)),
        Field("casualties", "People killed, injured or missing", "rows", fields=_PEOPLE, first=3),
        Field("quantities", "Other numbers", "rows", fields=NUMBERS, first=3),
    ),
    more=(
        Field("summary", "What more is to be said", "prose"),
        Field("principal", "The event that the brief is about", "yes"),
        Field("role", "Part in the incident", "choice", choices=ROLES, half=True),
        Field("label", "Shorter, for the chart", half=True),
        Field("kind", "What kind of event", "choice", choices=_KINDS, usual="other", half=True),
        more_of("when"),
        Field(
            "reported_as",
            "How it is told",
            "choice",
            choices=(
                ("information", "As information"),
                ("attributed", "As what somebody says"),
                ("assessed", "As our assessment"),
            ),
            usual="information",
            half=True,
        ),
        Field("according_to", "According to", "names", among=("positions", "actors"), half=True),
        Field("contested_by", "Who denies it", "names", among=("positions",)),
        Field(
            "verification.level",
            "How well it is confirmed",
            "choice",
            choices=(
                ("", "As the number of sources says"),
                ("uncorroborated", "By one source alone"),
                ("corroborated", "By several"),
                ("contested", "Contested"),
            ),
            half=True,
        ),
        Field("verification.note", "Why", half=True),
        *time("reported_time", "Became known"),
        Field("after", "It came after", "names", among=("events",), half=True),
        Field("before", "It came before", "names", among=("events",), half=True),
        Field(
            "weight",
            "Weight among the others",
            "choice",
            choices=WEIGHT,
            usual="1",
            half=True,
        ),
        Field(
            "show",
            "Most prominent place",
            "choice",
            choices=SHOW,
            half=True,
        ),
        *marking(),
    ),
)
