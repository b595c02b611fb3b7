"""The form of a place."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.shared import evidence

_PRECISION = (
    ("", "Not stated"),
    ("exact", "To the spot"),
    ("settlement", "To the village or town"),
    ("area", "To the area"),
)
PLACE = FactForm(
    letter="",
    noun="place",
    collection="places",
    title="name",
    unwritten="",
    fields=(
        evidence(),
        Field("name", "Name", half=True),
        Field("kind", "What it is", hint="Village, building, sea area", half=True),
        Field("country", "Country", hint="Two capital letters, such as PL", half=True),
        Field("admin", "Region or district", half=True),
        Field("note", "Note on this place", "prose"),
    ),
    more=(
        Field("lat", "Latitude", hint="Degrees, north positive", half=True),
        Field("lon", "Longitude", hint="Degrees, east positive", half=True),
        Field("geo_precision", "How exact they are", "choice", choices=_PRECISION),
    ),
)
