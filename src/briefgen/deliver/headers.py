"""Header lines of a message, written here and not by the standard library: in Python 3.11.7 and 3.12.1 that lets text become headers.

(CVE-2024-6923, CVE-2026-1299.) Text that could be read as more than text is refused; what was written is read again and compared.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256
from typing import Any

from briefgen.errors import BriefgenError, Exit

Header = tuple[str, str | tuple[str, str]]
"""A name and its value as a reader sees it: words, or a display name and an address."""

MACHINE: tuple[Header, ...] = (
    ("Auto-Submitted", "auto-generated"),  # RFC 3834, 5
    ("X-Auto-Response-Suppress", "OOF, AutoReply"),  # Exchange knows only this one
)
"""What keeps a reader's absence notice from being sent back."""
_WIDTH = 76
"""Characters of a line that holds an encoded word (RFC 2047, 2)."""
_ENCODED = 39
"""Bytes in one encoded word: 52 characters in base64 and 12 around them, so that it fits beside the name of its header."""
_HARD = 998
"""Characters of any line (RFC 5322, 2.1.1)."""
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_CODED = re.compile(r"=\?")
_LINES = re.compile(rb"(?:[!-9;-~]+:[ -~]*|[ \t][ -~]*[!-~][ -~]*)")
_LONGEST_NAME = 120
"""Bytes of an attachment's name."""


class Unfit(BriefgenError):
    """A text that a mail header cannot carry."""

    exit = Exit.DELIVERY


def fit(text: str, what: str) -> str:
    """The text, if a header may carry it. Raises Unfit, naming `what` it is."""
    if found := _HIDDEN.search(text):
        raise Unfit(
            f"The {what} has the control character U+{ord(found[0]):04X}, which a mail header cannot carry. Take it out."
        )
    if _CODED.search(text):
        raise Unfit(f"The {what} has '=?', which mail programs read as a code. Write it otherwise.")
    return text


def unstructured(name: str, text: str) -> bytes:
    """A header of free text, folded, without its line end (RFC 5322, 2.2.3; RFC 2047)."""
    fit(text, name)
    words = text.split(" ")
    if _PLAIN.fullmatch(text) and max(map(len, words)) + len(name) + 2 <= _WIDTH:
        return _folded(f"{name}:", words)
    return _folded(f"{name}:", _encoded(text)) if text else f"{name}: ".encode("ascii")


def mailbox(header: str, address: str, name: str = "") -> bytes:
    """A header with one address and the name before it (RFC 5322, 3.4)."""
    fit(name, f"name in {header}")
    fit(address, f"address in {header}")
    if not _ADDRESS.fullmatch(address):
        raise Unfit(f"'{address}' in {header} is not an e-mail address.")
    if not name:
        return f"{header}: {address}".encode("ascii")
    words, short = name.split(" "), max(map(len, name.split(" "))) < _WIDTH - len(header) - 4
    if short and _ATOMS.fullmatch(name):
        pass
    elif short and name.isascii() and name == " ".join(name.split()):
        words = ('"' + re.sub(r'(["\\])', r"\\\1", name) + '"').split(" ")
    else:
        words = _encoded(name)
    return _folded(f"{header}:", [*words, f"<{address}>"])


def written(planned: Sequence[Header]) -> bytes:
    """The planned headers, without the last one's line end. Raises Unfit."""
    return b"\r\n".join(_line(name, value) for name, value in planned)


def _line(name: str, value: str | tuple[str, str]) -> bytes:
    match value:
        case (shown, address):
            return mailbox(name, address, shown)
        case str() if name == "Subject":
            return unstructured(name, value)
        case str():  # tokens of ASCII with spaces between, such as message ids
            return _folded(f"{name}:", fit(value, name).split(" "))


def file_name(text: str) -> str:
    """A name for an attachment: no path, no control characters, no code, at most 120 bytes, its suffix kept."""
    name = _HIDDEN.sub("", text.replace("\\", "/").rpartition("/")[2]).replace("=?", "=")
    name = re.sub(r"^[\s.]+|[\s.]+$", "", name) or "brief"
    stem, dot, suffix = name.rpartition(".")
    room = _LONGEST_NAME - len(f"{dot}{suffix}".encode())
    if dot and stem and room > 20:
        return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + dot + suffix
    return name.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip()


def message_id(domain: str, *parts: object) -> str:
    """The same parts, the same id (RFC 5322, 3.6.4)."""
    return f"<{_digest(*parts)[:32]}@{domain}>"


def boundary(*parts: object) -> str:
    """A line between the parts of a message that no base64 or quoted-printable line can be (RFC 2045, 6.7)."""
    return f"=_{_digest(*parts)[:40]}"


def _digest(*parts: object) -> str:
    return sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(text: str) -> list[str]:
    """Encoded words of whole characters (RFC 2047, 5)."""
    words, piece = [], b""
    for sign in text:
        coded = sign.encode()
        if len(piece) + len(coded) > _ENCODED:
            words.append(piece)
            piece = b""
        piece += coded
    return [f"=?utf-8?b?{b64encode(piece).decode('ascii')}?=" for piece in (*words, piece)]


def _folded(first: str, words: Sequence[str]) -> bytes:
    """Words on lines of at most 76 characters; a fold stands where a space stood, and none stands alone on a line."""
    lines = [first]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH and lines[-1] != first:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines).encode("ascii")


_OWN = ("MIME-Version", "Content-Type")
"""The headers of the content, which come after the planned ones."""


# -- what was written, read again -------------------------------------------------------------------------------------


def verify(message: bytes, planned: Sequence[Header], mime: Sequence[str] = _OWN) -> EmailMessage:
    """The message, read by the standard library's parser. Raises Unfit where its headers are not the planned ones, then `mime`'s.

    The last line of defence: whatever the text was and whichever Python runs, a message with a header that nobody planned is not sent.
    """
    head = message.partition(b"\r\n\r\n")[0].split(b"\r\n")
    bare = re.search(rb"(?<!\r)\n|\r(?!\n)|\0", message)
    if bare or not all(map(_LINES.fullmatch, head)) or max(map(len, message.split(b"\r\n"))) > _HARD:
        raise Unfit(f"The message is not one that every server takes, so it was not sent. {_OURS}")
    parsed = BytesParser(policy=policy.SMTP).parsebytes(message)
    assert isinstance(parsed, EmailMessage)
    if parsed.keys() != [*(name for name, _ in planned), *mime]:
        raise Unfit(f"The message has headers that nobody planned, so it was not sent. {_OURS}")
    for name, value in planned:
        if _said(parsed[name]) != (_spaced(value) if isinstance(value, str) else tuple(map(_solid, value))):
            raise Unfit(f"The header {name} does not say what was planned, so the message was not sent. {_OURS}")
    return parsed


def _said(header: Any) -> str | tuple[str, ...]:
    """What a reader's mail program makes of a header: of one with addresses the names and the addresses."""
    found = getattr(header, "addresses", None)
    if found is None:
        return _spaced(str(header))
    return tuple(_solid(part) for one in found for part in (one.display_name, one.addr_spec))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _solid(text: str) -> str:
    """Without spaces: between two encoded words of a name Python's parser leaves one that is not there (RFC 2047, 6.2)."""
    return "".join(text.split())


_OURS = "This is a fault of briefgen"
