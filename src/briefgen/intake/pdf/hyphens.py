"""Words that a line's end has cut in two: joined by looking at the word and at the rest of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from briefgen.intake.pdf.runs import HYPHEN

_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*$")
_FIRST = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_HALVES = frozenset(
    [
        "and",
        "or",
        "to",
        "und",
        "oder",
        "bzw",
        "sowie",
        "bis",
        "i",
        "lub",
        "albo",
        "oraz",
        "et",
        "ou",
        "y",
        "o",
        "e",
        "en",
    ]
)
"""What follows a hyphen that stands for the rest of a word: Luft- und Wasserproben."""
_KEPT = frozenset(
    ["self", "quasi", "vice", "well", "non", "half", "ex", "semi", "pseudo", "anglo", "franco", "polsko", "niemiecko"]
)
"""First parts after which a hyphen stays where nothing else settles it."""
_JOINED = frozenset(
    [
        "era",
        "based",
        "backed",
        "born",
        "related",
        "owned",
        "controlled",
        "occupied",
        "propelled",
        "caused",
        "launched",
        "sponsored",
        "led",
    ]
)
"""Last parts of compounds before which it stays: Soviet-era."""


class Hyphens:
    """Joins lines, knowing the words of the document that stand within lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words = Counter(word.lower().replace("‑", "-") for line in lines for word in _WORD.findall(_inner(line)))

    def joined(self, before: str, after: str) -> str:
        """The two as one line."""
        if not before.endswith(HYPHEN):
            # A dash with letters on both sides of the break is set without spaces; else there is one between words.
            return (
                f"{before}{after}"
                if re.search(r"\w[—/]$", before) or before.endswith(("-", "‑"))
                else f"{before} {after}"
            )
        head = before[:-1]
        last, first = _LAST.search(head), _FIRST.match(after)
        if not last or not first:
            return f"{head}-{after}" if not head.endswith(" ") and first else f"{head}- {after}"
        if first[0].lower() in _HALVES and last[0].lower() + first[0].lower() not in self.words:
            return f"{head}- {after}"
        return f"{head}{'-' if self._keeps(last[0], first[0]) else ''}{after}"

    def _keeps(self, last: str, first: str) -> bool:
        one, two = last.lower(), first.lower()
        with_hyphen, without = self.words[f"{one}-{two}"], self.words[one + two]
        if with_hyphen or without:
            return with_hyphen > without
        if not last[-1].isalpha() or not first[0].isalpha() or first[0].isupper():
            return True  # COVID-19, Jean-Pierre
        if "-" in one or one in _KEPT or two in _JOINED:
            return True
        # Two words that the document has by themselves, neither short enough to be a syllable, make a compound.
        return min(len(one), len(two)) >= 4 and self.words[one] > 0 and self.words[two] > 0


def _inner(line: str) -> str:
    """A line without the part of a word at its end."""
    return re.sub(rf"[^\W_]+(?:[-‑][^\W_]+)*{HYPHEN}$", "", line)
