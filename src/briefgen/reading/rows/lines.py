"""Lines that begin with a time, as people and chats write them, to rows: when, who where most lines say so, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.reading.rows.cell import is_time
from briefgen.reading.rows.values import LogRow, Rows, RowsRefused

_CLOCK = r"(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\b\.?)?|(?:[01]\d|2[0-3])[0-5]\d(?=Z))"
_DATE = r"(?:(?:[A-Z][a-z]{1,8}[.,]{0,2} )?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|[A-Z][a-z]{2} [ \d]\d|\d{1,2}\.? [A-Z][a-z]{2,8}(?: \d{4})?))"
_ZONE = r"(?:[ \u00a0]?(?:Z|UTC|GMT|CES?T|EES?T|[+-]\d{2}:?\d{2}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)(?![A-Za-z\d]))"
_LINE = re.compile(
    rf"\s*(?:[-*•]\s+)?(?:\*\*|__)?(?P<open>[\[(])?(?P<when>(?:{_DATE}[T,]?[ \u00a0]?)?{_CLOCK}(?>{_ZONE}?))"
    rf"(?:\s?(?:-|–|—|to)\s?(?P<end>{_CLOCK}(?>{_ZONE}?)))?(?(open)[\])])(?:\*\*|__)?"
    r"(?:\s*[-–—]\s+|:\s+|[ \u00a0]+|(?<=\])|$)(?P<text>.*)",
)
_WHO = re.compile(
    r"<[@+%~& ]?(?P<nick>[^<>\s]{1,40})>\s+(?P<said>.*)|(?P<name>[^\W\d_][^:\n]{0,40}):(?:\s+(?P<text>.*)|$)", re.DOTALL
)
_DAY = re.compile(
    r"\s*(?:#{1,6}|[-=*]{2,})?\s*(?:(?:Day changed|Log opened|Session Start:?)\s+)?(?P<day>.*?)\s*[-=*:#]*\s*",
    re.IGNORECASE,
)
_SAMPLE = 400


@dataclass(slots=True)
class _Entry:
    number: int
    day: str
    when: str
    end: str
    text: str


def is_lines(text: str) -> bool:
    """Whether most of the first lines begin with a time that a text follows, the first of them as well as the rest."""
    begins = [_LINE.match(line) for line in text.split("\n")[:_SAMPLE] if line.strip()]
    found = sum(1 for one in begins if one and (one["text"] or one["open"]))
    return found * 2 >= len(begins) and found > 0


def read(text: str, name: str) -> Rows:
    """The rows of such a log. Lines without a time belong to the row above; a line that is a day alone is the day of those below."""
    entries, above = _entries(text)
    if not entries:
        raise RowsRefused(f"{name} has no line that begins with a time.")
    spoken = [_WHO.fullmatch(entry.text) for entry in entries]
    is_chat = sum(map(bool, spoken)) * 5 >= len(entries) * 3 or any(one and one["nick"] for one in spoken)
    spoken = [one if one and (is_chat and (one["nick"] or not _has_nick(spoken))) else None for one in spoken]
    columns = [
        ("Date", [entry.day for entry in entries]),
        ("Time", [entry.when for entry in entries]),
        ("End", [entry.end for entry in entries]),
        ("Who", [_who(one) if is_chat else "" for one in spoken]),
        (
            "Text",
            [_said(one, entry.text) if is_chat else entry.text for one, entry in zip(spoken, entries, strict=True)],
        ),
    ]
    used = [(head, cells) for head, cells in columns if head in ("Time", "Text") or any(cells)]
    rows = (
        LogRow(entry.number, cells)
        for entry, cells in zip(entries, zip(*(cells for _, cells in used), strict=True), strict=True)
    )
    remarks = (f"above the first time stands: '{' '.join(above)[:200]}'",) if above else ()
    return Rows(
        tuple(head for head, _ in used),
        tuple(rows),
        "",
        remarks,
        "a chat" if is_chat else "lines that begin with a time",
    )


def _entries(text: str) -> tuple[list[_Entry], list[str]]:
    entries: list[_Entry] = []
    above: list[str] = []
    day = ""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _LINE.match(line):
            entries.append(_Entry(number, day, found["when"], found["end"] or "", found["text"].strip()))
        elif not line.strip():
            continue
        elif (alone := _DAY.fullmatch(line)) and is_time(alone["day"]):
            day = alone["day"]
        elif entries:
            entries[-1].text = f"{entries[-1].text}\n{line.strip()}".strip()
        else:
            above.append(line.strip())
    return entries, above


def _has_nick(spoken: list[re.Match[str] | None]) -> bool:
    return any(one and one["nick"] for one in spoken)


def _who(one: re.Match[str] | None) -> str:
    return (one["nick"] or one["name"] or "").strip() if one else ""


def _said(one: re.Match[str] | None, whole: str) -> str:
    return ((one["said"] if one["nick"] else one["text"]) or "").strip() if one else whole
