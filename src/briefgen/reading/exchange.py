"""The whole model as plain data for JSON, and back: collections as lists with `id`, in file order, since objects have none."""

from __future__ import annotations

from typing import Any

from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.emphasis import Emphasised, as_written
from briefgen.model.walk import walk
from briefgen.reading.frozen import thawed

EXPORT = "$export"
"""The key by which a brief that was exported as JSON is known, in the shape of brief.yaml: it stands alone, without files and office."""


def as_data(brief: Brief) -> dict[str, Any]:
    """The brief as JSON can hold it, without what has its default value; each member of a collection has its `id`.

    `emphasis` says that stars around words emphasise them: a brief that was kept before they did, or that has none, lacks it.
    """
    data = brief.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    for name in COLLECTIONS:
        if name in data:
            data[name] = _listed(data[name])
    for question in data.get("questions", ()):
        if "answers" in question:
            question["answers"] = _listed(question["answers"])
    return data | {"emphasis": True} if _emphasises(brief) else data


def from_data(data: dict[str, Any]) -> Brief:
    """The brief that `as_data` wrote, equal to the first, by whichever version. Raises pydantic.ValidationError, KeyError."""
    keyed = {name: _keyed(value) if name in COLLECTIONS else value for name, value in data.items()}
    starred = keyed.pop("emphasis", False)
    for question in keyed.get("questions", {}).values():
        if "answers" in question:
            question["answers"] = _keyed(question["answers"])
    brief = thawed(Brief, keyed)
    return as_written(brief) if _emphasises(brief) and not starred else brief


def _emphasises(brief: Brief) -> bool:
    values = (value for _, part in walk(brief) for value in part.__dict__.values())
    texts = (text for value in values for text in (value if isinstance(value, tuple) else (value,)))
    return any(isinstance(text, Emphasised) for text in texts)


def _listed(members: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": key, **member} for key, member in members.items()]


def _keyed(members: list[dict[str, Any]]) -> dict[str, Any]:
    return {member["id"]: {key: value for key, value in member.items() if key != "id"} for member in members}
