"""Text and numbers as XML and HTML hold them: nothing that was written as data is ever read as markup."""

from __future__ import annotations

import re
from functools import cache
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 (2.2) and HTML forbid."""
    return _FORBIDDEN.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text, clean, for an element or a quoted attribute."""
    return escape(clean(text))


def attributes(**values: str | float | None) -> str:
    """` name="value"` for each that is not None, in order. `aria_label` is written aria-label, `class_` class."""
    return "".join(f' {_name(name)}="{_value(value)}"' for name, value in values.items() if value is not None)


def element(name: str, *content: str, **values: str | float | None) -> str:
    """An element with attributes; `content` is markup already."""
    return f"<{name}{attributes(**values)}>{''.join(content)}</{name}>"


def number(value: float) -> str:
    """At most two decimal places, and no more digits than it needs: "12.5", "0"."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escaped(value) if isinstance(value, str) else number(value)
