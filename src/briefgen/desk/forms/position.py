"""The form of a position: what somebody says."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.from_passage import position
from briefgen.desk.forms.shared import evidence, marking, time

_KINDS = (
    ("assessment", "Assessment"),
    ("allegation", "Allegation"),
    ("denial", "Denial"),
    ("claim", "Claim"),
    ("attribution_of_responsibility", "Attribution of responsibility"),
    ("statement_of_policy", "Statement of policy"),
    ("statement_of_uncertainty", "Statement of uncertainty"),
    ("call_for_action", "Call for action"),
    ("recommendation", "Recommendation"),
    ("concern", "Concern"),
    ("report_of_own_action", "Report of own action"),
    ("narration", "Narration"),
    ("announcement", "Announcement"),
    ("commitment", "Commitment"),
    ("warning", "Warning"),
    ("apology", "Apology"),
    ("other", "Something else"),
)
_STANCES = (
    ("asserts", "Says so"),
    ("supports", "Supports"),
    ("opposes", "Opposes"),
    ("denies", "Denies"),
    ("does_not_contradict", "Does not contradict"),
    ("reserves_judgement", "Reserves judgement"),
    ("declines_to_comment", "Declines to comment"),
)
_TERMS = (
    ("not_stated", "Not stated"),
    ("on_the_record", "On the record"),
    ("on_background", "On background"),
    ("deep_background", "On deep background"),
    ("off_the_record", "Off the record, never printed"),
)
_INTEGRITY = (
    ("", "As the source’s text allows"),
    ("verbatim", "Verbatim"),
    ("unverified", "Not verified"),
    ("altered", "Altered"),
    ("translated", "Translated"),
)
POSITION = FactForm(
    letter="P",
    noun="position",
    collection="positions",
    title="says",
    prefill=position,
    fields=(
        evidence(),
        Field("actor", "Whose position", "name", among=("actors",), half=True),
        Field("via", "As told by", "names", among=("actors",), half=True),
        Field(
            "says", "What they say", "prose", hint="In your own words. Left empty: the article’s words, marked [TBC]."
        ),
        Field("on", "On the question", "names", among=("questions",), half=True),
        Field("stance", "Their stand", "choice", choices=_STANCES, usual="asserts", half=True),
        Field("supports", "Supports the answer", "names", among=("answers",)),
        Field("denies", "Denies the answer", "names", among=("answers",)),
        Field("quote.text", "Words in quotation marks", "prose", hint="As the source prints them, without the marks"),
        Field("at", "Said at", "name", among=("events",), hint="The passage does not say"),
    ),
    more=(
        Field("not_contradicting", "Does not contradict the answer", "names", among=("answers",)),
        Field("kind", "What kind of statement", "choice", choices=_KINDS, usual="other", half=True),
        Field("topic", "About what, where on no question", half=True),
        Field("preliminary", "They call it preliminary", "yes"),
        *time("when", "Said when"),
        Field("place", "Said where", "place", among=("places",), half=True),
        Field(
            "channel",
            "Said how",
            "choice",
            choices=(
                ("", "Not stated"),
                ("briefing", "At a briefing"),
                ("interview", "In an interview"),
                ("statement", "In a statement"),
                ("post", "In a post"),
                ("call", "In a call"),
                ("document", "In a document"),
            ),
            half=True,
        ),
        Field("audience", "Said to", "names", among=("actors",)),
        Field(
            "attribution.terms",
            "What may be printed of the speaker",
            "choice",
            choices=_TERMS,
            usual="not_stated",
            half=True,
        ),
        Field(
            "attribution.speaker",
            "How the speaker is known",
            "choice",
            choices=(
                ("", "As the actor is"),
                ("named", "By name"),
                ("unnamed", "Not by name"),
                ("institutional", "As an institution"),
                ("narrator", "As the source’s own voice"),
            ),
            half=True,
        ),
        Field("likelihood_as_reported.term", "Their word of likelihood", hint="As the source prints it", half=True),
        Field("likelihood_as_reported.why", "Why it cannot be relied on", half=True),
        Field("likelihood_as_reported.usable", "It can be relied on", "yes", usual="yes"),
        Field("about", "About the events", "names", among=("events",), half=True),
        Field("about_actors", "About the actors", "names", among=("actors",), half=True),
        Field("refers_to", "Refers to the positions", "names", among=("positions",), half=True),
        Field("supersedes", "Replaces the position", "name", among=("positions",), half=True),
        Field(
            "quote.form",
            "The quoted words are",
            "choice",
            choices=(("", "Not stated"), ("direct", "A whole sentence"), ("mixed", "A part of one")),
            half=True,
        ),
        Field("quote.integrity", "How true they are", "choice", choices=_INTEGRITY, half=True),
        Field("quote.cue", "The verb of saying", half=True),
        Field("quote.checked_against", "Checked against", half=True),
        Field("quote.language", "Their language", hint="As the source’s", half=True),
        Field("quote.translated_from", "Translated from", half=True),
        Field("quote.translated_by", "Translated by", half=True),
        Field("quote.insertions", "Words that an editor put in", "lines", half=True),
        Field("quote.note", "Note on the quoted words", "prose"),
        *marking(),
    ),
)
