"""What of a file of facts is kept when the rest goes: the edits that take the rest away, and the references that would name nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefgen.editing.edits import EditRefused, Remove
from briefgen.editing.ids import WrittenIds
from briefgen.editing.nodes import Branch, Slot, empty, read
from briefgen.editing.references import ReferencePlace, mentions, placed
from briefgen.errors import Where


@dataclass(frozen=True, slots=True)
class LooseReference:
    """A reference of what is kept to what is not: what it says, the collection that it means, and where it stands."""

    ref: str
    collection: str
    where: Where


@dataclass(frozen=True, slots=True)
class Remainder:
    """A file of which some keys are kept: all that it has, the edits that remove the others, and what would then name nothing."""

    keys: tuple[str, ...]
    edits: tuple[Remove, ...]
    loose: tuple[LooseReference, ...]


def remainder(text: bytes, keep: Collection[str], *, file: str = "brief.yaml") -> Remainder:
    """What is left of a file when only some of its keys are kept. Raises EditRefused for one that cannot be edited safely."""
    try:
        tree = read(text.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise EditRefused("this file is not UTF-8 text. Save it as UTF-8", Where(file)) from error
    root = tree.root
    if not isinstance(root, Branch) or not root.keyed:
        raise tree.refused("keys with values are wanted here", 0)
    kept = Branch(True, [slot for slot in root.entries if slot.name in keep])
    gone = [slot.name for slot in root.entries if slot.name not in keep]
    ids = WrittenIds(root)
    loose = [(one.ref, meant, one.start) for one in mentions(kept) if (meant := _means(ids, one)) in gone]
    loose += [(slot.name, meant, slot.start) for slot, meant in _places(kept) if meant in gone]
    return Remainder(
        tuple(slot.name for slot in root.entries if not empty(slot.value)),
        tuple(Remove((name,)) for name in gone),
        tuple(LooseReference(ref, meant, tree.place(start)) for ref, meant, start in loose),
    )


def _means(ids: WrittenIds, mention: ReferencePlace) -> str:
    """The collection that a reference is taken to mean; empty for none."""
    if mention.to.collections == ("answers",):
        return "questions"
    target = ids.target(mention)
    return target[0] if target else ""


def _places(root: Branch) -> Iterator[tuple[Slot, str]]:
    """The keys that name places of the brief, each with the key of the file that it begins with."""
    for slot in placed(root):
        yield slot, slot.name.rpartition(" ")[2].partition(".")[0]
