"""An e-mail as its reader sees it: the text that it brings, who wrote it, when, and under which subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from briefgen.intake import html
from briefgen.intake.article import Article, Unreadable
from briefgen.intake.dates import stated

_SEVERAL = re.compile(rb"\n\r?\nFrom \S+ [^\n]*\d{4}\r?\n[A-Za-z-]+:")
_PARTS, _DEEP = 500, 30
_LARGEST = 60 * 1024 * 1024
_BOUNDARIES = re.compile(rb"boundary\s*=", re.I)
_FIELD = re.compile(
    rb"^(?:content-[a-z-]+|from|sender|reply-to|to|cc|bcc|date|subject):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST = 20_000
"""Bytes of a header; to read a longer one takes time and memory without bounds."""


def read(data: bytes) -> Article:
    """The text of an e-mail in the form of RFC 5322, with its headers as what it states. Raises Unreadable."""
    if len(data) > _LARGEST:
        raise Unreadable(f"has {len(data) // 1024**2} MB. Save it without what is attached, and add that.")
    if data.startswith(b"From ") and _SEVERAL.search(data):
        raise Unreadable("holds several messages. Save the one that matters as a file of its own.")
    if len(_BOUNDARIES.findall(data)) > _PARTS or (data.count(b"\n--") > 10 * _PARTS and _BOUNDARIES.search(data)):
        raise Unreadable("has more parts within parts than any e-mail. Copy its text into a .txt file.")
    if any(len(field[0]) > _LONGEST for field in _FIELD.finditer(data)):
        raise Unreadable("has a header longer than any e-mail's. Copy its text into a .txt file.")
    try:
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return _read(message)
    except RecursionError as error:
        raise Unreadable("has parts within parts without end. Copy its text into a .txt file.") from error


def _read(message: EmailMessage) -> Article:
    texts, attached = _parts(message)
    plain = "\n\n".join(texts["text/plain"])
    pages = [part for part in texts["text/html"] if part.strip()]
    told: list[str] = []
    seen = plain
    language = ""
    if pages:
        shown = [html.read(page.encode("utf-8"), whole=True) for page in pages]
        words = sum(len(one.text.split()) for one in shown)
        # The plain part of many letters says no more than that there is another.
        if len(plain.split()) * 2 < words:
            seen, language = "\n\n".join(one.text for one in shown), shown[0].language
            told += [remark for one in shown for remark in one.remarks]
    if not seen.strip():
        raise Unreadable("has no text of its own. Save what is attached, and add that.")
    if attached:
        told.append(
            f"{'this was' if len(attached) == 1 else 'these were'} attached and not read: {', '.join(attached[:20])}. Save what matters, and add it as a source of its own"
        )
    published, doubt = stated(_header(message, "Date"))
    name, address = parseaddr(_header(message, "From"))
    return Article(
        seen,
        title=_header(message, "Subject"),
        author=name or address,
        published=published,
        language=language,
        suffix="eml",
        remarks=tuple(filter(None, (doubt, *told))),
    )


def _parts(message: EmailMessage) -> tuple[dict[str, list[str]], list[str]]:
    """The texts that a reader is shown, by their kind, and the names of what is attached."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    attached: list[str] = []
    stack: list[tuple[EmailMessage, int]] = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        if count > _PARTS or depth > _DEEP:
            raise Unreadable("has more parts within parts than any e-mail. Copy its text into a .txt file.")
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822":
            inner = payload[0] if isinstance(payload, list) and payload else None
            attached.append(f"the e-mail “{_header(inner, 'Subject') if isinstance(inner, EmailMessage) else ''}”")
        elif part.is_multipart() and isinstance(payload, list):
            stack += [(inner, depth + 1) for inner in reversed(payload) if isinstance(inner, EmailMessage)]
        elif kind in texts and _said(part.get_content_disposition) != "attachment" and not _filename(part):
            texts[kind].append(_flowed(part, _text(part)))
        elif (
            _said(part.get_content_disposition) == "attachment"
            or _filename(part)
            or not kind.startswith(("image/", "text/"))
        ):
            attached.append(_named(part, kind))
    return texts, attached


def _text(part: EmailMessage) -> str:
    """The text of a part in the encoding that it states, or the one that its bytes can be."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or ""
    if part.get_content_type() == "text/html":
        from briefgen.intake.spelling import decoded

        return decoded(data, charset)[0]
    for name in (charset, "utf-8"):
        try:
            return data.decode(name or "utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("cp1252", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _flowed(part: EmailMessage, text: str) -> str:
    """The paragraphs as they were typed: a program breaks lines for sending (RFC 3676), or at the 76th column."""
    if part.get_content_type() == "text/html":
        return text
    if _parameter(part, "format").lower() == "flowed":
        text = re.sub(r"(?m)^ (?=[ >]|From )", "", text)
        glue = "" if _parameter(part, "delsp").lower() == "yes" else " "
        return re.sub(r"(?m)(?<!^--) \n(?!>)(?=\S)", glue, text).strip()
    return "\n\n".join(_unwrapped(block) for block in re.split(r"\n[ \t]*\n", text.strip("\n")) if block.strip())


def _unwrapped(block: str) -> str:
    """A paragraph whose lines all end near one column is one line."""
    lines = [line.rstrip() for line in block.split("\n")]
    body = lines[:-1]
    wrapped = (
        len(lines) > 1
        and all(50 <= len(line) <= 80 for line in body)
        and not any(line.startswith((">", " ", "\t", "-", "*", "|")) for line in lines)
    )
    return " ".join(lines) if wrapped else "\n".join(lines)


def _header(message: Any, name: str) -> str:
    """A header in one line; a broken one says nothing."""
    return _said(lambda: message[name])[:2000]


def _parameter(part: EmailMessage, name: str) -> str:
    return _said(lambda: part.get_param(name))


def _filename(part: EmailMessage) -> str:
    return _said(part.get_filename)


def _said(read: Callable[[], object]) -> str:
    """What a header says, in one line; nothing where it cannot be read."""
    try:
        return " ".join(str(read() or "").split())
    except Exception:  # noqa: BLE001 - the parser of headers raises whatever it stumbles over
        return ""


def _named(part: EmailMessage, kind: str) -> str:
    payload = part.get_payload(decode=True)
    size = len(payload) if isinstance(payload, bytes) else 0
    return f"“{_filename(part)[:80] or kind}” ({size // 1024 + 1} kB)"
