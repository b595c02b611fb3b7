"""Every reference that a file holds, as the model describes its fields, whatever short form it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.editing.nodes import Branch, Leaf, Slot, plain
from briefgen.model.annotation import Places, To, annotated
from briefgen.model.brief import Brief
from briefgen.model.shape import Model, Short
from briefgen.model.source import Evidence, evidence_items
from briefgen.reading.fields import alternatives, held

_EVIDENCE = annotated(Evidence, To)["source"]


@dataclass(frozen=True, slots=True)
class ReferencePlace:
    """One reference: the id, where the field looks for it, and the slot that says it, in its key or in its value."""

    ref: str
    to: To
    slot: Slot
    in_key: bool = False

    @property
    def start(self) -> int:
        """Where it stands in the text."""
        piece = self.slot.key if self.in_key and self.slot.key else self.slot.value
        return max(piece.start, 0)


def mentions(root: Branch, model: type[Model] = Brief) -> Iterator[ReferencePlace]:
    """All references of a brief, or of a part of it that is such a model, in the order of the file."""
    yield from _in_model(root, model)


def placed(root: Branch) -> Iterator[Slot]:
    """The slots whose keys name places of the brief."""
    for name in annotated(Brief, Places):
        slot = root.find(name)
        if slot and isinstance(slot.value, Branch):
            yield from slot.value.entries


def _in_model(branch: Branch, model: type[Model]) -> Iterator[ReferencePlace]:
    named = annotated(model, To)
    fields = {key: name for name, field in model.model_fields.items() for key in (name, field.alias or name)}
    for slot in branch.entries:
        if (name := fields.get(slot.name)) is None:
            continue
        if name in named:
            yield from _said(slot, named[name])
        else:
            yield from _in(slot, model.model_fields[name].rebuild_annotation())


def _in(slot: Slot, annotation: Any) -> Iterator[ReferencePlace]:
    kind, inner = held(annotation)
    value = slot.value
    if kind == "list" and inner is Evidence:
        yield from _in_evidence(slot)
    elif kind == "list" and isinstance(value, Branch) and not value.keyed:
        for item in value.entries:
            yield from _in(item, inner)
    elif kind == "list":
        yield from _in(slot, inner)
    elif kind == "mapping" and isinstance(value, Branch):
        for item in value.entries:
            yield from _in(item, inner)
    elif kind == "model" and isinstance(value, Branch):
        for one in alternatives(annotation):
            if issubclass(one, Model):
                yield from _in_model(value, one)
    elif kind == "model" and issubclass(inner, Short) and (to := annotated(inner, To).get(inner.short_key)):
        yield from _said(slot, to)


def _said(slot: Slot, to: To) -> Iterator[ReferencePlace]:
    """A field that holds references: one, or a list of them."""
    value = slot.value
    if isinstance(value, Leaf):
        if not value.empty:
            yield ReferencePlace(value.text, to, slot)
    elif not value.keyed:
        for item in value.entries:
            yield from _said(item, to)


def _in_evidence(slot: Slot) -> Iterator[ReferencePlace]:
    """The sources that evidence names, in each form that it may be written in."""
    seen: set[int] = set()
    for source, span, said in evidence_items(plain(slot.value)):
        if not isinstance(said, dict) or not isinstance(said.get("source"), str):
            continue
        in_key = source == span and "span" in said
        path = source[:-1] if in_key and isinstance(source[-1], int) else source
        found = _at(slot, path)
        if found is not None and id(found) not in seen:
            seen.add(id(found))
            yield ReferencePlace(said["source"], _EVIDENCE, found, in_key)


def _at(slot: Slot, path: tuple[str | int, ...]) -> Slot | None:
    found: Slot | None = slot
    for step in path:
        found = found.value.find(step) if found and isinstance(found.value, Branch) else None
    return found
