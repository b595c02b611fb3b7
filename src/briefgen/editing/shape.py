"""What the model says of a place in brief.yaml: where a key goes, and what a short form stands for."""

from __future__ import annotations

from pydantic import ValidationError

from briefgen.editing.edits import Path
from briefgen.editing.nodes import Branch
from briefgen.model.brief import Brief
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.reading.fields import held, known_keys, part_at

_known = known_keys(Brief)


def in_order(path: Path, holder: Branch) -> int:
    """The place of a new key in the mapping that holds it: after the one that the model has before it; an id goes last."""
    keys = tuple(_known(path[:-1]))
    if path[-1] not in keys:
        return len(holder.entries)
    present = [entry.name for entry in holder.entries]
    before = keys[: keys.index(str(path[-1]))]
    none = 0 if len(path) == 1 else len(present)
    return next((present.index(key) + 1 for key in reversed(before) if key in present), none)


def list_at(path: Path) -> bool:
    """True where a list may stand, and so one item without its brackets: the words of a source in evidence, too, may be several."""
    if part_at(Brief, path)[0] == "list":
        return True
    kind, inner = part_at(Brief, path[:-1])
    return kind == "list" and inner is Evidence and path[-1] not in Evidence.model_fields


def short_key(path: Path, text: str) -> str:
    """The field that a text at a place stands for, when nothing but that field is said by it; empty where there is none."""
    kind, inner = part_at(Brief, path)
    if kind == "list":
        kind, inner = held(inner)
    if kind != "model":
        return ""
    keys = (field.alias or name for name, field in inner.model_fields.items())
    return next((key for key in keys if _same(inner, text, {key: text})), "")


def _same(model: type[Model], one: object, other: object) -> bool:
    try:
        return model.model_validate(one) == model.model_validate(other)
    except ValidationError:
        return False
