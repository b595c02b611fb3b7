"""What can be done to a file of facts, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.errors import Where

Path = tuple[str | int, ...]
"""Keys of mappings and, from 0, places in sequences, from the top of the file."""
Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""Plain data as the file says it: every scalar is text."""


@dataclass(frozen=True, slots=True)
class Set:
    """The value at a path, which is there, becomes another."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """A value at a path that is not there yet: the last part of the path is the new key, or the place in a sequence before which
    it goes (its length: at the end). Mappings on the way that are missing are made."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Remove:
    """The entry at a path goes, with the comments that belong to it alone."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """An id of a collection becomes another, and so does every reference to it. An answer is one of `answers`, and its old id says of
    which question: `origin.yes`; the new one stands alone."""

    collection: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Move:
    """The entry at a path gets another place among its siblings: it is then the one with this number, from 0."""

    path: Path
    place: int


Edit = Set | Add | Remove | Rename | Move


class EditRefused(ValueError):
    """What cannot be edited safely; `where` is its place in the file."""

    def __init__(self, message: str, where: Where | None = None) -> None:
        super().__init__(message)
        self.where = where
