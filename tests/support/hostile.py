"""A brief that says the same thing in every text field of the model: what is printed of it must be found again, letter by letter."""

from __future__ import annotations

import types
from collections.abc import Callable
from itertools import count
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from briefgen.model.amount import Amount
from briefgen.model.brief import COLLECTIONS, Brief, ChartAnnotation
from briefgen.model.count import Count

FIXED = {
    "language": "en-GB",
    "timezone": "Europe/Warsaw",
    "yardstick": "icd203",
    "country": "PL",
    "foreground": "#FFFFFF",
    "size_pt": "12",
    "url": "https://example.org/a",
    "archived_url": "https://example.org/b",
    "grade": "B2",
    "file": "map.png",
    "percent": "",
    "scheme": "custom",
    "credibility": "2",
}
"""What cannot be any text."""
MEMBER = {name: f"the-{name.rstrip('s')}" for name in COLLECTIONS}
"""The id of the one member of each collection."""
REFERENCES = {
    "actors": ("actor", "owner", "about_actors", "audience", "speaks_for", "counterpart_of"),
    "sources": ("source",),
    "events": ("at", "about"),
    "positions": ("according_to", "contested_by"),
    "questions": ("on", "question"),
    "assumptions": ("assumptions",),
    "figures": ("figures",),
}
"""The fields that name a member; a key point and a judgement name the event."""
LEFT_OUT = frozenset(
    {"file", "sha256", "after", "before", "of", "derived_from", "supersedes", "via", "refers_to", "from", "to", "zone"}
) | {
    "fold",
    "published",
    "percent",
    "min",
    "max",
    "rows",
    "original",
    "columns",
    "only",
    "key",
    "sheet",
    "preset",
    "content",
}
"""Fields of other files, of circles, and the second way to say a thing."""


TABLE = b"part,state\npump,leaks\nhose,holds\n"
"""The table that the brief names, table.csv."""


def filled(payload: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The data of a brief.yaml with `payload` and a number of its own in each text field, and these texts."""
    texts: list[str] = []
    numbers = count(1)

    def text() -> str:
        texts.append(f"{payload}{next(numbers)}.")
        return texts[-1]

    data = _model(Brief, text)
    for question in data["questions"].values():
        question["text"] += "?"
    data["figures"][MEMBER["figures"]]["file"] = "map.png"
    data["tables"][MEMBER["tables"]]["file"] = "table.csv"
    return data, tuple(texts)


def _model(model: type[BaseModel], text: Callable[[], str]) -> Any:
    if model in (Count, Amount):
        return "2-3"
    found = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in LEFT_OUT and model is not ChartAnnotation:
            continue
        fixed = "" if model is Brief and key in COLLECTIONS else _fixed(model, key)
        found[key] = fixed or _value(field.rebuild_annotation(), key, text)
    return found


def _fixed(model: type[BaseModel], key: str) -> str:
    """What stands in a field that cannot say any text: a time, a reference, a word of a ladder."""
    match model.__name__, key:
        case "Brief", "kind":
            return "incident"
        case "Brief", "audience":
            return ""  # text, where a position's audience is an actor
        case "ChartAnnotation", "from" | "to":
            return MEMBER["events"]
        case "When", "at":
            return "2022-11-15 15:40"
        case _, "refs":
            return "events/the-event"
        case "Position", "supports" | "denies" | "not_contradicting":
            return "the-question.one"
        case "Resolution", "answer":
            return "one"
        case "Style", "background":
            return "#000000"
        case "Likelihood", "term":
            return "likely"
        case "ChartAnnotation", "from" | "to":
            return MEMBER["events"]
        case "Event", "actors":
            return MEMBER["actors"]
        case "ChartAnnotation", "from" | "to":
            return MEMBER["events"]
        case _:
            return next((MEMBER[name] for name, fields in REFERENCES.items() if key in fields), FIXED.get(key, ""))


def _value(annotation: Any, key: str, text: Callable[[], str]) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation, text)
    if origin is Literal:
        return arguments[0]
    if origin is dict:
        return {MEMBER.get(key, "one"): _value(arguments[1], key, text)}
    if origin is tuple:
        return [_value(arguments[0], key, text)]
    if origin in (Union, types.UnionType):
        return _value(next(a for a in arguments if a is not type(None)), key, text)
    if hasattr(annotation, "__metadata__"):
        return _value(arguments[0], key, text)
    if annotation in (int, float):
        return "1"
    if annotation is bool:
        return "true"
    return text()
