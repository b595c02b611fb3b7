"""What a form is: its fields in the order of the screen, each with the place in the entry that its text stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from briefgen.desk.selection import SelectedPassage
from briefgen.reading.load import Loaded

Control = Literal[
    "line", "prose", "choice", "yes", "time", "name", "names", "place", "lines", "pairs", "rows", "evidence", "group"
]
"""How a field is filled in. `name` and `names` are ids, chosen by what they are called, one a line; `place` is one, or plain words;
`lines` are texts, one a line; `pairs` are a name and a text a line, with a colon between; `rows` are parts with fields of their own, as many as there are; `evidence` are passages of sources; `group` is a
part with fields of its own, of which there is one, closed until it is wanted."""
Prefill = Callable[[Loaded, SelectedPassage], Mapping[str, str]]
"""What a passage says: the texts of fields by their names."""


def nothing(loaded: Loaded, passage: SelectedPassage) -> Mapping[str, str]:
    """A form that a passage does not fill in."""
    return {}


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `name` is its place in the entry, its steps parted by points, such as when.at; in a row its place in the row.

    `choices` are what may be chosen, each with its words; `usual` is what is meant where nothing is written; `among` are the
    collections of a name, or `answers`; `fields` are those of a part, whose `first` few are always shown. Of several `half` ones that follow, two stand in a line.
    """

    name: str
    label: str
    control: Control = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    usual: str = ""
    among: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    half: bool = False
    first: int = 99

    @property
    def at(self) -> tuple[str, ...]:
        """Its place, step by step."""
        return tuple(self.name.split("."))


@dataclass(frozen=True, slots=True)
class FactForm:
    """The form of one kind of fact. `noun` is what the screen calls it, `title` the field by which it is known.

    `unwritten` is what stands for a title that is left empty; it is followed by the passage's words. Where it is empty, nothing does.
    """

    letter: str
    noun: str
    collection: str
    title: str
    fields: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    prefill: Prefill = nothing
    unwritten: str = "[TBC] "

    def every(self) -> Iterator[Field]:
        """All fields, the rarer ones last."""
        yield from self.fields
        yield from self.more
