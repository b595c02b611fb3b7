"""What was issued can be read again, whatever has become illegal since: no rule is asked of it, and each value means what it meant."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import SchemaValidator

M = TypeVar("M", bound=BaseModel)


def thawed(model: type[M], data: Any) -> M:
    """The model of data that an edition keeps.

    Where a later version refuses something of it, it is read without that version's rules: a key that the model no longer takes is
    passed over, a word that an enumeration no longer has is its default, a part of an outline that is gone is left out, any other
    value stays as it is. Raises pydantic.ValidationError for what was never a brief.
    """
    try:
        return model.model_validate(data)
    except ValidationError:
        read: M = _reader(model).validate_python(data)
        return read


@cache
def _reader(model: type[BaseModel]) -> SchemaValidator:
    model.model_rebuild()
    return SchemaValidator(_loosened(model.__pydantic_core_schema__), _use_prebuilt=False)


def _loosened(schema: Any) -> Any:
    """A core schema that keeps the shape and drops the rules."""
    if isinstance(schema, list):
        return [_loosened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: part if name in _OPAQUE else _loosened(part) for name, part in schema.items()}
    match kept:
        case {"type": "function-after", "schema": inner}:  # a rule: what it asks for is in checks/ as well, or was
            return {**inner, **{name: kept[name] for name in ("ref",) if name in kept}}
        case {"type": "model"}:
            return {**kept, "config": {"extra_fields_behavior": "ignore", "validate_by_name": True}}
        case {"type": "model-fields"}:
            return {**kept, "extra_behavior": "ignore"}
        case {"type": "str" | "int" | "float" as kind}:
            return {"type": kind}
        case {"type": "literal", "expected": expected} if word := _FALLBACK & set(expected):
            return {"type": "default", "schema": kept, "default": word.pop(), "on_error": "default"}
        case {"type": "default", "schema": {"type": "literal"}}:
            return {**kept, "on_error": "default"}
        case {"type": "nullable", "schema": {"type": "literal"}}:
            return {"type": "default", "schema": kept, "default": None, "on_error": "default"}
        case {"type": "tuple", "items_schema": [item], "variadic_item_index": 0}:
            return {**kept, "items_schema": [{"type": "default", "schema": item, "on_error": "omit"}]}
        case _:
            return kept


_FALLBACK = {"other", "custom"}
"""What a word reads as that is no longer known, where its enumeration has one of them: a marking's scheme never reads as none."""
_OPAQUE = frozenset(
    {"serialization", "metadata", "function", "cls", "default", "default_factory", "expected", "custom_init"}
)
"""Parts of a schema that hold no schema."""
