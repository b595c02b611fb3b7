"""What page 1 says of the edition: its number and kind, when it was issued, what it replaces, what it corrects."""

from __future__ import annotations

from datetime import datetime

from briefgen.document.blocks import Block, Callout, Paragraph
from briefgen.document.compose.facts import Facts, sentence, text
from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.model.edition import Against, Approval, Barred
from briefgen.model.point import zone
from briefgen.model.time import When


def edition_name(facts: Facts) -> str:
    """ "Edition 2", "Edition 2 (corrected)"; "Draft" for a brief that is not issued."""
    stamp, w = facts.stamp, facts.words
    return w(f"edition.{stamp.kind}", number=stamp.number) if stamp else w("edition.draft")


def issued(facts: Facts) -> str:
    """ "Edition 2, issued Wednesday 16 November 2022, 18:00 local (CET, UTC+1) / 17:00 UTC, replaces edition 1."; nothing for a draft.

    Who approved it stands at the foot, but for a withdrawal, which has none.
    """
    stamp, w = facts.stamp, facts.words
    if stamp is None:
        return ""
    told = isinstance(facts.since, Barred) and facts.since.edition == stamp.supersedes
    key = "edition.issued" if stamp.supersedes is None or told else "edition.replaces"
    said = w(key, number=stamp.number, time=_time(facts.wording, stamp.issued), before=stamp.supersedes or "")
    if stamp.approved is None or stamp.kind != "withdrawn":
        return said
    return f"{said} {approved(facts.wording, stamp.approved)}"


def approved(wording: Wording, approval: Approval) -> str:
    """ "Approved by Ada Lind, Wednesday 16 November 2022, 18:00.": the same in a letter."""
    return wording.words("edition.approved", name=approval.by, time=_time(wording, approval.at))


def approval(facts: Facts) -> str:
    """Who approved the edition, and when; "none" for one that nobody did."""
    if facts.stamp is None or facts.stamp.approved is None:
        return facts.words("front.not_approved")
    return facts.words("join.comma").join((facts.stamp.approved.by, approval_time(facts)))


def approval_time(facts: Facts) -> str:
    """When the edition was approved; nothing for one that nobody did."""
    return _time(facts.wording, facts.stamp.approved.at) if facts.stamp and facts.stamp.approved else ""


def silent(words: Words, since: Against | None) -> str:
    """Why nothing is told of the edition that this one replaces; nothing where it is told."""
    if not isinstance(since, Barred):
        return ""
    return words("edition.replaces_higher" if since.higher else "edition.replaces_other", before=since.edition)


def correction(facts: Facts) -> tuple[Block, ...]:
    """What was wrong with an earlier edition, where a reader sees it first."""
    stamp, w = facts.stamp, facts.words
    if stamp is None or stamp.kind == "final":
        return ()
    title = w(f"edition.{stamp.kind}_title", before=stamp.corrects or "")
    body = [Paragraph(text(sentence(stamp.reason)))]
    if stamp.kind == "withdrawn":
        body.append(Paragraph(text(w("edition.withdrawn_text", before=stamp.corrects or ""))))
    return (Callout("alert", title, tuple(body)),)


def _time(wording: Wording, instant: datetime) -> str:
    """An instant in full, as the brief words its times."""
    local = instant.astimezone(zone(wording.zone))
    at = {"at": f"{local:%Y-%m-%d %H:%M}", "fold": local.fold}
    return wording.full(When.model_validate(at))
