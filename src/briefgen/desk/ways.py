"""What others' messages tell their reader to do, in the terms of the screen: its buttons and fields, where it has one for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from briefgen.ways import Way

_WORDS: Mapping[Way, str] = {
    Way.SENDING: "sending",
    Way.SEND_OR_RETRY: "sending",
    Way.NEW_LEDGER: "the tick at “Nothing was ever sent from here”",
    Way.ADD_NEW_LEDGER: "the command “briefgen send BRIEF --new-ledger” in a terminal begins another record",
    Way.TO_LIST: "the lists under “Other readers”",
    Way.TEST_ADDRESS: "an address such as name@example.org",
    Way.LETTERS: "“Letters that have not arrived…”",
    Way.LETTER: "“Letters that have not arrived…”",
    Way.RETRY_ALL: "“Try again…”",
    Way.RETRY: "“Try again…”",
    Way.RESOLVE: "“The reader has it” or “Try again…”",
    Way.RESEND: "“Try again…”",
    Way.ISSUE: "“Send…”",
    Way.APPROVE: "“Approve”",
    Way.BY_NAME: "the field “Who approves”",
    Way.REASON: "the field “What is wrong with it”",
    Way.CORRECT_OR_WITHDRAW: "“a correction” or “a withdrawal”",
    Way.NEW_BRIEF: "“Begin”",
    Way.CHECK: "the problems that its form shows",
    Way.COVERAGE: "the marks in its text",
    Way.ADD_SOURCE: "“Add a source…”",
    Way.ID: "“Short name”",
    Way.LOCAL: "so at “The address may lead to this machine or the local network”",
    Way.FROM_OCR: "“Read from a picture by machine” in its form",
    Way.FROM_OCR_OR_TYPED: "“Read from a picture by machine” or “A transcript” in its form",
    Way.FROM_RECORDING: "“Recording” and “A transcript” in its form",
    Way.FIDELITY: "choose it at “How its text reached us” in the form of the source",
    Way.SUGGEST: "“Suggest facts from it”",
}
IN_A_TERMINAL = frozenset(Way) - _WORDS.keys()
"""What the desk has nothing for: its reader is told the command."""
_NAME = re.compile(r"\\{(\w+)\\}")

_ANY_WORD = r"[^\s,;]*[^\s,;.]"


def here(text: str) -> str:
    """A message with each way in it as the desk has it."""
    return _every().sub(lambda found: _words(_PATTERNS[str(found.lastgroup)], found[0]), text)


def _words(way: Way, command: str) -> str:
    return _WORDS.get(way, f"the command “{command}” in a terminal")


_PATTERNS = {f"w{number}": way for number, way in enumerate(sorted(Way, key=lambda one: -len(one.value)))}


@cache
def _every() -> re.Pattern[str]:
    """Each way, the longer ones first, with any word where a name is filled in, and the word on both sides its own."""
    said = {name: _NAME.sub(lambda found: _ANY_WORD, re.escape(way.value)) for name, way in _PATTERNS.items()}
    ways = "|".join(f"(?P<{name}>{pattern})" for name, pattern in said.items())
    return re.compile(rf"(?<![\w-])(?:{ways})(?![\w-])")
