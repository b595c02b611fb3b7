"""A brief is checked strictly and frozen as its next edition, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.audit import AuditFailed
from briefgen.build.artifacts import build
from briefgen.build.bundle import Bundle, gather
from briefgen.build.fit import unfit
from briefgen.build.keys import Digests, font_digests, named, toolchain
from briefgen.build.places import placed
from briefgen.checks import check
from briefgen.editions.acceptance import BY_HAND, settle
from briefgen.editions.approval import approved, cover, same
from briefgen.editions.editions import (
    FILE,
    SUMS,
    Accepted,
    Edition,
    against,
    dump,
    editions,
    opened,
    sums,
    taken_back,
    tells,
)
from briefgen.editions.shrink import shrunk
from briefgen.errors import Faulty, Problem, has_errors
from briefgen.model.edition import EditionInfo, EditionKind
from briefgen.model.point import zone
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS, Format
from briefgen.ways import Way
from briefgen.workspace.files import freeze, sweep
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.locks import exclusive_lock
from briefgen.workspace.pictures import Pictures
from briefgen.workspace.templates import Templates

if TYPE_CHECKING:
    from briefgen.build.artifacts import Progress


class Held(Faulty):
    """An edition that was not issued; `problems` are the errors and warnings that hold it back."""


class Unchanged(Held):
    """The brief says nothing that its last edition does not say."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the issuer says. A corrected or withdrawn edition names the one that it `corrects`, and the `reason`.

    `needs_approval`: what nobody has approved is held, as a job that nobody watches must be."""

    kind: EditionKind = "final"
    corrects: int | None = None
    reason: str = ""
    accepted: tuple[Accepted, ...] = ()
    needs_approval: bool = False


def issue(
    workspace: WorkspaceFolder,
    source: BriefSource,
    order: Order = Order(),
    *,
    now: datetime,
    taken: int = 0,
    progress: Progress = lambda step: None,
) -> Edition:
    """The next edition of a brief, as it now lies in editions/NNNN/. `now` is aware; `taken` is the highest number that is known to
    have been sent, which may lie elsewhere: no number is used twice.

    Errors hold it back, each warning that nobody has accepted, and that it says nothing new. A withdrawal asks nothing of the
    brief as it stands, since it repeats no fact. Raises Held, FileProblem, UsageError, RenderError, AuditFailed.
    """
    with exclusive_lock(workspace, source.slug, source.editions):
        sweep(source.editions)
        before = {edition.stamp.number: edition for edition in editions(source)}
        stamp = _stamp(before, order, now, taken)
        for edition in before.values():
            if edition.slug != source.slug:
                name = edition.slug
                raise Held(f"it was issued as '{name}', and readers know it by that name. Call it '{name}' again.")
        if order.kind == "withdrawn":
            draft = _withdrawal(before[stamp.corrects or 0], stamp)
        else:
            progress("reading")
            draft = _draft(workspace, source, before, order, stamp, now)
            if order.needs_approval and not draft.stamp.approved:
                slug = source.slug
                then = f"The job issues it at its next time after that; at once: {Way.ISSUE.of(brief=slug)}"
                raise Held(f"it waits for approval. Read it, then: {Way.APPROVE.of(brief=slug)}. {then}")
        _in_order(before, stamp)  # last: what has nothing to say needs no later time than the edition before
        return _frozen(workspace, source, draft, order, progress)


# -- may it be issued -------------------------------------------------------------------------------------------------


def _stamp(before: Mapping[int, Edition], order: Order, now: datetime, taken: int) -> EditionInfo:
    """The stamp of the next edition. Raises Held for an order that cannot be carried out."""
    last = before[max(before)].stamp if before else None
    issued = now.replace(microsecond=0)
    if order.kind != "final":
        _can_be_named(before, order)
    number = last.number if last else 0
    return EditionInfo(max(number, taken) + 1, order.kind, issued, number or None, order.corrects, order.reason.strip())


def _in_order(before: Mapping[int, Edition], stamp: EditionInfo) -> None:
    """Raise Held unless the edition is later than the one before it by the clock, in whole seconds."""
    last = before[max(before)].stamp if before else None
    if last and stamp.issued <= last.issued:
        at = f"{last.issued:%Y-%m-%d %H:%M:%S %Z}"
        raise Held(
            f"edition {last.number} was issued at {at}, which the clock has not reached. Set the clock, or wait a second."
        )


def _can_be_named(before: Mapping[int, Edition], order: Order) -> None:
    number = order.corrects or 0
    if number not in before:
        there = f"There are: {', '.join(map(str, before))}" if before else "Nothing is issued yet"
        raise Held(f"there is no edition {number}. {there}.")
    gone = taken_back(before.values()).get(number)
    if before[number].stamp.kind == "withdrawn" or (gone and gone.kind == "withdrawn"):
        raise Held(f"edition {number} is withdrawn already. Issue the brief anew instead.")
    if gone:
        raise Held(f"edition {number} is corrected already, by edition {gone.number}. Name that one.")
    if not order.reason.strip():
        raise Held(f"the reason is missing. Say with {Way.REASON} what is wrong with edition {number}.")


# -- what is issued ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to be frozen: with what was found wrong with it, and the digests of the files that it was read from."""

    bundle: Bundle
    stamp: EditionInfo
    formats: tuple[Format, ...]
    problems: tuple[Problem, ...] = ()
    digests: Digests = field(default_factory=dict)
    loaded: Loaded | None = None

    def placed(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The problems with their places in the file that the edition is read from; a withdrawal is read from none."""
        return placed(problems, self.loaded) if self.loaded else problems


def _withdrawal(edition: Edition, stamp: EditionInfo) -> _Draft:
    """The notice that takes an edition back, in the formats that its readers have."""
    formats = tuple(format_ for format_ in FORMATS if any(name.endswith(f".{format_}") for name in edition.files))
    return _Draft(replace(edition.bundle, stamp=stamp, since=None), stamp, formats)


def _draft(
    workspace: WorkspaceFolder,
    source: BriefSource,
    before: Mapping[int, Edition],
    order: Order,
    stamp: EditionInfo,
    now: datetime,
) -> _Draft:
    """The brief as it stands. Raises Held when it has errors, says nothing new, or what was taken back."""
    loaded = workspace.load(source)
    problems = check(loaded, now)
    if loaded.brief is None or has_errors(problems):
        errors = tuple(problem for problem in problems if problem.level == "error")
        raise Held("the brief has errors, so it was not issued.", errors)
    gone = taken_back(before.values())
    told = _told(before)
    wrong = stamp if stamp.kind == "corrected" else gone.get(told.stamp.number) if told else None
    templates = Templates(workspace.root)
    since = against(told, loaded.brief, wrong) if told else None
    bundle = gather(loaded, loaded.brief, templates, stamp=stamp, since=since)
    if faults := tuple(unfit(bundle, loaded, templates, loaded.office.editions.formats)):
        raise Held("no file can be made, so it was not issued.", faults)
    problems += tuple(templates.remarks)
    if told and stamp.supersedes == told.stamp.number and same(told.bundle, bundle):
        raise Unchanged(f"nothing has changed since edition {told.stamp.number}, so there is nothing to issue.")
    problems += _come_back(before, gone, bundle, order)
    covered = cover(bundle, loaded.office.lists)
    stamp = replace(stamp, approved=approved(workspace, source.slug, covered, max(before, default=0)))
    if told:
        problems += tuple(shrunk(loaded.brief, told.stamp.number, told.bundle.brief))
    digests = named((*loaded.inputs, *templates.inputs.values()), workspace.root)
    return _Draft(
        replace(bundle, stamp=stamp), stamp, loaded.office.editions.formats, problems, digests | font_digests(), loaded
    )


def _told(before: Mapping[int, Edition]) -> Edition | None:
    """The last edition that says anything."""
    return next((before[number] for number in sorted(before, reverse=True) if tells(before[number])), None)


def says_more(workspace: WorkspaceFolder, source: BriefSource, before: Mapping[int, Edition]) -> bool:
    """Whether the brief says anything that the last edition does not, as `issue` sees it. False where that cannot be known:
    nothing depends on it."""
    told = _told(before)
    try:
        loaded = workspace.load(source)
        if loaded.brief is None or told is None:
            return False
        return not same(told.bundle, gather(loaded, loaded.brief, Templates(workspace.root)))
    except Exception:  # noqa: BLE001 - a brief that is broken, however, is no fault of the edition that is sent
        return False


def _come_back(
    before: Mapping[int, Edition], gone: Mapping[int, EditionInfo], bundle: Bundle, order: Order
) -> tuple[Problem, ...]:
    """A warning where the last edition that said this was taken back. Raises Held when who issues it does not accept that."""
    number = next((n for n in sorted(before, reverse=True) if tells(before[n]) and same(before[n].bundle, bundle)), 0)
    if number not in gone:
        return ()
    said = f"edition {number} said this and was {gone[number].kind}: {gone[number].reason}"
    problem = Problem("warning", said, "See whether it is right after all", rule=BY_HAND)
    held, _ = settle((problem,), {}, order.accepted)
    if held:
        raise Held(said, held)
    return (problem,)


def _frozen(
    workspace: WorkspaceFolder, source: BriefSource, draft: _Draft, order: Order, progress: Progress
) -> Edition:
    """The files, made and audited, in a folder of their own. Raises Held for a warning that nobody accepts."""
    pictures = Pictures(workspace.charts)
    try:
        artifacts = build(draft.bundle, draft.formats, draw=pictures, progress=progress)
    except AuditFailed as failed:
        raise AuditFailed(draft.placed(failed.problems)) from failed
    found = (*draft.problems, *draft.placed(artifacts.problems))
    held, accepted = settle(found, draft.bundle.brief.accepted, order.accepted)
    if held:
        raise Held("warnings hold it back. Fix them, or accept each with its reason.", held)
    files = artifacts.named(file_name(draft.bundle, draft.stamp))
    folder = source.editions / f"{draft.stamp.number:04d}"
    every = {**files, FILE: dump(draft.bundle, files, accepted, toolchain(), draft.digests)}
    freeze(folder, {**every, SUMS: sums(every)})
    return opened(folder)


def file_name(bundle: Bundle, stamp: EditionInfo) -> str:
    """The name of an edition's files without their ending, by the pattern of office.yaml; the date is the brief's own zone's."""
    marking = re.sub(r"[^A-Z0-9]+", "-", bundle.brief.marking.label.upper()).strip("-")
    said = bundle.office.editions.name.format(
        slug=bundle.slug,
        edition=stamp.number,
        date=f"{stamp.issued.astimezone(zone(bundle.brief.timezone)):%Y-%m-%d}",
        kind=stamp.kind,
        marking=marking,
    )
    return re.sub(r"-{2,}", "-", said).strip("-")
