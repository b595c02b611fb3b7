"""An id becomes another, with every reference to it; what would then mean something else is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.editing.change import put
from briefgen.editing.edits import EditRefused, Rename
from briefgen.editing.nodes import Branch, File, Leaf, Piece, Slot, entries_of
from briefgen.editing.references import ReferencePlace, mentions, placed
from briefgen.model.brief import COLLECTIONS, looks_in
from briefgen.model.shape import is_slug
from briefgen.model.source import evidence_items

Target = tuple[str, str]


def rename(file: File, edit: Rename) -> None:
    """Does a rename to the tree of a file. Raises EditRefused, with its place, where it cannot be done without a guess."""
    root = file.root
    member = _member(file, edit)
    assert isinstance(root, Branch)
    _fits(file, edit, root)
    before = _Ids(root)
    meant = [(mention, before.target(mention)) for mention in mentions(root)]
    for mention, target in meant:
        if (edit.collection, edit.old) in before.fitting(mention) and before.doubtful(mention):
            raise file.refused(f"'{mention.ref}' may mean several things here: say which", mention.start)
        if target == (edit.collection, edit.old):
            _name(mention, before.renamed(mention, edit))
    member.renamed = edit.new
    for slot in placed(root):
        written = rf"(?:(?<= )|^){edit.collection}\.{re.escape(edit.old)}(?=\.|$)"
        slot.renamed = re.sub(written, f"{edit.collection}.{edit.new}", slot.name)
    root.forget()
    after = _Ids(root)
    for (old, target), mention in zip(meant, mentions(root), strict=True):
        wanted = (edit.collection, edit.new) if target == (edit.collection, edit.old) else target
        if after.target(mention) != wanted or (after.doubtful(mention) and not before.doubtful(old)):
            message = (
                f"this would no longer mean what it means: '{edit.new}' is written here, or is the id of something else"
            )
            raise file.refused(f"{message}. Choose another id", old.start)


def _member(file: File, edit: Rename) -> Slot:
    """The slot of the member that gets another id."""
    members = _members(file.root, edit.collection)
    found = members.get(edit.old)
    if edit.collection not in COLLECTIONS:
        raise EditRefused(f"'{edit.collection}' is no collection. There are: {', '.join(COLLECTIONS)}")
    if found is None:
        raise file.refused(f"there is no '{edit.old}' under {edit.collection}:", 0)
    if edit.new in members:
        raise file.refused(f"'{edit.new}' is there already", max(members[edit.new].start, 0))
    return found


def _fits(file: File, edit: Rename, root: Branch) -> None:
    if not is_slug(edit.new):
        raise EditRefused(
            f"'{edit.new}' is not an id. Write lower-case letters, digits and hyphens, such as first-report"
        )
    if edit.collection == "sources" and [said for _, _, said in evidence_items({edit.new: ""})] != [
        {"source": edit.new, "span": ""}
    ]:
        raise EditRefused(f"a source cannot be called '{edit.new}': evidence uses that word. Give it a name of its own")
    events = root.find("events")
    table = events.value.find("file") if events and isinstance(events.value, Branch) else None
    if table and isinstance(table.value, Leaf):
        message = f"events stand in the table '{table.value.text}', which may name '{edit.old}'. Rename it by hand"
        raise file.refused(message, max(table.value.start, 0))


def _members(root: Piece | None, collection: str) -> Mapping[str, Slot]:
    return {slot.name: slot for slot in entries_of(root, collection)}


def _name(mention: ReferencePlace, ref: str) -> None:
    if mention.in_key:
        mention.slot.renamed = ref
    else:
        put(mention.slot, Leaf(ref))


@dataclass(slots=True)
class _Ids:
    """The ids of a file, and what a reference means among them."""

    root: Branch
    of: Mapping[str, Mapping[str, Slot]]

    def __init__(self, root: Branch) -> None:
        self.root = root
        self.of = {name: _members(root, name) for name in COLLECTIONS}

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

    def renamed(self, mention: ReferencePlace, edit: Rename) -> str:
        """A reference as it names the new id: what settles it, before a slash or after a point, stays."""
        if mention.to.collections == ("answers",):
            return f"{edit.new}.{mention.ref.rpartition('.')[2]}"
        return f"{edit.collection}/{edit.new}" if mention.ref != edit.old else edit.new
