"""The forms by their letters and by the collections whose facts they are of."""

from __future__ import annotations

from briefgen.desk.exchange import BadRequest
from briefgen.desk.forms.actor import ACTOR
from briefgen.desk.forms.aftermath import ACTION, CAUSE, IMPACT
from briefgen.desk.forms.background import ASSUMPTION, BACKGROUND
from briefgen.desk.forms.event import EVENT
from briefgen.desk.forms.form import FactForm
from briefgen.desk.forms.free_section import SECTION
from briefgen.desk.forms.front import BRIEF
from briefgen.desk.forms.judgement import JUDGEMENT
from briefgen.desk.forms.phase import PHASE
from briefgen.desk.forms.picture import PICTURE
from briefgen.desk.forms.place import PLACE
from briefgen.desk.forms.position import POSITION
from briefgen.desk.forms.question import QUESTION
from briefgen.desk.forms.source import SOURCE
from briefgen.desk.forms.table import TABLE

FORMS: tuple[FactForm, ...] = (
    EVENT,
    PHASE,
    POSITION,
    QUESTION,
    ACTOR,
    BACKGROUND,
    JUDGEMENT,
    ASSUMPTION,
    IMPACT,
    CAUSE,
    ACTION,
    SECTION,
    PLACE,
    SOURCE,
    PICTURE,
    TABLE,
    BRIEF,
)


def form_of(kind: str) -> FactForm:
    """The form of a letter or of a collection. Raises BadRequest."""
    for form in FORMS:
        if kind and kind in (form.letter, form.collection):
            return form
    raise BadRequest("there is no such form")
