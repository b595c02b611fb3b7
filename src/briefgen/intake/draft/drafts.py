"""candidates.jsonl as data: the candidates of a brief's sources, and which of them were accepted or dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, Literal, get_args

from briefgen.intake.draft.candidate import Candidate, of_line

CandidateState = Literal["open", "accepted", "dropped"]
_STATES: tuple[CandidateState, ...] = get_args(CandidateState)


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A draft from one source: from which very text, and by what. `published` is the date that relative dates were counted from."""

    source: str
    sha256: str
    engine: str
    language: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that was drafted for a brief, in the order of its sources and of their texts."""

    drafts: tuple[SourceDraft, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    states: tuple[tuple[str, CandidateState], ...] = ()
    """The candidates that are no longer open, by id."""

    def state(self, candidate: Candidate) -> CandidateState:
        """What became of a candidate."""
        return dict(self.states).get(candidate.id, "open")

    def of(self, source: str) -> tuple[Candidate, ...]:
        """The candidates of one source, whatever became of them."""
        return tuple(one for one in self.candidates if one.source == source)

    def of_text(self, source: str, text: str) -> bool:
        """True when the draft from a source is of this very text."""
        return any(draft.source == source and draft.sha256 == digest(text) for draft in self.drafts)

    def with_draft(self, draft: SourceDraft, found: Iterable[Candidate]) -> Drafts:
        """With a new draft from a source in the place of the old one. What was accepted or dropped stays so, as long as the text is the same."""
        same = any(old.source == draft.source and old.sha256 == draft.sha256 for old in self.drafts)
        kept = [
            (key, state) for key, state in self.states if same or key not in {one.id for one in self.of(draft.source)}
        ]
        others = [one for one in self.candidates if one.source != draft.source]
        settled = [one for one in self.of(draft.source) if same and one.id in dict(kept)]
        new = {one.id: one for one in (*settled, *found)}
        drafts = tuple(old for old in self.drafts if old.source != draft.source)
        return Drafts(
            (*drafts, draft), (*others, *sorted(new.values(), key=lambda one: (one.start, one.end))), tuple(kept)
        )

    def settled(self, candidates: Iterable[Candidate], state: CandidateState) -> Drafts:
        """With these candidates accepted or dropped, or open again."""
        states = {**dict(self.states), **{one.id: state for one in candidates}}
        return replace(self, states=tuple((key, became) for key, became in states.items() if became != "open"))

    def data(self) -> bytes:
        """The file: a line for each draft, then one for each candidate."""
        known = dict(self.states)
        lines = [json.dumps(_said(draft), ensure_ascii=False) for draft in self.drafts]
        for candidate in self.candidates:
            state = known.get(candidate.id)
            line = candidate.line()
            lines.append(f'{{"state": "{state}", {line[1:]}' if state else line)
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def digest(text: str) -> str:
    """The SHA-256 of a text, by which a draft knows the text that it was made from."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read(data: bytes) -> Drafts:
    """The drafts of a file. Raises ValueError with the number of the line that is no candidate."""
    drafts: list[SourceDraft] = []
    candidates: list[Candidate] = []
    states: list[tuple[str, CandidateState]] = []
    for number, said in _lines(data):
        try:
            if "sha256" in said:
                drafts.append(
                    SourceDraft(**{name: str(said.get(name, "")) for name in SourceDraft.__dataclass_fields__})
                )
                continue
            candidates.append(of_line(said))
            if (state := said.get("state", "open")) != "open":
                if state not in _STATES:
                    raise ValueError("a state is open, accepted or dropped")
                states.append((candidates[-1].id, state))
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from error
    return Drafts(tuple(drafts), tuple(candidates), tuple(states))


def _lines(data: bytes) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        if line.strip():
            try:
                said = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ValueError(f"line {number}: this is no JSON") from error
            if not isinstance(said, dict):
                raise ValueError(f"line {number}: a candidate is one JSON object a line")
            yield number, said


def _said(draft: SourceDraft) -> dict[str, str]:
    return {name: value for name, value in asdict(draft).items() if value}
