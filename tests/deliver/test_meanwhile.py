"""People change things while letters leave: what no longer holds is not sent, and the run says so."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from briefgen.deliver.decide import resolve
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.outbox import exclusive_lock
from briefgen.deliver.transport import RunStopped
from briefgen.editions.editions import record
from briefgen.editions.issue import Held
from briefgen.errors import Exit, FileProblem, UsageError
from tests.support.desk import Desk
from tests.support.issued import OFFICE, issued, written
from tests.support.mail_server import MailServer, Taking
from tests.support.sweeps import spread
from tests.support.waiting import PATIENCE

THREE = OFFICE.replace("bert@example.org", "bert@example.org, carl@example.org")
Act = Callable[[Desk], object]


class Acting(Taking):
    """Lets something happen once, when it is offered the first message or has taken it."""

    def __init__(self) -> None:
        super().__init__()
        self.at_rcpt: Callable[[], object] = lambda: None
        self.at_end: Callable[[], object] = lambda: None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        act, self.at_rcpt = self.at_rcpt, lambda: None
        act()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        done = await super().handle_DATA(server, session, envelope)
        act, self.at_end = self.at_end, lambda: None
        act()
        return done


def acting(desk: Desk) -> Acting:
    handler = desk.server.handler
    assert isinstance(handler, Acting)
    return handler


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer(Acting()) as server:
        desk = Desk(tmp_path, server)
        desk.office(office=THREE)
        yield desk


def withdraw(desk: Desk) -> None:
    desk.issue(kind="withdrawn", corrects=1)


def correct(desk: Desk) -> None:
    desk.source = written(desk.workspace, level="4")
    desk.issue(kind="corrected", corrects=1)


def take_off(desk: Desk) -> None:
    desk.office(office=THREE.replace(", bert@example.org, carl@example.org", ""))


def no_list(desk: Desk) -> None:
    desk.office(office=THREE.replace("  desk:", "  team:"))


def lower(desk: Desk) -> None:
    desk.office(office=THREE.replace("ceiling: TLP:AMBER", "ceiling: TLP:CLEAR"))


def other_domains(desk: Desk) -> None:
    desk.office("allowed_domains: [example.com]", THREE)


def other_server(desk: Desk) -> None:
    desk.office("user: somebody\npassword_env: NONE", THREE)


def half_saved(desk: Desk) -> None:
    desk.workspace.office.write_text("publisher: Example desk\nlists: {", encoding="utf-8")


def no_office(desk: Desk) -> None:
    desk.workspace.office.unlink()


def empty_office(desk: Desk) -> None:
    desk.workspace.office.write_bytes(b"")


def another_pdf(desk: Desk) -> None:
    next(desk.source.editions.glob("0001/*.pdf")).write_bytes(b"%PDF-1.7 something else")


def another_record(desk: Desk) -> None:
    file = desk.source.editions / "0001" / "edition.json"
    file.write_text(file.read_text(encoding="utf-8").replace("under water", "quite dry"), encoding="utf-8")


def edition_gone(desk: Desk) -> None:
    shutil.rmtree(desk.source.editions / "0001")


WITHHELD = (withdraw, correct, take_off, no_list, lower, other_domains)
STOPS = (other_server, half_saved, no_office, empty_office, another_pdf, another_record, edition_gone)


@pytest.mark.parametrize("act", spread(WITHHELD, 2), ids=lambda act: act.__name__)
def test_what_no_longer_holds_after_the_first_message_is_not_sent(desk: Desk, act: Act) -> None:
    desk.issue()
    acting(desk).at_end = lambda: act(desk)
    report = desk.send()
    assert [to for to, _ in desk.inbox] == ["anna@example.org"]
    assert [letter.state for letter in report.letters] == ["sent", "cancelled", "cancelled"]
    assert (report.exit, len(report.missing)) == (Exit.DELIVERY, 2)
    assert all(letter.text for letter in report.missing), "each says why"


@pytest.mark.parametrize("act", spread(WITHHELD, 2), ids=lambda act: act.__name__)
def test_what_no_longer_holds_while_a_message_is_handed_over_keeps_back_its_end(desk: Desk, act: Act) -> None:
    desk.issue()
    acting(desk).at_rcpt = lambda: act(desk)
    report = desk.send()
    assert [to for to, _ in desk.inbox] == (["anna@example.org"] if act is take_off else [])
    assert report.exit == Exit.DELIVERY
    assert {letter.state for letter in report.missing} == {"cancelled"}


@pytest.mark.parametrize("act", spread(STOPS, 2), ids=lambda act: act.__name__)
@pytest.mark.parametrize("moment", ["at_rcpt", "at_end"])
def test_what_is_in_doubt_stops_the_run_and_its_letters_wait(desk: Desk, act: Act, moment: str) -> None:
    desk.issue()
    setattr(desk.server.handler, moment, lambda: act(desk))
    report = desk.send()
    had = ["anna@example.org"] if moment == "at_end" else []
    assert [to for to, _ in desk.inbox] == had
    assert report.stopped
    assert report.exit == Exit.DELIVERY
    assert {letter.state for letter in report.missing} == {"queued"}
    assert len(report.missing) == 3 - len(had)


def test_what_is_settled_again_goes_on(desk: Desk) -> None:
    desk.issue()
    acting(desk).at_end = lambda: half_saved(desk)
    desk.send()
    desk.office(office=THREE)
    assert desk.send().exit == Exit.DONE
    assert [to for to, _ in desk.inbox] == ["anna@example.org", "bert@example.org", "carl@example.org"]


def test_a_change_that_forbids_nothing_stops_nothing(desk: Desk) -> None:
    desk.issue()

    def more() -> None:
        desk.office("owner: owner@example.org", THREE.replace("carl@", "dora@example.org, carl@"))

    acting(desk).at_end = more
    report = desk.send()
    assert (report.exit, len(desk.inbox)) == (Exit.DONE, 3), (
        "whoever came on the list later is asked for by the next send"
    )
    assert desk.send().exit == Exit.DONE
    assert desk.inbox[-1][0] == "dora@example.org"


@pytest.mark.parametrize("act", spread(WITHHELD, 2), ids=lambda act: act.__name__)
def test_the_same_holds_for_letters_that_are_tried_again_by_hand(desk: Desk, act: Act) -> None:
    desk.issue()
    desk.server.handler.refused = frozenset({"bert@example.org"})
    desk.send()
    desk.server.handler.refused = frozenset()
    act(desk)
    code, out, _ = desk.run("outbox", "retry", "2")
    assert code == Exit.DELIVERY
    assert "cancelled" in out
    assert "bert@example.org" not in [to for to, _ in desk.inbox]


@pytest.mark.durability
def test_the_last_line_tells_the_truth(desk: Desk) -> None:
    desk.issue()
    code, _, told = desk.run("send", "flood", "--new-ledger")
    assert (code, told.splitlines()[-1]) == (0, "flood edition 1: 3 sent.")
    code, _, told = desk.run("send", "flood")
    last = told.splitlines()[-1]
    assert (code, last) == (0, "flood edition 1: nothing new was asked for; 3 readers had it already.")
    desk.source = written(desk.workspace, level="6")
    desk.time = desk.time.replace(year=2027)
    issued(desk.workspace, desk.source, desk.time)
    desk.server.handler.refused = frozenset({"anna@example.org", "bert@example.org", "carl@example.org"})
    code, _, told = desk.run("send", "flood")
    assert (code, told.splitlines()[-1]) == (5, "flood edition 2: nobody got it now: 3 failed.")
    desk.server.handler.refused = frozenset()
    assert desk.run("outbox", "retry", "4")[0] == 0
    code, _, told = desk.run("send", "flood")
    assert (code, told.splitlines()[-1]) == (5, "flood edition 2: nobody got it now: 2 failed.")
    assert desk.run("outbox", "retry", "5")[0] == 0
    assert desk.run("send", "flood")[0] == 5


def test_a_reader_whose_letter_was_cancelled_by_hand_was_not_reached(desk: Desk) -> None:
    desk.office(office=THREE)
    desk.issue()
    desk.server.handler.grey = frozenset({"carl@example.org"})
    desk.send()
    assert desk.run("outbox", "cancel", "3")[0] == Exit.DONE
    report = desk.send()
    assert (report.exit, [letter.key for letter in report.missing]) == (Exit.DELIVERY, ["carl@example.org"])


# -- decisions about letters that are at work -------------------------------------------------------------------------


def test_a_letter_that_is_just_being_sent_is_not_sent_again_by_hand(desk: Desk) -> None:
    desk.issue()
    begun: list[subprocess.Popen[str]] = []
    acting(desk).at_end = lambda: begun.append(desk.starts("outbox", "retry", "1"))
    report = desk.send()
    (retry,) = begun
    _, told = retry.communicate(timeout=PATIENCE)
    assert (retry.returncode, report.exit) == (Exit.USAGE, Exit.DONE)
    assert "Letter 1 is sent, so it is not sent again" in told
    assert [to for to, _ in desk.inbox] == ["anna@example.org", "bert@example.org", "carl@example.org"]


@pytest.mark.parametrize(
    "words", [("retry", "1"), ("cancel", "1"), ("resolve", "1", "--resend"), ("resolve", "1", "--sent")]
)
def test_a_letter_whose_end_was_being_sent_when_the_run_died_wants_a_decision(
    desk: Desk, words: tuple[str, ...]
) -> None:
    desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:  # as kill -9 leaves it
        db.execute("UPDATE letter SET state = 'committing' WHERE id = 1")
        db.commit()
    code, _, told = desk.run("outbox", *words)
    if words[0] == "retry":
        assert (code, len(desk.inbox)) == (Exit.USAGE, 3)
        assert "may have arrived. Decide with: briefgen outbox resolve 1 --sent or --resend" in told
        assert desk.letters()[0].state == "uncertain"
    else:
        assert code == Exit.DONE, told
        assert len(desk.inbox) == (4 if "--resend" in words else 3)


@pytest.mark.full
def test_a_run_that_sleeps_and_wakes_sends_nothing_that_was_withdrawn_meanwhile(desk: Desk) -> None:
    desk.issue()
    sending: list[subprocess.Popen[str]] = []
    asleep = threading.Event()

    def stop() -> None:
        sending[0].send_signal(signal.SIGSTOP)
        asleep.set()

    acting(desk).at_end = stop
    sending.append(desk.starts("send", "flood", "--new-ledger"))
    assert asleep.wait(PATIENCE)
    desk.issue(kind="withdrawn", corrects=1)
    other = desk.starts("send", "flood")
    sending[0].send_signal(signal.SIGCONT)
    sending[0].communicate(timeout=PATIENCE)
    other.communicate(timeout=PATIENCE)
    got = [(to, "Edition 1" in subject) for to, subject in desk.inbox]
    assert [to for to, first in got if first] == ["anna@example.org"]
    assert sorted(to for to, first in got if not first) == ["anna@example.org", "bert@example.org", "carl@example.org"]
    assert sending[0].returncode == Exit.DELIVERY


def test_a_state_that_cannot_be_written_sends_nothing_and_says_so(desk: Desk) -> None:
    desk.issue()
    desk.workspace.state.mkdir(exist_ok=True)
    locks = desk.workspace.state / "locks"
    shutil.rmtree(locks)
    locks.write_bytes(b"")
    code, _, told = desk.run("send", "flood", "--new-ledger")
    assert (code, told.count("\n"), desk.inbox) == (Exit.DELIVERY, 1, [])


def test_a_state_behind_a_link_is_one_ledger_for_both_names(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    shutil.rmtree(desk.workspace.state)
    real = tmp_path / "elsewhere"
    real.mkdir()
    desk.workspace.state.symlink_to(real, target_is_directory=True)
    desk.send()
    desk.workspace.state.unlink()
    shutil.copytree(real, desk.workspace.state)
    assert desk.send().exit == Exit.DONE
    assert len(desk.inbox) == 3


def test_a_clock_that_is_set_back_doubles_nothing(desk: Desk) -> None:
    desk.issue()
    desk.server.handler.grey = frozenset({"carl@example.org"})
    desk.send()
    desk.time = desk.time.replace(year=2020)
    assert desk.send().exit == Exit.DONE
    assert sorted(to for to, _ in desk.inbox) == ["anna@example.org", "bert@example.org", "carl@example.org"]


def test_only_one_process_holds_the_outbox(tmp_path: Path) -> None:
    lock = tmp_path / "locks" / "outbox.lock"
    with exclusive_lock(lock), pytest.raises(RunStopped, match="Another briefgen"), exclusive_lock(lock, 0):
        pass


# -- another edition under the same number ----------------------------------------------------------------------------


def again(desk: Desk, **words: str) -> None:
    """Edition 1 is issued anew, with other words, as after a checkout without its editions."""
    shutil.rmtree(desk.source.editions)
    desk.source = written(desk.workspace, **words)
    desk.issue()


def test_another_edition_under_a_number_that_was_sent_is_refused_with_both_dates(desk: Desk) -> None:
    desk.issue()
    desk.send()
    again(desk, bottom="The market is quite dry.")
    report = desk.send()
    assert (report.exit, report.letters, len(desk.inbox)) == (Exit.DELIVERY, (), 3)
    told = report.refusals[0].why
    assert (
        "that was sent on 2026-03-03 14:00 UTC is not the one that lies here, which was issued on 2026-03-03 15:00 UTC"
        in told
    )
    for words in (("--dry-run",), ("--eml", "eml")):
        code, _, told = desk.run("send", "flood", *words)
        assert code == Exit.DELIVERY
        assert "is not the one that lies here" in told
    assert not Path("eml").exists()


def test_a_number_that_was_sent_is_not_issued_again(desk: Desk) -> None:
    desk.issue()
    desk.send()
    shutil.rmtree(desk.source.editions)
    desk.source = written(desk.workspace, bottom="The market is quite dry.")
    code, out, told = desk.run("issue", "flood")
    assert code == Exit.DONE, told
    assert "editions/0002/" in out
    assert desk.run("send", "flood")[0] == Exit.DONE
    assert len(desk.inbox) == 6


def test_a_number_stays_known_after_its_letters_were_purged(desk: Desk) -> None:
    desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:
        db.execute("DELETE FROM letter")
        db.commit()
    again(desk, bottom="The market is quite dry.")
    assert "is not the one that lies here" in desk.send().refusals[0].why


def test_an_edition_json_that_was_changed_sends_nothing(desk: Desk) -> None:
    desk.issue()
    another_record(desk)
    with pytest.raises(FileProblem, match="Restore it from version control"):
        desk.send()
    assert desk.inbox == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("under water", "quite dry"),
        ('"label": "TLP:GREEN"', '"label": "TLP:CLEAR"'),
        ("The river floods", "The river spares"),
    ],
)
def test_so_does_one_of_an_older_briefgen_whose_words_are_not_those_of_its_file(desk: Desk, old: str, new: str) -> None:
    edition = desk.issue()
    (edition.folder / "SHA256SUMS").unlink()
    file = edition.folder / "edition.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    report = desk.send()
    assert (report.exit, desk.inbox) == (Exit.DELIVERY, [])
    assert "says what the issued file does not" in report.refusals[0].why


def test_one_of_an_older_briefgen_is_sent_and_noted(desk: Desk) -> None:
    edition = desk.issue()
    (edition.folder / "SHA256SUMS").unlink()
    assert desk.send().exit == Exit.DONE
    file = edition.folder / "edition.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Log of the control room", "Log of somebody"), encoding="utf-8"
    )
    assert "is not the one that lies here" in desk.send().refusals[0].why


def test_a_renamed_brief_is_refused_and_says_its_name(desk: Desk) -> None:
    desk.issue()
    (desk.workspace.briefs / "flood").rename(desk.workspace.briefs / "water")
    for words in ((), ("--dry-run",), ("--eml", "eml")):
        code, _, told = desk.run("send", "water", *(words or ("--new-ledger",)))
        assert code == Exit.DELIVERY
        assert "Call the brief 'flood' again" in told
    assert desk.inbox == []
    assert not Path("eml").exists()


def test_two_briefs_of_one_name_are_an_error_at_once(desk: Desk) -> None:
    desk.issue()
    shutil.copy(desk.source.file, desk.workspace.briefs / "flood.yaml")
    for words in (
        *(("send", "flood"), ("check",), ("render",), ("issue", "flood"), ("diff", "flood"), ("approve", "flood")),
        *(("outbox", "list"), ("schedule", "print"), ("schedule", "status"), ("audit",)),
    ):
        code, _, told = desk.run(*words)
        assert code == Exit.USAGE, words
        assert "flood.yaml" in told


# -- what may not be sent may not be written --------------------------------------------------------------------------


@pytest.mark.parametrize("act", (withdraw, lower, other_domains), ids=lambda act: act.__name__)
def test_what_is_refused_is_not_written_as_a_message(desk: Desk, tmp_path: Path, act: Act) -> None:
    desk.issue()
    act(desk)
    folder = tmp_path / "eml"
    code, _, told = desk.run("send", "flood", "--edition", "1", "--eml", str(folder))
    assert (code, folder.exists()) == (Exit.DELIVERY, False)
    assert "No message was written" in told
    code, _, _ = desk.run("send", "flood", "--edition", "1", "--test", "evil@example.net", "--eml", str(folder))
    assert (code, folder.exists()) == (Exit.DELIVERY, False)


def test_a_message_that_was_sent_is_not_written_for_another_time(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.server.handler.refused = frozenset({"bert@example.org"})
    desk.server.handler.grey = frozenset({"carl@example.org"})
    desk.send()
    assert desk.run("send", "flood", "--eml", str(tmp_path / "eml"))[0] == Exit.DONE
    assert [file.name for file in (tmp_path / "eml").iterdir()] == ["flood-ed1-carl@example.org.eml"]


def test_readers_whose_names_look_alike_have_a_file_each(desk: Desk, tmp_path: Path) -> None:
    desk.office(office=THREE.replace("bert@", "a!b@").replace("carl@", "a_b@"))
    desk.issue()
    desk.run("send", "flood", "--eml", str(tmp_path / "eml"))
    assert len(list((tmp_path / "eml").iterdir())) == 3


def test_the_number_of_another_ledger_is_asked_only_where_it_matters(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.file.write_bytes(b"")
    desk.source = written(desk.workspace, level="6")
    assert desk.run("issue", "flood")[0] == Exit.DONE, "a ledger that is lost keeps no edition back"
    shutil.rmtree(desk.source.editions)
    assert desk.run("issue", "flood")[0] == Exit.DELIVERY, "but then nobody knows which number is free"


def test_letters_at_work_belong_to_who_sends(desk: Desk) -> None:
    desk.issue()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time, new=True)
    desk.begun = True
    with exclusive_lock(desk.workspace.state / "locks" / "outbox.lock"), pytest.raises(UsageError):
        resolve(ledger, desk.workspace.state / "locks" / "outbox.lock", [1], None)
    ledger.close()


# -- corrections and withdrawals in odd orders ------------------------------------------------------------------------


def test_a_withdrawal_leaves_those_waiting_that_it_does_not_name(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.server.handler.grey = frozenset({"anna@example.org", "bert@example.org", "carl@example.org"})
    desk.send()
    desk.issue(kind="withdrawn", corrects=1)
    desk.send()
    desk.send()
    got = [subject for to, subject in desk.inbox if to == "carl@example.org"]
    assert [sum(f"Edition {n}" in subject for subject in got) for n in (1, 2, 3)] == [1, 1, 1]


def test_what_is_corrected_already_is_corrected_through_its_correction(desk: Desk) -> None:
    desk.issue()
    correct(desk)
    desk.source = written(desk.workspace, level="3")
    for kind in ("corrected", "withdrawn"):
        with pytest.raises(Held, match="is corrected already, by edition 2"):
            desk.issue(kind=kind, corrects=1)
    desk.issue(kind="corrected", corrects=2)
    assert desk.send(1).refusals[0].why == "Edition 1 is corrected by edition 2. Send edition 3."
    assert desk.send(2).refusals[0].why == "Edition 2 is corrected by edition 3. Send that one."


def test_an_edition_that_was_sent_and_is_away_lets_none_before_it_out(desk: Desk) -> None:
    desk.issue()
    desk.send()
    withdraw(desk)
    desk.send()
    shutil.rmtree(desk.source.editions / "0002")
    before = len(desk.inbox)
    report = desk.send(to=["desk"])
    assert "Edition 2 of flood was sent from here and is not in" in report.refusals[0].why
    assert (report.exit, len(desk.inbox)) == (Exit.DELIVERY, before)


def test_nor_does_it_when_a_letter_is_tried_again_by_hand(desk: Desk) -> None:
    desk.issue()
    desk.server.handler.refused = frozenset({"bert@example.org", "carl@example.org"})
    desk.send()
    withdraw(desk)
    desk.send(to=["desk"])
    shutil.rmtree(desk.source.editions / "0002")
    desk.server.handler.refused = frozenset()
    before = len(desk.inbox)
    code, _, told = desk.run("outbox", "retry", "2")
    assert (code, len(desk.inbox)) == (Exit.DELIVERY, before)
    assert "was sent from here and is not in" in told


def test_sums_that_were_written_anew_vouch_for_no_other_words(desk: Desk) -> None:
    edition = desk.issue()
    another_record(desk)
    data = (edition.folder / "edition.json").read_bytes()
    sums = edition.folder / "SHA256SUMS"
    lines = [f"{record(data)}  edition.json" if "edition.json" in one else one for one in sums.read_text().splitlines()]
    sums.write_text("".join(f"{line}\n" for line in lines))
    report = desk.send()
    assert "says what the issued file does not" in report.refusals[0].why
    assert desk.inbox == []


def test_a_ledger_without_its_note_of_what_was_seen_is_older(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.file.with_name("ledger.seen").unlink()
    assert desk.run("send", "flood")[0] == Exit.DELIVERY
    assert desk.run("outbox", "accept-older")[0] == Exit.DONE
    assert desk.run("send", "flood")[0] == Exit.DONE
    assert len(desk.inbox) == 3
