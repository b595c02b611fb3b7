"""Edits done to the tree of a file: as if one after the other, before any of them is written."""

from __future__ import annotations

from briefgen.editing.edits import Add, EditRefused, Path, Remove, Set, Value
from briefgen.editing.nodes import Branch, File, Leaf, Piece, Slot, built, empty
from briefgen.editing.reading_back import said
from briefgen.editing.shape import in_order, list_at, short_key


def change(file: File, edit: Set | Add | Remove) -> None:
    """Does one edit to the tree. Raises EditRefused for a path that is not there, or is there already."""
    if not edit.path:
        raise EditRefused("the whole file is no entry: name a key")
    match edit:
        case Set(path, value):
            put(_entry(file, path), built(value))
        case Add(path, value):
            _add(file, path, value)
        case Remove(path):
            _remove(file, path)


def shown(path: Path) -> str:
    """A path as a person would say it."""
    return ".".join(map(str, path))


def _entry(file: File, path: Path) -> Slot:
    """The entry at a path."""
    node, entry = file.root, None
    for length, step in enumerate(path, 1):
        entry = node.find(step) if isinstance(node, Branch) else None
        if entry is None:
            raise _refused(file, f"there is no '{shown(path[:length])}' to change", node)
        node = entry.value
    assert entry is not None
    return entry


def _refused(file: File, message: str, node: Piece | None) -> EditRefused:
    return file.refused(message, node.start if node is not None and node.start >= 0 else 0)


def put(entry: Slot, value: Piece) -> None:
    """Another value for an entry, in the style of the old one; one that says the same changes nothing."""
    old = entry.value
    if said(old) == said(value):
        return
    if isinstance(old, Leaf) and isinstance(value, Leaf) and not value.style:
        value.style = old.style
    if old.start >= 0 and entry.replaced is None:
        entry.replaced = old
    entry.value = value


def _add(file: File, path: Path, value: Value) -> None:
    parent = _holder(file, path)
    step = path[-1]
    if isinstance(step, int) == parent.keyed:
        wanted = "a key" if parent.keyed else "a number"
        raise _refused(file, f"'{shown(path)}' cannot be added: {wanted} is wanted last", parent)
    found = parent.find(step) if parent.keyed else None
    if found is not None:
        if not empty(found.value):
            raise _refused(file, f"'{shown(path)}' is there already", found.value)
        put(found, built(value))
        return
    if isinstance(step, str):
        entry = Slot(Leaf(step), built(value))
        parent.insert(in_order(path, parent), entry)
        return
    items = [index for index, entry in enumerate(parent.entries) if not empty(entry.value)]
    if not 0 <= step <= len(items):
        raise _refused(file, f"'{shown(path)}' cannot be added: the list has {len(items)} items", parent)
    parent.insert([*items, len(parent.entries)][step], Slot(None, built(value)))


def _holder(file: File, path: Path) -> Branch:
    """The mapping or list that an entry is added to. What is missing on the way is made, short forms are spelt out."""
    if file.root is None:
        file.root = Branch(True)
    node = file.root
    if not isinstance(node, Branch):
        raise _refused(file, "keys with values are wanted here, but this is text", node)
    for length, step in enumerate(path[:-1], 1):
        here, after = path[:length], path[length]
        entry = node.find(step) or _added(file, node, here)
        if empty(entry.value):
            put(entry, Branch(keyed=isinstance(after, str)))
        _spell_out(file, entry, here, after)
        assert isinstance(entry.value, Branch)
        node = entry.value
    return node


def _added(file: File, node: Branch, path: Path) -> Slot:
    """A new entry without a value."""
    step = path[-1]
    if isinstance(step, str) and node.keyed:
        entry = Slot(Leaf(step), Leaf(""))
        node.insert(in_order(path, node), entry)
    elif isinstance(step, int) and not node.keyed and step == sum(not empty(known.value) for known in node.entries):
        entry = Slot(None, Leaf(""))
        node.insert(len(node.entries), entry)
    else:
        raise _refused(file, f"there is no '{shown(path)}' to add to", node)
    return entry


def _spell_out(file: File, entry: Slot, path: Path, step: str | int) -> None:
    """A short form as what it stands for, where an entry is added to it: one item as a list, a text as a mapping."""
    value = entry.value
    if isinstance(value, Branch) and value.keyed == isinstance(step, str):
        return
    if isinstance(step, int) and list_at(path):
        put(entry, Branch(False, [Slot(None, _anew(value))]))
    elif isinstance(step, str) and isinstance(value, Leaf) and (key := short_key(path, value.text)):
        put(entry, Branch(True, [Slot(Leaf(key), _anew(value))]))
    elif isinstance(value, Branch) and not value.entries:
        put(entry, Branch(keyed=isinstance(step, str)))
    else:
        found = "a text" if isinstance(value, Leaf) else "a mapping" if value.keyed else "a list"
        raise _refused(file, f"nothing can be added to '{shown(path)}', which is {found}", value)


def _anew(node: Piece) -> Piece:
    """The same part, to be written anew in its style."""
    if isinstance(node, Leaf):
        return Leaf(node.text, node.style)
    return Branch(node.keyed, [Slot(Leaf(e.name) if e.key else None, _anew(e.value)) for e in node.entries])


def _remove(file: File, path: Path) -> None:
    entry = _entry(file, path)
    parent = file.root if len(path) == 1 else _entry(file, path[:-1]).value
    assert isinstance(parent, Branch)
    parent.remove(entry)
