"""In which fact words of a source stand."""

from __future__ import annotations

from briefgen.desk.marks import marks
from briefgen.desk.selection import SelectedPassage
from briefgen.model.archive import archived
from briefgen.model.brief import COLLECTIONS
from briefgen.reading.load import Loaded


def standing_in(loaded: Loaded, words: SelectedPassage, among: tuple[str, ...] = COLLECTIONS) -> str:
    """The path of the fact of these collections whose words of a source these touch, the shortest of several; empty for none."""
    text = archived(loaded.texts[words.source])
    best: tuple[int, str] | None = None
    for name in among:
        for key, member in getattr(loaded.draft, name).items():
            for one in getattr(member, "evidence", ()):
                found = text.match(one.span) if one.source == words.source and one.span else None
                if not found or not any(a < words.end and words.start < b for a, b in found.spans):
                    continue
                length = found.spans[-1][1] - found.spans[0][0]
                if best is None or length < best[0]:
                    best = length, f"{name}.{key}"
    return best[1] if best else ""


def words_of(loaded: Loaded, path: str) -> str:
    """The words that a fact rests on, as an answer names them to the script: source:start:end, those of its first source first."""
    collection, _, key = path.partition(".")
    members = getattr(loaded.draft, collection, None)
    member = members.get(key) if isinstance(members, dict) else None
    sources = dict.fromkeys(one.source for one in getattr(member, "evidence", ()) if one.source in loaded.texts)
    found = ((source, mark) for source in sources for mark in marks(loaded, source) if mark.part == path)
    return " ".join(f"{source}:{mark.start}:{mark.end}" for source, mark in found)
