"""A source is added from a pasted text, an address or a dropped file, and what was understood of it is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath

from briefgen.app.ids import id_of
from briefgen.app.source import Added, Handed, adding
from briefgen.desk.documents import handed_over
from briefgen.desk.exchange import Ask, DeskAction, DeskAnswer
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.desk.panes import answered
from briefgen.errors import BriefgenError, ended
from briefgen.workspace.files import kept
from briefgen.workspace.line_ends import line_ends


def new(ask: Ask) -> DeskAnswer:
    """The dialog that takes a text, an address or a file."""
    return _asking(ask)


def add(ask: Ask) -> DeskAnswer:
    """Archive what was pasted, or lies at the address, or was dropped, and write its entry, as one step that can be undone."""
    brief = ask.brief
    try:
        found = handed_over(ask.said, ask.data, brief.now())
        if found is None:
            return _asking(ask, "There is no text yet. Paste one, or an address, or choose a file.")
        key = ask.text("key", "").strip() or _key(brief, found)
        added, edit, files = adding(brief.reading().loaded, brief.place, found, key=key)
        brief.save(
            [edit], f"Source added: {added.said['title']}", beside=lambda done: _beside(brief, files) if done else {}
        )
    except (BriefgenError, NotWritten) as error:
        return _asking(ask, str(error))
    said = ended(f"Source added: {added.said['title']}")
    done = answered(Ask(brief, {**ask.said, "source": added.key}), said, dialog=_understood(added))
    return DeskAnswer(done.parts, said, "#dialog h2", {**done.tell, "dialog": "open", "source": added.key})


def _beside(brief: OpenBrief, files: Mapping[Path, bytes]) -> Mapping[Path, bytes]:
    """The files of a source, for it to be added, or added again after it was undone. Raises NotWritten where one of their names has been
    given to other words meanwhile: what was undone leaves its files, and somebody may have written in them."""
    for file, data in files.items():
        if file.exists() and kept(file) != data:
            raise NotWritten(
                f"sources/{file.name} changed elsewhere meanwhile, so nothing was written: that would overwrite it."
            )
    return {**line_ends(brief.place.file.parent), **files}


def _key(brief: OpenBrief, found: Handed) -> str:
    """The id that suits a text or a file, with a number behind it where one has it already; empty where the page itself says more."""
    if found.url:
        return ""
    first = found.data.decode("utf-8", "replace").strip().partition("\n")[0]
    return _free(brief, (id_of(PurePath(found.name).stem) if found.name else id_of(first, 5)) or "text")


def _free(brief: OpenBrief, key: str) -> str:
    taken = set(brief.reading().loaded.draft.sources)
    taken |= {file.stem for file in (brief.place.file.parent / "sources").glob("*")}
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}-{number}"
    return found


def _asking(ask: Ask, fault: str = "") -> DeskAnswer:
    body = markup("add", fault=fault, text=ask.text("text", ""), key=ask.text("key", ""), local="local" in ask.said)
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog textarea")


def _understood(added: Added) -> str:
    """What was archived, what the document says of itself, and what its reader must know."""
    said = {name: value for name, value in added.said.items() if name in _SAID and isinstance(value, str)}
    return markup(
        "added",
        key=added.key,
        title=added.said["title"],
        told=added.told,
        said={_SAID[name]: value for name, value in said.items()},
        remarks=tuple(map(ended, added.remarks)),
    )


_SAID = {
    "kind": "Kind",
    "author": "Author",
    "publisher": "Publisher",
    "published": "Published",
    "url": "Address",
    "accessed": "Fetched",
    "language": "Language",
}
"""What a document may say of itself, by the names that the screen has for it."""

ACTIONS: Mapping[str, DeskAction] = {"source/new": new, "source/add": add}
