"""The reference of brief.yaml as commented YAML, written from the model itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from briefgen.model.shape import Short
from briefgen.reading.fields import alternatives, descriptions, held, models, written_keys


def reference(root: type[BaseModel]) -> str:
    """Every part of the file with every key, what it may hold and what it means; all of it comments, so that it is YAML."""
    found = models(root, written=True)
    annotations = [held(field.rebuild_annotation()) for model in found for field in model.model_fields.values()]
    keyed = {inner for kind, inner in annotations if kind == "mapping"}
    parts = (_part(model, top=model is root, keyed=model in keyed) for model in found)
    return "\n".join(line.rstrip() for part in parts for line in part)


def _part(model: type[BaseModel], *, top: bool, keyed: bool) -> Iterator[str]:
    name = "The file" if top else _title(model)
    about = " ".join((inspect.getdoc(model) or "").split())
    short = f" May be written as one text: its {model.short_key}." if issubclass(model, Short) else ""
    id_ = " Each stands under an id of its own." if keyed else ""
    yield f"# {name}. {about}{short}{id_}"
    for field_name, field in model.model_fields.items():
        if (field.alias or field_name) not in written_keys(model):
            continue
        wanted = _wanted(field.rebuild_annotation()) + (", required" if field.is_required() else "")
        yield f"#   {field.alias or field_name}: {wanted}"
        yield f"#       {descriptions(model)[field_name]}"
    yield ""


def _title(model: type[BaseModel]) -> str:
    """ "LikelihoodAsReported" as "Likelihood as reported"."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in model.__name__).strip()
    return words[:1].upper() + words[1:]


def _wanted(annotation: Any) -> str:
    """What a field may hold, in words: "text", "yes or no", "one of a, b or c", "a list of events by id"."""
    kind, inner = held(annotation)
    match kind:
        case "model":
            return f"see {' or '.join(map(_title, alternatives(annotation)))}"
        case "list":
            return f"one or a list; {_wanted(inner)}"
        case "mapping":
            return f"id: entry; {_wanted(inner)}"
        case _:
            return _plain(annotation)


def _plain(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return "one of " + ", ".join(map(str, get_args(annotation)))
    if annotation is bool:
        return "yes or no"
    if annotation in (int, float):
        return "a number"
    found = [_plain(argument) for argument in get_args(annotation) if argument is not type(None)]
    return next((said for said in found if said != "text"), "text")
