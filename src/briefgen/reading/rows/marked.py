"""Words of an export with a tool's own marks, as a reader of the tool sees them."""

from __future__ import annotations

import re
from html import unescape
from typing import Literal, TypeAlias, assert_never

Marks: TypeAlias = Literal["html", "slack"]
_BREAK = re.compile(r"<br ?/?>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SLACK = re.compile(r"<(?P<sign>[@#!]?)(?P<at>[^<>|]+)(?:\|(?P<word>[^<>|]*))?>")
_SIGNS = {"@": "@", "#": "#", "!": "@"}


def as_seen(cell: str, marks: Marks) -> str:
    """Without the marks: `<b>quay</b> 1 &amp; 2` is "quay 1 & 2", Slack's `<https://a.example|plan>` "plan", `<@U1>` "@U1"."""
    if "<" not in cell and "&" not in cell:
        return cell
    match marks:
        case "html":
            return unescape(_TAG.sub("", _BREAK.sub("\n", cell))).strip()
        case "slack":
            seen = _SLACK.sub(_slack, cell)
            return seen.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        case _:
            assert_never(marks)


def _slack(match: re.Match[str]) -> str:
    sign, word = match["sign"], match["word"]
    if not sign:
        return word or match["at"].removeprefix("mailto:")
    if word and match["at"].startswith("date^"):
        return word
    return _SIGNS[sign] + (word or match["at"]).removeprefix(_SIGNS[sign])
