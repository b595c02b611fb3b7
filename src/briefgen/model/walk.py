"""A model taken apart: every part within it, with the path to it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.errors import KeyPath
from briefgen.model.shape import Model


def walk(model: Model, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Model]]:
    """The model and every part that is written in it, in the order of the fields; a default holds nothing that anybody wrote."""
    yield path, model
    written = model.model_fields_set
    for name, value in model.__dict__.items():
        if name in written and isinstance(value, (tuple, dict, Model)):
            yield from _within(value, (*path, name))


def _within(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Model]]:
    match value:
        case Model():
            yield from walk(value, path)
        case tuple():
            for index, inner in enumerate(value):
                yield from _within(inner, (*path, index))
        case dict():
            for key, inner in value.items():
                yield from _within(inner, (*path, key))
        case _:
            pass
