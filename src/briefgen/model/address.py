"""Addresses of the web: whether a text is one, and the form in ASCII that every reader of a file can follow (RFC 3986, 3987)."""

from __future__ import annotations

import re
import string
from urllib.parse import quote, urlsplit

_SHAPE = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_MAILBOX = re.compile(r"[^@\s:/]+@([^@\s:/?]+)(?:\?\S*)?")
_CHANGED = "\u00df\u03c2\u200c\u200d"
"""Letters of a host that the two standards for such hosts (RFC 3490 and 5891) read as different hosts."""


def fault(text: str) -> str:
    """Why a text is no address to link to, as "what is wrong|what to write instead"; empty when it is one."""
    if not _SHAPE.fullmatch(text):
        return f"'{text}' is not a safe address|Write one that begins with https://, http:// or mailto:, without spaces and quotation marks"
    try:
        linked(text)
    except ValueError as error:
        return f"'{text}' is not an address: {error}|Copy it anew from the browser"
    return ""


def linked(text: str) -> str:
    """The address in ASCII: the host as the name service has it (xn--), the rest with its letters in per cent. Raises ValueError."""
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "mailto":
        mailbox = _MAILBOX.fullmatch(rest)
        if not mailbox:
            raise ValueError("there is no name@host after mailto:")
        return f"mailto:{quote(rest[: mailbox.start(1)], safe=_KEPT)}{_host(mailbox[1])}{quote(rest[mailbox.end(1) :], safe=_KEPT)}"
    parts = urlsplit(text)
    user, at, place = parts.netloc.rpartition("@")
    if parts.port == 0:
        raise ValueError("its port is none")
    host = (
        place
        if place.startswith("[")
        else place.removesuffix(f":{place.rpartition(':')[2]}")
        if ":" in place
        else place
    )
    shown = host if host.startswith("[") else _host(host)
    netloc = f"{quote(user, safe=_KEPT)}{at}{shown}{place[len(host) :]}"
    after = text[text.index("://") + 3 + len(parts.netloc) :]
    return f"{scheme}://{netloc}{quote(after, safe=_KEPT)}"


_KEPT = string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%"


def _host(host: str) -> str:
    if not host.strip("."):
        raise ValueError("it has no host")
    if any(letter in host for letter in _CHANGED):
        raise ValueError(
            f"its host '{host}' has a letter that programs read in two ways; write it as the browser shows it in ASCII, with xn--"
        )
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(f"its host '{host}' cannot be one") from None
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in plain.removesuffix(".").split(".")):
        raise ValueError(f"its host '{host}' cannot be one")
    return plain
