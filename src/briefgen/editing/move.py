"""An entry gets another place among its siblings: its own lines move, what stands between entries stays where it is."""

from __future__ import annotations

from briefgen.editing.change import shown
from briefgen.editing.edits import Move
from briefgen.editing.nodes import Branch, File, Slot, finish, line_start
from briefgen.editing.splice import lines_of


def moved(file: File, edit: Move) -> str:
    """The text of a file as it was read with an entry moved in it. Raises EditRefused for a path that is not there."""
    holder = file.root
    for step in edit.path[:-1]:
        entry = holder.find(step) if isinstance(holder, Branch) else None
        holder = entry.value if entry else None
    wanted = holder.find(edit.path[-1]) if isinstance(holder, Branch) else None
    if wanted is None or not isinstance(holder, Branch):
        raise file.refused(f"there is no '{shown(edit.path)}' to move", 0)
    places = [_extent(file, holder, entry) for entry in holder.entries]
    order = [entry for entry in holder.entries if entry is not wanted]
    order.insert(edit.place, wanted)
    texts = {id(entry): file.text[start:end] for entry, (start, end) in zip(holder.entries, places, strict=True)}
    if not holder.flow and not file.text[: places[-1][1]].endswith(
        ("\n", "\r")
    ):  # the last line of the file has no break
        nl = "\r\n" if "\r\n" in file.text else "\n"
        texts[id(holder.entries[-1])] += nl
        texts[id(order[-1])] = texts[id(order[-1])].removesuffix("\n").removesuffix("\r")
    made, at = [], 0
    for (start, end), entry in zip(places, order, strict=True):
        made += [file.text[at:start], texts[id(entry)]]
        at = end
    holder.entries[:] = order
    return "".join([*made, file.text[at:]])


def _extent(file: File, holder: Branch, entry: Slot) -> tuple[int, int]:
    """Where an entry begins and ends: between brackets the entry alone, else its lines."""
    if holder.flow:
        return entry.start, max(finish(entry.value), entry.key.end if entry.key else 0)
    if file.text[line_start(file.text, entry.start) : entry.start].strip():
        raise file.refused("this entry begins in the line of another one. Move it by hand", entry.start)
    return lines_of(file, holder, entry)
