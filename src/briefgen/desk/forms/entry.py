"""What an entry of brief.yaml says, field by field: its texts as a form shows them, whatever short form they are written in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.desk.forms.evidence import links
from briefgen.desk.forms.form import FactForm, Field
from briefgen.editing.shape import short_key
from briefgen.errors import KeyPath
from briefgen.model.brief import COLLECTIONS, FRONT, Brief
from briefgen.model.marking import Marking
from briefgen.model.shape import Short
from briefgen.reading.fields import held, part_at
from briefgen.reading.tree import Node, parse

YES, NO = ("yes", "true", "on", "1", "y", "t"), ("no", "false", "off", "0", "n", "f")


@lru_cache(maxsize=8)
def _data(data: bytes) -> Mapping[str, Node]:
    return parse(data.decode("utf-8-sig", "replace"), "brief.yaml").data


def entry(data: bytes, collection: str, key: str) -> Node | None:
    """What stands in brief.yaml under an id, or beside the collections; None where it stands elsewhere, as a row of a table does."""
    whole = _data(data)
    if collection == FRONT:
        return {name: value for name, value in whole.items() if name not in COLLECTIONS}
    members = whole.get(collection)
    return members.get(key) if isinstance(members, dict) and key in entries(data, collection) else None


def entries(data: bytes, collection: str) -> tuple[str, ...]:
    """The ids that stand in a collection of brief.yaml; a table that it names is none."""
    members = _data(data).get(collection)
    found = members if isinstance(members, dict) else {}
    return tuple(key for key in found if not (collection == "events" and key == "file" and isinstance(found[key], str)))


def base(collection: str, key: str) -> KeyPath:
    """Where an entry stands."""
    return () if collection == FRONT else (collection, key)


@dataclass(frozen=True, slots=True)
class ValueAt:
    """A value in an entry, and where it is written: a short form stands at the place of what it is short for."""

    path: KeyPath
    value: Node


def find(value: Node | None, at: KeyPath, path: KeyPath) -> ValueAt | None:
    """The value at a place of a part that stands at `path`; None where nothing is written."""
    for number, step in enumerate(at):
        here = (*path, *at[:number])
        if isinstance(value, str) and short_for(here, value) == step:
            return ValueAt(here, value) if number == len(at) - 1 else None
        if isinstance(step, int) and step == 0 and isinstance(value, str | dict) and listed(here):
            return find(value, at[number + 1 :], here) if at[number + 1 :] else ValueAt(here, value)
        if isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return None if value is None else ValueAt((*path, *at), value)


def short_for(path: KeyPath, text: str) -> str:
    """The field that a text stands for which is written at a place; empty where it is a text and nothing else."""
    if found := short_key(path, text):
        return found
    kind, inner = part_at(Brief, path)
    if kind == "list":
        kind, inner = held(inner)
    if kind == "model" and inner is Marking:
        return "label"
    return inner.short_key if kind == "model" and issubclass(inner, Short) else ""


def listed(path: KeyPath) -> bool:
    """True where several may stand, and so one without a list around it."""
    return part_at(Brief, path)[0] == "list"


# -- as texts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldTexts:
    """The texts of a form's fields by name; `own` are the fields that the file writes in a way which no field can show."""

    said: Mapping[str, str]
    own: frozenset[str]


def texts(form: FactForm, written: Node | None, path: KeyPath) -> FieldTexts:
    """What a form shows of an entry; of one that is not there yet, what is usual."""
    said: dict[str, str] = {}
    own: set[str] = set()
    for field in form.every():
        _gather(field, field.name, written, field.at, path, said, own)
    return FieldTexts(said, frozenset(own))


def _gather(
    field: Field, name: str, written: Node | None, at: KeyPath, path: KeyPath, said: dict[str, str], own: set[str]
) -> None:
    found = find(written, at, path)
    if field.control == "evidence":
        items = links(found.value if found else None)
        said[name] = " ".join(map(str, range(len(items))))
        for number, link in enumerate(items):
            for inner in field.fields:
                _say(inner, f"{name}.{number}.{inner.name}", link.get(inner.name), said, own)
    elif field.control == "group":
        for inner in field.fields:
            _gather(inner, f"{name}.{inner.name}", written, (*at, *inner.at), path, said, own)
    elif field.control == "rows":
        keys = row_keys(found.value if found else None, (*path, *at))
        if keys is None:
            own.add(name)
            keys = ()
        said[name] = " ".join(keys)
        for key in keys:
            for inner in field.fields:
                step = int(key) if listed((*path, *at)) else key
                _gather(inner, f"{name}.{key}.{inner.name}", written, (*at, step, *inner.at), path, said, own)
    else:
        _say(field, name, found.value if found else None, said, own)


def _say(field: Field, name: str, value: Node | None, said: dict[str, str], own: set[str]) -> None:
    text = shown(field, value)
    if text is None:
        own.add(name)
    said[name] = typed(text or "")


def row_keys(value: Node | None, path: KeyPath) -> tuple[str, ...] | None:
    """What the rows of a field are called: numbers in a list, ids in a mapping. None for what are no rows."""
    match value:
        case None:
            return ()
        case list():
            return tuple(map(str, range(len(value)))) if listed(path) else None
        case dict():
            return ("0",) if listed(path) else tuple(value)
        case str():
            return ("0",) if listed(path) else None


def shown(field: Field, value: Node | None) -> str | None:
    """A value as the text of its field; None for one that the field cannot show."""
    if value is None:
        return field.usual
    match field.control:
        case "names" | "lines":
            items = [value] if isinstance(value, str) else value
            if not isinstance(items, list) or any(
                not isinstance(one, str) or "\n" in one.rstrip("\n") for one in items
            ):
                return None
            return "\n".join(str(one).rstrip("\n") for one in items)
        case "pairs":
            return pairs(value)
        case "yes":
            said = value.lower() if isinstance(value, str) else ""
            return "yes" if said in YES else "" if said in NO else None
        case "choice":
            return value if isinstance(value, str) and value in dict(field.choices) else None
        case _:
            return value.rstrip("\n") if isinstance(value, str) else None


def pairs(value: Node) -> str | None:
    """A mapping of texts as lines, a name and a text each; several texts of one name are several lines; of a list of names, a name
    alone. None for any other value."""
    if isinstance(value, list):
        return _names(value)
    if not isinstance(value, dict):
        return None
    lines = []
    for name, held_ in value.items():
        for text in held_ if isinstance(held_, list) else [held_]:
            if not isinstance(text, str) or ":" in name or "\n" in f"{name}{text}".rstrip("\n"):
                return None
            lines.append(f"{name}: {text.rstrip()}")
    return "\n".join(lines)


def _names(value: Sequence[Node]) -> str | None:
    """A list of names, of which one may have a text, as lines."""
    lines = [
        pairs(one) if isinstance(one, dict) else one if isinstance(one, str) and ":" not in one else None
        for one in value
    ]
    said = [line for line in lines if line is not None and "\n" not in line]
    return "\n".join(said) if len(said) == len(value) else None


def typed(text: str) -> str:
    """A text as a browser gives it back: every break of a line is one character."""
    return re.sub("\r\n?", "\n", text)
