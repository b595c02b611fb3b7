"""The whole model as plain data for JSON, and back: collections as lists with `id`, in file order, since objects have none."""

from __future__ import annotations

from typing import Any

from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.reading.frozen import thawed

EXPORT = "$export"
"""The key by which a brief that was exported as JSON is known, in the shape of brief.yaml: it stands alone, without files and office."""


def as_data(brief: Brief) -> dict[str, Any]:
    """The brief as JSON can hold it, without what has its default value; each member of a collection has its `id`."""
    data = brief.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    for name in COLLECTIONS:
        if name in data:
            data[name] = _listed(data[name])
    for question in data.get("questions", ()):
        if "answers" in question:
            question["answers"] = _listed(question["answers"])
    return data


def from_data(data: dict[str, Any]) -> Brief:
    """The brief that `as_data` wrote, equal to the first, by whichever version. Raises pydantic.ValidationError, KeyError."""
    keyed = {name: _keyed(value) if name in COLLECTIONS else value for name, value in data.items()}
    for question in keyed.get("questions", {}).values():
        if "answers" in question:
            question["answers"] = _keyed(question["answers"])
    return thawed(Brief, keyed)


def _listed(members: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"id": key, **member} for key, member in members.items()]


def _keyed(members: list[dict[str, Any]]) -> dict[str, Any]:
    return {member["id"]: {key: value for key, value in member.items() if key != "id"} for member in members}
