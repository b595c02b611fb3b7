"""Sending from the desk: in two steps, just what was shown, and once, whatever is pressed how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from briefgen.app.means import Means
from briefgen.deliver.transports import opener
from briefgen.desk.actions import ACTIONS
from briefgen.desk.dry_run import issued_file, message
from briefgen.desk.exchange import Ask, BadRequest, DeskAnswer
from briefgen.desk.mailroom import Mailroom
from briefgen.desk.open_brief import OpenBrief
from briefgen.editions.editions import editions
from tests.support.desk import Desk
from tests.support.issued import OFFICE
from tests.support.mail_server import MailServer, Taking, body
from tests.support.terminal_words import terminal_words

SCHEDULED = OFFICE.replace(
    "    lists:", '    schedule:\n      noon: {cron: "0 12 * * *", actions: [issue, send]}\n    lists:'
)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(Taking(refused=frozenset({"gone@example.org"}), grey=frozenset({"slow@example.org"}))) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: MailServer) -> Desk:
    return Desk(tmp_path, server)


class Hand:
    """Somebody at the desk: asks, and reads the dialog."""

    def __init__(self, desk: Desk) -> None:
        means = Means(lambda: desk.time, opener(desk.workspace.briefs, {}), lambda: 0.5)
        self.desk, self.brief = desk, OpenBrief(desk.workspace, desk.source, lambda: desk.time, means)
        self.dialog = ""

    def ask(self, action: str, **said: object) -> str:
        answer: DeskAnswer = ACTIONS[action](Ask(self.brief, said))
        self.dialog = " ".join(answer.parts["dialog"].split())
        assert terminal_words(re.sub(r"<[^>]*>", "", self.dialog)) == [], "the desk speaks of its own buttons"
        return self.dialog

    @property
    def ticket(self) -> str:
        found = re.search(r'name="ticket" value="([^"]+)"', self.dialog)
        return found[1] if found else ""

    def issue(self, **said: object) -> str:
        self.ask("send/next")
        return self.ask("send/issue", version=self.brief.reading().version, **said)

    def begin(self) -> str:
        """The dry run of the first edition, in a workspace that has sent nothing."""
        self.issue()
        return self.ask("send/run", begin="on")

    def go(self, count: object = 2, ticket: str = "") -> str:
        return self.ask("send/go", ticket=ticket or self.ticket, count=str(count))

    def write(self, before: str, after: str) -> None:
        file = self.desk.source.file
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    def office(self, before: str, after: str) -> None:
        file = self.desk.workspace.office
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


@pytest.fixture
def hand(desk: Desk) -> Hand:
    return Hand(desk)


def addresses(desk: Desk) -> list[str]:
    return [to for to, _ in desk.inbox]


def test_an_edition_is_issued_shown_and_sent_in_two_steps(hand: Hand, desk: Desk) -> None:
    first = hand.ask("send/look")
    assert "Step 1 of 2." in first
    assert "Nothing is sent in this step." in first
    hand.issue()
    assert hand.ticket == "", "the record of what was sent is begun knowingly"
    dry = hand.ask("send/run", begin="on")
    assert "Step 2 of 2." in dry
    assert "nothing has been sent" in dry
    assert "<td>Anna Żółć</td>" in dry
    assert ">anna@example.org</a></td><td>desk</td><td>pdf, docx; " in dry
    assert "Type the number of readers, 2, to send" in dry
    assert desk.inbox == []
    assert "flood edition 1: 2 sent." in hand.go()
    assert addresses(desk) == ["anna@example.org", "bert@example.org"]


def test_what_stands_in_the_way_is_listed_and_nothing_else_is_offered(hand: Hand, desk: Desk) -> None:
    hand.write("when: 2026-03-03 09:12", "when: 2026-03-73")
    shown = hand.ask("send/look")
    assert "Not ready to send" in shown
    assert 'data-path="events.flood"' in shown
    assert "Back" in shown
    assert 'type="submit"' not in shown
    assert "the brief has errors" in hand.issue()
    assert editions(desk.source) == ()


def test_what_stands_in_the_way_is_told_in_the_words_of_the_screen(hand: Hand) -> None:
    """No place in a file, no number of a rule: the button leads to the fact."""
    hand.write("The market is under water.", "[TBC] The market is under water.")
    shown = hand.ask("send/look")
    said = re.findall(r"<li>\s*<p>(.*?)</p>", shown, re.DOTALL)
    assert said
    assert not [one for one in said if "brief.yaml" in one or re.search(r"\[[RWS]\d+\]|warning:", one)]
    assert shown.count('data-do="form/open"') == len(said)


def test_readers_that_are_missing_are_told_before_anything_is_issued(hand: Hand) -> None:
    hand.write("distribution: [desk]\n", "")
    assert "names no list of readers" in hand.ask("send/look")


def test_a_warning_is_accepted_with_its_reason_or_holds_the_edition(hand: Hand, desk: Desk) -> None:
    hand.write("The market is under water.", "[TBC] The market is under water.")
    shown = hand.ask("send/look")
    accepts = re.search(r'name="accept\.([^"]+)"', shown)
    assert accepts
    assert "warnings hold it back" in hand.issue(accept={accepts[1]: "  "})
    assert editions(desk.source) == ()
    assert "Step 2 of 2." in hand.issue(accept={accepts[1]: "The duty officer has checked it."})
    assert editions(desk.source)[0].accepted[0].reason == "The duty officer has checked it."


def test_the_wrong_number_or_none_sends_nothing(hand: Hand, desk: Desk) -> None:
    hand.begin()
    for typed in ("", "1", "two", "2 3", "22"):
        assert "Nothing was sent: type 2, the number of readers." in hand.go(typed)
    assert desk.inbox == []
    hand.go(" 2 ")
    assert len(desk.inbox) == 2


def test_pressing_twice_a_reload_or_another_page_sends_nothing_again(hand: Hand, desk: Desk) -> None:
    hand.begin()
    hand.ask("send/run", test="bert@example.org", begin="on")
    hand.go(1)
    desk.server.handler.taken.clear()
    other = Hand(desk)  # another desk on the same files
    other.ask("send/look")
    hand.ask("send/look")
    ticket = hand.ticket
    hand.go(2, ticket)
    assert "was sent already" in hand.go(2, ticket)
    assert "has changed since it was shown" in other.go(2)
    assert "nobody is to get it who has not got it" in hand.ask("send/look")
    assert hand.ticket == ""
    assert len(desk.inbox) == 2


def test_of_two_who_press_at_one_moment_one_sends(hand: Hand, desk: Desk) -> None:
    hand.begin()
    ticket = hand.ticket
    with ThreadPoolExecutor(4) as hands:
        list(hands.map(lambda _: Hand.go(hand, 2, ticket), range(4)))
    assert addresses(desk) == ["anna@example.org", "bert@example.org"]


def test_a_test_too_is_sent_once_for_each_time_that_it_is_shown(hand: Hand, desk: Desk) -> None:
    hand.begin()
    hand.ask("send/run", test="bert@example.org", begin="on")
    ticket = hand.ticket
    hand.go(1, ticket)
    hand.go(1, ticket)
    assert addresses(desk) == ["bert@example.org"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bert@example.org]", "bert@example.org, carl@example.org]"),
        ("bert@example.org]", "carl@example.org]"),
        ("[pdf, docx]", "[pdf]"),
        ("from: Example desk", "from: Another desk"),
    ],
)
def test_other_readers_than_were_shown_are_refused(hand: Hand, desk: Desk, before: str, after: str) -> None:
    hand.begin()
    hand.office(before, after)
    assert "has changed since it was shown, so nothing was sent" in hand.go()
    assert desk.inbox == []
    assert hand.ticket, "what is right now is shown, and can be sent"


def test_another_edition_than_was_shown_is_refused(hand: Hand, desk: Desk) -> None:
    hand.begin()
    hand.write("stood at 5 metres", "stood at 6 metres")
    desk.issue()
    desk.issue(kind="withdrawn", corrects=1)
    assert "Edition 1 is withdrawn by edition 3" in hand.go()
    assert desk.inbox == []


def test_what_changed_elsewhere_is_not_issued_unseen(hand: Hand, desk: Desk) -> None:
    hand.ask("send/look")
    version = hand.brief.reading().version
    hand.write("stood at 5 metres", "stood at 6 metres")
    assert "changed elsewhere" in hand.ask("send/issue", version=version)
    assert editions(desk.source) == ()


def test_what_changes_while_it_is_issued_is_told_before_it_is_sent(
    hand: Hand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ACTIONS["send/issue"].__globals__
    real = names["issue"]

    def changed_meanwhile(*words: object, **how: object) -> object:
        hand.write("stood at 5 metres", "stood at 6 metres")
        return real(*words, **how)

    monkeypatch.setitem(names, "issue", changed_meanwhile)
    assert "The file changed while this edition was being issued." in hand.issue()


def test_an_edition_that_cannot_be_read_is_told_and_nothing_is_issued_over_it(hand: Hand, desk: Desk) -> None:
    for level in ("6", "7"):
        desk.issue()
        hand.write("stood at", f"stood {level} times at")
    first = desk.source.editions / "0001" / "edition.json"
    first.write_bytes(first.read_bytes() + b" ")
    shown = hand.ask("send/look")
    assert "is not the one that was issued" in shown
    assert "It is the first edition" not in shown
    assert 'type="submit"' not in shown


def test_a_record_that_was_begun_meanwhile_is_gone_on_with(hand: Hand, desk: Desk) -> None:
    hand.begin()
    desk.send(test="anna@example.org")
    assert "There is a ledger already" in hand.go()
    hand.go()
    assert addresses(desk) == ["anna@example.org", "anna@example.org", "bert@example.org"]


def test_a_correction_and_a_withdrawal_need_their_reason(hand: Hand, desk: Desk) -> None:
    hand.begin()
    hand.go()
    desk.time = desk.time.replace(hour=15)
    hand.write("stood at 5 metres", "stood at 6 metres")
    assert "Changed since edition 1" in hand.ask("send/look")
    assert "the reason is missing" in hand.issue(kind="corrected", of="1", reason=" ")
    assert "Send edition 2, which corrects edition 1" in hand.issue(
        kind="corrected", of="1", reason="The level was wrong."
    )
    assert "flood edition 2: 2 sent." in hand.go()
    desk.time = desk.time.replace(hour=16)
    hand.write("when: 2026-03-03 09:12", "when: nonsense")
    assert "a withdrawal" in hand.ask("send/look"), "which asks nothing of the brief as it stands"
    assert "Send edition 3, which withdraws edition 2" in hand.issue(
        kind="withdrawn", of="2", reason="It was another river."
    )
    hand.go()
    assert len(desk.inbox) == 6


def test_approval_is_asked_for_where_the_office_asks_for_it(hand: Hand, desk: Desk) -> None:
    desk.office(office=SCHEDULED)
    shown = hand.ask("send/look")
    assert "The office asks for it." in shown
    assert "desk: anna@example.org, bert@example.org; ceiling TLP:AMBER" in shown
    assert "it waits for approval" in hand.issue()
    version = hand.brief.reading().version
    assert "It is not known who approves." in hand.ask("send/approve", by=" ", version=version)
    assert "approved by Eve, as it is now." in hand.ask("send/approve", by="Eve", version=version)
    assert "Step 2 of 2." in hand.issue()
    hand.office("bert@example.org]", "bert@example.org, carl@example.org]")
    waits = hand.ask("send/run", begin="on")
    assert "have changed since it was approved" in waits
    assert hand.ticket == ""
    hand.ask("send/approve", by="Eve", version=hand.brief.reading().version, begin="on")
    hand.go(3)
    assert len(desk.inbox) == 3


def test_who_did_not_get_it_is_told_in_the_words_of_the_screen(hand: Hand, desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "gone@example.org, slow@example.org"))
    hand.begin()
    told = hand.go(3)
    assert "Not everybody has it" in told
    assert "failed: 550 5.1.1 no such user (at RCPT)" in told
    assert "deferred, again after" in told
    assert "fix the address or the message, then: “Try again…”" in told


def test_what_waits_from_before_is_shown_and_counted(hand: Hand, desk: Desk) -> None:
    desk.office(
        office=OFFICE.replace("press@example.com], ceiling: TLP:CLEAR", "slow@example.org], ceiling: TLP:AMBER")
    )
    hand.issue()
    hand.ask("send/run", to={"press": "on"}, begin="on")
    hand.go(1)
    desk.time = desk.time.replace(hour=16)
    shown = hand.ask("send/look")
    assert "Asked for before, and sent with these" in shown
    assert "Type the number of readers, 3, to send" in shown
    hand.go(3)
    assert sorted(addresses(desk)) == ["anna@example.org", "bert@example.org", "slow@example.org"]


def test_a_letter_that_failed_is_tried_again_in_two_steps(hand: Hand, desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "gone@example.org, slow@example.org"))
    hand.begin()
    hand.go(3)
    desk.server.handler.refused = frozenset()
    shown = hand.ask("send/letters")
    assert "gone@example.org" in shown
    assert "slow@example.org" in shown
    assert 'data-number="1"' not in shown, "anna has it"
    assert "Type the number of readers, 1, to send" in hand.ask("send/again", number="2")
    ticket = hand.ticket
    assert "Nothing was sent: type 1" in hand.ask("send/again/go", ticket=ticket, count="3")
    assert addresses(desk) == ["anna@example.org"]
    ticket = hand.ticket
    assert "sent: 250" in hand.ask("send/again/go", ticket=ticket, count="1")
    assert "has changed since it was shown" in hand.ask("send/again/go", ticket=ticket, count="1")
    assert addresses(desk) == ["anna@example.org", "gone@example.org"]
    hand.ask("send/decide", number="3", what="cancel", state="deferred")
    assert "cancelled" in hand.dialog
    assert "has changed since it was shown" in hand.ask("send/decide", number="3", what="cancel", state="deferred")


def test_what_comes_due_meanwhile_is_shown_before_it_goes_out_with_a_letter(hand: Hand, desk: Desk) -> None:
    desk.office(office=OFFICE.replace("bert@example.org", "gone@example.org, slow@example.org"))
    hand.begin()
    hand.go(3)
    hand.ask("send/again", number="2")
    desk.time = desk.time.replace(hour=15)  # the letter that was put off is due now
    assert "Type the number of readers, 2, to send" in hand.ask("send/again/go", ticket=hand.ticket, count="1")
    assert addresses(desk) == ["anna@example.org"]


def test_a_file_of_the_edition_can_be_looked_at_before_it_goes_out(hand: Hand, desk: Desk) -> None:
    hand.begin()
    name = next(name for name in editions(desk.source)[0].files if name.endswith(".pdf"))
    assert issued_file(Ask(hand.brief, {"edition": "1", "name": name})).data.startswith(b"%PDF")


def test_the_very_message_can_be_looked_at_before_it_goes_out(hand: Hand, desk: Desk) -> None:
    hand.begin()
    assert f"message?ticket={hand.ticket}&amp;reader=anna%40example.org" in hand.dialog
    said = {"ticket": hand.ticket, "reader": "anna@example.org"}
    made = message_from_bytes(message(Ask(hand.brief, said)).data, policy=policy.SMTP)
    hand.go()
    (sent,) = [one for to, one in desk.server.handler.messages if to == "anna@example.org"]
    assert (made["Message-ID"], body(made)) == (sent["Message-ID"], body(sent))
    with pytest.raises(BadRequest):
        message(Ask(hand.brief, said))


def test_a_ticket_that_is_not_taken_would_send_a_test_twice(
    hand: Hand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: a dry run that stays good is sent as often as somebody presses."""
    monkeypatch.setattr(Mailroom, "take", Mailroom.look)
    hand.begin()
    hand.go()
    desk.server.handler.taken.clear()
    hand.ask("send/run", test="bert@example.org")
    ticket = hand.ticket
    for _ in range(2):
        hand.go(1, ticket)
    assert addresses(desk) == ["bert@example.org", "bert@example.org"]


def test_a_desk_that_ends_hands_over_no_more_and_the_rest_waits(
    hand: Hand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.begin()
    taking = desk.server.handler
    takes = taking.handle_DATA

    async def last(*told: Any) -> str:
        hand.brief.mailroom._ended.set()
        return await takes(*told)

    monkeypatch.setattr(taking, "handle_DATA", last)
    told = hand.go()
    assert "The desk was ended while letters were being sent. The rest waits: send again." in told
    assert addresses(desk) == ["anna@example.org"]
    assert [letter.state for letter in desk.letters()] == ["sent", "queued"], "none is in doubt"


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 5000, "1.0"])
@pytest.mark.parametrize(("action", "name"), [("send/run", "edition"), ("send/again", "number"), ("send/issue", "of")])
def test_what_is_no_number_is_a_bad_request(hand: Hand, action: str, name: str, number: str) -> None:
    with pytest.raises(BadRequest):
        hand.ask(action, **{name: number, "kind": "withdrawn", "version": ""})


def test_a_desk_without_means_sends_nothing(desk: Desk) -> None:
    hand = Hand(desk)
    hand.brief = OpenBrief(desk.workspace, desk.source, lambda: desk.time)
    hand.begin()
    assert hand.ticket == ""
    assert desk.inbox == []


def test_a_guard_that_does_not_compare_would_send_to_others(
    hand: Hand, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sabotage: without the comparison, a reader who was never shown gets the edition."""
    real: Any = ACTIONS["send/go"].__globals__["send"]

    def careless(*words: object, **how: Mapping[str, object]) -> object:
        return real(*words, **{**how, "shown": ""})

    monkeypatch.setitem(ACTIONS["send/go"].__globals__, "send", careless)
    hand.begin()
    hand.office("bert@example.org]", "bert@example.org, carl@example.org]")
    hand.go()
    assert "carl@example.org" in addresses(desk)
