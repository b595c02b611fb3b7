"""The form of a section in the briefer's own words."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import marking

SECTION = FactForm(
    letter="",
    noun="section",
    collection="sections",
    title="title",
    unwritten="",
    fields=(
        Field("title", "Its title", hint="60 characters at most"),
        Field("text", "Its text", "prose", hint="An empty line between paragraphs; - or 1. begins an item of a list"),
        Field("figures", "Pictures below the text", "names", among=("figures",)),
        Field("after", "It follows the part", hint="causes, actions"),
    ),
    more=marking(),
)
