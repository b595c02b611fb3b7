"""Who gets an edition, in which formats, and who must not: lists, their ceilings, the domains that mail may go to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.deliver.delivery import DeliveryRecord
from briefgen.model.brief import Brief
from briefgen.model.marking import barred
from briefgen.reading.explain import did_you_mean
from briefgen.settings.mail import Mail, Mailbox, MailingList
from briefgen.settings.office import Office
from briefgen.ways import Way


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets the edition, through which lists, and what is attached."""

    box: Mailbox
    lists: tuple[str, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Who may not have the edition, and why not and what to do; whole sentences. `who` is a list, unless it is the reader of an
    `address`, in small letters, or `everybody`."""

    who: str
    why: str
    address: str = ""
    everybody: bool = False

    def meets(self, letter: DeliveryRecord) -> bool:
        """Whether it is of the reader of a letter."""
        return self.everybody or (self.address == letter.key if self.address else self.who in letter.wanted.lists)


@dataclass(frozen=True, slots=True)
class Audience:
    """One refusal holds back everything: what was asked for cannot be done as it was asked."""

    readers: tuple[Reader, ...]
    refusals: tuple[Refusal, ...]


def audience(brief: Brief, office: Office, mail: Mail, to: Sequence[str] = ()) -> Audience:
    """The readers of the lists in `to`, of the brief's own `distribution` when there are none; each reader once."""
    names = tuple(dict.fromkeys(to or brief.distribution))
    if not names:
        return Audience(
            (),
            (Refusal("nobody", f"The brief names no list. Write distribution: [LIST] in it, or use {Way.TO_LIST}."),),
        )
    readers: dict[str, Reader] = {}
    refusals: list[Refusal] = []
    for name in names:
        found = office.lists.get(name)
        if found is None:
            refusals.append(Refusal(name, _no_list(name, office)))
            continue
        if why := barred(brief.marking, found.ceiling):
            refusals.append(Refusal(name, why))
        for box in found.recipients:
            if why := _outside(box, mail):
                refusals.append(Refusal(str(box), why, box.key))
            readers[box.key] = _joined(readers.get(box.key), box, name, found)
    return Audience(tuple(readers.values()), tuple(refusals))


def everybody(brief: Brief, office: Office, mail: Mail) -> tuple[Reader, ...]:
    """Every reader of the office who may have the brief, whichever lists it names; each once."""
    readers: dict[str, Reader] = {}
    for name, found in office.lists.items():
        for box in () if barred(brief.marking, found.ceiling) else found.recipients:
            if not _outside(box, mail):
                readers[box.key] = _joined(readers.get(box.key), box, name, found)
    return tuple(readers.values())


def tester(brief: Brief, office: Office, mail: Mail, address: Mailbox, to: Sequence[str] = ()) -> Audience:
    """The one who gets a test, in the formats that the readers get. A marked brief goes to nobody who may not have it anyway."""
    formats = {one for name in to or brief.distribution if name in office.lists for one in office.lists[name].formats}
    reader = Reader(address, (), tuple(one for one in ("pdf", "docx") if one in formats) or ("pdf",))
    why = _outside(address, mail) or _stranger(brief, office, mail, address)
    return Audience((reader,), (Refusal(str(address), why, address.key),) if why else ())


def not_any_more(letter: DeliveryRecord, brief: Brief, office: Office, mail: Mail) -> str:
    """Why a letter that was queued may not be sent now, when the settings have changed meanwhile; empty when it may."""
    wanted = letter.wanted
    box = Mailbox(address=wanted.address, name=wanted.name)
    if why := _outside(box, mail):
        return why
    if wanted.kind == "test":
        return _stranger(brief, office, mail, box)
    whys = []
    for name in wanted.lists:
        found = office.lists.get(name)
        if found is None or box.key not in {one.key for one in found.recipients}:
            whys.append(f"{box.address} is not on the list '{name}' any more.")
        elif why := barred(brief.marking, found.ceiling):
            whys.append(why)
        else:
            return ""
    return " ".join(whys)


def _joined(known: Reader | None, box: Mailbox, name: str, found: MailingList) -> Reader:
    """A reader of two lists gets one message with the files of both."""
    if known is None:
        return Reader(box, (name,), tuple(found.formats))
    formats = tuple(one for one in ("pdf", "docx") if one in known.formats or one in found.formats)
    return replace(known, lists=(*known.lists, name), formats=formats)


def _outside(box: Mailbox, mail: Mail) -> str:
    if not mail.allowed_domains or box.domain in mail.allowed_domains:
        return ""
    return f"Mail may go only to {', '.join(mail.allowed_domains)}. Take {box.address} off the list, or add its domain to allowed_domains."


def _stranger(brief: Brief, office: Office, mail: Mail, box: Mailbox) -> str:
    """Why a test of a marked brief may not go to an address."""
    own = {known.key for known in (mail.sender, mail.reply_to, mail.owner) if known}
    readers = {
        one.key
        for found in office.lists.values()
        if not barred(brief.marking, found.ceiling)
        for one in found.recipients
    }
    if brief.marking.scheme == "none" or box.key in own | readers:
        return ""
    return f"The brief is marked {brief.marking.label}, and {box.address} is on no list that may have it. Test with the address of owner: or of a reader."


def unlisted(brief: Brief, office: Office) -> str:
    """Why an edition of the brief would reach nobody as it is: it names no list, or one that is not there. Empty where it would."""
    if not brief.distribution:
        return "The brief names no list of readers, so nobody would get it. Write distribution: [LIST] in it."
    return next((_no_list(name, office) for name in brief.distribution if name not in office.lists), "")


def _no_list(name: str, office: Office) -> str:
    there = f"There are: {', '.join(office.lists) or 'none; write lists: in office.yaml'}."
    return f"There is no list '{name}'. {did_you_mean(name, office.lists) or there}"
