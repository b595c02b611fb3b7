"""An open form as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.desk.forms.entry import texts
from briefgen.desk.forms.faults import HEAD
from briefgen.desk.forms.form import Field
from briefgen.desk.forms.names import NEW, Offered, called
from briefgen.desk.forms.of_words import Say
from briefgen.desk.forms.opened import Opened
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading
from briefgen.model.brief import Brief

BLANK = "NEW"
"""The key of a row that is not there yet; the page gives it a number of its own."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One name that is chosen."""

    ref: str
    title: str
    new: bool


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field with its text, ready for the page; `rows` are its rows by their keys, `blank` is one that could be added, `inner` are the
    fields of a group."""

    field: Field
    name: str
    text: str
    own: bool
    chips: tuple[Chip, ...] = ()
    rows: tuple[tuple[str, tuple[ShownField, ...]], ...] = ()
    blank: tuple[ShownField, ...] = ()
    inner: tuple[ShownField, ...] = ()


def markup_of(opened: Opened, reading: BriefReading, said: Mapping[str, tuple[Say, ...]]) -> str:
    """The form as it stands."""
    brief = reading.loaded.draft
    own = texts(opened.form, opened.was, opened.path).own
    more = tuple(_fields(opened.form.more, opened, own, brief))
    return markup(
        "form",
        opened=opened,
        form=opened.form,
        path=f"{opened.form.collection}.{opened.key}",
        was="" if opened.was is None else json.dumps(opened.was, ensure_ascii=False),
        fields=tuple(_fields(opened.form.fields, opened, own, brief)),
        more=more,
        filled=sum(map(_filled, more)),
        messages={name: messages(all_) for name, all_ in said.items()},
        head=HEAD,
    )


def _filled(one: ShownField) -> bool:
    """True for a field that says something of its own."""
    if one.inner:
        return any(map(_filled, one.inner))
    return one.own or (bool(one.text) and one.text != one.field.usual)


def messages(said: Iterable[Say]) -> str:
    """What is said at a field."""
    return markup("form_messages", said=tuple(said))


def choices(found: Iterable[Offered]) -> str:
    """The names that may be chosen."""
    return markup("form_choices", choices=tuple(found))


def _fields(
    fields: Iterable[Field], opened: Opened, own: frozenset[str], brief: Brief, within: str = ""
) -> Iterator[ShownField]:
    for one in fields:
        name = within + one.name
        text = opened.said.get(name, one.usual)
        rows: tuple[tuple[str, tuple[ShownField, ...]], ...] = ()
        blank: tuple[ShownField, ...] = ()
        if one.control in ("rows", "evidence"):
            rows = tuple(
                (key, tuple(_fields(one.fields, opened, own, brief, f"{name}.{key}."))) for key in text.split()
            )
            blank = tuple(_fields(one.fields, opened, own, brief, f"{name}.{BLANK}."))
        inner: tuple[ShownField, ...] = ()
        if one.control == "group":
            inner = tuple(_fields(one.fields, opened, own, brief, f"{name}."))
        chips: tuple[Chip, ...] = ()
        if one.control in ("name", "names", "place"):
            chips = tuple(
                Chip(ref, called(brief, ref, one.among), ref.startswith(NEW)) for ref in text.split("\n") if ref.strip()
            )
        yield ShownField(one, name, text, name in own, chips, rows, blank, inner)
