"""What a reader is told of one item that changed, and the changes of the model that it tells of."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.document.inlines import Inlines
from briefgen.model.changes import Difference, DifferenceKind


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """An entry, and the changes that it tells of. `content` is empty where nothing of them is for a reader: bookkeeping."""

    collection: str
    id: str
    kind: DifferenceKind
    content: Inlines
    changes: tuple[Difference, ...]
