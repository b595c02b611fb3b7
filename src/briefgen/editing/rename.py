"""An id becomes another, with every reference to it; what would then mean something else is refused."""

from __future__ import annotations

import re

from briefgen.editing.change import put
from briefgen.editing.edits import EditRefused, Rename
from briefgen.editing.ids import WrittenIds, members
from briefgen.editing.nodes import Branch, File, Leaf, Slot
from briefgen.editing.references import ReferencePlace, mentions, placed
from briefgen.model.brief import COLLECTIONS
from briefgen.model.shape import is_slug
from briefgen.model.source import evidence_items


def rename(file: File, edit: Rename) -> None:
    """Does a rename to the tree of a file. Raises EditRefused, with its place, where it cannot be done without a guess."""
    root = file.root
    member = _member(file, edit)
    assert isinstance(root, Branch)
    _fits(file, edit, root)
    before = WrittenIds(root)
    meant = [(mention, before.target(mention)) for mention in mentions(root)]
    for mention, target in meant:
        if (edit.collection, edit.old) in before.fitting(mention) and before.doubtful(mention):
            raise file.refused(f"'{mention.ref}' may mean several things here: say which", mention.start)
        if target == (edit.collection, edit.old):
            _name(mention, _renamed(mention, edit))
    member.renamed = edit.new
    for slot in placed(root):
        written = rf"(?:(?<= )|^){edit.collection}\.{re.escape(edit.old)}(?=\.|$)"
        slot.renamed = re.sub(written, f"{edit.collection}.{edit.new}", slot.name)
    root.forget()
    after = WrittenIds(root)
    for (old, target), mention in zip(meant, mentions(root), strict=True):
        wanted = (edit.collection, edit.new) if target == (edit.collection, edit.old) else target
        if after.target(mention) != wanted or (after.doubtful(mention) and not before.doubtful(old)):
            message = (
                f"this would no longer mean what it means: '{edit.new}' is written here, or is the id of something else"
            )
            raise file.refused(f"{message}. Choose another id", old.start)


def _member(file: File, edit: Rename) -> Slot:
    """The slot of the member that gets another id."""
    known = members(file.root, edit.collection)
    found = known.get(edit.old)
    if edit.collection not in COLLECTIONS:
        raise EditRefused(f"'{edit.collection}' is no collection. There are: {', '.join(COLLECTIONS)}")
    if found is None:
        raise file.refused(f"there is no '{edit.old}' under {edit.collection}:", 0)
    if edit.new in known:
        raise file.refused(f"'{edit.new}' is there already", max(known[edit.new].start, 0))
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


def _name(mention: ReferencePlace, ref: str) -> None:
    if mention.in_key:
        mention.slot.renamed = ref
    else:
        put(mention.slot, Leaf(ref))


def _renamed(mention: ReferencePlace, edit: Rename) -> str:
    """A reference as it names the new id: what settles it, before a slash or after a point, stays."""
    if mention.to.collections == ("answers",):
        return f"{edit.new}.{mention.ref.rpartition('.')[2]}"
    return f"{edit.collection}/{edit.new}" if mention.ref != edit.old else edit.new
