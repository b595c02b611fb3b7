"""Letters, dry runs and sendings in the words that people read, on a terminal and at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.deliver.delivery import counts
from briefgen.errors import counted
from briefgen.ways import Way

if TYPE_CHECKING:
    from briefgen.deliver.delivery import DeliveryRecord, DeliveryState
    from briefgen.deliver.send import Preview, Report

_NUMBER = "NUMBER"
HINTS: dict[DeliveryState, str] = {
    "deferred": f"tried again by {{when}}, or now by {Way.RETRY_ALL}",
    "cancelled": f"not to be sent; if it is after all: {Way.RETRY.of(number=_NUMBER)}",
    "failed": f"fix the address or the message, then: {Way.RETRY.of(number=_NUMBER)}",
    "uncertain": f"ask the reader, then: {Way.RESOLVE.of(number=_NUMBER)}",
    "expired": f"to try again: {Way.RETRY.of(number=_NUMBER)}",
    "queued": f"to be sent by the next {Way.SEND_OR_RETRY}",
}
"""What to do about letters that have not arrived."""


def at(time: datetime) -> str:
    """ "2026-03-03 21:08 UTC"."""
    return f"{time:%Y-%m-%d %H:%M} UTC"


def line(letter: DeliveryRecord, *, timed: bool = False, earlier: bool = False) -> str:
    """A letter on one line: number, reader, edition, state, and the words of whoever caused the state; `timed`: with when that was.

    `earlier`: of one that reached its reader before this command, that and when.
    """
    wanted = letter.wanted
    test = "test of " if wanted.kind == "test" else ""
    return f"{letter.id} {wanted.address}, {test}{wanted.brief} edition {wanted.edition}: {became(letter, timed=timed, earlier=earlier)}"


def became(letter: DeliveryRecord, *, timed: bool = False, earlier: bool = False) -> str:
    """What became of a letter, as `line` says it."""
    since = f" {at(letter.stepped)}" if letter.stepped else ""
    if earlier and letter.state == "sent":
        return f"had it already,{since}"
    code = f"{letter.code} " if letter.code else ""
    due = f", again after {at(letter.next_at)}" if letter.state == "deferred" else ""
    said = f": {code}{letter.text}" if letter.text or code else ""
    return f"{letter.state}{since if timed else ''}{due}{said}"


def hints(letters: Iterable[DeliveryRecord], now: datetime) -> list[str]:
    """What to do about the letters that have not arrived, each once."""
    found: dict[DeliveryState, datetime] = {}
    for letter in letters:
        found[letter.state] = max(letter.next_at, found.get(letter.state, letter.next_at))
    return [f"{state}: {HINTS[state].format(when=_when(found[state], now))}" for state in HINTS if state in found]


def _when(due: datetime, now: datetime) -> str:
    """Which run tries letters again that are all due at a time."""
    return f"a {Way.SENDING} after {at(due)}" if due > now else f"the next {Way.SENDING}"


# -- a dry run --------------------------------------------------------------------------------------------------------


def reader(letter: DeliveryRecord) -> str:
    """ "Anna <anna@example.org> (desk)"."""
    wanted = letter.wanted
    name = f"{wanted.name} <{wanted.address}>" if wanted.name else wanted.address
    return f"{name} ({', '.join(wanted.lists)})" if wanted.lists else name


def gets(letter: DeliveryRecord, size: int, refused: Sequence[str], file: str = "") -> str:
    """ "pdf, docx; 1.2 MB; what changed since edition 1": what this reader would get, or why not; `file` is where it was written."""
    if refused:
        return f"REFUSED: {' '.join(refused)}"
    parts = [", ".join(letter.wanted.formats)]
    if size:
        parts.append(f"{size / 1e6:.1f} MB")
    if letter.since:
        parts.append(f"what changed since edition {letter.since}")
    if letter.id:
        had = f"had it already, {at(letter.stepped)}; not again" if letter.stepped else "had it already; not again"
        parts.append(had if letter.state == "sent" else f"{letter.state}, see letter {letter.id}")
    if file:
        parts.append(file)
    return "; ".join(parts)


def waits(letter: DeliveryRecord) -> str:
    """A letter of the same brief that was asked for before and goes out with the others."""
    return f"{reader(letter)}: edition {letter.wanted.edition}, {letter.state}, see letter {letter.id}"


# -- a sending --------------------------------------------------------------------------------------------------------


def faults(found: Report | Preview) -> Iterator[str]:
    """Who may not have it, and why."""
    for refusal in found.refusals:
        yield f"{refusal.who}: {refusal.why}"


def unreached(found: Report | Preview) -> Iterator[str]:
    """Who goes on believing what was taken back, and which edition that is."""
    for one in found.unreached:
        which = "which this one takes back"
        if one.last < one.named:
            which += f" with edition {one.named}"
        if one.last > one.named:
            which = "and before it one that this one takes back"
        yield f"{one.address} last had edition {one.last}, {which}, and is on none of its lists."


def end(report: Report) -> str:
    """The last line: what this run did, for whom, and who has not got it."""
    what = f"{report.brief} edition {report.edition}"
    if report.refusals:
        return f"{what}: refused. Nothing was sent."
    if not report.sent and not report.missing:
        return f"{what}: nothing new was asked for; {counted(len(report.letters), 'reader')} had it already."
    if not report.sent:
        return f"{what}: nobody got it now: {counts(report.missing)}."
    before = sum(letter.state == "sent" for letter in report.letters) - len(report.sent)
    now = f"; {len(report.sent)} of them now" if before else ""
    return f"{what}: {counts(report.letters)}{now}."
