"""The form of an actor: who acts or speaks."""

from __future__ import annotations

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.from_passage import actor
from briefgen.desk.forms.shared import evidence, marking, time

_KINDS = (
    ("person", "Person"),
    ("group", "Group"),
    ("organisation", "Organisation"),
    ("state", "State"),
    ("narrator", "The source’s own voice"),
)
ACTOR = FactForm(
    letter="A",
    noun="actor",
    collection="actors",
    title="name",
    prefill=actor,
    unwritten="",
    fields=(
        evidence(),
        Field("name", "Name", hint="None for those who have no name in the source"),
        Field("label", "What one without a name is called", hint="US officials (unnamed)"),
        Field("kind", "What it is", "choice", choices=_KINDS, usual="group", half=True),
        Field("rank", "Rank", hint="Gen.", half=True),
        Field("role.as_written", "Office, as the source prints it", half=True),
        Field("role.normalised", "Office, as you write it", half=True),
        Field("of", "Belongs to", "names", among=("actors",)),
    ),
    more=(
        Field("role.normalised_by", "Who restored the office’s name", half=True),
        Field("counterpart_of", "Counterpart of", "name", among=("actors",), half=True),
        Field("speaks_for", "Speaks for", "names", among=("actors",)),
        Field("aliases", "Other names in the sources", "lines", hint="One a line"),
        *time("active", "In office"),
        Field("note", "Note on this actor", "prose"),
        *marking(),
    ),
)
