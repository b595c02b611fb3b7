"""A form that is open on a page: which entry it is over, what that said when it was opened, and what has been filled in since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefgen.app.ids import id_of
from briefgen.desk.exchange import Ask, BadRequest
from briefgen.desk.forms.entry import base, entries, entry, texts, typed
from briefgen.desk.forms.form import FactForm, Field
from briefgen.desk.forms.kinds import form_of
from briefgen.desk.forms.names import new_actors
from briefgen.desk.forms.writing import edits
from briefgen.desk.open_brief import BriefReading, NotWritten
from briefgen.desk.selection import SelectedPassage
from briefgen.editing import Edit
from briefgen.errors import KeyPath
from briefgen.model.brief import FRONT
from briefgen.reading.tree import Node


@dataclass(frozen=True, slots=True)
class Opened:
    """An open form. `key` is its entry's id, empty for a new one; `was` what the entry said when it was opened; `said` the texts of
    the fields by name, in which words that were added from a source are rows of its evidence."""

    form: FactForm
    key: str
    was: Node | None
    said: Mapping[str, str]

    @property
    def new(self) -> bool:
        """True for a fact that is not in the file yet."""
        return self.was is None

    @property
    def path(self) -> KeyPath:
        """Where its entry stands."""
        return base(self.form.collection, self.key)

    def now(self, reading: BriefReading) -> Node | None:
        """What its entry says in the file as it is now."""
        return entry(reading.data, self.form.collection, self.key)

    def changed(self) -> dict[str, str]:
        """The texts that were touched since it was opened, by their fields."""
        before = texts(self.form, self.was, self.path).said
        return {name: typed(text) for name, text in self.said.items() if typed(text) != before.get(name, "")}


def opened_at(reading: BriefReading, form: FactForm, key: str) -> Opened | None:
    """The form over an entry of brief.yaml; None where the entry stands in no place that a form can write to."""
    written = entry(reading.data, form.collection, key)
    if written is None:
        return None
    return Opened(form, key, written, texts(form, written, base(form.collection, key)).said)


def fresh(reading: BriefReading, form: FactForm, words: SelectedPassage | None = None) -> Opened:
    """The form of a new fact, filled in with what its passage says."""
    opened = Opened(form, "", None, texts(form, None, base(form.collection, "")).said)
    if words is None:
        return opened
    return with_words(replace(opened, said={**opened.said, **form.prefill(reading.loaded, words)}), words)


def with_words(opened: Opened, words: SelectedPassage, within: str = "") -> Opened:
    """The form with one more passage that the fact rests on; in a row, where `within` names a field of one that has its own."""
    name = max(
        (one for one in _evidence(opened) if within.startswith(one.removesuffix("evidence"))), key=len, default=""
    )
    if not name:
        raise NotWritten(f"A {opened.form.noun} rests on no words of a source.")
    keys = opened.said.get(name, "").split()
    told = ("source", "span", "locator")
    known = [tuple(opened.said.get(f"{name}.{key}.{one}", "") for one in told) for key in keys]
    if (words.source, typed(words.words), words.locator) in known:
        raise NotWritten("These words are among those that it rests on already.")
    key = next(key for key in (f"new{number}" for number in range(len(keys) + 1)) if key not in keys)
    added = {name: " ".join([*keys, key]), f"{name}.{key}.source": words.source, f"{name}.{key}.span": words.words}
    added |= {f"{name}.{key}.locator": words.locator} if words.locator else {}
    return replace(opened, said={**opened.said, **added})


def _evidence(opened: Opened) -> Iterator[str]:
    """The names of the fields that hold evidence, those in rows too."""

    def inside(fields: tuple[Field, ...], within: str) -> Iterator[str]:
        for one in fields:
            name = within + one.name
            if one.control == "evidence":
                yield name
            elif one.control == "rows":
                for key in opened.said.get(name, "").split():
                    yield from inside(one.fields, f"{name}.{key}.")
            elif one.control == "group":
                yield from inside(one.fields, f"{name}.")

    return inside(tuple(opened.form.every()), "")


def filled(ask: Ask) -> Opened | None:
    """The form that is open on the page, as it is filled in there; None for none. Raises BadRequest."""
    sent = ask.said.get("form")
    if sent is None:
        return None
    if not isinstance(sent, dict):
        raise BadRequest("form is what the page says of its form")
    form_ask = Ask(ask.brief, sent)
    collection, _, key = form_ask.text("path").partition(".")
    opened = Opened(form_of(collection), key, _json(form_ask.text("was", "")), form_ask.texts("fields"))
    if opened.form.collection == FRONT and (opened.key or opened.new):
        raise BadRequest("path names a fact: the brief itself is one, and always there")
    return opened


def must(ask: Ask) -> Opened:
    """The form that is open on the page. Raises BadRequest where none is."""
    if (found := filled(ask)) is None:
        raise BadRequest("a form is open")
    return found


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError) as error:
        raise BadRequest("was is what the entry said") from error


# -- as edits -----------------------------------------------------------------------------------------------------------


def written(opened: Opened, reading: BriefReading) -> tuple[Opened, tuple[Edit, ...]]:
    """The form with its id, and the edits that write it into the file as it is now."""
    said = opened.changed()
    if opened.new:
        if opened.form.unwritten and not said.get(opened.form.title, "").strip():
            words = next((opened.said[name] for name in opened.said if name.endswith(".span")), "")
            words = " ".join(words.split())
            said[opened.form.title] = f"{opened.form.unwritten}{words}".strip()
        opened = replace(opened, key=_free(opened, said, reading))
    actors, said = new_actors(opened.form, said, reading.loaded)
    before = opened.now(reading)
    return opened, (*actors, *edits(opened.form, before, opened.path, said))


def _free(opened: Opened, said: Mapping[str, str], reading: BriefReading) -> str:
    """An id that no fact of the collection has, made of the words by which it is known."""
    words = (said.get(opened.form.title) or said.get("label", "")).removeprefix("[TBC]")
    key = first = id_of(words, 5) or opened.form.noun.replace(" ", "-")
    collection = opened.form.collection
    taken = {*getattr(reading.loaded.draft, collection), *entries(reading.data, collection)}
    number = 1
    while key in taken:
        number += 1
        key = f"{first}-{number}"
    return key
