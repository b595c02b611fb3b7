"""The form of the brief's own fields: its title and its message, its key points, what it is and how it is made."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import banner, marking, more_of, time
from briefgen.model.annotation import UNTYPED
from briefgen.model.brief import FRONT

_TIMES = (
    ("local+utc", "The brief’s, and UTC beside it"),
    ("utc+local", "UTC, and the brief’s beside it"),
    ("utc", "UTC alone"),
    ("dtg", "As date-time groups"),
)
_YARDSTICKS = (("icd203", "ICD 203"), ("icd203_alt", "ICD 203, second row"), ("phia", "UK PHIA"))
_POINT = (
    Field("text", "The point", "prose", hint="45 words at most"),
    Field("refs", "What it restates", "names", among=UNTYPED),
)
_OPTION = (
    Field("text", "What would be done", "prose"),
    Field("for", "What speaks for it", "prose"),
    Field("against", "What speaks against it", "prose"),
)
BRIEF = FactForm(
    letter="",
    noun="brief",
    collection=FRONT,
    title="title",
    fields=(
        Field("title", "Title, which states the message", "prose"),
        Field("bottom_line", "The answer in one or two sentences", "prose"),
        Field("key_points", "Key points", "rows", fields=_POINT),
        Field("decision.text", "What the reader is asked to decide", "prose", hint="45 words at most"),
        Field("decision.from", "Who is to decide", "place", among=("actors",), half=True),
        Field("decision.by.at", "By when", "time", half=True),
        Field("as_of.at", "Information to", "time", half=True),
        Field("severity", "How bad it is", hint="SEV-1", half=True),
        Field("timezone", "Time zone of the brief", hint="Europe/Warsaw; of every time that names no other", half=True),
        Field("times", "How clock times are printed", "choice", choices=_TIMES, usual="local+utc", half=True),
        *marking(),
    ),
    more=(
        Field("requirement", "The question that was asked", "prose"),
        Field("scope_note", "What is in and what is out", "prose"),
        Field("source_summary", "The sources as a whole", "prose"),
        Field("decision.by.zone", "Time zone of the decision’s date", hint="The brief’s", half=True),
        more_of("decision.by", "More on the decision’s date"),
        Field("decision.options", "Ways to decide", "rows", fields=_OPTION),
        Field("as_of.zone", "Time zone of “Information to”", hint="The brief’s", half=True),
        more_of("as_of", "More on “Information to”"),
        *time("period", "Period that it covers"),
        *time("valid_until", "To be relied on until"),
        *time("next_update", "Next report due"),
        Field("kind", "Outline", hint="incident, postmortem", half=True),
        Field("number", "Number in its series", half=True),
        Field("language", "Language of the fixed words", hint="en-GB", half=True),
        Field("yardstick", "Yardstick of likelihood", "choice", choices=_YARDSTICKS, usual="icd203", half=True),
        Field("publisher", "Publisher", half=True),
        Field("contact", "Whom to ask", half=True),
        Field("authors", "Who wrote it", "lines", hint="One a line", half=True),
        Field("audience", "Whom it is for", half=True),
        Field("distribution", "Lists that it goes to", "lines", hint="One a line"),
        Field("chart.headline", "What the chart shows, as a sentence", hint="70 characters at most"),
        Field("chart.annotation.from", "A distance on the chart: from", "name", among=("events",), half=True),
        Field("chart.annotation.to", "To", "name", among=("events",), half=True),
        Field("chart.annotation.text", "What the distance says", hint="The measured time, if empty"),
        Field(
            "chart.form",
            "Form of the chart",
            "choice",
            choices=(("auto", "As fits"), ("agenda", "Time runs down"), ("scale", "Time runs to the right")),
            usual="auto",
            half=True,
        ),
        Field(
            "chart.lanes",
            "Lanes of the chart",
            "choice",
            choices=(("none", "None"), ("kind", "By kind"), ("actor", "By actor")),
            usual="none",
            half=True,
        ),
        *banner(),
        Field("accepted", "Warnings that are accepted", "pairs", hint="W3 events.launch: the reason, one a line"),
        Field("tool_disclosure.system", "Software that took part in drafting", half=True),
        Field("tool_disclosure.version", "Its version", half=True),
        Field("tool_disclosure.use", "What it was used for", "prose"),
    ),
)
