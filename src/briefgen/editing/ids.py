"""The ids of a file's collections, and what a reference means among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.editing.nodes import Branch, Leaf, Piece, Slot, entries_of
from briefgen.editing.references import ReferencePlace
from briefgen.model.brief import COLLECTIONS, looks_in

Target = tuple[str, str]
"""A collection, and an id in it."""


def members(root: Piece | None, collection: str) -> Mapping[str, Slot]:
    """The members of a collection by their ids; none where it is not there."""
    return {slot.name: slot for slot in entries_of(root, collection)}


@dataclass(slots=True)
class WrittenIds:
    """The ids of a file, and what a reference means among them."""

    root: Branch
    of: Mapping[str, Mapping[str, Slot]]

    def __init__(self, root: Branch) -> None:
        self.root = root
        self.of = {name: members(root, name) for name in COLLECTIONS}

    def fitting(self, mention: ReferencePlace) -> list[Target]:
        """The members that a reference may mean; the first is the one that it is taken for."""
        if mention.to.collections == ("answers",):
            question, _, _ = mention.ref.rpartition(".")
            return [("questions", question)] if question in self.of["questions"] else []
        collections, key = looks_in(mention.ref, mention.to.collections)
        return [(name, key) for name in collections if key in self.of[name]]

    def target(self, mention: ReferencePlace) -> Target | None:
        """What a reference means."""
        return next(iter(self.fitting(mention)), None)

    def doubtful(self, mention: ReferencePlace) -> bool:
        """True for a reference that may mean several things; a position that is called like its own actor is one voice with it."""
        fits = self.fitting(mention)
        if {name for name, _ in fits} == {"positions", "actors"}:
            position = self.of["positions"][fits[0][1]].value
            actor = position.find("actor") if isinstance(position, Branch) and position.keyed else None
            return not (actor and isinstance(actor.value, Leaf) and actor.value.text == fits[0][1])
        return len(fits) > 1
