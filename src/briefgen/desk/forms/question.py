"""The form of an open question with its answers."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.from_passage import question
from briefgen.desk.forms.shared import evidence, marking, time

LEVELS = (("", "Not stated"), ("high", "High"), ("moderate", "Moderate"), ("low", "Low"))
_ANSWER = (
    Field("text", "DeskAnswer", "prose"),
    Field("label", "Shorter, for the first page", hint="60 characters at most"),
    Field("initially_appeared", "Only how it first appeared", "yes"),
    Field("likelihood.term", "Our likelihood", hint="A word of the yardstick", half=True),
    Field("likelihood.percent", "Or in per cent", hint="70 or 60-75", half=True),
    Field("confidence.level", "Our confidence", "choice", choices=LEVELS, half=True),
    Field("confidence.basis", "What it rests on", half=True),
    Field(
        "likelihood_as_reported",
        "The sources’ own words of likelihood",
        "rows",
        fields=(
            Field("term", "Word", half=True),
            Field("why", "Why it cannot be relied on", half=True),
            Field("usable", "It can be relied on", "yes", usual="yes"),
        ),
    ),
    evidence(),
)
QUESTION = FactForm(
    letter="Q",
    noun="question",
    collection="questions",
    title="text",
    prefill=question,
    unwritten="[TBC] What is not known? ",
    fields=(
        evidence(),
        Field("text", "The question", "prose", hint="In your own words, with ? at its end"),
        Field("answers", "Answers that compete", "rows", fields=_ANSWER, first=1),
        Field("owner", "Who will answer it", "name", among=("actors",), half=True),
        Field(
            "status",
            "How it stands",
            "choice",
            choices=(
                ("open", "Open"),
                ("partly_answered", "Partly answered"),
                ("answered", "Answered"),
                ("overtaken", "Overtaken"),
                ("withdrawn", "Withdrawn"),
            ),
            usual="open",
            half=True,
        ),
        Field("why_it_matters", "Why it matters", "prose"),
    ),
    more=(
        Field(
            "raised_by",
            "Who raises it",
            "choice",
            choices=(("source", "A source"), ("gap", "We noticed what is missing"), ("customer", "A reader asked")),
            usual="source",
            half=True,
        ),
        Field("priority", "How urgent", half=True),
        *time("due", "DeskAnswer needed"),
        Field("exclusive", "Only one of the answers can be right", "yes"),
        Field(
            "would_answer",
            "What would answer it",
            "rows",
            fields=(Field("text", "What", "prose"), *time("expected", "Expected"), evidence()),
            first=1,
        ),
        Field("resolution.answer", "The answer that proved right", "name", among=("answers",)),
        Field("resolution.text", "What came out, where no answer fits", "prose"),
        *time("resolution.when", "Answered when"),
        evidence("Words of the source for the outcome", "resolution.evidence"),
        *marking(),
    ),
)
