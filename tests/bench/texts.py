"""Briefs on one long archived text: many facts that cite it, or signs that stand in it a hundred thousand times."""

from __future__ import annotations

from pathlib import Path
from random import Random

BRIEF = """\
title: A long text
timezone: UTC
as_of: 2024-06-30
bottom_line: Each value was read.
sources:
  record: {title: The record, access: primary, grade: A2, file: sources/record.txt}
events:
"""
EVENT = """\
  e-{n}: {{title: Station {n} was read, when: 2024-03-01 06:00, summary: The value was {value}., evidence: {{record: "{words}"}}}}
"""


def write_facts(root: Path, facts: int) -> Path:
    """A workspace with a brief of so many events, each of which cites a line of its own among five; 4,000 are a text of 1 MB."""
    drawn = Random(1)
    lines = [
        f"{n:05} value {drawn.randrange(10**6)} at station {n} in the year {1900 + n % 100}" for n in range(5 * facts)
    ]
    events = (EVENT.format(n=n, value=drawn.randrange(10**6), words=lines[5 * n]) for n in range(facts))
    return _written(root, "\n".join(lines), "".join(events))


def write_quotation_marks(root: Path, marks: int) -> Path:
    """A workspace with a brief on a text of so many quotation marks, each before a word."""
    words = "The value was 12."
    return _written(root, f"{words} {marks * chr(0x201C).join((' ', 'a'))}", EVENT.format(n=1, value=12, words=words))


def _written(root: Path, text: str, events: str) -> Path:
    brief = root / "briefs" / "log"
    (brief / "sources").mkdir(parents=True)
    (brief / "sources" / "record.txt").write_text(text, encoding="utf-8")
    (brief / "brief.yaml").write_text(BRIEF + events, encoding="utf-8")
    return root
