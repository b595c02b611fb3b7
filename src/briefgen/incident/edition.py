"""What an issued edition says of itself, and the edition that it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from briefgen.incident.brief import Brief

Kind = Literal["final", "corrected", "withdrawn"]
"""final: the brief as it stood; corrected: an earlier edition was wrong; withdrawn: an earlier edition is taken back."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who let the edition go out, and when (aware)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """The number, kind and time of an edition. A brief without one is a draft.

    `issued` is aware, in whole seconds. `supersedes` is the edition that a reader puts away for this one, None for the first.
    `corrects` is the edition that a corrected or withdrawn one speaks of, and `reason` what was wrong with it, in the issuer's
    words (schema.org `correction`: say what was wrong, in which edition; the old text is kept).
    """

    number: int
    kind: Kind
    issued: datetime
    supersedes: int | None = None
    corrects: int | None = None
    reason: str = ""
    approved: Approval | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """The edition that the changes are told against: its number and what it said."""

    edition: int
    brief: Brief
