"""briefgen draft: candidates for facts from a brief's archived sources, to accept or to drop."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.errors import counted, ended, on_one_line
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.draft import DraftedSource, DraftOutcome
    from briefgen.intake.draft.candidate import Candidate

_SHOWN = 90
"""Characters of a candidate on its line."""


def draft(
    context: typer.Context,
    brief: OneBrief,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids of sources; all by default.")
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID,...", help="Write these candidates as facts; A, B or C: all of that grade and better."
        ),
    ] = None,
    drop: Annotated[list[str] | None, typer.Option(metavar="ID,...", help="Drop these for good.")] = None,
    engine: Annotated[str, typer.Option(metavar="rules|spacy|COMMAND", help="What reads the texts.")] = "rules",
) -> None:
    """List what the archived sources offer as facts: quotations and statements with speakers, dates, people, doubt, places. Nothing is rendered of it."""
    from briefgen.app import draft as drafting

    workspace: WorkspaceFolder = context.obj
    place = workspace.sources([brief])[0]
    if accept or drop:
        if dropped := words(drop):
            told(drafting.drop(workspace, place, dropped), "dropped")
        if accepted := words(accept):
            told(drafting.accept(workspace, place, accepted), "accepted")
        return
    for one in drafting.draft(workspace, place, sources or (), engine):
        listed(one)


def words(given: list[str] | None) -> list[str]:
    """The ids and grades that an option names, with commas between or each on its own."""
    return [word.strip() for words in given or () for word in words.split(",") if word.strip()]


def listed(drafted: DraftedSource) -> None:
    """The candidates of a source, one a line, and what to know of them."""
    from briefgen.app.draft import by_kind

    found = ", ".join(counted(count, kind) for kind, count in by_kind(drafted.candidates).items())
    settled = f"; {drafted.settled} settled" if drafted.settled else ""
    print(f"{drafted.source} ({drafted.draft.engine}): {found or 'nothing'}{settled}")
    starts = [0, *(match.end() for match in re.finditer("\n", drafted.text))]
    for candidate in drafted.candidates:
        line = bisect_right(starts, candidate.start)
        print(_line(candidate, f"{drafted.file}:{line}:{candidate.start - starts[line - 1] + 1}"))
    for remark in drafted.remarks:
        show.remark(f"note: {ended(remark)}")


def _line(candidate: Candidate, place: str) -> str:
    said = {
        "quotation": f"{candidate.speaker or '?'}: {candidate.words}",
        "statement": f"{candidate.speaker or '?'}: {candidate.words}",
        "date": f"{candidate.value or '?'}: {candidate.words}",
        "actor": candidate.words,
        "doubt": candidate.words,
        "place": candidate.words,
    }[candidate.kind]
    said = on_one_line(" ".join(said.split()))
    shown = said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
    why = "; ".join(part for part in (candidate.basis, candidate.note) if part)
    return f"{candidate.id} {candidate.grade} {candidate.kind:<9} {place}: {shown}{f' ({why})' if why else ''}"


def told(settled: DraftOutcome, verb: str) -> None:
    """What was accepted or dropped, and the facts that came of it."""
    print(f"{verb} {counted(len(settled.candidates), 'candidate')}")
    for fact in settled.facts:
        print(f"  {fact}")
    for remark in settled.remarks:
        show.remark(f"note: {ended(remark)}")
