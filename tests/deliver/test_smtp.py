"""Every way in which a mail server fails, and the exact state in which each letter is left: never lost, never sent twice by us."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import ValidationError

from briefgen.deliver.delivery import Delivery, DeliveryRecord
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.outbox import Outbox, OutboxRun, backoff
from briefgen.deliver.secrets import Login
from briefgen.deliver.smtp import Deadlines, SmtpTransport
from briefgen.settings.mail import Mail
from tests.support.certificates import write_certificates
from tests.support.scripted_server import PASSWORD, TOKEN, USER, ScriptedServer
from tests.support.sweeps import spread
from tests.support.waiting import PATIENCE, until

FOLLOWS = {"MAIL": "RCPT", "RCPT": "DATA"}
READERS = ("a@example.org", "b@example.org", "c@example.org")


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pki")
    write_certificates(folder)
    return folder


class Short(Deadlines):
    """Short where the server is going to stall, and long where it answers, which a busy machine may do late."""

    def __init__(self, server: ScriptedServer) -> None:
        super().__init__(PATIENCE, PATIENCE, PATIENCE, PATIENCE)
        object.__setattr__(self, "server", server)

    def __getattribute__(self, name: str) -> Any:
        read = super().__getattribute__
        if name not in ("connect", "command", "end"):
            return read(name)
        server: ScriptedServer = read("server")
        match name:
            case "connect":
                step = "EHLO" if server.greeted() else "greeting"
            case "command":
                step = FOLLOWS.get(server.commands[-1][:4].upper(), "MAIL")
            case _:
                step = "end"
        return 0.4 if server.stalls(step) else read(name)


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def compose(letter: DeliveryRecord, most: int | None) -> bytes:
    return (
        f"Message-ID: {letter.wanted.message_id}\r\nSubject: x\r\n\r\n.dot\r\nbody\r\n".encode() + b"y" * 70 + b"\r\n"
    )


@dataclass
class Office:
    """A ledger with three letters, and runs of its outbox against a server."""

    folder: Path
    settings: Mapping[str, object]
    ca_file: Path | None
    login: Callable[[], Login | None]
    deadlines: Deadlines
    on_uncertain: Literal["hold", "resend"] = "hold"
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.ledger = DeliveryLedger.open(self.folder / "ledger.sqlite", self.clock, new=True)
        letters = [
            Delivery("b", 1, "edition", address, "", (), ("pdf",), f"<{n}@example.org>", "d")
            for n, address in enumerate(READERS)
        ]
        self.ledger.enqueue(letters, 5 * 86400)

    def run(self, compose: Callable[[DeliveryRecord, int | None], bytes] = compose) -> OutboxRun:
        mail = Mail.model_validate({"from": "desk@example.org", "host": "localhost", **self.settings})
        transport = SmtpTransport(mail, self.login, ca_file=self.ca_file, deadlines=self.deadlines)
        lock = self.folder / "lock"
        made = Outbox(
            self.ledger, "desk@example.org", compose, transport, self.clock, lambda: 0.5, lock, self.on_uncertain
        )
        return made.run()

    @property
    def states(self) -> list[str]:
        return [letter.state for letter in self.ledger.letters()]

    @property
    def words(self) -> str:
        return " / ".join(letter.text for letter in self.ledger.letters())


@dataclass(frozen=True)
class Case:
    """A plan of the server, what the letters become, how many were taken, what the user is told."""

    name: str
    plan: Mapping[str, Sequence[str]]
    states: str
    taken: int
    told: str = ""


GREAT = "250-scripted\r\n250-SIZE 50\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN"
SENT, HELD = "sent sent sent", "queued queued queued"
CASES = [
    Case("all goes well", {}, SENT, 3),
    # before anything: the run stops, no letter is to blame
    Case(
        "421 as greeting", {"greeting": ["421 4.3.2 not now!close"]}, HELD, 0, "does not take mail: 421 4.3.2 not now"
    ),
    Case(
        "554 as greeting", {"greeting": ["554 5.7.1 not you!close"]}, HELD, 0, "does not take mail: 554 5.7.1 not you"
    ),
    Case("no greeting", {"greeting": ["!hang"]}, HELD, 0, "cannot be reached"),
    Case("hangs up as greeting", {"greeting": ["!close"]}, HELD, 0, "cannot be reached"),
    Case("drips the greeting", {"greeting": ["!drip 220 " + "x" * 400]}, HELD, 0, "cannot be reached"),
    Case("no SMTP at all", {"greeting": ["HTTP/1.1 400 Bad Request"]}, HELD, 0, "does not take mail"),
    Case(
        "an endless greeting",
        {"greeting": ["220-" + "x" * 8000 + ("\r\n220-" + "x" * 8000) * 40]},
        HELD,
        0,
        "cannot be reached",
    ),
    Case("421 to EHLO", {"EHLO": ["421 4.3.2 bye!close"]}, HELD, 0, "does not take mail: 421"),
    Case(
        "501 to EHLO", {"EHLO": ["501 5.5.4 Invalid domain name"]}, HELD, 0, "Write the full name that it is known by"
    ),
    Case("550 to EHLO", {"EHLO": ["550 5.7.1 who are you"]}, HELD, 0, "refuses this machine's name in EHLO: 550"),
    Case("502 to EHLO", {"EHLO": ["502 5.5.1 what"]}, HELD, 0, "does not speak ESMTP: 502"),
    Case("hangs up at EHLO", {"EHLO": ["!close"]}, HELD, 0, "cannot be talked to"),
    Case("says nothing to EHLO", {"EHLO": ["!hang"]}, HELD, 0, "cannot be talked to"),
    Case(
        "STARTTLS is stripped",
        {"EHLO": ["250-scripted\r\n250 AUTH PLAIN"]},
        HELD,
        0,
        "offers no STARTTLS, so nothing was sent",
    ),
    Case(
        "STARTTLS refused", {"STARTTLS": ["454 4.7.0 no TLS now"]}, HELD, 0, "cannot be talked to: 454 4.7.0 no TLS now"
    ),
    Case("STARTTLS not known", {"STARTTLS": ["502 5.5.1 what"]}, HELD, 0, "cannot be talked to: 502 5.5.1 what"),
    # put off by the server until a reader is named: still no reader is to blame
    Case(
        "name refused at RCPT",
        {"RCPT": ["504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname"]},
        HELD,
        0,
        "refuses this machine's name in EHLO: 504",
    ),
    Case(
        "name not found at RCPT",
        {"RCPT": ["450 4.7.1 <[127.0.0.1]>: Helo command rejected: Host not found"]},
        HELD,
        0,
        "refuses this machine's name in EHLO: 450",
    ),
    Case(
        "sender refused at RCPT",
        {"RCPT": ["250 ok", "550 5.1.8 <desk@example.org>: Sender address rejected: Domain not found"]},
        "sent queued queued",
        1,
        "does not take mail from desk@example.org: 550",
    ),
    Case(
        "machine refused at RCPT",
        {"RCPT": ["554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked"]},
        HELD,
        0,
        "does not take mail from desk@example.org: 554",
    ),
    Case("hangs up at STARTTLS", {"STARTTLS": ["220 go on!close"]}, HELD, 0, "cannot be t"),
    Case("wrong password", {"AUTH": ["535 5.7.8 no"]}, HELD, 0, "refused the login of brief: 535 5.7.8 no"),
    Case("login cannot be checked", {"AUTH": ["454 4.7.0 later"]}, HELD, 0, "cannot check the login now: 454"),
    Case("login too weak", {"AUTH": ["534 5.7.9 weak"]}, HELD, 0, "refused the login of brief: 534"),
    Case("421 to AUTH", {"AUTH": ["421 4.3.2 bye!close"]}, HELD, 0, "cannot"),
    Case("hangs up at AUTH", {"AUTH": ["!close"]}, HELD, 0, "cannot be talked to"),
    Case(
        "passwords switched off",
        {"AUTH": ["535 5.7.139 Basic authentication is disabled"]},
        HELD,
        0,
        "write token_command",
    ),
    Case(
        "passwords not supported",
        {"AUTH": ["550 5.7.30 Basic authentication is not supported"]},
        HELD,
        0,
        "write token_command",
    ),
    Case(
        "no login is offered", {"EHLO": ["250-scripted\r\n250 STARTTLS"]}, HELD, 0, "offers no login by PLAIN or LOGIN"
    ),
    Case("530 to MAIL", {"MAIL": ["530 5.7.0 log in"]}, HELD, 0, "wants a login: 5.7.0 log in"),
    # MAIL
    # MAIL: who sends is refused, and no reader is to blame
    Case("421 to the second MAIL", {"MAIL": ["250 OK", "421 4.3.2 bye!close", "250 OK"]}, SENT, 3),
    Case("421 to MAIL always", {"MAIL": ["421 4.3.2 bye!close"]}, HELD, 0, "from desk@example.org: 421 4.3.2 bye"),
    Case("450 to MAIL", {"MAIL": ["450 4.7.1 later"]}, HELD, 0, "from desk@example.org: 450 4.7.1 later"),
    Case("451 to the second MAIL", {"MAIL": ["250 OK", "451 4.3.0 later"]}, "sent queued queued", 1, "451 4.3.0 later"),
    Case("452 to MAIL", {"MAIL": ["452 4.3.1 disk full"]}, "deferred deferred deferred", 0),
    Case(
        "550 to MAIL",
        {"MAIL": ["550 5.7.1 not you"]},
        HELD,
        0,
        "does not take mail from desk@example.org: 550 5.7.1 not you",
    ),
    Case("552 to MAIL", {"MAIL": ["552 5.3.4 too large"]}, "failed failed failed", 0),
    Case("hangs up at the second MAIL", {"MAIL": ["250 OK", "!close", "250 OK"]}, SENT, 3),
    Case("hangs up at every MAIL", {"MAIL": ["!close"]}, "deferred deferred deferred", 0),
    Case("says nothing to MAIL", {"MAIL": ["!hang", "250 OK"]}, "deferred sent sent", 2),
    Case("drips the answer to MAIL", {"MAIL": ["!drip 250 " + "x" * 400, "250 OK"]}, "deferred sent sent", 2),
    Case("no code in the answer to MAIL", {"MAIL": ["hello", "250 OK"]}, "deferred sent sent", 2),
    # RCPT
    Case("550 to the second RCPT", {"RCPT": ["250 OK", "550 5.1.1 no such user", "250 OK"]}, "sent failed sent", 2),
    Case("450 to the second RCPT", {"RCPT": ["250 OK", "450 4.7.1 greylisted", "250 OK"]}, "sent deferred sent", 2),
    Case("451 to RCPT", {"RCPT": ["451 4.3.0 later", "250 OK"]}, "deferred sent sent", 2),
    Case("452 to RCPT", {"RCPT": ["452 4.5.3 too many", "250 OK"]}, "deferred sent sent", 2),
    Case("552 to RCPT", {"RCPT": ["552 5.2.2 mailbox full", "250 OK"]}, "failed sent sent", 2),
    Case("554 to RCPT", {"RCPT": ["554 5.7.1 relay denied"]}, "failed failed failed", 0),
    Case("251 to RCPT", {"RCPT": ["251 2.1.5 will forward"]}, SENT, 3),
    Case("252 to RCPT", {"RCPT": ["252 2.1.5 cannot verify"]}, SENT, 3),
    Case("421 to RCPT", {"RCPT": ["421 4.3.2 bye!close", "250 OK"]}, "deferred sent sent", 2),
    Case("hangs up at RCPT", {"RCPT": ["!close", "250 OK"]}, "deferred sent sent", 2),
    Case("says nothing to RCPT", {"RCPT": ["!hang", "250 OK"]}, "deferred sent sent", 2),
    # DATA, before the end
    Case("450 to DATA", {"DATA": ["450 4.3.0 later", "354 go"]}, "deferred sent sent", 2),
    Case("451 to DATA", {"DATA": ["451 4.3.0 later", "354 go"]}, "deferred sent sent", 2),
    Case("554 to DATA", {"DATA": ["554 5.5.1 no valid recipients", "354 go"]}, "failed sent sent", 2),
    Case("250 to DATA", {"DATA": ["250 what", "354 go"]}, "deferred sent sent", 2),
    Case("421 to DATA", {"DATA": ["421 4.3.2 bye!close", "354 go"]}, "deferred sent sent", 2),
    Case("hangs up at DATA", {"DATA": ["!close", "354 go"]}, "deferred sent sent", 2),
    Case("says nothing to DATA", {"DATA": ["!hang", "354 go"]}, "deferred sent sent", 2),
    # the end of the message
    Case("450 to the end", {"end": ["450 4.3.0 later", "250 OK"]}, "deferred sent sent", 2),
    Case("451 to the end", {"end": ["451 4.3.0 later", "250 OK"]}, "deferred sent sent", 2),
    Case("452 to the end", {"end": ["452 4.3.1 disk full", "250 OK"]}, "deferred sent sent", 2),
    Case("421 to the end", {"end": ["421 4.3.2 bye!close", "250 OK"]}, "deferred sent sent", 2),
    Case("550 to the end", {"end": ["550 5.7.1 spam", "250 OK"]}, "failed sent sent", 2),
    Case("552 to the end", {"end": ["552 5.3.4 too large", "250 OK"]}, "failed sent sent", 2),
    Case("554 to the end", {"end": ["554 5.6.0 content", "250 OK"]}, "failed sent sent", 2),
    Case("hangs up after taking it", {"end": ["!take!close", "250 OK"]}, "uncertain sent sent", 3),
    Case("hangs up without taking it", {"end": ["!close", "250 OK"]}, "uncertain sent sent", 2),
    Case("says nothing after taking it", {"end": ["!take!hang", "250 OK"]}, "uncertain sent sent", 3),
    Case("drips the last answer", {"end": ["!drip 250 " + "x" * 400, "250 OK"]}, "uncertain sent sent", 3),
    Case("no code in the last answer", {"end": ["!takethanks", "250 OK"]}, "uncertain sent sent", 3),
    Case("four digits in the last answer", {"end": ["!take2500 ok", "250 OK"]}, "uncertain sent sent", 3),
    Case("no space in the last answer", {"end": ["!take250ok", "250 OK"]}, "uncertain sent sent", 3),
    Case("two codes in the last answer", {"end": ["!take550-no\r\n250 ok", "250 OK"]}, "uncertain sent sent", 3),
    Case("a number alone as the last answer", {"end": ["250"]}, SENT, 3),
    Case("a last answer without an end", {"end": ["!take250-ok!hang", "250 OK"]}, "uncertain sent sent", 3),
    Case("354 to the end", {"end": ["354 more", "250 OK"]}, "uncertain sent sent", 2),
    # odd, and well
    Case("8-bit words", {"end": ["250 2.0.0 prêt \xff\x1b[31m"]}, SENT, 3),
    Case("an answer of a hundred lines", {"end": ["\r\n".join(["250-line"] * 100) + "\r\n250 OK"]}, SENT, 3),
    Case("202 at the end", {"end": ["202 2.0.0 will see"]}, SENT, 3),
    Case("RSET refused", {"RCPT": ["550 5.1.1 no", "250 OK"], "RSET": ["500 no", "250 OK"]}, "failed sent sent", 2),
    Case("hangs up at RSET", {"RCPT": ["550 5.1.1 no", "250 OK"], "RSET": ["!close", "250 OK"]}, "failed sent sent", 2),
    Case("hangs up at QUIT", {"QUIT": ["!close"]}, SENT, 3),
]


@pytest.fixture
def office(tmp_path: Path, pki: Path) -> Iterator[Callable[..., Office]]:
    desks: list[Office] = []

    def made(server: ScriptedServer, **changes: Any) -> Office:
        settings = {"port": server.port, "security": "starttls", "user": USER, "password_env": "X"}
        login = Login(USER, "password", PASSWORD)
        plain = {"ca_file": pki / "ca.pem", "login": lambda: login, "deadlines": Short(server)}
        known = {name: changes.pop(name) for name in list(changes) if name in Office.__dataclass_fields__}
        desks.append(Office(tmp_path, settings | changes, **(plain | known)))  # type: ignore[arg-type]
        return desks[-1]

    yield made
    for desk in desks:
        desk.ledger.close()


@pytest.mark.parametrize("case", spread(CASES, 25), ids=lambda case: case.name)
def test_a_fault_leaves_each_letter_in_its_exact_state(case: Case, pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(case.plan, certificate=pki / "good.pem") as server:
        desk = office(server)
        run = desk.run()
        assert desk.states == case.states.split()
        until(lambda: len(server.taken) >= case.taken)  # it may be about to take what was given up
        assert len(server.taken) == case.taken
        assert case.told in (str(run.stopped) if run.stopped else "")
        assert bool(run.stopped) == bool(case.told)
        assert not any(sign in desk.words + str(run.stopped) for sign in ("\r", "\n", "\x1b"))
        held = desk.states.count("queued")
        assert [letter.attempts for letter in desk.ledger.letters()].count(0) == held


def test_there_are_at_least_sixty_faults() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


# -- what is deferred comes later -------------------------------------------------------------------------------------


def test_greylisted_readers_get_it_in_a_later_run(pki: Path, office: Callable[..., Office]) -> None:
    plan = {"RCPT": ["450 4.7.1 greylisted"] * 3 + ["250 OK"]}
    with ScriptedServer(plan, certificate=pki / "good.pem") as server:
        desk = office(server)
        desk.run()
        desk.run()
        assert desk.states == ["deferred"] * 3, "it is not time yet"
        desk.clock.time += timedelta(seconds=backoff(1, 1))
        desk.run()
        assert (desk.states, len(server.taken)) == (["sent"] * 3, 3)


def test_the_waits_double_up_to_a_cap_with_a_fifth_of_chance() -> None:
    assert [backoff(n, 0.5) for n in (1, 2, 3, 4, 7, 8, 50)] == [60, 120, 240, 480, 3840, 4000, 4000]
    assert (backoff(1, 0), backoff(1, 1)) == pytest.approx((48, 72))


def test_what_is_held_is_not_tried_again_and_what_is_to_be_resent_is(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer({"end": ["!take!close", "250 OK"]}, certificate=pki / "good.pem") as server:
        desk = office(server, on_uncertain="resend")
        desk.run()
        assert desk.states == ["deferred", "sent", "sent"]
        desk.clock.time += timedelta(hours=2)
        desk.run()
        assert desk.states == ["sent"] * 3
        assert server.taken[0] == server.taken[3], "the same message, under the same Message-ID"


def test_a_message_that_may_have_arrived_is_not_followed_by_another_of_the_same_id(
    pki: Path, office: Callable[..., Office]
) -> None:
    with ScriptedServer({"end": ["!take!close", "250 OK"]}, certificate=pki / "good.pem") as server:
        desk = office(server, on_uncertain="resend")
        desk.run()
        desk.clock.time += timedelta(hours=2)
        desk.run(lambda letter, most: compose(letter, most) + b"other words\r\n")
        assert desk.states[0] == "failed"
        assert "in other words than today's" in desk.words


def test_a_later_refusal_does_not_undo_that_it_may_have_arrived(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(
        {"end": ["!take!close", "250 OK", "250 OK", "451 4.3.0 later"]}, certificate=pki / "good.pem"
    ) as server:
        desk = office(server, on_uncertain="resend")
        desk.run()
        desk.clock.time += timedelta(hours=2)
        desk.run()
        assert desk.states[0] == "deferred"
        desk.clock.time += timedelta(hours=2)
        desk.run(lambda letter, most: compose(letter, most) + b"other words\r\n")
        assert (desk.states[0], len(server.taken)) == ("failed", 3)


def test_a_message_that_was_only_put_off_may_change(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer({"end": ["451 4.3.0 later", "250 OK"]}, certificate=pki / "good.pem") as server:
        desk = office(server)
        desk.run()
        desk.clock.time += timedelta(hours=2)
        desk.run(lambda letter, most: compose(letter, most) + b"other words\r\n")
        assert desk.states == ["sent"] * 3


@pytest.mark.full
def test_a_letter_without_an_end_is_tried_until_it_expires(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer({"MAIL": ["451 4.3.0 later"]}, certificate=pki / "good.pem") as server:
        desk = office(server)
        tries = 0
        while "deferred" in desk.states or "queued" in desk.states:
            desk.run()
            desk.clock.time += timedelta(hours=2)
            tries += 1
        assert desk.states == ["expired"] * 3
        assert 55 <= tries <= 62


# -- the connection ---------------------------------------------------------------------------------------------------


def test_one_connection_takes_all_and_is_told_the_size_first(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server)
        desk.run()
        assert server.connections == 1
        size = len(compose(desk.ledger.letter(1), None))
        assert [line.replace("FROM", "from") for line in server.commands if line.startswith("mail")] == [
            f"mail from:<desk@example.org> SIZE={size}"
        ] * 3
        assert server.commands[0] == "ehlo [127.0.0.1]", "the name of this machine is nobody's business"
        assert server.taken[0] == compose(desk.ledger.letter(1), None), "dots and line ends arrive as they are"


def test_a_new_connection_after_a_hundred_messages(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server)
        more = [
            Delivery("b", 1, "edition", f"r{n}@example.org", "", (), ("pdf",), f"<m{n}@x>", "d") for n in range(120)
        ]
        desk.ledger.enqueue(more, 86400)
        desk.run()
        assert (set(desk.states), len(server.taken), server.connections) == ({"sent"}, 123, 2)


@pytest.mark.parametrize("certificate", ["wronghost", "expired"])
@pytest.mark.parametrize("implicit", [False, True], ids=["STARTTLS", "TLS"])
def test_a_certificate_that_cannot_be_trusted_stops_the_run(
    certificate: str, implicit: bool, pki: Path, office: Callable[..., Office]
) -> None:
    with ScriptedServer(certificate=pki / f"{certificate}.pem", implicit=implicit) as server:
        desk = office(server, security="tls" if implicit else "starttls")
        run = desk.run()
        assert desk.states == ["queued"] * 3
        assert "cannot be trusted" in str(run.stopped)
        assert "AUTH" not in server.commands, "nothing was said to it"


@pytest.mark.parametrize("ca_file", [None, "other.pem"])
def test_an_authority_that_is_not_known_stops_the_run(
    ca_file: str | None, pki: Path, office: Callable[..., Office]
) -> None:
    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server, ca_file=pki / ca_file if ca_file else None)
        assert "Name its authority in ca_file" in str(desk.run().stopped)
        assert (desk.states, server.taken) == (["queued"] * 3, [])


def test_tls_from_the_start_works(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(certificate=pki / "good.pem", implicit=True) as server:
        desk = office(server, security="tls")
        desk.run()
        assert desk.states == ["sent"] * 3


def test_in_clear_to_this_machine_works_without_a_login(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer() as server:
        desk = office(server, security="plain", user="", password_env=None, login=lambda: None)
        desk.run()
        assert desk.states == ["sent"] * 3
        assert "STARTTLS" not in server.commands


@pytest.mark.parametrize("offer", ["PLAIN", "LOGIN", "LOGIN PLAIN"])
def test_a_password_logs_in_by_plain_or_login(offer: str, pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(
        {"EHLO": [f"250-x\r\n250-STARTTLS\r\n250 AUTH {offer}"]}, certificate=pki / "good.pem"
    ) as server:
        desk = office(server)
        desk.run()
        assert desk.states == ["sent"] * 3


def test_a_token_logs_in_by_xoauth2(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server, login=lambda: Login(USER, "token", TOKEN))
        desk.run()
        assert desk.states == ["sent"] * 3


def test_an_expired_token_stops_the_run(pki: Path, office: Callable[..., Office]) -> None:
    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server, login=lambda: Login(USER, "token", "0ld"))
        assert "refused the login of brief: 535" in str(desk.run().stopped)
        assert desk.states == ["queued"] * 3


def test_a_secret_that_the_server_repeats_is_not_kept(pki: Path, office: Callable[..., Office], tmp_path: Path) -> None:
    plan = {"AUTH": [f"535 5.7.8 '{PASSWORD}' is wrong"], "end": [f"550 {PASSWORD}"]}
    with ScriptedServer(plan, certificate=pki / "good.pem") as server:
        desk = office(server)
        assert "'[secret]' is wrong" in str(desk.run().stopped)
        assert PASSWORD.encode() not in b"".join(file.read_bytes() for file in tmp_path.glob("ledger*"))


def test_a_server_that_is_not_there_or_has_no_name_stops_the_run(office: Callable[..., Office]) -> None:
    with ScriptedServer() as server:
        port = server.port
    desk = office(server)
    assert f"localhost:{port} cannot be reached" in str(desk.run().stopped)
    desk.settings = {**desk.settings, "host": "no-such-host.invalid"}
    assert "no-such-host.invalid" in str(desk.run().stopped)
    assert desk.states == ["queued"] * 3


def test_a_dripping_server_meets_the_deadline_of_the_whole_message(pki: Path, office: Callable[..., Office]) -> None:
    plan = {name: ["!drip 250 " + "x" * 8] for name in ("MAIL", "RCPT")}
    with ScriptedServer(plan, certificate=pki / "good.pem") as server:
        desk = office(server, deadlines=Deadlines(PATIENCE, PATIENCE, PATIENCE, total=0.8))
        run = desk.run()
        assert desk.states == ["deferred"] * 3
        assert re.search("timed out|took too long", desk.words)
        assert run.stopped is None


def test_a_message_is_measured_against_what_the_server_takes(pki: Path, office: Callable[..., Office]) -> None:
    seen: list[int | None] = []
    with ScriptedServer({"EHLO": [GREAT]}, certificate=pki / "good.pem") as server:
        desk = office(server)

        def noting(letter: DeliveryRecord, most: int | None) -> bytes:
            seen.append(most)
            return compose(letter, most)

        desk.run(noting)
        assert seen == [50, 50, 50]


def test_a_ledger_that_cannot_be_written_keeps_the_end_from_being_sent(
    pki: Path, office: Callable[..., Office]
) -> None:
    from briefgen.errors import FileProblem

    with ScriptedServer(certificate=pki / "good.pem") as server:
        desk = office(server)
        desk.ledger._db.execute(
            "CREATE TRIGGER full BEFORE UPDATE ON letter WHEN NEW.state = 'committing' BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        with pytest.raises(FileProblem, match="disk full"):
            desk.run()
        assert server.taken == []
        desk.ledger._db.execute("DROP TRIGGER full")
        desk.run()
        assert (desk.states, len(server.taken)) == (["sent"] * 3, 3)


@pytest.mark.parametrize(
    ("setting", "greeted"), [({}, "[127.0.0.1]"), ({"helo": "Host.Example.org"}, "host.example.org")]
)
def test_the_machine_greets_by_its_address_or_by_the_name_of_the_settings(
    setting: dict[str, str], greeted: str, tmp_path: Path
) -> None:
    with ScriptedServer({}) as server:
        office = Office(
            tmp_path, {"port": server.port, "security": "plain", **setting}, None, lambda: None, Deadlines()
        )
        office.run()
        assert office.states == ["sent"] * 3
        assert f"ehlo {greeted}" in server.commands


@pytest.mark.parametrize("name", ["host", "[192.0.2.1]", "host example.org", "host.example.org\r\nMAIL"])
def test_a_name_that_no_server_could_look_up_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match="is not the full name of a machine"):
        Mail.model_validate({"from": "desk@example.org", "helo": name})
