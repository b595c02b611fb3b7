"""Mail settings of the office, from briefs/office.yaml: the lists of readers, and the server that takes the messages."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field, model_validator

from briefgen.model.marking import Marking
from briefgen.model.shape import Model, Prose, Several, Short

Attached = Literal["pdf", "docx"]
Security = Literal["tls", "starttls", "plain"]
T = TypeVar("T")

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(f"({_LOCAL})@({_DOMAIN})")
_UNITS = {"kB": 1000, "MB": 1000**2, "GB": 1000**3}
_SPANS = {"minute": 60, "hour": 3600, "day": 86400}
_SMALLEST, _LONGEST = 100_000, 30 * 86400


def _address(text: str) -> str:
    found = _ADDRESS.fullmatch(text)
    if not found or "=?" in text or len(found[1]) > 64 or len(text) > 254:  # RFC 5321, 4.5.3.1
        hint = "Write name@example.org, or Name <name@example.org>"
        if sign := next((sign for sign in text if not (sign.isprintable() or sign == " ")), ""):
            name = unicodedata.name(sign, "a control character").lower()
            plain = "".join(letter for letter in text if letter.isprintable())
            raise ValueError(
                f"'{plain}' is not an e-mail address: it has the character U+{ord(sign):04X} ({name}) in it|Type it anew"
            )
        if not text.isascii():
            hint = "Write it in ASCII; a domain in another script begins with xn--"
        raise ValueError(f"'{text}' is not an e-mail address|{hint}")
    return text


def _name(text: str) -> str:
    if not text.isprintable() or "=?" in text or any(sign in text for sign in '<>"\\'):
        raise ValueError(
            'a name in an address has only letters, digits and punctuation without < > " or \\|Write the name plainly'
        )
    return text.strip()


def _domain(text: str) -> str:
    if not re.fullmatch(_DOMAIN, text):
        raise ValueError(f"'{text}' is not a domain|Write it as it stands after the @, such as example.org")
    return text.lower()


def _full_name(text: str) -> str:
    if not re.fullmatch(_DOMAIN, text) or "." not in text:
        raise ValueError(
            f"'{text}' is not the full name of a machine|Write it as others look it up, such as host.example.org"
        )
    return text.lower()


def _size(text: str) -> str:
    number, unit = _measured(text, "a size", "10 MB")
    if unit not in _UNITS or number * _UNITS[unit] < _SMALLEST:
        raise ValueError(f"'{text}' is not a size of a message|Write it in MB, such as 10 MB")
    return text


def _lifetime(text: str) -> str:
    number, unit = _measured(text, "a time", "5 days")
    if unit.removesuffix("s") not in _SPANS or not 0 < number * _SPANS[unit.removesuffix("s")] <= _LONGEST:
        raise ValueError(
            f"'{text}' is not a time to keep trying|Write minutes, hours or days, such as 5 days; 30 days at most"
        )
    return text


def _measured(text: str, what: str, such_as: str) -> tuple[float, str]:
    found = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?) *([A-Za-z]+)", text.strip())
    if not found:
        raise ValueError(f"'{text}' is not {what}|Write a number and its unit, such as {such_as}")
    return float(found[1]), found[2]


def _variable(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,99}", text):  # what stands here may be the password itself
        raise ValueError(
            "this is not the name of an environment variable|Write password_env: SMTP_PASSWORD, and set that variable"
        )
    return text


def _host(text: str) -> str:
    try:
        ip_address(text.strip("[]"))
    except ValueError:
        if not re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.?", text):  # a password may stand here, as in user:password@host
            raise ValueError(
                "this is not the name of a server|Write host: mail.example.org, and port and user under keys of their own"
            ) from None
    return text


def _some(items: tuple[T, ...]) -> tuple[T, ...]:
    if not items:
        raise ValueError("this list is empty|Write one or more, or leave the key out")
    return items


class Mailbox(Short):
    """An e-mail address, alone or as `Name <name@example.org>`."""

    short_key = "address"

    address: Annotated[str, AfterValidator(_address)]
    """The address, in ASCII."""
    name: Annotated[str, AfterValidator(_name)] = ""
    """The name that a mail program shows."""

    @model_validator(mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        found = re.fullmatch(r"\s*(.*?)\s*<([^<>]*)>\s*", value) if isinstance(value, str) else None
        return {"name": found[1].strip('"'), "address": found[2]} if found else value

    @property
    def domain(self) -> str:
        """What stands after the @, in lower case."""
        return self.address.rpartition("@")[2].lower()

    @property
    def key(self) -> str:
        """The address as readers are told apart: two spellings in capitals and small letters are one reader."""
        return self.address.lower()

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


class MailingList(Model):
    """Readers who get the same files. A brief names its lists under `distribution:`."""

    recipients: Annotated[Several[Mailbox], AfterValidator(_some)]
    """The readers: name@example.org or Name <name@example.org>."""
    formats: Annotated[Several[Attached], AfterValidator(_some)] = ("pdf",)
    """What is attached: pdf, docx or both."""
    ceiling: Marking | None = None
    """The highest marking that these readers may receive; without one they get only briefs without a marking."""


class Mail(Model):
    """How messages leave. A password never stands here, but where it is to be found."""

    sender: Mailbox = Field(alias="from")
    """The address that the messages come from."""
    reply_to: Mailbox | None = None
    """Where answers go, if not to `from`."""
    owner: Mailbox | None = None
    """Who is told when something fails."""
    transport: Literal["smtp", "sendmail"] = "smtp"
    """smtp: a server takes the messages; sendmail: the program of this machine does."""
    host: Annotated[Prose, AfterValidator(_host)] = "localhost"
    """The server's name."""
    port: int = Field(587, ge=1, le=65535)
    """Its port: 587 (STARTTLS) or 465 (TLS from the start)."""
    helo: Annotated[str, AfterValidator(_full_name)] | None = None
    """The full name by which this machine greets the server, such as host.example.org; its address when left out, which some relays refuse."""
    security: Security | None = None
    """tls, starttls, or plain, which is for this machine alone; follows from the port."""
    ca_file: str | None = None
    """A file of certificates to trust beside the system's, from the folder of office.yaml or with its full path."""
    user: str = ""
    """The name to log in with; none: no login."""
    password_env: Annotated[str, AfterValidator(_variable)] | None = None
    """The environment variable that holds the password."""
    password_file: str | None = None
    """The file that holds the password, which nobody else may read; may begin with $CREDENTIALS_DIRECTORY."""
    password_command: Several[Prose] = ()
    """The command that prints the password, such as pass show mail."""
    token_command: Several[Prose] = ()
    """The command that prints an access token (XOAUTH2), in the place of a password."""
    sendmail: Prose = "/usr/sbin/sendmail"
    """The program for transport: sendmail."""
    allowed_domains: Several[Annotated[str, AfterValidator(_domain)]] = ()
    """The only domains that mail may go to; any when empty."""
    max_size: Annotated[str, AfterValidator(_size)] = "10 MB"
    """The largest message after encoding, which adds a third."""
    on_too_big: Literal["drop_docx", "refuse"] = "drop_docx"
    """Of a message that is larger: leave the Word document out and say so, or refuse."""
    lifetime: Annotated[str, AfterValidator(_lifetime)] = "5 days"
    """How long a message that the server does not take is tried again."""
    on_uncertain: Literal["hold", "resend"] = "hold"
    """Of a message that may or may not have been taken when the connection broke: hold it for a decision, or send it again, perhaps twice."""

    @model_validator(mode="before")
    @classmethod
    def _no_clear_password(cls, value: Any) -> Any:
        if isinstance(value, dict) and (found := {"password", "token", "secret"} & set(value)):
            raise ValueError(
                f"'{min(found)}' would stand here for everybody to read|"
                "Write password_env: NAME, password_file: FILE or password_command: COMMAND in its place, and change the password"
            )
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Mail:
        places = (self.password_env, self.password_file, self.password_command, self.token_command)
        named = sum(map(bool, places))
        if named > 1:
            raise ValueError(
                "the password has more than one place|Keep one of password_env, password_file, password_command and token_command"
            )
        if bool(named) != bool(self.user):
            wanted = "user" if named else "password_env, password_file, password_command or token_command"
            raise ValueError(f"a login wants a user and a password|Add {wanted}")
        if self.secured == "plain" and not self.is_local:
            raise ValueError(
                f"mail to '{self.host}' would go in clear over the network|Leave security out, or write starttls or tls"
            )
        return self

    @property
    def is_local(self) -> bool:
        """True when the server is this machine."""
        try:
            return ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"

    @property
    def secured(self) -> Security:
        """tls on port 465 (RFC 8314, 3.3), starttls elsewhere; in clear only to a port of this machine that is not for submission."""
        if self.security:
            return self.security
        if self.port == 465:
            return "tls"
        return "plain" if self.is_local and self.port != 587 else "starttls"

    @property
    def most_bytes(self) -> int:
        """max_size in bytes."""
        number, unit = _measured(self.max_size, "", "")
        return int(number * _UNITS[unit])

    @property
    def seconds_to_live(self) -> float:
        """lifetime in seconds."""
        number, unit = _measured(self.lifetime, "", "")
        return number * _SPANS[unit.removesuffix("s")]
