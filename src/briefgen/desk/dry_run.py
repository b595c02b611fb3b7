"""The second step of sending: who would get what. Nothing goes out before the number of readers is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.app import letter_words
from briefgen.app.approve import asked_for, still_holds
from briefgen.app.send import Asked, preview
from briefgen.deliver.delivery import WAITING
from briefgen.deliver.record import recorded
from briefgen.deliver.send import Preview
from briefgen.desk.exchange import Ask, BadRequest, DeskAnswer, Shown, View
from briefgen.desk.mailroom import DryRun
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import OpenBrief
from briefgen.editions.editions import editions
from briefgen.errors import BriefgenError
from briefgen.model.edition import EditionInfo


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """A reader in the table of a dry run."""

    name: str
    address: str
    lists: str
    gets: str
    refused: bool
    due: bool


def asked_of(ask: Ask) -> Asked:
    """Which edition is to go out, to whom, as the fields of the page say. Raises BadRequest."""
    return {
        "number": ask.chosen("edition"),
        "to": tuple(ask.texts("to")),
        "test": ask.text("test", "").strip(),
        "new_ledger": "begin" in ask.said,
    }


def dry_run(
    ask: Ask, *, edition: int | None = None, asked: Asked | None = None, fault: str = "", told: str = ""
) -> DeskAnswer:
    """Who would get what: of the `edition` that was just issued, of what was `asked` before, or as the fields say. Sends nothing."""
    brief = ask.brief
    asked = {"number": edition} if edition is not None else asked or asked_of(ask)
    remarks: list[str] = []
    try:
        how: Asked = {**asked, "remark": remarks.append}
        made = preview(brief.workspace, brief.place, brief.now, **how)
    except BriefgenError as error:
        return stopped(brief, f"{fault} {error}".strip())
    office = brief.reading().loaded.office
    approval = _not_approved(brief, made)
    begins = not recorded(brief.workspace)
    begun = not begins or bool(asked.get("new_ledger"))
    sends = bool(made.due) and begun and not approval and brief.mailroom.means is not None
    ticket = (
        brief.mailroom.keep(
            DryRun({**asked, "number": made.edition.stamp.number, "new_ledger": begins}, made.shown, len(made.due))
        )
        if sends
        else ""
    )
    stamp = made.edition.stamp
    to = asked.get("to") or made.edition.bundle.brief.distribution
    body = markup(
        "dry_run",
        stamp=stamp,
        what=_what(stamp),
        subject=" ".join(made.subject.split()),
        files=tuple((name, file.size) for name, file in made.edition.files.items()),
        rows=tuple(_rows(made)),
        others=tuple(map(letter_words.waits, made.others)),
        faults=tuple(filter(None, (fault, approval, *letter_words.faults(made)))),
        approval=bool(approval),
        told=told,
        remarks=(*remarks, *letter_words.unreached(made)),
        count=len(made.due),
        ticket=ticket,
        refused=bool(made.refusals),
        begins=begins,
        begin=bool(asked.get("new_ledger")),
        lists=tuple((name, name in to) for name in office.lists),
        test=asked.get("test", ""),
        editions=tuple(one.stamp.number for one in reversed(editions(brief.place))),
        version=brief.reading().version,
    )
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#count" if ticket else "#dialog h2")


def stopped(brief: OpenBrief, why: str) -> DeskAnswer:
    """The dialog, with nothing in it but why nothing can be sent."""
    body = markup("not_sent", why=why, slug=brief.slug)
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog h2")


def issued_file(ask: Ask) -> Shown:
    """A file of an edition, to look at before it is sent."""
    number, name = ask.chosen("edition"), ask.text("name")
    found = next((one for one in editions(ask.brief.place) if one.stamp.number == number), None)
    if found is None or name not in found.files:
        raise BadRequest("a file of an edition")
    return _attached(found.data(name), name)


def message(ask: Ask) -> Shown:
    """The message that a reader would get by a dry run that is shown, for a mail program. Nothing is recorded of it."""
    run, brief = ask.brief.mailroom.look(ask.text("ticket")), ask.brief
    if not isinstance(run, DryRun):
        raise BadRequest("a dry run that is shown")
    made = preview(brief.workspace, brief.place, brief.now, **run.asked)
    found = next((data for letter, data in made.messages() if letter.key == ask.text("reader").lower()), None)
    if found is None:
        raise BadRequest("a reader of that dry run")
    return _attached(found, f"{brief.slug}-ed{made.edition.stamp.number}-{ask.text('reader')}.eml")


def _attached(data: bytes, name: str) -> Shown:
    plain = "".join(sign for sign in name if sign.isascii() and sign.isprintable() and sign not in '"\\/')
    return Shown(data, "application/octet-stream", {"content-disposition": f'attachment; filename="{plain}"'})


def _not_approved(brief: OpenBrief, made: Preview) -> str:
    """Why an edition waits for approval of its readers, where the office asks for it."""
    office = brief.reading().loaded.office
    if asked_for(office, brief.slug):
        try:
            still_holds(brief.workspace, made.edition, office)
        except BriefgenError as error:
            return f"{brief.slug}: {error}"
    return ""


def _rows(made: Preview) -> Iterable[ReaderRow]:
    for letter, size in zip(made.letters, made.sizes, strict=True):
        wanted, refused = letter.wanted, made.refused(letter)
        gets = letter_words.gets(letter, size, refused)
        due = letter.state in WAITING
        yield ReaderRow(wanted.name, wanted.address, ", ".join(wanted.lists), gets, bool(refused), due)


def _what(stamp: EditionInfo) -> str:
    kinds = {
        "corrected": f", which corrects edition {stamp.corrects}",
        "withdrawn": f", which withdraws edition {stamp.corrects}",
    }
    return f"edition {stamp.number}{kinds.get(stamp.kind, '')}"


VIEWS: Mapping[str, View] = {"issued": issued_file, "message": message}
