"""The forms of what an incident did, of its causes, and of what is to be done about it."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.names import PARTS
from briefgen.desk.forms.shared import NUMBERS, clock, evidence, marking, more_of
from briefgen.model.annotation import UNTYPED

IMPACT = FactForm(
    letter="",
    noun="impact",
    collection="impact",
    title="text",
    fields=(
        evidence(),
        Field("text", "What it did", "prose", hint="In your own words"),
        Field("quantities", "In numbers", "rows", fields=NUMBERS, first=3),
        Field("refs", "The events that had it", "names", hint="The incident itself, if empty", among=UNTYPED),
    ),
    more=marking(),
)
CAUSE = FactForm(
    letter="",
    noun="cause",
    collection="causes",
    title="text",
    fields=(
        evidence(),
        Field("text", "The cause", "prose", hint="In your own words"),
        Field(
            "kind",
            "What kind of cause",
            "choice",
            choices=(
                ("root", "Root: not without it"),
                ("contributing", "Contributing: likelier or worse by it"),
                ("trigger", "Trigger: it set it off"),
            ),
            usual="contributing",
        ),
        Field("refs", "What shows it", "names", among=UNTYPED),
    ),
    more=marking(),
)
ACTION = FactForm(
    letter="",
    noun="action",
    collection="actions",
    title="text",
    fields=(
        Field("text", "What is to be done", "prose"),
        Field(
            "kind",
            "What it is",
            "choice",
            choices=(
                ("action", "Action of our own"),
                ("recommendation", "Recommendation"),
                ("duty", "Duty to others"),
            ),
            usual="action",
            half=True,
        ),
        Field("owner", "Who is to do it", "place", among=("actors",), half=True),
        *clock("due", "By when"),
        Field(
            "due.after",
            "Or counted from",
            "place",
            hint="When we became aware, or an event",
            among=(PARTS, "events"),
            half=True,
        ),
        Field("due.within", "Within", hint="24 h, 14 d, 1 month", half=True),
        Field(
            "status",
            "How it stands",
            "choice",
            choices=(("open", "Open"), ("in_progress", "In progress"), ("done", "Done"), ("dropped", "Dropped")),
            usual="open",
            half=True,
        ),
        Field("article", "Article or clause", hint="NIS2, Art. 23(4)(a)", half=True),
        Field("refs", "What it follows from", "names", among=UNTYPED),
    ),
    more=(more_of("due"), evidence(), *marking()),
)
