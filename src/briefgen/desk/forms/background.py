"""The forms of what stands behind the events: background, and what the brief assumes."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import evidence
from briefgen.model.annotation import UNTYPED

BACKGROUND = FactForm(
    letter="B",
    noun="background",
    collection="background",
    title="text",
    fields=(
        evidence(),
        Field("text", "Background", "prose", hint="In your own words. Left empty: the article’s words, marked [TBC]."),
    ),
)
ASSUMPTION = FactForm(
    letter="",
    noun="assumption",
    collection="assumptions",
    title="text",
    fields=(
        Field("text", "What is assumed", "prose"),
        Field("basis", "Why it may be assumed", "prose"),
        Field("if_wrong", "What follows if it is wrong", "prose"),
        Field("refs", "What rests on it", "names", among=UNTYPED),
        Field("linchpin", "A judgement falls with it", "yes"),
    ),
)
