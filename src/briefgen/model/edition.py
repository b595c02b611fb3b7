"""What an issued edition says of itself, and the edition that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefgen.model.brief import Brief
from briefgen.model.changes import DifferenceKind as Change

EditionKind = Literal["final", "corrected", "withdrawn"]
"""final: the brief as it stood; corrected: an earlier edition was wrong; withdrawn: an earlier edition is taken back."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who let the edition go out, and when (aware)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """The number, kind and time of an edition. A brief without one is a draft.

    `issued` is aware, in whole seconds. `supersedes` is the edition that a reader puts away for this one, None for the first.
    `corrects` is the edition that a corrected or withdrawn one speaks of, and `reason` what was wrong with it, in the issuer's
    words (schema.org `correction`: say what was wrong, in which edition; the old text is kept).
    """

    number: int
    kind: EditionKind
    issued: datetime
    supersedes: int | None = None
    corrects: int | None = None
    reason: str = ""
    approved: Approval | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The edition that the changes are told against: its number and what it said."""

    edition: int
    brief: Brief


@dataclass(frozen=True, slots=True)
class ChangedPlace:
    """Where something is new, changed or gone, without a word of it: a path as in a Change, of a key point with its index.

    What is gone has no id: that can tell as much as a name."""

    kind: Change
    collection: str
    id: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrong:
    """An edition that was corrected or withdrawn, or is now: only what is said instead is told, and `how` and why it was wrong."""

    edition: int
    how: EditionKind
    reason: str
    places: tuple[ChangedPlace, ...]


@dataclass(frozen=True, slots=True)
class Barred:
    """An edition whose marking was `higher`, or another: nothing of it is told."""

    edition: int
    higher: bool


Against = Baseline | Wrong | Barred
"""The edition that the changes are told against, with as much of it as may be told."""
