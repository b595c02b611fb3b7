"""Which zone the times of a log are in: as the head of the column or the cells say, and asked where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.model.point import BadTime, authored_zone
from briefgen.model.time_advice import zone_advice

_NAMED = r"(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?|[+\u2212-]\d{2}:?\d{2}|[A-Z][A-Za-z]+(?:/[A-Za-z][A-Za-z0-9_+-]*)+|[A-Z]{3,5}"
_IN_HEAD = re.compile(rf"[(\[]\s*([^)\]]+?)\s*[)\]]|(?<![\w/])({_NAMED})(?![\w/])")
_IN_CELL = re.compile(
    rf"\d(?:[.,]\d+)?[~?%]?\s?(?:[AaPp]\.?[Mm]\.?)?\s?\(?({_NAMED}|[Zz]|[+\u2212-]\d{{2}})\)?\s*(?:$|/[\d.]|\.\.)"
)
"""The zone of one end is the other's too."""


def zone_in_head(name: str) -> tuple[str, str]:
    """The zone that the name of a column says, and what to write for letters that mean several zones; both empty for none."""
    for found in _IN_HEAD.finditer(name):
        said = found[1] or found[2]
        if zone := _zone(said):
            return zone, ""
        if advice := _letters(said):
            return "", advice
    return "", ""


def zones_of(heads: Sequence[str], cells: Iterable[str]) -> tuple[str, str]:
    """The zone that holds for all times of a column, empty where each names its own; and a question where neither head nor cell says it."""
    for head in heads:
        zone, advice = zone_in_head(head)
        if zone:
            return zone, ""
        if advice:
            return "", f"'{head}' may mean several zones: {advice}"
    bare, all_of_them, example, letters = 0, 0, "", ""
    for cell in cells:
        all_of_them += 1
        found = _IN_CELL.search(cell)
        if found and _zone(found[1]):
            continue
        if found and (advice := _letters(found[1])):
            letters = letters or f"'{cell}' may mean several zones: {advice}"
        bare, example = bare + 1, example or cell
    if not bare:
        return "", ""
    some = "the times name" if bare == all_of_them else f"{bare:,} of {all_of_them:,} times name"
    return "", letters or f"{some} no zone, such as '{example}': in which zone are they?"


def _zone(said: str) -> str:
    """The spelling of a zone, if it is one."""
    try:
        authored_zone(said)
    except BadTime:
        return ""
    return said


def _letters(said: str) -> str:
    """What to write for letters that several zones go by; empty where the letters are no zone's."""
    advice = zone_advice(said, ()) if said.isalpha() else ""
    return "" if advice.startswith("Write an IANA name") else advice
