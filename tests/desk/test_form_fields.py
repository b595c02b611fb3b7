"""Every field that a brief may have is offered by the form of its kind; a new one that no form offers is noticed here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args, get_origin

import pytest

from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.kinds import FORMS
from briefgen.desk.forms.names import PARTS
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import FRONT, MEMBERS, Brief
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.reading.fields import alternatives

NOT_OFFERED = {
    "schema_version": "written by the program, for files of old",
    "sources.sha256": "made when the text is archived",
    "sources.original.sha256": "made when the text is archived",
    "sources.rows.total": "counted in reading",
    "tables.content.head": "read from the file",
    "tables.content.cells": "read from the file",
    "tables.content.keys": "read from the file",
    "tables.content.total": "read from the file",
}
"""Fields that no form offers, by their place, each with the reason."""
BANNER = ("scheme", "expires", "style", "designation_block")
"""Of a marking, what only that of the whole brief has: an item has no banner."""


def leaves(model: type[Model], at: str = "") -> Iterator[str]:
    """The place of every field of a model that holds a value, through its parts; of a list or mapping of parts, its own place first."""
    for name, field in model.model_fields.items():
        place = f"{at}{field.alias or name}"
        kind, inner = held_in(field.annotation)
        if kind == "model":
            for one in alternatives(field.annotation):
                if issubclass(one, Model):
                    yield from leaves(one, f"{place}.")
        elif kind == "models":
            yield place
            if inner is not Evidence:
                yield from leaves(inner, f"{place}.")
        else:
            yield place


def held_in(annotation: object) -> tuple[str, type[Model]]:
    """Whether an annotation holds a model, several models, or neither; the model it is."""
    parts = [annotation, *walk(annotation)]
    found = next((one for one in parts if isinstance(one, type) and issubclass(one, Model)), None)
    if found is None:
        return "", Model
    several = any(get_origin(one) in (tuple, dict) for one in parts)
    return ("models" if several and found.__name__ not in ("Count", "Amount") else "model"), found


def walk(annotation: object) -> Iterator[object]:
    for part in get_args(annotation):
        yield part
        yield from walk(part)


def offered(fields: Iterable[Field], at: str = "") -> Iterator[str]:
    """The places that a form's fields stand for."""
    for one in fields:
        if one.control != "group":
            yield f"{at}{one.name}"
        if one.control in ("rows", "group"):
            yield from offered(one.fields, f"{at}{one.name}.")


def wanted(form: FactForm) -> set[str]:
    """What a form must offer: numbers and amounts are one field each."""
    model = Brief if form.collection == FRONT else MEMBERS[form.collection]
    found = {place for place in leaves(model) if form.collection != FRONT or place.partition(".")[0] not in MEMBERS}
    return {place for place in found if not counted(place)}


def counted(place: str) -> bool:
    """True for a part of a number that is written in one field."""
    *_, before, last = ("", *place.split("."))
    return last in ("min", "max", "about") and before in ("killed", "injured", "missing", "value")


def missing(form: FactForm) -> set[str]:
    """The fields that a form does not offer though it should."""
    given = set(offered(form.every()))
    within = "" if form.collection == FRONT else f"{form.collection}."
    return {
        place for place in wanted(form) - given if f"{within}{place}" not in NOT_OFFERED and not of_banner(form, place)
    }


def of_banner(form: FactForm, place: str) -> bool:
    first, *rest = place.split(".")
    return first == "marking" and form.collection != FRONT and bool(rest) and rest[0] in BANNER


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.noun))
def test_every_field_is_offered(form: FactForm) -> None:
    assert missing(form) == set()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.noun))
def test_every_field_that_is_offered_is_one(form: FactForm) -> None:
    assert set(offered(form.every())) - wanted(form) - bounds(form) == set()


def bounds(form: FactForm) -> set[str]:
    """A number in one field stands for its bounds."""
    model = Brief if form.collection == FRONT else MEMBERS[form.collection]
    return {place.rpartition(".")[0] for place in leaves(model) if counted(place)}


def test_every_kind_of_fact_has_a_form() -> None:
    assert {form.collection for form in FORMS} == {*MEMBERS, FRONT}
    letters = [form.letter for form in FORMS if form.letter]
    assert sorted(letters) == sorted(set(letters))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: str(form.noun))
def test_words_of_a_source_have_all_that_can_be_said_of_them(form: FactForm) -> None:
    for one in within(form.every()):
        if one.control == "evidence":
            assert {part.name for part in one.fields} == set(Evidence.model_fields)


def within(fields: Iterable[Field]) -> Iterator[Field]:
    """All fields, those of parts too."""
    for one in fields:
        yield one
        yield from within(one.fields)


def test_what_is_not_offered_is_a_field() -> None:
    every = {
        place if form.collection == FRONT else f"{form.collection}.{place}" for form in FORMS for place in wanted(form)
    }
    assert set(NOT_OFFERED) <= every


def test_every_name_is_looked_for_where_it_stands() -> None:
    """A reference is chosen among the very collections that the model names."""
    for form in FORMS:
        model = Brief if form.collection == FRONT else MEMBERS[form.collection]
        names = annotated(model, To)
        for one in form.every():
            if one.name in names and one.control in ("name", "names", "place"):
                among = tuple(name for name in one.among if name != PARTS)
                assert among == names[one.name].collections, (form.noun, one.name)
            assert (one.name in names) <= (one.control in ("name", "names", "place")), (form.noun, one.name)


def test_every_choice_is_one_that_the_model_knows() -> None:
    """A choice that is missing could not be made at the desk."""
    for form in FORMS:
        model = Brief if form.collection == FRONT else MEMBERS[form.collection]
        for one in form.every():
            if one.control == "choice" and one.name in model.model_fields:
                known = {
                    str(value)
                    for part in (
                        model.model_fields[one.name].annotation,
                        *walk(model.model_fields[one.name].annotation),
                    )
                    for value in get_args(part)
                    if isinstance(value, str)
                }
                if known:
                    assert {value for value, _ in one.choices} - {""} == known, (form.noun, one.name)


def test_a_field_that_no_form_offers_is_noticed() -> None:
    """The guard is broken on purpose: a form without one of its fields."""
    form = next(one for one in FORMS if one.collection == "questions")
    without = FactForm(form.letter, form.noun, form.collection, form.title, form.fields[:-1], form.more)
    assert missing(without) == {form.fields[-1].name}
