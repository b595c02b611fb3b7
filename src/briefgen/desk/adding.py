"""A source is added from a pasted text, an address or a dropped file, and what was understood of it is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath

from briefgen.app.ids import id_of
from briefgen.app.source import Added, Handed, adding, fetched
from briefgen.desk.exchange import Action, Answer, Ask
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import NotWritten, OpenBrief
from briefgen.desk.panes import answered
from briefgen.errors import BriefgenError, ended
from briefgen.workspace.line_ends import keep_line_ends

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://\S+")


def new(ask: Ask) -> Answer:
    """The dialog that takes a text, an address or a file."""
    return _asking(ask)


def add(ask: Ask) -> Answer:
    """Archive what was pasted, or lies at the address, or was dropped, and write its entry, as one step that can be undone."""
    brief, text = ask.brief, ask.text("text", "")
    if not ask.data and not text.strip():
        return _asking(ask, "There is no text yet. Paste one, or an address, or choose a file.")
    try:
        found, key = handed(ask)
        added, edit, files = adding(
            brief.reading().loaded, brief.place, found, key=ask.text("key", "").strip() or free(brief, key)
        )
        brief.save([edit], f"Source added: {added.said['title']}", beside=lambda done: files if done else {})
    except (BriefgenError, NotWritten) as error:
        return _asking(ask, str(error))
    keep_line_ends(brief.place.file.parent)
    said = ended(f"Source added: {added.said['title']}")
    done = answered(Ask(brief, {**ask.said, "source": added.key}), said, dialog=_understood(added))
    return Answer(done.parts, said, "#dialog h2", {**done.tell, "dialog": "open", "source": added.key})


def handed(ask: Ask) -> tuple[Handed, str]:
    """What came with a request, and the id that suits it, empty where the document itself says more. Raises FileProblem."""
    text = ask.text("text", "").strip()
    if ask.data:
        name = PurePath(ask.text("name", "").replace("\\", "/")).name
        return Handed(ask.data, name), id_of(PurePath(name).stem) or "text"
    if _ADDRESS.fullmatch(text):
        return fetched(text, local="local" in ask.said, now=ask.brief.now()), ""
    return Handed(ask.text("text").encode("utf-8", "surrogatepass")), id_of(text.split("\n")[0], 5) or "text"


def free(brief: OpenBrief, key: str) -> str:
    """The id, with a number behind it where a source or a file has it already."""
    taken = set(brief.reading().loaded.draft.sources)
    taken |= {file.stem for file in (brief.place.file.parent / "sources").glob("*")}
    number, found = 1, key
    while key and found in taken:
        number += 1
        found = f"{key}-{number}"
    return found


def _asking(ask: Ask, fault: str = "") -> Answer:
    body = markup("add", fault=fault, text=ask.text("text", ""), key=ask.text("key", ""), local="local" in ask.said)
    return Answer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog textarea")


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

ACTIONS: Mapping[str, Action] = {"source/new": new, "source/add": add}
