"""Who lets a brief go out, and to whom: an approval holds for just that, and for the one edition that comes next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from datetime import date, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.build.bundle import Bundle
from briefgen.document.blocks import Document
from briefgen.editions.editions import Edition
from briefgen.errors import FileProblem
from briefgen.model.edition import Approval
from briefgen.reading.exchange import as_data
from briefgen.settings.mail import MailingList
from briefgen.settings.office import Office
from briefgen.workspace.files import kept, write
from briefgen.workspace.folders import WorkspaceFolder

Lists = Mapping[str, MailingList]
"""The office's lists of readers by name."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What an approval is of, as digests: all that the files are made from, and who gets them."""

    words: str
    readers: str


@dataclass(frozen=True, slots=True)
class _Note:
    """An approval as it is kept. `after` is the number of the last edition then, 0 for none; `edition` that of one that was issued
    already, of which the readers alone are approved."""

    by: str
    at: str
    after: int
    words: str
    readers: str
    edition: int | None = None


def content(bundle: Bundle) -> str:
    """The digest of what a reader is told; to whom it goes, and which warnings are accepted, is no part of it."""
    brief = as_data(bundle.brief.model_copy(update={"accepted": {}, "distribution": ()}))
    images = {name: sha256(image).hexdigest() for name, image in bundle.images.items()}
    return _digest([brief, dict(bundle.texts), images])


def same(one: Bundle, other: Bundle) -> bool:
    """Whether two bundles say the same: in what they are made from, or in what a reader sees but for the edition."""
    return content(one) == content(other) or _bare(one) == _bare(other)


def cover(bundle: Bundle, lists: Lists) -> Cover:
    """What an approval of the bundle covers: the composed document, its marking, its look, and the lists that the brief names."""
    look = {name: sha256(data).hexdigest() for name, data in {**bundle.assets, "": bundle.template}.items()}
    office = bundle.office.model_dump(mode="json", by_alias=True)
    return Cover(_digest([content(bundle), _plain(_bare(bundle)), look, office]), readers(bundle, lists))


def readers(bundle: Bundle, lists: Lists) -> str:
    """The digest of the lists that the brief names, with their readers, formats and ceilings."""
    found: dict[str, object] = {}
    for name in bundle.brief.distribution:
        one = lists.get(name)
        ceiling = one.ceiling.model_dump(mode="json") if one and one.ceiling else None
        found[name] = one and [sorted(box.key for box in one.recipients), sorted(one.formats), ceiling]
    return _digest(found)


def approve(workspace: WorkspaceFolder, slug: str, covered: Cover, approval: Approval, after: int) -> None:
    """Note that what is covered may go out as the edition that comes after the last one, `after`. Raises FileProblem."""
    _add(workspace, slug, _Note(approval.by, approval.at.isoformat(), after, covered.words, covered.readers))


def approve_readers(workspace: WorkspaceFolder, edition: Edition, lists: Lists, approval: Approval) -> None:
    """Note that an edition that is issued already may go to those who are on its lists now. Raises FileProblem."""
    digest = readers(edition.bundle, lists)
    number = edition.stamp.number
    _add(workspace, edition.slug, _Note(approval.by, approval.at.isoformat(), number, "", digest, number))


def approved(workspace: WorkspaceFolder, slug: str, covered: Cover, last: int) -> Approval | None:
    """Who has approved what is covered, after the edition `last` and no other; None when nobody has. Raises FileProblem."""
    noted = _notes(workspace, slug)
    if not noted:
        return None
    note = noted[-1]
    holds = note.edition is None and note.after == last and Cover(note.words, note.readers) == covered
    return Approval(note.by, datetime.fromisoformat(note.at)) if holds else None


def readers_approved(workspace: WorkspaceFolder, edition: Edition, office: Office) -> bool:
    """False when an edition's lists are not those that it was approved for; True where no approval is known. Raises FileProblem."""
    for note in reversed(_notes(workspace, edition.slug)):
        if _is_of(note, edition):
            return note.readers == readers(edition.bundle, office.lists)
    return True


def _is_of(note: _Note, edition: Edition) -> bool:
    stamp = edition.stamp
    if note.edition is not None or stamp.approved is None:
        return note.edition == stamp.number
    let_out = Approval(note.by, datetime.fromisoformat(note.at))
    return stamp.approved == let_out and note.after == (stamp.supersedes or 0)


# -- as it is kept ----------------------------------------------------------------------------------------------------


def _add(workspace: WorkspaceFolder, slug: str, note: _Note) -> None:
    notes = [asdict(one) for one in (*_notes(workspace, slug, strict=False), note)]
    write(_file(workspace, slug), (json.dumps(notes, indent=1, ensure_ascii=False) + "\n").encode())


def _notes(workspace: WorkspaceFolder, slug: str, *, strict: bool = True) -> list[_Note]:
    """The notes, newest last. One that an older briefgen wrote says too little, and counts as none."""
    file = _file(workspace, slug)
    if not (data := kept(file)):
        return []
    try:
        found = json.loads(data)
        notes = [_Note(**one) for one in found] if isinstance(found, list) else []
        for note in notes:
            datetime.fromisoformat(note.at)
    except (ValueError, KeyError, TypeError) as error:
        if strict:
            raise FileProblem(f"{file}: is damaged. Approve the brief again.") from error
        return []
    return notes


def _file(workspace: WorkspaceFolder, slug: str) -> Path:
    return workspace.kept("approvals", f"{slug}.json")


# -- digests that are the same in every process -----------------------------------------------------------------------


def _bare(bundle: Bundle) -> Document:
    return replace(bundle, stamp=None, since=None).document


def _digest(value: object) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> object:
    """A Document as JSON can hold it: each class by its name, bytes by their digest."""
    if is_dataclass(value):
        return [type(value).__name__, *(_plain(getattr(value, one.name)) for one in fields(value))]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, tzinfo):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
