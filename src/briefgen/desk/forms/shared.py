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
    return Field(name, label, "evidence", fields=LINK, first=0)


def time(name: str, label: str) -> tuple[Field, ...]:
    """The fields of a time, with the rarer ones in a group."""
    return (*clock(name, label), more_of(name, "More on this time"))


def clock(name: str, label: str) -> tuple[Field, ...]:
    """A time, and the zone of its clocks."""
    return (
        Field(f"{name}.at", label, "time", half=True),
        Field(f"{name}.zone", "Time zone of this time", hint="The brief’s", half=True),
    )


def more_of(name: str, label: str = "More on this time") -> Field:
    """What else a time may say, of how it is known and written."""
    return Field(
        name,
        label,
        "group",
        fields=(
            Field("basis", "How it is known", "choice", choices=BASIS, usual="stated", half=True),
            Field("as_written", "In the source’s words", half=True),
            Field("from", "From, instead of one time", "time", half=True),
            Field("to", "Until", "time", half=True),
            Field("fold", "Where clocks went back", "choice", choices=FOLD, half=True),
            Field("note", "Note on this time", "prose"),
        ),
    )


FOLD = (("", "It was there once"), ("0", "The first of two"), ("1", "The second of two"))


WEIGHT = (("0", "0, no label on the chart"), ("1", "1, as usual"), ("2", "2"), ("3", "3, before all others"))
SHOW = (("", "Wherever there is room"), ("chart", "Chart"), ("table", "Table"), ("annex", "Annex"))

ROLES = (
    ("", "None"),
    ("started", "It began"),
    ("aware", "We became aware"),
    ("detected", "It was detected"),
    ("mitigated", "It was mitigated"),
    ("resolved", "It was resolved"),
)
NUMBERS = (
    Field("what", "What is counted or measured"),
    Field("value", "How many, or how much", hint="60, 60-100 or at least 60", half=True),
    Field("unit", "Unit", hint="None for a count", half=True),
    Field("attribution", "Who gives the number"),
    Field("min", "At least, instead", half=True),
    Field("max", "At most, instead", half=True),
)


def marking() -> tuple[Field, ...]:
    """The handling marking of a fact of its own, or of the whole brief."""
    return (
        Field("marking.label", "Marking", hint="TLP:AMBER, OFFICIAL", half=True),
        Field("marking.handling", "How to handle it", half=True),
        Field("marking.caveats", "Further restrictions", "lines", hint="One a line", half=True),
        Field("marking.originator", "Who set the marking", half=True),
    )


_SCHEMES = (
    ("", "As the label says"),
    ("none", "None"),
    ("tlp", "TLP"),
    ("uk-gsc", "UK Government"),
    ("us-cui", "US CUI"),
    ("custom", "One of our own"),
)


def banner() -> tuple[Field, ...]:
    """What else the marking of a whole brief may say, which stands in a banner on every page."""
    return (
        Field("marking.scheme", "Rules of the marking", "choice", choices=_SCHEMES, half=True),
        Field("marking.designation_block", "Lines of the designation block", "pairs", hint="Name: text, one a line"),
        *time("marking.expires", "The marking ends"),
        Field("marking.style.foreground", "Colour of the banner’s text", hint="#FFFFFF", half=True),
        Field("marking.style.background", "Colour of the banner", hint="#000000", half=True),
        Field(
            "marking.style.align",
            "Where the banner stands",
            "choice",
            choices=(("left", "Left"), ("center", "Middle"), ("right", "Right")),
            usual="center",
            half=True,
        ),
        Field("marking.style.size_pt", "Size of the banner’s text", hint="12 to 24 points", half=True),
    )
