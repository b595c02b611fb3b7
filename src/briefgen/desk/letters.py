"""Letters that have not arrived: kept back, noted as received, or tried again, which is a sending and has its two steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.app import letter_words
from briefgen.app.outbox import Tried, cancel, record, resolve, retry
from briefgen.deliver.delivery import AGAIN, OPEN, WAITING, DeliveryRecord
from briefgen.desk.dry_run import stopped
from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.mailroom import LetterRun
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import OpenBrief
from briefgen.errors import BriefgenError

_CHANGED = "What became of the letter has changed since it was shown, so nothing was done. Look at it again."


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter that has not arrived, and what can be done about it."""

    number: int
    address: str
    became: str
    state: str
    again: bool
    arrived: bool
    keep: bool


def letters(ask: Ask, fault: str = "") -> DeskAnswer:
    """The letters of the brief that have not reached their readers."""
    try:
        found = _all(ask.brief)
    except BriefgenError as error:
        return stopped(ask.brief, str(error))
    rows = tuple(map(_row, (one for one in found if one.state in (*OPEN, *WAITING, "cancelled"))))
    hints = letter_words.hints((one for one in found if one.state in (*OPEN, *WAITING)), ask.brief.now())
    body = markup("letters", rows=rows, fault=fault, remarks=hints, sends=ask.brief.mailroom.means is not None)
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog h2")


def decided(ask: Ask) -> DeskAnswer:
    """Keep a letter back, or note that its reader has it. Sends nothing."""
    number, what, means = _number(ask), ask.text("what"), ask.brief.mailroom.means
    try:
        letter = _one(ask.brief, number)
        if letter.state != ask.text("state"):
            return letters(ask, _CHANGED)
        if what == "cancel":
            cancel(ask.brief.workspace, [number], ask.brief.now)
        elif what == "sent" and means:
            resolve(ask.brief.workspace, [number], means, resend=False)
        else:
            raise BadRequest("a letter is kept back, or was received")
    except BriefgenError as error:
        return letters(ask, str(error))
    return letters(ask)


def again(ask: Ask, number: int = 0, fault: str = "") -> DeskAnswer:
    """What would go out when a letter is tried again: it, and all that is due of the brief. Sends nothing."""
    brief, number = ask.brief, number or _number(ask)
    try:
        letter, *others = _with_others(brief, number)
    except BriefgenError as error:
        return letters(ask, str(error))
    if letter.state not in (*AGAIN, "uncertain") or brief.mailroom.means is None:
        return letters(ask, _CHANGED)
    run = LetterRun(number, letter.state == "uncertain", _shown((letter, *others)), 1 + len(others))
    body = markup(
        "again",
        number=number,
        reader=letter_words.reader(letter),
        what=f"edition {letter.wanted.edition}: {letter_words.became(letter, timed=True)}",
        uncertain=run.resend,
        others=tuple(map(letter_words.waits, others)),
        count=run.count,
        ticket=brief.mailroom.keep(run),
        fault=fault,
    )
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#count")


def go(ask: Ask) -> DeskAnswer:
    """Try again just what was shown, if the number of readers was typed; once."""
    brief, room = ask.brief, ask.brief.mailroom
    run = room.look(ask.text("ticket"))
    if not isinstance(run, LetterRun):
        return letters(ask, _CHANGED)
    if ask.text("count").strip() != str(run.count):
        return again(ask, run.number, f"Nothing was sent: type {run.count}, the number of readers.")
    means = room.means
    if room.take(ask.text("ticket")) is None or means is None:
        return letters(ask, _CHANGED)
    try:
        if _shown(_with_others(brief, run.number)) != run.shown:
            return again(ask, run.number, _CHANGED)
        with room.at_work():
            if run.resend:
                tried = resolve(brief.workspace, [run.number], means, resend=True)
            else:
                tried = retry(brief.workspace, [run.number], means)
    except BriefgenError as error:
        return letters(ask, str(error))
    return _outcome(brief, tried)


def _outcome(brief: OpenBrief, tried: Tried) -> DeskAnswer:
    rows = tuple((one.wanted.name, one.wanted.address, one.state, letter_words.became(one)) for one in tried.letters)
    missing = [one for one in tried.letters if one.state != "sent"]
    body = markup(
        "outcome",
        rows=rows,
        faults=tried.faults,
        remarks=letter_words.hints(missing, brief.now()),
        end="",
        edition=tried.letters[0].wanted.edition,
        missing=bool(missing),
    )
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog h2")


def _all(brief: OpenBrief) -> tuple[DeliveryRecord, ...]:
    with record(brief.workspace, brief.now) as ledger:
        return ledger.letters(brief=brief.slug)


def _one(brief: OpenBrief, number: int) -> DeliveryRecord:
    """The letter of a number. Raises BriefgenError for one of another brief."""
    found = next((one for one in _all(brief) if one.id == number), None)
    if found is None:
        raise BriefgenError(f"There is no letter {number} of {brief.slug}.")
    return found


def _with_others(brief: OpenBrief, number: int) -> tuple[DeliveryRecord, ...]:
    """The letter, and behind it all others of the brief that a run hands over with it."""
    letter, now = _one(brief, number), brief.now()
    return letter, *(one for one in _all(brief) if one.id != number and (one.is_due(now) or one.state == "sending"))


def _shown(found: tuple[DeliveryRecord, ...]) -> str:
    return repr([(one.id, one.key, one.state, one.attempts, one.wanted.formats) for one in found])


def _row(letter: DeliveryRecord) -> LetterRow:
    state = letter.state
    return LetterRow(
        letter.id,
        letter.wanted.address,
        f"edition {letter.wanted.edition}: {letter_words.became(letter, timed=True)}",
        state,
        again=state in (*AGAIN, "uncertain") and state != "queued",
        arrived=state == "uncertain",
        keep=state in (*WAITING, "uncertain"),
    )


def _number(ask: Ask) -> int:
    number = ask.chosen("number")
    if number is None:
        raise BadRequest("number is that of a letter")
    return number


ACTIONS: Mapping[str, DeskAction] = {
    "send/letters": letters,
    "send/decide": decided,
    "send/again": again,
    "send/again/go": go,
}
