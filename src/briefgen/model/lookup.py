"""An archived text in the forms in which words are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefgen.model.edges import cuts
from briefgen.model.furniture import BREAK, DASH, FILLER, with_breaks, without_furniture
from briefgen.model.normal import (
    UNSPACED,
    VOWELS,
    Normal,
    bare,
    has_vowels,
    joined,
    normalise,
    without_hyphens,
    without_vowels,
)


class Archive:
    """An archived text, normalised once so that many texts can be looked up in it: as it is, and without what a page adds."""

    def __init__(self, text: str) -> None:
        self.text = text
        ways = dict.fromkeys((text, without_furniture(text)))
        self.readings = tuple(TextReading(with_breaks(way)) for way in ways)


class TextReading:
    """One way to read an archived text: its characters in their places, and the normal form in which words are looked for.

    Vowel signs, and hyphens where a line ends, may stand in one of the two and not in the other: where the text has any,
    what was found is held against it letter by letter.
    """

    def __init__(self, plain: str) -> None:
        self.plain = plain
        strict = normalise(plain)
        self.broken, self.pointed = BREAK in strict.text, has_vowels(strict.text)
        self.normal = joined(strict) if self.broken else bare(strict)

    def places(self, literal: str, before: int = 0, after: int = 0) -> list[tuple[int, int]]:
        """Where `literal`, in normal form, stands in this one's as whole words; brackets at its edges may stand for so many letters."""
        form, text, found = self.form(literal), self.normal.text, []
        i = text.find(form) if form else -1
        while i >= 0:
            j = i + len(form)
            if self._begins(i, before) and self._ends(j, after) and self._agrees(literal, i, j):
                found.append((i, j))
            i = text.find(form, i + 1)
        return found

    def form(self, literal: str) -> str:
        """How words in normal form stand in the normal form of this text."""
        return without_vowels(without_hyphens(literal) if self.broken else literal)

    def _begins(self, i: int, hidden: int) -> bool:
        return any(not self._cuts(i - k, ending=False) for k in range(hidden + 1))

    def _ends(self, i: int, hidden: int) -> bool:
        return any(not self._cuts(i + k, ending=True) for k in range(hidden + 1))

    def _cuts(self, i: int, *, ending: bool) -> bool:
        """True when an edge before character i of the normal form lies inside a word or a number of the text."""
        starts, ends = self.normal.starts, self.normal.ends
        if not 0 < i < len(starts):
            return False
        if ending:
            return ends[i - 1] == ends[i] or cuts(self.plain, ends[i - 1])
        return starts[i - 1] == starts[i] or cuts(self.plain, starts[i])

    def _agrees(self, literal: str, start: int, end: int) -> bool:
        """True when vowel signs and hyphens of the words are those of the text, wherever both have them."""
        if not (self.broken or (self.pointed and has_vowels(literal))):
            return True
        first, last = self.normal.span(start, end)
        return _either_way(literal).fullmatch(normalise(self.plain[first:last]).text.lstrip("'")) is not None

    def own_letters(self, literal: str, first: int, last: int) -> str:
        """The text's own letters from first to last, on one line, with those hyphens at line ends that the words have."""
        plain = self.plain[first:last]
        strict, hyphens, letters = normalise(plain), _hyphens(literal), 0
        kept = set()
        for letter, start in zip(strict.text, strict.starts, strict=True):
            if letter == BREAK and letters in hyphens:
                kept.add(start)
            letters += len(_letter(letter))
        parts = {BREAK: "", DASH: "", FILLER: ""}
        shown = "".join({BREAK: "-", DASH: " - "}[c] if i in kept else parts.get(c, c) for i, c in enumerate(plain))
        shown = re.sub(r"(?<=\w[-‐])\s*\n\s*(?=\w)", "", shown)  # Jean-Pierre
        return " ".join(re.sub(rf"(?<=[{UNSPACED}])\s*\n\s*(?=[{UNSPACED}])", "", shown).split())


def quotations(wanted: str) -> Iterator[Normal]:
    """The normal forms of a text to look for: hyphens at its own line ends belong to its words, or to a page they came from."""
    plain = with_breaks(wanted).replace(DASH, "-")
    yield normalise(plain.replace(BREAK, "-"))
    if BREAK in plain:
        yield normalise(plain.replace(BREAK, FILLER))


def _letter(c: str) -> str:
    return without_vowels(without_hyphens(c)).replace("-", "")


def _hyphens(literal: str) -> set[int]:
    """How many letters stand before each hyphen."""
    found, letters = set(), 0
    for c in literal:
        if c == "-":
            found.add(letters)
        letters += len(_letter(c))
    return found


@lru_cache(64)
def _either_way(literal: str) -> re.Pattern[str]:
    """What the words may look like in a text with or without vowel signs, whose hyphens at line ends may be the page's."""
    said = []
    for letter, signs in re.findall(f"(?s)([^{VOWELS}])([{VOWELS}]*)", literal.lstrip("'")):
        if letter == "-":
            said.append(f"[-{BREAK}]")
            continue
        some = f"[{VOWELS}]*" + "".join(f"{sign}[{VOWELS}]*" for sign in signs)
        said.append(f"{re.escape(letter)}(?:{''.join(f'{sign}?' for sign in signs)}|{some}){BREAK}?")
    return re.compile("".join(said))
