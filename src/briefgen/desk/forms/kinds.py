"""The forms by their letters and by the collections whose facts they are of."""

from __future__ import annotations

from briefgen.desk.exchange import BadRequest
from briefgen.desk.forms.event import EVENT
from briefgen.desk.forms.form import FactForm
from briefgen.desk.forms.position import POSITION
from briefgen.desk.forms.question import QUESTION

FORMS: tuple[FactForm, ...] = (EVENT, POSITION, QUESTION)


def form_of(kind: str) -> FactForm:
    """The form of a letter or of a collection. Raises BadRequest."""
    for form in FORMS:
        if kind and kind in (form.letter, form.collection):
            return form
    raise BadRequest("there is no such form")
