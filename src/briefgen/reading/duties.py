"""The time limits of a law as data: the duties of a brief that has such an incident."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import Field, ValidationError

from briefgen.errors import Problem
from briefgen.model.action import Action
from briefgen.model.shape import Id, Model, Prose
from briefgen.reading.explain import explain
from briefgen.reading.fields import known_keys
from briefgen.reading.tree import Tree


class DutyList(Model):
    """A file of duties."""

    title: Prose
    """The law in short, and what of it."""
    law: Prose
    """Its number, date and place in the journal of laws."""
    read: Prose
    """The day on which the limits were last held against it."""
    note: Prose
    """What whoever uses them has to know: that they are no legal advice, what they leave out."""
    duties: Annotated[dict[Id, Action], Field(min_length=1)]
    """The duties, each under the id that it gets in a brief."""


class Duties(NamedTuple):
    """A list of duties, and each as its file writes it."""

    list: DutyList
    written: Mapping[str, Mapping[str, Any]]


def duties_of(tree: Tree) -> tuple[Duties | None, tuple[Problem, ...]]:
    """The duties that a file says, and what is wrong with it, each with its place."""
    try:
        found = DutyList.model_validate(tree.data)
    except ValidationError as error:
        return None, (*tree.problems, *explain(error, tree, known_keys(DutyList)))
    data: dict[str, Any] = dict(tree.data)
    written = {key: one if isinstance(one, dict) else {"text": one} for key, one in data["duties"].items()}
    return Duties(found, written), tree.problems
