"""Fields and choices that several forms have."""

from __future__ import annotations

from briefgen.desk.forms.form import Field

STAND = (
    ("occurred", "Happened"),
    ("ongoing", "Still going on"),
    ("failed", "Did not succeed"),
    ("pending", "Still to come"),
    ("undetermined", "Not yet known"),
    ("cancelled", "Called off"),
)
BASIS = (
    ("stated", "The source says it"),
    ("inferred_from_weekday", "Worked out from the weekday"),
    ("inferred_from_context", "Worked out from the rest of the text"),
    ("inferred_from_duration", "Worked out from how long it took"),
    ("estimated", "Estimated"),
)
GRADES = (
    ("", "As the source’s"),
    ("1", "1, confirmed by others"),
    ("2", "2, probably true"),
    ("3", "3, possibly true"),
    ("4", "4, doubtful"),
    ("5", "5, improbable"),
    ("6", "6, cannot be judged"),
)
LINK = (
    Field("source", "Source", "name", among=("sources",)),
    Field("span", "Its very words", "prose"),
    Field("locator", "Where in it", hint="Page, paragraph or minute", half=True),
    Field("credibility", "Credibility", "choice", choices=GRADES, half=True),
    Field(
        "supports",
        "What they do",
        "choice",
        choices=(("supports", "Support it"), ("contradicts", "Contradict it"), ("mentions", "Only mention it")),
        usual="supports",
    ),
    Field("note", "Note on these words", "prose"),
)
"""The fields of one passage that a fact rests on."""


def evidence(label: str = "Words of the source", name: str = "evidence") -> Field:
    """The passages that a fact or a part of it rests on."""
    return Field(name, label, "evidence", fields=LINK)


def time(name: str, label: str, *, more: bool = True) -> tuple[Field, ...]:
    """The fields of a time that is rarely given."""
    return (
        Field(f"{name}.at", label, "time", half=True),
        Field(f"{name}.zone", "Its time zone", hint="As in the brief", half=True),
        *(time_more(name, label) if more else ()),
    )


def time_more(name: str, label: str) -> tuple[Field, ...]:
    """What else a time may say, of how it is known and written."""
    return (
        Field(f"{name}.basis", f"{label}: how it is known", "choice", choices=BASIS, usual="stated", half=True),
        Field(f"{name}.as_written", f"{label}: in the source’s words", half=True),
        Field(f"{name}.from", f"{label}: from, instead of one time", "time", half=True),
        Field(f"{name}.to", f"{label}: until", "time", half=True),
        Field(f"{name}.fold", f"{label}: which, where clocks went back", "choice", choices=FOLD),
        Field(f"{name}.note", f"{label}: note", "prose"),
    )


FOLD = (("", "It happened once"), ("0", "The first"), ("1", "The second"))


def marking(name: str = "marking") -> tuple[Field, ...]:
    """The handling marking of a fact of its own."""
    return (
        Field(f"{name}.label", "Marking of its own", hint="As the brief’s", half=True),
        Field(f"{name}.handling", "How to handle it", half=True),
    )
