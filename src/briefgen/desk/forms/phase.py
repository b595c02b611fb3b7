"""The form of a phase: a part of what happened that has a name."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import time

PHASE = FactForm(
    letter="",
    noun="phase",
    collection="phases",
    title="title",
    unwritten="",
    fields=(
        Field("title", "Its name", hint="25 characters at most"),
        *time("when", "From when to when"),
    ),
)
