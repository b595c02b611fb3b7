"""YAML text to plain data: mappings, lists and text, with the place of every part in the file.

Only a subset of YAML is read. Every scalar is text, an empty one is absent, and what makes one text mean another (tags,
anchors, aliases, merge keys) is refused, so that a brief says what its author sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import yaml

from briefgen.errors import KeyPath, Problem, Where
from briefgen.reading.characters import Clean, clean, joined_pairs, remarks, without_control
from briefgen.reading.syntax import DEEPEST, Fault, end, fault, start, too_deep
from briefgen.reading.unseen import plain_key, plain_spaces

Node: TypeAlias = "str | list[Node] | dict[str, Node]"

LARGEST = 20_000_000
"""Characters of one file; a larger one is refused unread."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C parser is some ten times as fast
UNREADABLE = (yaml.YAMLError, ValueError, OverflowError)  # the one in Python raises ValueError for "\\U00110000"
_COMMENT = re.compile(r"[ \t]+(#[^\s#!][^\r\n]*)")
_WORD = re.compile(r"[a-z0-9_.-]+|[\d :./~?TZ-]+")  # an id, an enumeration's value or a time: no free text


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML file says. `empty` are the paths of keys without a value, which are not in `data`.

    `broken` is true when reading stopped before the end of the text: `data` is then what came before, so that what the model
    misses in it may well stand further down.
    """

    data: dict[str, Node]
    problems: tuple[Problem, ...]
    empty: frozenset[KeyPath]
    broken: bool
    _text: Clean
    _values: Mapping[KeyPath, int]
    _keys: Mapping[KeyPath, int]

    def place(self, path: KeyPath, *, key: bool = False) -> Where:
        """The place of the value at a path, or of its key; where there is no such path, of the nearest key above it."""
        if not key and path in self._values:
            return self._text.where(self._values[path])
        for length in range(len(path), 0, -1):
            for known in (self._keys, self._values):
                if path[:length] in known:
                    return self._text.where(known[path[:length]])
        return self._text.where(self._values.get((), 0))


def parse(text: str, file: str) -> Tree:
    """The data of a YAML text, with all problems that one reading can find; `file` is how the user names the file.

    Never raises for what the text says. Takes duplicate keys, tags and anchors as well as it can, and reads on.
    """
    if len(text) > LARGEST:
        message = f"the file has {len(text):,} characters; {LARGEST:,} are allowed"
        problem = Problem("error", message, "Put long texts into source files", where=Where(file))
        return Tree({}, (problem,), frozenset(), True, clean("", file), {}, {})
    spaced, odd = _spaced(text, file)
    cleaned = joined_pairs(spaced)
    reader = _Reader(cleaned)
    broken = reader.read()
    spaces = (Problem("warning", message, hint, where=spaced.where(index)) for index, message, hint in odd)
    problems = (*spaced.problems, *spaces, *reader.problems)
    return Tree(reader.data, problems, frozenset(reader.empty), broken, cleaned, reader.values, reader.keys)


def readable(text: str, file: str) -> Clean:
    """The text as the YAML parser is given it, with the way back to the file's own places."""
    return joined_pairs(_spaced(text, file)[0])


def events(text: str) -> Iterator[yaml.Event]:
    """The events of a readable text. Raises one of UNREADABLE where it is no YAML."""
    found: Iterator[yaml.Event] = yaml.parse(text, Loader=_Loader)
    return found


def _spaced(text: str, file: str) -> tuple[Clean, list[tuple[int, str, str]]]:
    cleaned = clean(text, file)
    plain, odd = plain_spaces(cleaned.text)
    return replace(cleaned, text=plain), odd


@dataclass(slots=True)
class _Open:
    """A mapping or list that has not ended. `key` is the key whose value comes next; `keyed` says that there is one."""

    path: KeyPath
    node: dict[str, Node] | list[Node]
    key: str = ""
    keyed: bool = False
    is_key: bool = False  # the whole collection stands where a key should


class _Reader:
    """One reading of the event stream: no recursion, so that depth is a number to be compared and nothing overflows."""

    def __init__(self, text: Clean) -> None:
        self.text = text
        self.data: dict[str, Node] = {}
        self.problems: list[Problem] = []
        self.empty: set[KeyPath] = set()
        self.values: dict[KeyPath, int] = {}
        self.keys: dict[KeyPath, int] = {}
        self.stack: list[_Open] = []
        self.top: yaml.Event | None = None  # what stands at the top where a mapping should

    def read(self) -> bool:
        """Reads the text into `data`; true when it had to stop before the end."""
        last: yaml.ScalarEvent | None = None
        try:
            for event in events(self.text.text):
                if isinstance(event, yaml.ScalarEvent):
                    last = event
                    self._scalar(event)
                elif self._beyond(event):
                    return True
                else:
                    self._take(event)
        except UNREADABLE as error:
            self._syntax(fault(self.text.text, error, last))
            return True
        if self.top:
            found = "text" if isinstance(self.top, yaml.ScalarEvent) else "a list"
            message = f"keys with values are wanted here, but this is {found}"
            self._error(self.top, message, "Write key: value, each in its own line")
        return False

    def _syntax(self, found: Fault) -> None:
        where = self.text.where(found.index)
        if self.problems and self.problems[-1].where == where:
            self.problems.pop()  # a refused sign, which the syntax error explains better
        self.problems.append(Problem("error", found.message, found.hint, where=where))

    def _beyond(self, event: yaml.Event) -> bool:
        """True, with an error, at an event that nothing is read from on."""
        if isinstance(event, yaml.DocumentStartEvent) and self.values:
            self._error(event, "a second document begins here", "Remove the line ---, or make it a file of its own")
            return True
        if isinstance(event, yaml.CollectionStartEvent) and len(self.stack) >= DEEPEST:
            self._syntax(too_deep(start(event)))
            return True
        return False

    def _error(self, event: yaml.Event, message: str, hint: str, path: KeyPath = ()) -> None:
        self.problems.append(Problem("error", message, hint, path, self.text.where(start(event))))

    def _warning(self, index: int, message: str, hint: str, path: KeyPath) -> None:
        self.problems.append(Problem("warning", message, hint, path, self.text.where(index)))

    # -- events -------------------------------------------------------------------------------------------------------

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.AliasEvent():
                self._refuse(event, f"*{event.anchor}", "stands for text elsewhere")
                if self._wants_key():
                    self._drop_key()
                else:
                    self._put(event, self._path(), f"*{event.anchor}")
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, [])
            case yaml.CollectionEndEvent():
                if self.stack.pop().is_key:
                    self._drop_key()
            case _:
                pass

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_signs(event)
        if self._wants_key():
            self._key(event)
        elif not event.implicit[0]:
            self._put(event, self._path(), self._printable(event))
        elif event.value:
            self._warn_of_comment(event)
            self._put(event, self._path(), event.value)
        else:
            self._absent(event, self._path())

    def _wants_key(self) -> bool:
        return bool(self.stack) and not self.stack[-1].keyed and isinstance(self.stack[-1].node, dict)

    def _path(self) -> KeyPath:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.node, list):
            return (*top.path, len(top.node))
        return (*top.path, top.key) if top.keyed else top.path

    def _refuse_signs(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor}", "is read as a name for what follows")
        elif event.tag is not None:
            self._refuse(event, event.tag.replace("tag:yaml.org,2002:", "!!"), "is read as a type of what follows")

    def _refuse(self, event: yaml.Event, sign: str, what: str) -> None:
        message = f"'{_short(sign)}' {what}; such signs are not used here"
        self._error(event, message, "Put the text in quotation marks", self._path())

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1]
        (top.key, told), top.keyed = plain_key(self._printable(event)), True
        path = (*top.path, top.key)
        if told:
            self._error(event, told, "Type the key anew", path)
        if top.key == "<<" and event.implicit[0]:
            message = "'<<' copies another mapping; such signs are not used here"
            self._error(event, message, "Write the keys themselves", path)
        if not top.key:
            self._error(event, "a key is empty", "Write the key before the colon", path)
        elif path in self.keys and "" not in path:
            first = self.text.where(self.keys[path]).line
            message = f"'{_short(top.key)}' stands here a second time; the first is in line {first}"
            self._error(event, message, "Keep one of the two", path)
        else:
            self.keys.setdefault(path, start(event))

    def _warn_of_comment(self, event: yaml.ScalarEvent) -> None:
        cut = _COMMENT.match(self.text.text, end(event))
        if cut and not _WORD.fullmatch(event.value):
            message = f"the text ends before '{_short(cut[1])}': after a space, # begins a comment"
            hint = "Put the text in quotation marks, or a space after the # if it is a comment"
            self._warning(cut.start(1), message, hint, self._path())

    def _printable(self, event: yaml.ScalarEvent) -> str:
        """The scalar's text; only an escape such as "\x07" can bring in a control character after cleaning."""
        if event.style != '"':
            return event.value
        for message in remarks(event.value, self.text.text[start(event) : end(event)]):
            self._warning(start(event), message, "Remove the \\ and its code", self._path())
        return without_control(event.value)

    def _absent(self, event: yaml.ScalarEvent, path: KeyPath) -> None:
        if not self.stack:
            return
        top = self.stack[-1]
        if isinstance(top.node, list):
            self._warning(
                start(event), "an item of this list is empty and is left out", "Write the item, or remove it", path
            )
            return
        top.keyed = False
        self.values.setdefault(path, start(event))
        if "" not in path:  # not within what was refused
            self.empty.add(path)

    # -- building -----------------------------------------------------------------------------------------------------

    def _put(self, event: yaml.Event, path: KeyPath, value: Node) -> Node:
        """Puts a value where the next one belongs, and gives back what stands there: the first of two with one key stays."""
        self.values.setdefault(path, start(event))
        if not self.stack:
            if isinstance(value, dict):
                self.data = value
            else:
                self.top = event
            return value
        top = self.stack[-1]
        if isinstance(top.node, list):
            top.node.append(value)
            return value
        top.keyed = False
        if not top.key:
            return value  # its key was refused
        if path in self.empty:
            self.empty.remove(path)
        return top.node.setdefault(top.key, value)

    def _open(self, event: yaml.CollectionStartEvent, node: dict[str, Node] | list[Node]) -> None:
        self._refuse_signs(event)
        if self._wants_key():
            path = self.stack[-1].path
            hint = "Put the text in quotation marks if the bracket belongs to it"
            self._error(event, "a list or mapping stands where a key should", hint, path)
            self.stack.append(_Open((*path, ""), node, is_key=True))
            return
        path = self._path()
        held = self._put(event, path, node)
        if len(path) == 1 and isinstance(held, dict) and isinstance(node, dict):
            node = (
                held  # a second `events:` goes on where the first ended: its ids are known, its own doubles are found
            )
        elif held is not node:
            path = (*path, "")  # a double: what stands in it is not read
        self.stack.append(_Open(path, node))

    def _drop_key(self) -> None:
        """Lets the value of a key that cannot be one fall aside."""
        top = self.stack[-1]
        top.key, top.keyed = "", True


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
