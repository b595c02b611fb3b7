"""What of a brief goes out as data: what its pages may say, and how much was left out."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document.compose.facts import NO_JUDGEMENTS
from briefgen.document.compose.printable import on_record, unjudged
from briefgen.errors import counted
from briefgen.model.brief import Brief


@dataclass(frozen=True, slots=True)
class Shared:
    """The brief that goes out, and what is not in it: in words that name nothing of it, since an id can tell as much as a name."""

    brief: Brief
    left_out: tuple[str, ...] = ()


def shared(brief: Brief) -> Shared:
    """The brief without what was said off the record (R16), and without judgements where its kind has none (R17)."""
    kept = on_record(brief, brief)[1]
    left = []
    if silent := len(brief.positions) - len(kept.positions):
        left.append(f"{counted(silent, 'position')} said off the record, left out")
    if kept.kind in NO_JUDGEMENTS and (bare := unjudged(kept)) != kept:
        left.append(f"our own judgements, which a {kept.kind} has not, left out")
        kept = bare
    return Shared(kept, tuple(left))
