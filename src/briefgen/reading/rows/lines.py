"""Lines that begin with a time, as people and chats write them, to rows: when, who where most lines say so, and what."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice

from briefgen.reading.rows.cell import is_time
from briefgen.reading.rows.values import LogRow, RowNumbering, Rows, RowsRefused

_CLOCK = r"(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\b\.?)?|(?:[01]\d|2[0-3])[0-5]\d(?=Z))"
_DATE = r"(?:(?:[A-Z][a-z]{1,8}[.,]{0,2} )?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|[A-Z][a-z]{2} [ \d]\d|\d{1,2}\.? [A-Z][a-z]{2,8}(?: \d{4})?))"
_ZONE = r"(?:[ \u00a0]?(?:Z|UTC|GMT|CES?T|EES?T|[+-]\d{2}:?\d{2}|[A-Z][a-z]+/[A-Z][A-Za-z_]+)(?![A-Za-z\d]))"
_LINE = re.compile(
    rf"\s*(?:[-*•]\s+)?(?:\*\*|__)?(?P<open>[\[(])?(?P<when>(?:{_DATE}[T,]?[ \u00a0]?)?{_CLOCK}(?>{_ZONE}?))"
    rf"(?:\s?(?:-|–|—|to)\s?(?P<end>{_CLOCK}(?>{_ZONE}?)))?(?(open)[\])])(?:\*\*|__)?"
    r"(?:\s*[-–—]\s+|:\s+|[ \u00a0]++|(?<=\])|$)(?P<text>(?![,;|\t]).*)",
)
_WHO = re.compile(
    r"<[@+%~& ]?(?P<nick>[^<>\s]{1,40})>\s+(?P<said>.*)|(?P<name>[^\W\d_][^:\n]{0,40}):(?:\s+(?P<text>.*)|$)", re.DOTALL
)
_DAY = re.compile(
    r"\s*(?:#{1,6}|[-=*]{2,})?\s*(?:(?:Day changed|Log opened|Session Start:?)\s+)?(?P<day>.*?)\s*[-=*:#]*\s*",
    re.IGNORECASE,
)
_SAMPLE, _LONGEST_DAY = 400, 200


@dataclass(slots=True)
class _Entries:
    """The lines that begin with a time, column by column, and the lines `above` the first of them."""

    numbers: list[int] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    whens: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def is_lines(text: str) -> bool:
    """Whether most of the first lines begin with a time that a text follows."""
    begins = [is_line(line) for line in islice(StringIO(text), _SAMPLE) if line.strip()]
    return sum(begins) * 2 >= len(begins) and any(begins)


def is_line(line: str) -> bool:
    """Whether a line begins with a time that a text follows: no head of a table does."""
    found = _LINE.match(line)
    return found is not None and bool(found["text"] or found["open"])


def read(text: str, name: str) -> Rows:
    """The rows of such a log. Lines without a time belong to the row above; a line that is a day alone is the day of those below."""
    found = _entries(text)
    if not found.numbers:
        raise RowsRefused(f"{name} has no line that begins with a time.")
    who, texts = _spoken(found.texts)
    columns = {"Date": found.days, "Time": found.whens, "End": found.ends, "Who": who, "Text": texts}
    used = {head: cells for head, cells in columns.items() if head in ("Time", "Text") or any(cells)}
    cells = zip(*used.values(), strict=True)
    rows = tuple([LogRow(number, one) for number, one in zip(found.numbers, cells, strict=True)])
    remarks = (f"above the first time stands: '{' '.join(found.above)[:200]}'",) if found.above else ()
    form = "a chat" if any(who) else "lines that begin with a time"
    return Rows(tuple(used), rows, "", remarks, form, numbering=RowNumbering("line"))


def _entries(text: str) -> _Entries:
    found, day = _Entries(), ""
    further: dict[int, list[str]] = defaultdict(list)
    for number, line in enumerate(text.split("\n"), 1):
        if timed := _LINE.match(line):
            when, end, said = timed.group("when", "end", "text")
            found.numbers.append(number)
            found.days.append(day)
            found.whens.append(when)
            found.ends.append(end or "")
            found.texts.append(said.strip())
        elif not line.strip():
            continue
        elif len(line) <= _LONGEST_DAY and (alone := _DAY.fullmatch(line)) and is_time(alone["day"]):
            day = alone["day"]
        elif found.texts:
            further[len(found.texts) - 1].append(line.strip())
        else:
            found.above.append(line.strip())
    for entry, lines in further.items():
        found.texts[entry] = "\n".join(filter(None, (found.texts[entry], *lines)))
    return found


def _spoken(texts: list[str]) -> tuple[list[str], list[str]]:
    """Who says each text, and what: of a chat. Where nobody is named as <nick>, most lines have to begin with a name and a colon."""
    found = [_WHO.fullmatch(text) if ":" in text or "<" in text else None for text in texts]
    nicks = any(one and one["nick"] for one in found)
    if not nicks and sum(map(bool, found)) * 5 < len(texts) * 3:
        return [""] * len(texts), texts
    speakers, said = [], []
    for one, text in zip(found, texts, strict=True):
        spoken = one is not None and (bool(one["nick"]) or not nicks)
        speakers.append((one["nick"] or one["name"]).strip() if one and spoken else "")
        said.append((one["said"] or one["text"] or "").strip() if one and spoken else text)
    return speakers, said
