"""What a field is besides its type, said at the field: what it names, whose words it holds, how a change of it is told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from briefgen.model.emphasis import emphasising
from briefgen.model.shape import Model

T = TypeVar("T")

UNTYPED = (
    *("events", "positions", "questions", "judgements", "background", "assumptions", "actors"),
    *("impact", "causes", "actions"),
)
"""Where a reference that may name anything looks."""


@dataclass(frozen=True, slots=True)
class To:
    """The field names members of `collections`, or `answers` of questions; with `or_text`, what is no id is plain text."""

    collections: tuple[str, ...]
    or_text: bool

    def __init__(self, *collections: str, or_text: bool = False) -> None:
        object.__setattr__(self, "collections", collections)
        object.__setattr__(self, "or_text", or_text)


@dataclass(frozen=True, slots=True)
class Places:
    """The field's keys name places of the brief, such as `W3 events.launch`, and so the ids of members."""


@dataclass(frozen=True, slots=True)
class Starred:
    """Words of the field between stars, such as the name of a ship, are emphasised."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return emphasising(source, handler)


@dataclass(frozen=True, slots=True)
class Own(Starred):
    """The field holds the briefer's own words, printed as they are; `most` are as many as a reader takes in, 0 for any number.

    What they `claim` of the incident is held against the sources; words about the brief itself, or about what may be, claim nothing.
    """

    most: int = 0
    unit: Literal["characters", "words"] = "characters"
    claim: bool = True


@dataclass(frozen=True, slots=True)
class Paragraphs(Starred):
    """The field keeps its line breaks: its paragraphs and lists stay apart on the page. In any other field a break is a space."""


@dataclass(frozen=True, slots=True)
class Verbatim(Paragraphs):
    """The field holds words of a source, with their line breaks, in which a star is a star."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)


@dataclass(frozen=True, slots=True)
class Told:
    """A change of the field is told to the reader.

    `label` is its name's key in the catalogue of words, `changes.field.NAME` when empty. `words` is the prefix of the keys of an
    enumeration's words, `unsaid` the key for the value that the page passes over in silence. Long prose is told as reworded, not
    twice. The field with `name` is what its item is called by.
    """

    label: str = ""
    words: str = ""
    unsaid: str = ""
    style: Literal["plain", "prose", "sentences"] = "plain"
    name: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """A change of the field is told in a way of its own, which `document/compose` has."""


@dataclass(frozen=True, slots=True)
class Untold:
    """A change of the field is bookkeeping: it is counted, and no reader is told what it says."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Reading fills the field in: nobody writes it, and no form, schema or hint names it."""


class Compared(Model):
    """A part of the brief whose changes are told field by field. Each field decides how: a class with one that does not is refused."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        for name, field in cls.model_fields.items():
            if sum(isinstance(said, Told | Apart | Untold) for said in field.metadata) != 1:
                raise TypeError(
                    f"{cls.__name__}.{name} does not say how a change of it is told: annotate it with Told, Apart or Untold"
                )


class Member(Compared):
    """A member of one of the brief's collections, which stands under its id."""


@cache
def annotated(model: type[Model], kind: type[T]) -> dict[str, T]:
    """The fields of a model that are annotated with one of these, in their order, each with what is said there."""
    return {
        name: said for name, field in model.model_fields.items() for said in field.metadata if isinstance(said, kind)
    }
