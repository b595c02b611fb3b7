"""Compare a brief with one of its editions: as a text, as a web page, or change by change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefgen.document.blocks import plain
from briefgen.document.compose import compose_changes
from briefgen.document.compose.changes import entries_since
from briefgen.document.words import Words
from briefgen.editions.editions import Edition, against, editions, taken_back, tells
from briefgen.errors import BriefgenError, Faulty, UsageError
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, Baseline
from briefgen.model.marking import barred
from briefgen.renderers import render
from briefgen.ways import Way
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates


@dataclass(frozen=True, slots=True)
class Differences:
    """A brief, the edition that it is compared with, and the words that tell what changed."""

    since: Against
    brief: Brief
    words: Words

    def told(self, form: Literal["txt", "html"]) -> str:
        """The differences as a small document of their own, under the marking of the higher side."""
        mine = self.brief.marking
        before = self.since.brief.marking if isinstance(self.since, Baseline) else mine
        marking = before if barred(before, mine) else mine
        document = compose_changes(self.since, self.brief, self.words, marking)
        return render(document, form, Theme(), b"").data.decode("utf-8")

    def lines(self) -> tuple[str, ...]:
        """What changed, a line each."""
        return tuple(plain(one.content) for one in entries_since(self.since, self.brief, self.words) if one.content)

    def data(self) -> list[dict[str, Any]]:
        """Each change with the values on both sides. `words` are those of the entry that tells it, which may tell of several
        fields of an item; empty for bookkeeping."""
        entries = entries_since(self.since, self.brief, self.words)
        changes = {id(change): change for entry in entries for change in entry.changes}
        return [
            {
                "collection": change.collection,
                "id": change.id,
                "path": list(change.path),
                "kind": change.kind,
                "before": _value(change.before),
                "after": _value(change.after),
                "words": [plain(entry.content) for entry in entries if entry.content and change in entry.changes],
            }
            for change in changes.values()
        ]


def diff(
    workspace: WorkspaceFolder, source: BriefSource, number: int | None = None, *, handed_on: bool = False
) -> Differences:
    """A brief beside one of its editions, by default the last that says anything: all of it, for the author's own screen, or, where
    it is `handed_on`, as much as readers may be told.

    Raises UsageError for an edition that is not there, Faulty for a brief that has errors, BriefgenError where there is no edition.
    """
    known = {edition.stamp.number: edition for edition in editions(source)}
    edition = _edition(source, known, number)
    loaded = workspace.load(source)
    if loaded.brief is None:
        errors = [problem for problem in loaded.problems if problem.level == "error"]
        raise Faulty(f"{source.slug} cannot be compared: the brief has errors.", errors)
    since: Against = Baseline(edition.stamp.number, edition.bundle.brief)
    if handed_on:
        since = against(edition, loaded.brief, taken_back(known.values()).get(edition.stamp.number))
    return Differences(since, loaded.brief, Templates(workspace.root).words(loaded.brief.language))


def _edition(source: BriefSource, known: dict[int, Edition], number: int | None) -> Edition:
    if number is None:
        last = next((known[n] for n in sorted(known, reverse=True) if tells(known[n])), None)
        if last is None:
            raise BriefgenError(
                f"{source.slug} has no edition to compare with. Freeze one with: {Way.ISSUE.of(brief=source.slug)}"
            )
        return last
    if number not in known:
        there = f"There are: {', '.join(map(str, known))}." if known else "It has none yet."
        raise UsageError(f"{source.slug} has no edition {number}. {there}")
    return known[number]


def _value(value: Any) -> Any:
    """A value of the model as a brief would write it."""
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _value(item) for key, item in value.items()}
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return value
