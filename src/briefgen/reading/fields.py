"""What keys a place of brief.yaml may have, and what each means: for "did you mean" and for the JSON Schema."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Collection
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefgen.errors import KeyPath
from briefgen.model.annotation import Filled
from briefgen.model.event import Event
from briefgen.model.shape import Short


def held(annotation: Any) -> tuple[Literal["model", "mapping", "list", "text"], Any]:
    """What an annotation holds: ("model", M), ("mapping", T), ("list", T) or ("text", None)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "model", annotation
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return "mapping", arguments[1]
    if origin is tuple:
        return "list", arguments[0]
    for argument in arguments:  # Annotated, or one of a union
        kind, found = held(argument)
        if kind != "text":
            return kind, found
    return "text", None


def alternatives(annotation: Any) -> tuple[type[BaseModel], ...]:
    """The models of which an annotation holds one: several for a union of them, such as a time and a time limit."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    if get_origin(annotation) in (dict, tuple):
        return ()
    return tuple(dict.fromkeys(model for argument in get_args(annotation) for model in alternatives(argument)))


def _field(annotation: Any, key: str | int) -> Any:
    for model in alternatives(annotation):
        for name, field in model.model_fields.items():
            if key == (field.alias or name):
                return field.annotation if not field.metadata else field.rebuild_annotation()
    return None


def part_at(root: type[BaseModel], path: KeyPath) -> tuple[Literal["model", "mapping", "list", "text"], Any]:
    """What may stand at a path, as `held` says it; ("text", None) too for a path that the model does not have."""
    return held(_annotation(root, path))


def _annotation(root: type[BaseModel], path: KeyPath) -> Any:
    annotation: Any = root
    for step in path:
        kind, inner = held(annotation)
        if kind == "model":
            annotation = _field(annotation, step)
        elif kind == "list":
            nested = held(inner)
            # one item may stand without its list's brackets
            annotation = inner if isinstance(step, int) else _field(nested[1], step) if nested[0] == "model" else None
        elif kind == "mapping":
            annotation = inner
        else:
            return None
    return annotation


def known_keys(root: type[BaseModel]) -> Callable[[KeyPath], Collection[str]]:
    """A function from a path to the keys that a mapping there may have; empty where any id may stand, or none."""

    def known(path: KeyPath) -> Collection[str]:
        annotation = _annotation(root, path)
        kind, inner = held(annotation)
        models = alternatives(inner if kind == "list" else annotation)
        return tuple(dict.fromkeys(key for one in models for key in written_keys(one)))

    return known


def written_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that somebody may write in a part: all but those that reading fills in."""
    return tuple(field.alias or name for name, field in model.model_fields.items() if not _is_filled(field))


def _is_filled(field: FieldInfo) -> bool:
    return any(isinstance(said, Filled) for said in field.metadata)


def choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """The words that a field may have, where it has one."""
    kinds = get_args(model.model_fields[name].annotation)
    return tuple(word for kind in kinds for word in (get_args(kind) or (kind,)) if isinstance(word, str))


LISTS = frozenset(name for name, field in Event.model_fields.items() if held(field.rebuild_annotation())[0] == "list")
"""The fields of an event that hold several values, and so are split in a table."""


# -- schema -----------------------------------------------------------------------------------------------------------


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The description of each field: the text that stands under it in the source, the model's own parents included."""
    found: dict[str, str] = {}
    for parent in reversed(model.__mro__):
        if not issubclass(parent, BaseModel) or parent is BaseModel:
            continue
        body = _classes(parent.__module__).get(parent.__name__, [])
        for field, text in pairwise(body):
            match field, text:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str() as said)):
                    found[name] = " ".join(said.split())
                case _:
                    pass
    return found


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}


def schema(root: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file, with a description on every field and the short forms that it may take."""
    made = root.model_json_schema(by_alias=True)
    written = models(root, written=True)
    names = {model.__name__ for model in written}
    made["$defs"] = {name: part for name, part in made.get("$defs", {}).items() if name in names}
    for model in written:
        part = made if model is root else made.get("$defs", {}).get(model.__name__)
        if part is None:
            continue
        texts = descriptions(model)
        for name, field in model.model_fields.items():
            key = field.alias or name
            if _is_filled(field):
                del part["properties"][key]
                continue
            shown = part["properties"][key]
            shown["description"] = texts[name]
            if "items" in shown:
                part["properties"][key] = _or_one(shown)
        part["description"] = " ".join((inspect.getdoc(model) or "").split())
        if issubclass(model, Short) or model.__name__ in ("Marking", "Count", "Amount"):
            whole = {key: part.pop(key) for key in list(part) if key not in ("title", "description")}
            part["anyOf"] = [{"type": ["string", "number"]}, whole]
    if "events" in made["properties"]:
        table = {
            "type": "string",
            "description": "A table of more events, a CSV file in the brief's folder such as log.csv.",
        }
        made["properties"]["events"]["properties"] = {"file": table}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _or_one(shown: dict[str, Any]) -> dict[str, Any]:
    """A list, or one of its items; evidence may also map a source's id to its words."""
    rest: dict[str, Any] = {key: shown.pop(key) for key in ("description", "default") if key in shown}
    one = shown["items"]
    choices: list[dict[str, Any]] = [shown, one]
    if one.get("$ref", "").endswith("/Evidence"):
        words = {"type": "object", "additionalProperties": {"type": ["string", "array"], "items": {"type": "string"}}}
        choices = [{"type": "string"}, words, {**shown, "items": {"anyOf": [{"type": "string"}, one, words]}}]
    return {**rest, "anyOf": choices}


def models(root: type[BaseModel], *, written: bool = False) -> Collection[type[BaseModel]]:
    """Every class that a file may hold; with `written`, those alone that somebody may write."""
    found: dict[type[BaseModel], None] = {}

    def visit(model: type[BaseModel]) -> None:
        if model in found:
            return
        found[model] = None
        for field in model.model_fields.values():
            if written and _is_filled(field):
                continue
            annotation = field.rebuild_annotation()
            kind, inner = held(annotation)
            while kind in ("list", "mapping"):
                annotation = inner
                kind, inner = held(inner)
            for one in alternatives(annotation):
                visit(one)

    visit(root)
    return tuple(found)
