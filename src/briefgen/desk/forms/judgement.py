"""The form of a judgement: what the office concludes."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.question import LEVELS
from briefgen.desk.forms.shared import marking
from briefgen.model.annotation import UNTYPED

_ALTERNATIVE = (
    Field("text", "The other explanation", "prose"),
    Field("likelihood.term", "Its likelihood", half=True),
    Field("likelihood.percent", "Or in per cent", half=True),
    Field("why_not", "Why it was not chosen", "prose"),
)
_INDICATOR = (
    Field("text", "What to watch for", "prose"),
    Field(
        "effect",
        "What it does to the likelihood",
        "choice",
        choices=(("", "Not stated"), ("raises", "Raises it"), ("lowers", "Lowers it")),
    ),
)
_DISSENT = (Field("by", "Who differs"), Field("text", "In what", "prose"))
_CHANGES = (
    ("", "Not stated"),
    ("new", "New"),
    ("unchanged", "Unchanged"),
    ("strengthened", "Strengthened"),
    ("weakened", "Weakened"),
    ("reversed", "Reversed"),
)
JUDGEMENT = FactForm(
    letter="",
    noun="judgement",
    collection="judgements",
    title="text",
    fields=(
        Field("text", "What we conclude", "prose", hint="One sentence, without words of likelihood or confidence"),
        Field("likelihood.term", "Likelihood", hint="A word of the yardstick, such as likely", half=True),
        Field("likelihood.percent", "Or in per cent", hint="70 or 60-75", half=True),
        Field("confidence.level", "Confidence", "choice", choices=LEVELS, half=True),
        Field("question", "The question that it answers", "name", among=("questions",), half=True),
        Field("confidence.basis", "What the confidence rests on", "prose"),
        Field("refs", "What it rests on", "names", among=UNTYPED),
    ),
    more=(
        Field("assumptions", "What it assumes", "names", among=("assumptions",)),
        Field("alternatives", "Other explanations", "rows", fields=_ALTERNATIVE),
        Field("indicators", "What would change it", "rows", fields=_INDICATOR),
        Field("implication", "What it means for the reader", "prose"),
        Field("dissent", "Views that differ", "rows", fields=_DISSENT),
        Field("change.kind", "Since an earlier edition", "choice", choices=_CHANGES, half=True),
        Field("change.from_edition", "Number of that edition", half=True),
        Field("change.why", "Why it changed", "prose"),
        *marking(),
    ),
)
