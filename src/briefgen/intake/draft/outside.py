"""Candidates that another program prints, one JSON object a line: what does not stand in the text where it says is dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from briefgen.intake.draft.candidate import Candidate, at_most, in_order, of_line


def question(text: str, source: str, published: dt.date | None, language: str) -> str:
    """What the program is given on standard input: one line of JSON."""
    asked = {
        "source": source,
        "language": language,
        "published": published.isoformat() if published else "",
        "text": text,
    }
    return json.dumps(asked, ensure_ascii=False) + "\n"


def answers(lines: Iterable[str], text: str, source: str) -> tuple[tuple[Candidate, ...], int]:
    """The candidates that stand in the text, graded C at most, and how many lines were dropped."""
    found, dropped = [], 0
    for line in lines:
        if not line.strip():
            continue
        try:
            candidate = of_line(line, source)
        except (ValueError, RecursionError):
            dropped += 1
            continue
        if candidate.stands_in(text) and _says_so(candidate, text):
            found.append(at_most(candidate, "C"))
        else:
            dropped += 1
    return in_order(found), dropped


def _says_so(candidate: Candidate, text: str) -> bool:
    """True when the words that will be quoted, and the speaker, are the text's own."""
    quoted = candidate.kind != "quotation" or (candidate.value.strip() != "" and candidate.value in candidate.words)
    named = candidate.kind not in ("actor", "place") or (candidate.value != "" and candidate.value in candidate.words)
    spoken = not candidate.speaker or (
        candidate.speaker_span is not None and text[slice(*candidate.speaker_span)] == candidate.speaker
    )
    titled = not candidate.title or candidate.title in candidate.words
    return quoted and named and spoken and titled
