"""The text of a YAML file as a tree that can be changed: each part knows where it stands, and what was done to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from briefgen.editing.edits import EditRefused, Value
from briefgen.errors import Where
from briefgen.reading.characters import Clean, without_control
from briefgen.reading.syntax import DEEPEST, end, fault, start, too_deep
from briefgen.reading.tree import UNREADABLE, events, readable
from briefgen.reading.unseen import plain_key

BLANK = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")


@dataclass(slots=True, eq=False)
class Leaf:
    """A text. `style` is its quotation mark or the sign of its block, empty for a plain one; `start` is -1 where it is new."""

    text: str
    style: str = ""
    start: int = -1
    end: int = -1

    @property
    def empty(self) -> bool:
        """True for a value that is absent: nothing is written, and no quotation marks."""
        return not self.text and not self.style


@dataclass(slots=True, eq=False)
class Slot:
    """A key with its value, or an item of a sequence. `start` is where the key or the item's dash stands, -1 where it is new.

    `replaced` is the value that stands in the file where there is another now; `renamed` is the key's new text.
    """

    key: Leaf | None
    value: Piece
    start: int = -1
    replaced: Piece | None = None
    renamed: str | None = None

    @property
    def name(self) -> str:
        """The key as the loader reads it."""
        if self.renamed is not None or self.key is None:
            return self.renamed or ""
        return self.key.text if self.key.text.isascii() else plain_key(self.key.text)[0]


@dataclass(slots=True, eq=False)
class Branch:
    """A mapping or a sequence: its `entries` now, and those that the file has (`written`)."""

    keyed: bool
    entries: list[Slot] = field(default_factory=list)
    flow: bool = False
    start: int = -1
    end: int = -1
    column: int = 0
    written: tuple[Slot, ...] = ()
    _names: dict[str, Slot] | None = None

    def find(self, step: str | int) -> Slot | None:
        """The entry of a key, or the item of a number; items without a value are not counted."""
        if self.keyed:
            if self._names is None:
                self._names = {entry.name: entry for entry in self.entries}
            return self._names.get(step) if isinstance(step, str) else None
        items = [entry for entry in self.entries if not empty(entry.value)]
        return items[step] if isinstance(step, int) and 0 <= step < len(items) else None

    def insert(self, place: int, entry: Slot) -> None:
        """A new entry before the one at a place."""
        self.entries.insert(place, entry)
        if self._names is not None:
            self._names[entry.name] = entry

    def remove(self, entry: Slot) -> None:
        """The entry is gone."""
        self.entries.remove(entry)
        self._names = None

    def forget(self) -> None:
        """What was known of the names of entries, here and within, no longer holds."""
        self._names = None
        for entry in self.entries:
            if isinstance(entry.value, Branch):
                entry.value.forget()


Piece: TypeAlias = Leaf | Branch


@dataclass(slots=True)
class File:
    """A file's text, what it says, and where a place of it is found; `body` is where the first entry of an empty one goes."""

    text: str
    root: Piece | None
    body: int
    plain: Clean

    def refused(self, message: str, index: int) -> EditRefused:
        """The refusal of an edit, with its place: an index of the text."""
        return EditRefused(message, self.place(index))

    def place(self, index: int) -> Where:
        """Where an index of the text stands."""
        return self.plain.where(self.plain.cleaned(index))


def entries_of(node: Piece | None, name: str) -> Sequence[Slot]:
    """The entries of the mapping that stands under a key; none where there is none."""
    found = node.find(name) if isinstance(node, Branch) and node.keyed else None
    branch = found.value if found else None
    return branch.entries if isinstance(branch, Branch) and branch.keyed else ()


def empty(node: Piece) -> bool:
    """True for a value that is absent."""
    return isinstance(node, Leaf) and node.empty


def built(value: Value) -> Piece:
    """A new part that says this."""
    if isinstance(value, str):
        return Leaf(value, "" if value else '"')
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return Branch(True, [Slot(Leaf(key), built(inner)) for key, inner in value.items()])
    if isinstance(value, Sequence):
        return Branch(False, [Slot(None, built(inner)) for inner in value])
    raise TypeError(f"{value!r} is neither text nor a mapping of texts nor a sequence")


def plain(piece: Piece) -> Any:
    """What a part says as the loader gives it: mappings and lists without what is absent."""
    if isinstance(piece, Leaf):
        return piece.text
    if piece.keyed:
        return {slot.name: plain(slot.value) for slot in piece.entries if not empty(slot.value)}
    return [plain(slot.value) for slot in piece.entries if not empty(slot.value)]


def scalars(node: Piece | None) -> Iterator[Leaf]:
    """Every text in a part that is no key, in the order of the file."""
    if isinstance(node, Leaf):
        yield node
    elif node is not None:
        for entry in node.entries:
            yield from scalars(entry.value)


def last(node: Piece) -> Piece:
    """The last part in a part that has an end of its own: a text, or brackets."""
    while isinstance(node, Branch) and not node.flow and node.written:
        entry = node.written[-1]
        node = entry.replaced or entry.value
    return node


def finish(node: Piece) -> int:
    """Where the text of a part ends, in the file as it is."""
    return last(node).end


def read(text: str, file: str) -> File:
    """The tree of a text. Raises EditRefused for what cannot be edited safely: what cannot be parsed, doubles, anchors and tags."""
    return _Reader(text, file).read()


class _Reader:
    """One reading of the events of a text into a tree with places."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.plain = text, readable(text, file)
        self.shifted = len(self.plain.text) != len(text)
        self.stack: list[Branch] = []
        self.root: Piece | None = None
        self.key: Leaf | None = None
        self.held: list[Leaf | None] = []  # the key of each collection that has not ended
        self.known: list[set[str]] = []

    def read(self) -> File:
        body, final = len(self.text), None
        try:
            for event in events(self.plain.text):
                if isinstance(event, yaml.ScalarEvent):
                    final = event
                    self._scalar(event)
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._open(event)
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close(event)
                elif isinstance(event, yaml.AliasEvent):
                    raise self._refused(event, f"'*{event.anchor}' stands for text elsewhere")
                elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                    raise self._refused(event, "a second document begins here")
                elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                    body = self._at(start(event))
        except EditRefused:  # a ValueError, as some faults of the parser are
            raise
        except UNREADABLE as error:
            found = fault(self.plain.text, error, final)
            raise EditRefused(f"{found.message}. {found.hint}", self.plain.where(found.index)) from error
        root = None if self.root is None or empty(self.root) else self.root
        return File(self.text, root, body, self.plain)

    def _at(self, index: int) -> int:
        return self.plain.original(index) if self.shifted else index

    def _refused(self, event: yaml.Event, message: str) -> EditRefused:
        return EditRefused(message, self.plain.where(start(event)))

    def _unsigned(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            raise self._refused(event, f"'&{event.anchor}' is read as a name for what follows")
        if event.tag is not None:
            raise self._refused(event, f"'{event.tag}' is read as a type of what follows")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._unsigned(event)
        text, style = event.value, event.style or ""
        if style == '"':
            text = without_control(text)
        node = Leaf(text, style, self._at(start(event)), self._at(end(event)))
        if style in ("|", ">") and style:
            node.end = self._block_end(node)
        if self.stack and self.stack[-1].keyed and self.key is None:
            if (name := Slot(node, node).name) in self.known[-1] or not name or (name == "<<" and not style):
                message = f"'{name}' stands here a second time" if name in self.known[-1] else f"'{name}' is no key"
                raise self._refused(event, message)
            self.known[-1].add(name)
            self.key = node
        else:
            self._put(node)

    def _block_end(self, node: Leaf) -> int:
        """Where a block of text ends, without its last line's break: empty lines after it are its own only where it keeps them (+)."""
        text, at = self.text, node.end
        at = line_start(text, at) if at < len(text) else at
        kept = "+" in text[node.start : node.start + 3]
        while at > node.start and text[at - 1] in "\r\n":
            broken = at - (2 if text[at - 2 : at] == "\r\n" else 1)
            begins = line_start(text, broken)
            if kept or begins <= node.start or text[begins:broken].strip(" "):
                return broken
            at = begins
        return at

    def _put(self, node: Piece) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.keyed:
            assert self.key is not None
            entry, self.key = Slot(self.key, node, self.key.start), None
        else:
            entry = Slot(None, node, node.start)
        top.entries.append(entry)

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        self._unsigned(event)
        if self.stack and self.stack[-1].keyed and self.key is None:
            raise self._refused(event, "a list or mapping stands where a key should")
        if len(self.stack) >= DEEPEST:
            found = too_deep(start(event))
            raise self._refused(event, found.message)
        at = self._at(start(event))
        keyed = isinstance(event, yaml.MappingStartEvent)
        node = Branch(keyed, flow=bool(event.flow_style), start=at, column=self._column(at))
        self.stack.append(node)
        self.held.append(self.key)
        self.known.append(set())
        self.key = None

    def _close(self, event: yaml.Event) -> None:
        node = self.stack.pop()
        self.known.pop()
        self.key = self.held.pop()
        if not node.keyed and not node.flow:
            self._dashes(node)
        node.written = tuple(node.entries)
        node.end = self._at(end(event)) if node.flow else (finish(node) if node.entries else node.start)
        self._put(node)

    def _column(self, at: int) -> int:
        return at - line_start(self.text, at)

    def _dashes(self, node: Branch) -> None:
        """Finds the dash of each item: the first begins the sequence, the others follow the item before."""
        at = node.start
        for entry in node.entries:
            at = skip(self.text, at)
            if self.text[at : at + 1] != "-":
                raise EditRefused("this list cannot be edited", self.plain.where(self.plain.cleaned(at)))
            entry.start = at
            if empty(entry.value) and isinstance(entry.value, Leaf):
                entry.value.start = entry.value.end = at + 1
            at = max(finish(entry.value), at + 1)


def skip(text: str, at: int) -> int:
    """The index of the next character that is neither blank nor in a comment."""
    while at < len(text):
        if text[at] == "#":
            at = line_end(text, at)
        elif text[at].isspace() or text[at] == "\ufeff":
            at += 1
        else:
            break
    return at


def line_start(text: str, at: int) -> int:
    """Where the line of an index begins."""
    begins = text.rfind("\n", 0, at) + 1
    return max(text.rfind("\r", begins, at) + 1, begins)


_REST = re.compile(r"[^\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n|")


def line_end(text: str, at: int) -> int:
    """Where the line of an index ends, before its break."""
    found = _REST.match(text, at)
    return found.end() if found else at


def next_line(text: str, at: int) -> int:
    """Where the line after that of an index begins; the text's end where there is none."""
    found = _BREAK.match(text, line_end(text, at))
    return found.end() if found else len(text)
