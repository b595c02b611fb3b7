"""Whether an archived text is one: markup has words in it that no reader sees, and marks between those that he sees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

_TAG = (
    r"(?:html|head|body|title|meta|link|script|style|div|span|p|br|hr|a|b|i|u|em|strong|small|sub|sup|h[1-6]|ul|ol|li|dl|dt|dd"
    r"|table|thead|tbody|tr|td|th|img|figure|figcaption|article|section|header|footer|nav|main|aside|blockquote|font|center|form"
    r"|input|button|svg|iframe|noscript|time|picture|source|video|label)"
)
_BEGINS = re.compile(r"\s*(?:<!doctype\s+html|<html[\s>]|<\?xml\b|<(?:head|body|svg|rss|feed)[\s>])", re.IGNORECASE)
_TAGS = re.compile(rf"</?{_TAG}(?:\s[^<>]{{0,500}})?/?>|<!--", re.IGNORECASE)
_FIRST_TAG = re.compile(rf"\s*<{_TAG}(?:\s[^<>]{{0,500}})?>", re.IGNORECASE)
_LAST_TAG = re.compile(rf"</{_TAG}>\s*$|<(?:br|hr)\s*/?>\s*$", re.IGNORECASE)
_MANY, _APART = 4, 400  # tags, and most characters for each of them: an article on HTML has fewer
_CUE = re.compile(r"^\d{1,2}:\d\d(?::\d\d)?[.,]\d{3}[ \t]+-->[ \t]+\d{1,2}:\d\d", re.MULTILINE)
_HEADER = re.compile(r"(?:(?:From [^\n]+\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+)\n")
_ENCODED = re.compile(r"^content-transfer-encoding:\s*(base64|quoted-printable)", re.IGNORECASE | re.MULTILINE)
_IN_PARTS = re.compile(
    r"^content-type:\s*multipart/[^\n]*(?:\n[ \t][^\n]*)*?boundary=\"?([^\s\";]+)", re.IGNORECASE | re.MULTILINE
)
_BASE64 = re.compile(r"^[A-Za-z0-9+/]{60,}={0,2}$", re.MULTILINE)
_ESCAPED = re.compile(r"=\n|=[0-9A-F]{2}")


def markup(text: str) -> str:
    """What a text is that is not plain: "HTML", "an e-mail as it was sent"; empty for plain text. It is told by what it says."""
    text = text.replace("\r\n", "\n")
    return next((name for name, is_one in _KINDS.items() if is_one(text)), "")


def _is_html(text: str) -> bool:
    if _BEGINS.match(text) or (_FIRST_TAG.match(text) and _LAST_TAG.search(text)):
        return True
    tags = len(_TAGS.findall(text))
    return tags >= _MANY and tags * _APART >= len(text)


def _is_subtitles(text: str) -> bool:
    return _CUE.search(text) is not None


def _is_mail(text: str) -> bool:
    header = _HEADER.match(text.lstrip())
    if not header:
        return False
    body = text.lstrip()[header.end() :]
    encoded, parts = _ENCODED.search(header[0]), _IN_PARTS.search(header[0])
    if parts and f"--{parts[1]}" in body:
        return True
    return encoded is not None and (_BASE64 if encoded[1].lower() == "base64" else _ESCAPED).search(body) is not None


def _is_json(text: str) -> bool:
    if text.strip()[:1] not in ("{", "["):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return _is_json_in_lines(text)


def _is_json_in_lines(text: str) -> bool:
    try:
        return all(isinstance(json.loads(line), dict | list) for line in text.splitlines() if line.strip())
    except (ValueError, RecursionError):
        return False


_KINDS: dict[str, Callable[[str], bool]] = {
    "RTF": lambda text: text.lstrip().startswith("{\\rtf"),
    "a PDF file": lambda text: text.startswith("%PDF-"),
    "HTML": _is_html,
    "a file of subtitles": _is_subtitles,
    "an e-mail as it was sent": _is_mail,
    "JSON": _is_json,
}
