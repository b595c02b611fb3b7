"""What an office writes under lists: and mail:, and what it is told when that cannot be right."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from briefgen.reading.load import load_office
from briefgen.settings.mail import Mailbox
from briefgen.settings.office import Office


def office(tmp_path: Path, text: str) -> tuple[Office, list[str]]:
    file = tmp_path / "briefs" / "office.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")
    found, problems, _ = load_office(file, root=tmp_path)
    return found, [str(problem) for problem in problems]


def told(tmp_path: Path, mail: str) -> str:
    """What is said of one wrong setting."""
    _, problems = office(tmp_path, f"mail: {{from: desk@example.org, {mail}}}\n")
    assert len(problems) == 1, problems
    return problems[0]


def test_the_settings_of_an_office_are_read(tmp_path: Path) -> None:
    found, problems = office(
        tmp_path,
        """
        lists:
          desk:
            recipients: [Anna Nowak <anna@example.org>, duty@example.org]
            formats: [pdf, docx]
            ceiling: TLP:AMBER
        mail:
          from: Desk <desk@example.org>
          host: mail.example.org
          user: desk
          password_command: pass show mail
          max_size: 7.5 MB
          lifetime: 36 hours
        """,
    )
    assert problems == []
    assert found.mail is not None
    desk = found.lists["desk"]
    assert [str(reader) for reader in desk.recipients] == ["Anna Nowak <anna@example.org>", "duty@example.org"]
    assert desk.ceiling is not None
    assert desk.ceiling.label == "TLP:AMBER"
    assert (found.mail.secured, found.mail.most_bytes, found.mail.seconds_to_live) == ("starttls", 7_500_000, 129_600)


def test_security_follows_from_the_port_and_plain_is_for_this_machine(tmp_path: Path) -> None:
    for settings, expected in (
        ("host: mx.example.org", "starttls"),
        ("host: mx.example.org, port: 465", "tls"),
        ("host: mx.example.org, port: 25", "starttls"),
        ("host: localhost", "starttls"),
        ("host: 127.0.0.1, port: 1025", "plain"),
        ("host: '::1', port: 25", "plain"),
    ):
        found, problems = office(tmp_path, f"mail: {{from: a@example.org, {settings}}}\n")
        assert (problems, found.mail and found.mail.secured) == ([], expected)


@pytest.mark.parametrize(
    ("mail", "message"),
    [
        ("password: hunter2", "'password' would stand here for everybody to read. Write password_env: NAME"),
        ("user: desk", "a login wants a user and a password. Add password_env, password_file"),
        ("password_env: SMTP", "a login wants a user and a password. Add user"),
        ("user: a, password_env: A, password_file: b", "the password has more than one place. Keep one"),
        (
            "user: a, password_env: hunter2!",
            "not the name of an environment variable. Write password_env: SMTP_PASSWORD",
        ),
        ("host: mx.example.org, security: plain", "would go in clear over the network. Leave security out"),
        ("max_size: 10", "is not a size. Write a number and its unit, such as 10 MB"),
        ("max_size: 10 TB", "is not a size of a message. Write it in MB"),
        ("lifetime: 5 weeks", "is not a time to keep trying. Write minutes, hours or days"),
        ("lifetime: 90 days", "30 days at most"),
        ("allowed_domains: ['@example.org']", "'@example.org' is not a domain"),
        ("port: 0", "a number of at least 1"),
        ("reply_to: desk", "'desk' is not an e-mail address. Write name@example.org"),
        ("reply_to: ü@bücher.example", "Write it in ASCII; a domain in another script begins with xn--"),
        ("transport: pigeon", "'pigeon' is not one of smtp or sendmail"),
        ("hots: x", "Did you mean 'host'?"),
    ],
)
def test_a_wrong_setting_is_told_with_what_to_write_instead(tmp_path: Path, mail: str, message: str) -> None:
    said = told(tmp_path, mail)
    assert said.startswith("briefs/office.yaml:1:")
    assert message in said
    assert "hunter2" not in said


def test_a_list_has_readers_and_formats(tmp_path: Path) -> None:
    _, problems = office(tmp_path, "lists: {desk: {recipients: [], formats: [html]}}\n")
    assert "recipients: this list is empty" in problems[0]
    assert "'html' is not one of pdf or docx" in problems[1]


@pytest.mark.parametrize(
    "address",
    [
        "a@b\r\nBcc: c@d",
        "a@b, c@d",
        "a@b>\nx",
        "a b@c",
        "a@b c",
        "=?utf-8?q?a?=@example.org",
        "@example.org",
        "a@",
        "a" * 65 + "@b.org",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="is not an e-mail address"):
        Mailbox.model_validate(address)


def test_a_name_cannot_carry_a_header() -> None:
    for name in ("A\nBcc: x@example.org", "=?utf-8?q?x=0ABcc=3A_x=40example.com?="):
        with pytest.raises(ValueError, match="a name in an address"):
            Mailbox.model_validate({"name": name, "address": "a@example.org"})
