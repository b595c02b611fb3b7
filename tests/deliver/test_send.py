"""An edition is issued, sent, changed, sent again: what each reader finds in the mailbox, and what the ledger says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefgen.deliver.ledger import DeliveryLedger, LedgerMissing
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.record import ledger_file
from briefgen.deliver.send import Report, Unreached, previews
from briefgen.deliver.transport import RunStopped
from briefgen.editions.editions import editions
from briefgen.errors import Exit, FileProblem, UsageError
from briefgen.workspace.folders import BriefSource
from tests.support.desk import Desk
from tests.support.issued import OFFICE, written
from tests.support.mail_server import MailServer, Taking, body


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer(Taking(refused=frozenset({"gone@example.org"}), grey=frozenset({"slow@example.org"}))) as server:
        yield Desk(tmp_path, server)


def states(report: Report) -> list[tuple[str, str]]:
    return [(letter.wanted.address, letter.state) for letter in report.letters]


def test_each_reader_gets_each_edition_once_in_one_thread_with_the_change_named(desk: Desk) -> None:
    first = desk.issue()
    report = desk.send()
    assert states(report) == [("anna@example.org", "sent"), ("bert@example.org", "sent")]
    assert report.exit == Exit.DONE
    desk.source = written(desk.workspace, level="6", bottom="The market is deep under water.")
    second = desk.issue()
    desk.send()
    third = desk.send()
    assert (third.fresh, third.exit, len(desk.server.handler.taken)) == (frozenset(), Exit.DONE, 4), (
        "a third send sends nothing"
    )
    got = [message for to, message in desk.server.handler.messages if to == "anna@example.org"]
    assert [message["Subject"] for message in got] == [
        f"TLP:GREEN | The river floods the market | Edition {n} | information to Tue 3 Mar 2026, 12:00 (11:00 UTC)"
        for n in (1, 2)
    ]
    root = got[0]["In-Reply-To"]
    assert got[0]["References"] == root == got[1]["In-Reply-To"]
    assert got[1]["References"] == f"{root} {got[0]['Message-ID']}"
    assert "since edition 1" not in body(got[0], "plain")
    told = body(got[1], "plain")
    assert "What changed since edition 1" in told
    assert "deep under water" in told.partition("What changed since edition 1")[2].partition("Key points")[0]
    for message, edition in zip(got, (first, second), strict=True):
        attached = {part.get_filename(): sha256(part.get_content()).hexdigest() for part in message.iter_attachments()}
        assert attached == {name: file.sha256 for name, file in edition.files.items()}


def test_the_headers_are_those_of_a_machine_that_wants_no_automatic_answer(desk: Desk) -> None:
    desk.issue()
    desk.send()
    (_, message), _ = desk.server.handler.messages
    assert message.keys() == [
        *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"),
        *("Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"),
    ]
    assert (message["From"], message["Reply-To"]) == ("Example desk <desk@example.org>", "duty@example.org")
    assert message["To"].addresses[0].display_name == "Anna Żółć"
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "OOF, AutoReply")
    assert message["Date"].datetime == desk.time


def test_an_edition_that_waits_is_replaced_by_the_next(desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "slow@example.org"))
    desk.issue()
    report = desk.send()
    assert states(report) == [("anna@example.org", "sent"), ("slow@example.org", "deferred")]
    assert report.exit == Exit.DELIVERY
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    ledger = DeliveryLedger.open(ledger_file(desk.workspace), lambda: desk.time)
    assert [(one.wanted.address, one.wanted.edition, one.state) for one in ledger.letters()] == [
        ("anna@example.org", 1, "sent"),
        ("slow@example.org", 1, "cancelled"),
        ("anna@example.org", 2, "sent"),
        ("slow@example.org", 2, "sent"),
    ]
    ledger.close()
    slow = dict(desk.server.handler.messages)["slow@example.org"]
    assert "since edition" not in body(slow, "plain"), "this reader never had edition 1"


def test_a_reader_who_is_refused_does_not_keep_it_from_the_others(desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "gone@example.org, carl@example.org"))
    desk.issue()
    report = desk.send()
    assert states(report) == [
        ("anna@example.org", "sent"),
        ("gone@example.org", "failed"),
        ("carl@example.org", "sent"),
    ]
    assert report.letters[1].text == "5.1.1 no such user (at RCPT)"
    assert report.exit == Exit.DELIVERY


def test_a_correction_says_first_what_it_replaces_and_who_has_the_wrong_one(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.office(office=OFFICE.replace(", bert@example.org", ""))
    desk.source = written(desk.workspace, level="4")
    desk.issue(kind="corrected", corrects=1)
    report = desk.send()
    assert report.unreached == (Unreached("bert@example.org", 1, 1),)
    told = body(desk.server.handler.messages[-1][1], "plain")
    assert told.index("Correction of edition 1") < told.index("Bottom line")
    assert "The number was wrong." in told
    assert desk.inbox[-1][1].startswith("TLP:GREEN | Correction: The river floods the market | Edition 2 (corrected)")


def test_a_withdrawal_repeats_no_fact_and_stops_what_still_waits(desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "slow@example.org"))
    desk.issue()
    desk.send()
    desk.issue(kind="withdrawn", corrects=1)
    assert "withdrawn by edition 2. Send that one" in desk.send(1).refusals[0].why
    desk.send()
    assert [to for to, _ in desk.inbox] == ["anna@example.org", "anna@example.org", "slow@example.org"]
    told = desk.server.handler.messages[-1][1]
    assert told["Subject"].startswith("TLP:GREEN | Withdrawn: The river floods the market | Edition 2 (withdrawal)")
    assert "Edition 1 is withdrawn" in body(told, "plain")
    for kind in ("plain", "html"):
        assert "under water" not in body(told, kind)
        assert "What changed" not in body(told, kind)


# -- what is refused, before anything is sent ------------------------------------------------------------------------


Before = Callable[[Desk], object]


@pytest.mark.parametrize(
    ("before", "how", "told"),
    [
        (lambda desk: None, {"to": ["press"]}, "marked TLP:GREEN, above the list's ceiling TLP:CLEAR"),
        (lambda desk: None, {"to": ["desk", "press"]}, "above the list's ceiling TLP:CLEAR"),
        (lambda desk: None, {"to": ["desks"]}, "There is no list 'desks'. Did you mean 'desk'?"),
        (
            lambda desk: desk.office("allowed_domains: [example.com]"),
            {},
            "Mail may go only to example.com. Take anna@example.org off",
        ),
        (
            lambda desk: desk.office("max_size: 0.1 MB\non_too_big: refuse"),
            {},
            "The message has 0.2 MB; 0.1 MB are allowed",
        ),
        (lambda desk: None, {"test": "stranger@example.net"}, "is on no list that may have it"),
    ],
)
def test_what_may_not_go_out_refuses_everything(desk: Desk, before: Before, how: dict[str, Any], told: str) -> None:
    desk.issue()
    before(desk)
    report = desk.send(**how)
    assert told in report.refusals[0].why
    assert (report.letters, report.exit, desk.inbox) == ((), Exit.DELIVERY, [])


def test_a_draft_is_not_sent(desk: Desk) -> None:
    with pytest.raises(UsageError, match="a draft is not sent"):
        desk.send()


def test_without_a_ledger_nothing_is_sent(desk: Desk) -> None:
    desk.issue()
    desk.begun = True
    with pytest.raises(LedgerMissing, match="--new-ledger"):
        desk.send()
    assert desk.inbox == []


def test_a_file_that_is_not_the_one_that_was_issued_stops_everything(desk: Desk) -> None:
    edition = desk.issue()
    name = next(iter(edition.files))
    (edition.folder / name).write_bytes(b"%PDF-1.7 something else")
    with pytest.raises(FileProblem, match="is not the file that was issued"):
        desk.send()
    assert desk.inbox == []


def test_without_settings_for_mail_it_says_what_to_write(desk: Desk) -> None:
    desk.issue()
    (desk.workspace.office).write_text("publisher: Example desk\n", encoding="utf-8")
    with pytest.raises(RunStopped, match="Write mail: "):
        desk.send()


# -- and again at the moment of sending -------------------------------------------------------------------------------


def later(desk: Desk, change: Callable[[], object]) -> Report:
    """Edition 1 waits for slow@example.org, something changes, its time comes."""
    desk.office(office=OFFICE.replace("bert@example.org", "slow@example.org"))
    desk.issue()
    desk.send()
    change()
    desk.time += timedelta(hours=1)
    return desk.send()


def test_it_arrives_when_nothing_has_changed(desk: Desk) -> None:
    assert states(later(desk, lambda: None))[1] == ("slow@example.org", "sent")


def test_a_reader_taken_off_the_list_meanwhile_does_not_get_it(desk: Desk) -> None:
    report = later(desk, lambda: desk.office(office=OFFICE.replace(", bert@example.org", "")))
    assert (states(report)[1], report.letters[1].text) == (
        ("slow@example.org", "cancelled"),
        "slow@example.org is not on the list 'desk' any more.",
    )


def test_a_ceiling_lowered_meanwhile_holds(desk: Desk) -> None:
    office = OFFICE.replace("bert@example.org", "slow@example.org").replace("TLP:AMBER", "TLP:CLEAR")
    report = later(desk, lambda: desk.office(office=office))
    assert "above the list's ceiling TLP:CLEAR" in report.refusals[0].why
    assert len(desk.inbox) == 1


def test_a_correction_issued_meanwhile_stops_the_wrong_edition(desk: Desk) -> None:
    def corrected() -> None:
        desk.source = written(desk.workspace, level="4")
        desk.issue(kind="corrected", corrects=1)

    later(desk, corrected)
    assert [to for to, subject in desk.inbox if "Edition 1" in subject] == ["anna@example.org"]


# -- size and tests ---------------------------------------------------------------------------------------------------


def test_a_message_that_is_too_large_goes_without_the_word_document_and_says_so(desk: Desk) -> None:
    edition, post = desk.issue(), Mailing(desk.workspace, desk.source)
    wanted = [post.wanted(edition, reader, "edition") for reader in post.audience(edition, (), "").readers]
    whole = post.messages(edition).size(previews(post, edition, wanted, None, desk.time)[0])
    desk.office(f"max_size: {(whole - 100) / 1000:.3f} kB")
    assert desk.send().exit == Exit.DONE
    message = desk.server.handler.messages[0][1]
    assert [str(part.get_filename()).rpartition(".")[2] for part in message.iter_attachments()] == ["pdf"]
    assert "The Word document was left out" in body(message, "plain")
    assert "Ask desk@example.org" in " ".join(body(message, "plain").split())


def test_a_test_goes_to_one_address_says_so_and_counts_for_nothing(desk: Desk) -> None:
    desk.issue()
    for _ in range(2):
        desk.time += timedelta(seconds=1)
        assert states(desk.send(test="duty@example.org")) == [("duty@example.org", "sent")]
    assert [to for to, _ in desk.inbox] == ["duty@example.org"] * 2
    assert desk.inbox[0][1].startswith("Test: TLP:GREEN | ")
    assert "This is a test" in body(desk.server.handler.messages[0][1], "plain")
    assert len({message["Message-ID"] for _, message in desk.server.handler.messages}) == 2
    desk.send()
    assert [to for to, _ in desk.inbox[2:]] == ["anna@example.org", "bert@example.org"]


def test_a_test_does_not_send_what_waits(desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "slow@example.org"))
    desk.issue()
    desk.send()
    desk.time += timedelta(hours=1)
    desk.send(test="duty@example.org")
    assert [to for to, _ in desk.inbox] == ["anna@example.org", "duty@example.org"]


def test_the_same_letter_has_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.send()
    other = Desk(tmp_path / "elsewhere", desk.server)
    other.issue()
    other.send()
    taken = [data for _, data in desk.server.handler.taken]
    assert taken[:2] == taken[2:]


def test_editions_are_never_written_to(desk: Desk) -> None:
    edition = desk.issue()
    before = {file: file.read_bytes() for file in edition.folder.iterdir()}
    desk.send()
    assert {file: file.read_bytes() for file in edition.folder.iterdir()} == before
    assert len(editions(desk.source)) == 1


def test_the_brief_may_be_broken_while_its_edition_is_sent(desk: Desk) -> None:
    desk.issue()
    BriefSource("flood", desk.source.file).file.write_text("title: [", encoding="utf-8")
    assert desk.send().exit == Exit.DONE
