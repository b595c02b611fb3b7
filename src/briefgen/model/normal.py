"""A text without what typesetting may change, with the place of every character; and where its words begin and end."""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from typing import NamedTuple

_SAME = {"'": "‘’‚‛‹›ʼ′`´＇", '"': "“”„‟«»″＂", "-": "‐‑‒–—―−﹣－"}
_PLAIN = {ord(c): plain for plain, group in _SAME.items() for c in group}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_TYPESETTING = (
    # A mark between two letters is spelling and stays, or "we're" would be "were"; so does the one of "[Milley]'s".
    (re.compile(r"""(?<![\w\]])["']+|["']++(?!\w)"""), ""),
    (re.compile(r"\.(?: ?\.){2,3}"), "…"),
    (re.compile(r" ?-[ -]*"), "-"),
    (re.compile(r" {2,}"), " "),
)


class Normal(NamedTuple):
    """A text in normal form; character i of it was made from text[starts[i]:ends[i]] of the original."""

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of the characters from start to end (end > start)."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normal:
    """`text` without what typesetting may change, in linear time.

    NFKC per combining cluster, case folded; one apostrophe, dash, ellipsis and space; quotation marks, soft hyphens and
    zero-width characters dropped. Superscripts and fractions stay themselves: NFKC would read 10² as 102.
    """
    characters: list[str] = []
    starts, ends = array("L"), array("L")
    j = 0
    while (i := j) < len(text):
        j = i + 1
        if text[i] in _INVISIBLE:
            continue
        while j < len(text) and _continues(text[j]):
            j += 1
        form = _folded(text[i:j])
        if form == " " and characters and characters[-1] == " ":
            continue
        characters.extend(form)
        starts.extend([i] * len(form))
        ends.extend([j] * len(form))
    normal = Normal("".join(characters), starts, ends)
    for pattern, plain in _TYPESETTING:
        normal = _rewritten(normal, pattern, plain)
    return normal


def _continues(c: str) -> bool:
    """True for what belongs to the letter before it: combining marks, and the later parts of a Hangul syllable."""
    return c > "\u02ff" and (unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff")


@lru_cache(4096)
def _folded(cluster: str) -> str:
    form = cluster.translate(_PLAIN)  # before NFKC, which takes ´ and ″ apart
    if not form.isascii() and unicodedata.category(form[0]) != "No":
        form = unicodedata.normalize("NFKC", form)
    return " " if form.isspace() else form.casefold()


def _rewritten(normal: Normal, pattern: re.Pattern[str], plain: str) -> Normal:
    """Every match replaced by `plain` (at most one character), which takes the match's place."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    done = 0
    for match in pattern.finditer(normal.text):
        a, b = match.span()
        pieces += normal.text[done:a], plain
        starts += normal.starts[done:a]
        ends += normal.ends[done:a]
        if plain:
            starts.append(normal.starts[a])
            ends.append(normal.ends[b - 1])
        done = b
    pieces.append(normal.text[done:])
    return Normal("".join(pieces), starts + normal.starts[done:], ends + normal.ends[done:])


# Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without spaces: an edge cannot be seen to cut a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_NO_SPACES = re.compile(f"[{_UNSPACED}]")
WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\w)+(?:'\w+)*")
_CUT = re.compile(
    r"(?<=\d)(?=[.,:]\d)|(?<=\d[.,:])(?=\d)"  # 5 million is not 1.5 million
    r"|(?<=\w)(?='(?:t|ve|ll|re|d|m)\b)|(?<=\w')(?=(?:s|t|ve|ll|re|d|m)\b)"  # can is not can't; Milley is in Milley's
)


def cuts(text: str, i: int) -> bool:
    """True when an edge before text[i] lies inside a word, a number or a contraction."""
    if not 0 < i < len(text):
        return False
    if in_word(text[i - 1]) and in_word(text[i]):
        return not (_NO_SPACES.match(text[i - 1]) or _NO_SPACES.match(text[i]))
    return _CUT.match(text, i) is not None


def in_word(c: str) -> bool:
    return c.isalnum() or (c > "\u02ff" and unicodedata.category(c)[0] == "M")


def clear(text: str, i: int, step: int, reach: int) -> bool:
    """True when a word ends at i, or after at most `reach` more characters, which a bracket stands for."""
    return any(not cuts(text, i + k * step) for k in range(reach + 1))
