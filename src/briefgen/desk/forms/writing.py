"""FieldTexts of a form as edits of brief.yaml: what was not touched is not written anew, and short forms stay short while they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from difflib import SequenceMatcher
from typing import Any

from briefgen.app.ids import id_of
from briefgen.desk.forms import evidence
from briefgen.desk.forms.entry import find, listed, short_for, texts, typed
from briefgen.desk.forms.form import FactForm, Field
from briefgen.editing import Add, Edit, Remove, Set, Value
from briefgen.errors import KeyPath
from briefgen.model.brief import Brief
from briefgen.reading.fields import known_keys
from briefgen.reading.tree import Node

_known = known_keys(Brief)


def edits(form: FactForm, written: Node | None, path: KeyPath, said: Mapping[str, str]) -> tuple[Edit, ...]:
    """The edits that make an entry, as it is written now, say these texts. Fields that are not given are not touched."""
    before = texts(form, written, path)
    writing = _Writing(written, path, before.said, {name: typed(text) for name, text in said.items()}, before.own)
    for one in form.every():
        writing.field(one, one.name, one.at)
    return (*writing.edits, *writing.additions())


@dataclass(slots=True)
class _Writing:
    """One entry at its place, with what its fields say and what they are to say; `new` are values for places that are not there yet."""

    written: Node | None
    path: KeyPath
    before: Mapping[str, str]
    after: Mapping[str, str]
    own: frozenset[str]
    edits: list[Set | Add | Remove] = made(default_factory=list)
    new: dict[KeyPath, Any] = made(default_factory=dict)
    gone: set[KeyPath] = made(default_factory=set)

    def field(self, one: Field, name: str, at: KeyPath) -> None:
        """What is to be done for a field."""
        if name in self.own:
            return
        if one.control == "evidence":
            self.links(one, name, at)
        elif one.control == "rows":
            self.rows(one, name, at)
        elif one.control == "group":
            for inner in one.fields:
                self.field(inner, f"{name}.{inner.name}", (*at, *inner.at))
        elif name in self.after and self.after[name] != self.before.get(name, one.usual):
            self.change(one, at, self.after[name])

    def change(self, one: Field, at: KeyPath, text: str) -> None:
        value, found = _value(one, text), find(self.written, at, self.path)
        if found is None:
            if value is not None:
                self.add(at, value)
        elif value is None:
            self.remove(at, found.path)
        elif isinstance(value, list):
            self.edits += _of_list(found.path, found.value, value)
        elif isinstance(value, dict):
            self.edits.append(Set(found.path, value))
        else:
            self.edits.append(Set(found.path, _with_break(found.value, value)))

    def rows(self, one: Field, name: str, at: KeyPath) -> None:
        """Rows that stay are changed where they stand, those that are gone go, new ones come last."""
        old, new = self.keys(name)
        several = listed((*self.path, *at))
        for key in old:
            step = int(key) if several else key
            if key in new:
                for inner in one.fields:
                    self.field(inner, f"{name}.{key}.{inner.name}", (*at, step, *inner.at))
        fresh = [row for key in new if key not in old and (row := self.row(one, name, key, (*self.path, *at, 0)))]
        found = find(self.written, at, self.path)
        if found and not fresh and not set(old) & set(new):
            self.remove(at, found.path)
            return
        for number, row in enumerate(fresh):
            if several:
                if found is None:
                    self.new.setdefault((*self.path, *at), []).append(row)
                else:
                    self.edits.append(Add((*found.path, len(old) + number), row))
            else:
                self.add((*at, _free(row, old)), row)
        for key in reversed([key for key in old if key not in new]):
            assert found is not None
            self.edits.append(Remove((*found.path, int(key) if several else key)))

    def keys(self, name: str) -> tuple[list[str], list[str]]:
        """The rows of a field as they are, and as they are to be."""
        old = self.before.get(name, "")
        return old.split(), self.after.get(name, old).split()

    def links(self, one: Field, name: str, at: KeyPath) -> None:
        """What becomes of evidence: links that stay are changed where they stand, new ones come last."""
        old, new = self.keys(name)
        found = find(self.written, at, self.path)
        known = evidence.links(found.value) if found else []
        rows: list[tuple[int | None, evidence.EvidenceLink]] = []
        for key in new:
            row = {**known[int(key)]} if key in old else {}
            for inner in one.fields:
                place = f"{name}.{key}.{inner.name}"
                text = self.after.get(place, self.before.get(place, inner.usual))
                if place not in self.own and text != self.before.get(place, inner.usual):
                    row[inner.name] = _value(inner, text)
            row = {key_: value for key_, value in row.items() if value is not None}
            if row:  # one without its source is an error at its field, and no words are dropped
                rows.append((int(key) if key in old else None, {"source": "", **row}))
        if [row for _, row in rows] == known:
            return
        if found is None:
            self.add(at, evidence.short([row for _, row in rows]))
        elif not rows:
            self.remove(at, found.path)
        else:
            self.edits += evidence.changed(found.value, found.path, rows)

    def new_links(self, one: Field, name: str) -> Any:
        """Evidence of a row that is not there yet; None for none."""
        rows = []
        for key in self.keys(name)[1]:
            said = {inner.name: self.after.get(f"{name}.{key}.{inner.name}", inner.usual) for inner in one.fields}
            row = {
                inner.name: _value(inner, said[inner.name]) for inner in one.fields if said[inner.name] != inner.usual
            }
            row = {key_: value for key_, value in row.items() if value is not None}
            rows += [{"source": "", **row}] if row else []
        return evidence.short(rows) if rows else None

    def row(self, one: Field, name: str, key: str, path: KeyPath) -> Any:
        """A row that is not there yet, as a value; nothing for one that says nothing."""
        said = self.part(one, f"{name}.{key}", path)
        return _short(path, said) if said else None

    def part(self, one: Field, within: str, path: KeyPath) -> dict[str, Any]:
        """What the fields of a part say that is not there yet."""
        said: dict[str, Any] = {}
        for inner in one.fields:
            value = self.unwritten(inner, f"{within}.{inner.name}", (*path, *inner.at))
            if value is not None:
                _put(said, inner.at, value)
        return said

    def unwritten(self, one: Field, name: str, path: KeyPath) -> Any:
        """What a field says whose part is not there yet; None for nothing."""
        match one.control:
            case "evidence":
                return self.new_links(one, name)
            case "rows":
                made = [(key, row) for key in self.keys(name)[1] if (row := self.row(one, name, key, (*path, 0)))]
                return [row for _, row in made] or None
            case "group":
                return self.part(one, name, path) or None
            case _:
                text = self.after.get(name, one.usual)
                return _value(one, text) if text != one.usual else None

    def add(self, at: KeyPath, value: Value) -> None:
        """A value where none is yet, together with others that go into the same new part."""
        if self.written is None:
            _put(self.new.setdefault(self.path, {}), at, value)
            return
        known = next(n for n in range(len(at) - 1, -1, -1) if n == 0 or find(self.written, at[:n], self.path))
        holder = find(self.written, at[:known], self.path)
        above = holder.path if holder else self.path
        if known + 1 == len(at):
            self.new[(*above, at[known])] = value
        else:
            _put(self.new.setdefault((*above, at[known]), {}), at[known + 1 :], value)

    def remove(self, at: KeyPath, place: KeyPath) -> None:
        """A value goes; a part that says nothing without it goes with it."""
        self.gone.add(place)
        for length in range(len(at) - 1, 0, -1):
            around = find(self.written, at[:length], self.path)
            if around is None or not isinstance(around.value, dict):
                continue
            if any((*around.path, key) not in self.gone for key in around.value):
                break
            place = around.path
            self.gone.add(place)
            self.edits = [edit for edit in self.edits if not (isinstance(edit, Remove) and edit.path[:-1] == place)]
        self.edits.append(Remove(place))

    def additions(self) -> Iterator[Set | Add | Remove]:
        """What is new, each part as one; in a text that is short for a part, with that part spelt out."""
        spelt: dict[KeyPath, dict[str, Any]] = {}
        for place, value in self.new.items():
            value = [_short((*place, n), row) for n, row in enumerate(value)] if isinstance(value, list) else value
            value = _short(place, value)
            holder = self._text_at(place[:-1]) if len(place) > len(self.path) else None
            if holder is None:
                yield Add(place, value)
            else:
                spelt.setdefault(place[:-1], {short_for(place[:-1], holder): holder})[str(place[-1])] = value
        for place, value in spelt.items():
            self.edits = [edit for edit in self.edits if edit.path != place]
            yield Set(place, _in_order(place, value))

    def _text_at(self, place: KeyPath) -> str | None:
        """The text that stands at a place, as it is to be after the edits; None where no text does."""
        found = find(self.written, place[len(self.path) :], self.path) if len(place) > len(self.path) else None
        value = found.value if found else self.written if place == self.path else None
        if not isinstance(value, str):
            return None
        changed = [edit.value for edit in self.edits if isinstance(edit, Set) and edit.path == place]
        return str(changed[-1]) if changed else value


def _put(holder: dict[str, Any], at: KeyPath, value: Any) -> None:
    for step in at[:-1]:
        holder = holder.setdefault(str(step), {})
    old = holder.get(str(at[-1]))
    holder[str(at[-1])] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value


def _short(path: KeyPath, value: Any) -> Any:
    """A value in the order of the model, in short where one text says it all."""
    if not isinstance(value, dict):
        return value
    said = {key: _short((*path, key), inner) for key, inner in _in_order(path, value).items()}
    if len(said) == 1:
        ((key, text),) = said.items()
        if isinstance(text, str) and short_for(path, text) == key:
            return text
    return said


def _in_order(path: KeyPath, value: Mapping[str, Any]) -> dict[str, Any]:
    keys = tuple(_known(path))
    return dict(sorted(value.items(), key=lambda item: keys.index(item[0]) if item[0] in keys else len(keys)))


def _pairs(text: str) -> dict[str, Any] | None:
    """Lines of a name and a text as a mapping; a name that comes again has several texts. None for nothing."""
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        name, _, said = line.partition(":")
        if name.strip():
            found.setdefault(name.strip(), []).append(said.strip())
    return {name: all_[0] if len(all_) == 1 else all_ for name, all_ in found.items()} or None


def _value(one: Field, text: str) -> Any:
    """The text of a field as a value; None for nothing."""
    match one.control:
        case "names" | "lines":
            return [line.strip() for line in text.split("\n") if line.strip()] or None
        case "pairs":
            return _pairs(text)
        case "yes":
            return "yes" if text == "yes" else "no"
        case "line" | "time" | "name" | "place" | "choice":
            return text.strip() or None
        case _:
            return text if text.strip() else None


def _with_break(old: Node, text: str) -> str:
    """A text that ends as the one before did: a block of lines may have a break at its end, which no field shows."""
    return f"{text}\n" if isinstance(old, str) and old.endswith("\n") else text


def _of_list(path: KeyPath, old: Node, new: Sequence[str]) -> Iterator[Set | Add | Remove]:
    """A list made into another item by item, so that those which stay are not written anew."""
    if isinstance(old, str):
        if len(new) == 1:
            yield Set(path, new[0])
        else:
            yield Set(path, list(new))
        return
    items = [str(item).rstrip("\n") for item in old]
    for tag, i, j, a, b in reversed(SequenceMatcher(None, items, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        both = min(j - i, b - a)
        for n in range(both, b - a):
            yield Add((*path, i + n), new[a + n])
        for n in range(j - i - 1, both - 1, -1):
            yield Remove((*path, i + n))
        for n in range(both):
            yield Set((*path, i + n), new[a + n])


def _free(row: Any, taken: Sequence[str]) -> str:
    """An id for a row that has none, made of its words."""
    words = row if isinstance(row, str) else next((one for one in row.values() if isinstance(one, str)), "")
    key = first = id_of(words, 4) or "item"
    number = 1
    while key in taken:
        number += 1
        key = f"{first}-{number}"
    return key
