"""Draft: candidates for facts from a brief's archived sources; accept them as facts of brief.yaml, or drop them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.checks.archives import standing
from briefgen.errors import UsageError
from briefgen.intake.draft.candidate import GRADES, Candidate, CandidateKind
from briefgen.intake.draft.drafts import CandidateState, Drafts, SourceDraft, digest
from briefgen.intake.draft.drafts import read as read_drafts
from briefgen.ways import Way

if TYPE_CHECKING:
    from briefgen.editing import Add
    from briefgen.model.source import Source
    from briefgen.reading.load import Loaded
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder

FILE = "candidates.jsonl"
BECOMES: Mapping[CandidateKind, str] = {
    "quotation": "positions",
    "statement": "positions",
    "date": "events",
    "actor": "actors",
    "doubt": "questions",
    "place": "places",
}
"""The collection that a candidate comes into as a fact."""


@dataclass(frozen=True, slots=True)
class DraftedSource:
    """The candidates of one source that are open, and what a reader of the list must know."""

    source: str
    file: str
    text: str
    draft: SourceDraft
    candidates: tuple[Candidate, ...]
    settled: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    """What became of the candidates that were named: `facts` are the new entries of brief.yaml, such as positions.milley-we-go."""

    candidates: tuple[Candidate, ...]
    facts: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def draft(
    workspace: WorkspaceFolder, place: BriefSource, sources: Sequence[str] = (), engine: str = "rules"
) -> tuple[DraftedSource, ...]:
    """Read the archived texts of a brief, all or those named, and keep their candidates in candidates.jsonl.

    Raises UsageError for a source that is not there or has no text, an engine that cannot be used; FileProblem.
    """
    loaded = workspace.load(place)
    keys, drafts = _chosen(loaded, sources), _kept(place)
    made = []
    for key in keys:
        one, remarks = _draft(loaded, key, engine)
        drafts, told = _renewed(drafts, one, loaded.texts[key])
        made.append((one[0], (*told, *remarks)))
    _write(place, drafts)
    return tuple(_listed(loaded, drafts, made_of, remarks) for made_of, remarks in made)


def accept(workspace: WorkspaceFolder, place: BriefSource, wanted: Sequence[str]) -> DraftOutcome:
    """Write candidates into brief.yaml as facts: by id, or all open ones of a grade and better (A, B, C). Of those that a grade brings,
    one that cannot be a fact stays open, and is told.

    Raises UsageError for one that is not there or is settled, for one named by its id that cannot be a fact, and for a brief that cannot
    be edited; FileProblem. Then nothing was written.
    """
    from briefgen.app.brief_edits import edited, save_edited
    from briefgen.workspace.files import read

    before = read(place.file)
    outcome, edits = accepting(workspace.load(place), place, wanted)
    after = edited(before, edits, place, "Write these facts by hand, and drop the candidates")
    save_edited(place, before, {place.file: after, **settled(place, outcome.candidates, "accepted")})
    return outcome


def accepting(loaded: Loaded, place: BriefSource, wanted: Sequence[str]) -> tuple[DraftOutcome, tuple[Add, ...]]:
    """What `accept` does, and the edits of brief.yaml that do it. Raises UsageError as it does; writes nothing."""
    from briefgen.app.accept import accepted

    drafts = _kept(place)
    chosen, remarks = _named(loaded, drafts, wanted)
    facts = accepted(loaded.draft, chosen, drafts.candidates, loaded.texts, frozenset(wanted))
    paths = tuple(".".join(map(str, edit.path)) for edit in facts.edits)
    return DraftOutcome(facts.candidates, paths, (*remarks, *facts.remarks)), facts.edits


def drop(workspace: WorkspaceFolder, place: BriefSource, wanted: Sequence[str]) -> DraftOutcome:
    """Drop candidates, by id or by grade: they do not come back as long as the text is the same. Raises UsageError, FileProblem."""
    outcome = dropping(workspace.load(place), place, wanted)
    _write(place, _kept(place).settled(outcome.candidates, "dropped"))
    return outcome


def dropping(loaded: Loaded, place: BriefSource, wanted: Sequence[str]) -> DraftOutcome:
    """What `drop` does. Raises UsageError as it does; writes nothing."""
    chosen, remarks = _named(loaded, _kept(place), wanted)
    return DraftOutcome(chosen, (), remarks)


def settled(place: BriefSource, candidates: Iterable[Candidate], state: CandidateState) -> Mapping[Path, bytes]:
    """candidates.jsonl as it is when these are accepted, dropped or open again, whatever became of others. Raises UsageError, FileProblem."""
    return {file(place): _kept(place).settled(candidates, state).data()}


def file(place: BriefSource) -> Path:
    """Where the candidates of a brief lie, or will."""
    return place.editions.parent / FILE


def offered(loaded: Loaded, place: BriefSource) -> tuple[Candidate, ...]:
    """The candidates that are open, of texts that are as they were drafted, in the order of the sources; not those that the brief has
    as facts by now, whoever wrote them. Raises UsageError, FileProblem."""
    drafts = _kept(place)
    settled_ones = dict(drafts.states)
    carried = _Carried(loaded)
    return tuple(
        one
        for key in loaded.draft.sources
        if key in loaded.texts and drafts.of_text(key, loaded.texts[key])
        for one in drafts.of(key)
        if one.id not in settled_ones and one.stands_in(loaded.texts[key]) and not carried.has(one)
    )


def followed(workspace: WorkspaceFolder, place: BriefSource, key: str) -> bool:
    """Draft again from a source whose day of publication is no longer the one that its dates were counted from; True when it was done.
    Raises UsageError, FileProblem."""
    known = next((one for one in _kept(place).drafts if one.source == key), None)
    loaded = workspace.load(place)
    source = loaded.draft.sources.get(key)
    if known is None or source is None or key not in loaded.texts or not known.engine.startswith("rules"):
        return False
    published = _day(source)
    if known.published == (published.isoformat() if published else ""):
        return False
    draft(workspace, place, [key])
    return True


class _Carried:
    """What a brief has as facts: the words that facts of a collection rest on, and the names of actors and places."""

    def __init__(self, loaded: Loaded) -> None:
        self._spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for path, item, places in standing(loaded):
            self._spans.setdefault((item.source, str(path[0])), []).extend(places)
        brief = loaded.draft
        actors = {name.casefold() for actor in brief.actors.values() for name in (actor.name, *actor.aliases)}
        self._names = {"actors": actors, "places": {one.name.casefold() for one in brief.places.values()}}

    def has(self, candidate: Candidate) -> bool:
        collection = BECOMES[candidate.kind]
        if candidate.value.casefold() in self._names.get(collection, ()):
            return True
        spans = self._spans.get((candidate.source, collection), ())
        return any(start <= candidate.start and candidate.end <= end for start, end in spans)


# -- the file of candidates ----------------------------------------------------------------------------------------------


def _kept(place: BriefSource) -> Drafts:
    from briefgen.workspace.files import read

    candidates = file(place)
    if not candidates.exists():
        return Drafts()
    try:
        return read_drafts(read(candidates))
    except ValueError as error:
        raise UsageError(f"{candidates}: {error}. Fix the line, or delete the file and draft again.") from error


def _write(place: BriefSource, drafts: Drafts) -> None:
    from briefgen.workspace.files import kept, write

    data = drafts.data()
    if kept(file(place)) != data:
        write(file(place), data)


def _renewed(
    drafts: Drafts, new: tuple[SourceDraft, tuple[Candidate, ...]], text: str
) -> tuple[Drafts, tuple[str, ...]]:
    """The drafts with a new one, and what is told when it is of another text than the old one."""
    key = new[0].source
    old = drafts.of(key)
    told: tuple[str, ...] = ()
    if old and not drafts.of_text(key, text):
        told = (
            f"the text of {key} has changed: the {len(old)} candidates of before are void, and what was accepted is to be checked",
        )
    return drafts.with_draft(*new), told


def _named(loaded: Loaded, drafts: Drafts, wanted: Iterable[str]) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """The candidates that were named by id or by grade. Raises UsageError for the first that cannot be."""
    known = {one.id: one for one in drafts.candidates}
    chosen: dict[str, Candidate] = {}
    remarks = []
    for word in wanted:
        if word in GRADES:
            found = {one.id: one for one in drafts.candidates if one.grade <= word and drafts.state(one) == "open"}
            chosen |= found
            if not found:
                remarks.append(
                    f"no open candidate has grade {word}"
                    if word == "A"
                    else f"no open candidate has grade {word} or better"
                )
            continue
        if word not in known:
            raise UsageError(f"There is no candidate '{word}'. See them with: {Way.SUGGEST.of(brief=loaded.slug)}")
        if (state := drafts.state(known[word])) != "open":
            raise UsageError(f"{word} was {state} already.")
        chosen[word] = known[word]
    for one in chosen.values():
        text = loaded.texts.get(one.source)
        if text is None:
            raise UsageError(
                f"The text of {one.source}, which {one.id} is from, cannot be read. See why with: {Way.CHECK.of(brief=loaded.slug)}"
            )
        if not drafts.of_text(one.source, text) or not one.stands_in(text):
            raise UsageError(
                f"The text of {one.source} has changed since {one.id} was drafted. Draft again: {Way.SUGGEST.of(brief=loaded.slug)}"
            )
    return tuple(chosen.values()), tuple(remarks)


# -- a draft -----------------------------------------------------------------------------------------------------------


def _chosen(loaded: Loaded, sources: Sequence[str]) -> tuple[str, ...]:
    """The sources to draft from. Raises UsageError."""
    for key in sources:
        if key not in loaded.draft.sources:
            raise UsageError(f"There is no source '{key}'. There are: {', '.join(loaded.draft.sources) or 'none'}.")
        if key not in loaded.texts:
            raise UsageError(f"The source '{key}' has no archived text. Archive it with: {Way.ADD_SOURCE}")
    found = tuple(sources) or tuple(loaded.texts)
    if not found:
        raise UsageError(f"No source of this brief has an archived text. Archive one with: {Way.ADD_SOURCE}")
    return found


def _draft(loaded: Loaded, key: str, engine: str) -> tuple[tuple[SourceDraft, tuple[Candidate, ...]], tuple[str, ...]]:
    from briefgen.intake.draft.languages import language_of

    text, source = loaded.texts[key], loaded.draft.sources[key]
    published, language = _day(source), language_of(text, source.language)
    found, name, remarks = _extracted(engine, text, key, published, language or source.language, source.language)
    one = SourceDraft(key, digest(text), name, language or source.language, published.isoformat() if published else "")
    return (one, found), (*remarks, *_unsupported(key, language, source.language), *_undated(key, found))


def _extracted(
    engine: str, text: str, key: str, published: dt.date | None, language: str, stated: str
) -> tuple[tuple[Candidate, ...], str, tuple[str, ...]]:
    """The candidates, the engine's name with its version, and remarks."""
    from briefgen.intake.draft import rules

    if engine == "rules":
        return rules.extract(text, source=key, published=published, language=stated or language), rules.ENGINE, ()
    if engine == "spacy":
        from briefgen.intake.draft import parsed

        try:
            found, name = parsed.extract(text, source=key, published=published, language=language)
        except parsed.NoModel as error:
            raise UsageError(str(error)) from error
        return found, name, ()
    from briefgen.app.engine import ask
    from briefgen.intake.draft.outside import answers, question

    found, dropped = answers(ask(engine, question(text, key, published, language)), text, key)
    words = "candidate" if dropped == 1 else "candidates"
    return (
        found,
        engine,
        (f"{dropped} {words} of '{engine}' dropped: not the words of {key} where it says",) if dropped else (),
    )


def _day(source: Source) -> dt.date | None:
    """The day of publication; None where the source names only a month or a year."""
    when = source.published
    return when.day if when and when.form == "moment" and when.precision in ("day", "minute", "second") else None


def _unsupported(key: str, language: str, stated: str) -> Iterator[str]:
    from briefgen.intake.draft.languages import KNOWN, table

    if not language:
        named = f"in a language that is not known ({stated})" if stated else "in no language that is known"
        yield f"{key} is {named}: only its quotations, without speakers, and dates in digits are found. Known are {', '.join(KNOWN)}"
    else:
        yield from table(language).unsupported


def _undated(key: str, found: Sequence[Candidate]) -> Iterator[str]:
    from briefgen.intake.draft.dates import UNKNOWN

    if count := sum(one.basis == UNKNOWN for one in found):
        words = "1 date is" if count == 1 else f"{count} dates are"
        yield f"{words} relative, and {key} has no date of publication. Write published: at the source, and draft again"


def _listed(loaded: Loaded, drafts: Drafts, draft: SourceDraft, remarks: Sequence[str]) -> DraftedSource:
    every = drafts.of(draft.source)
    open_ones = tuple(one for one in every if drafts.state(one) == "open")
    text = loaded.draft.sources[draft.source].file or ""
    return DraftedSource(
        draft.source, text, loaded.texts[draft.source], draft, open_ones, len(every) - len(open_ones), tuple(remarks)
    )


def by_kind(candidates: Iterable[Candidate]) -> Mapping[str, int]:
    """How many there are of each kind, in the order of kinds."""
    from collections import Counter

    from briefgen.intake.draft.candidate import KINDS

    found = Counter(one.kind for one in candidates)
    return {kind: found[kind] for kind in KINDS if found[kind]}
