"""The form of a picture: a map, a photograph."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import marking

PICTURE = FactForm(
    letter="",
    noun="picture",
    collection="figures",
    title="caption",
    fields=(
        Field("caption", "What it shows, as a message", "prose"),
        Field("file", "File", hint="A PNG, JPEG or SVG in the brief’s folder"),
        Field("alt", "What one who cannot see it must know", "prose"),
        Field("credit", "Who made it"),
    ),
    more=marking(),
)
