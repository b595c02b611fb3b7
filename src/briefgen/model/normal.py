"""A text without what typesetting may change, with the place of every character."""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache
from typing import NamedTuple

from briefgen.model.furniture import BREAK, DASH

_SAME = {"'": "‘’‚‛‹›ʼ′`´＇׳", '"': "“”„‟«»″＂״", "-": "‐‑‒–—―−﹣－־", BREAK: DASH}
_PLAIN = {ord(c): plain for plain, group in _SAME.items() for c in group}
# One letter that computers write in two ways: Romanian comma and cedilla, Arabic and Persian yeh, kaf, heh and digits.
_LETTERS = str.maketrans("şţیکہ۰۱۲۳۴۵۶۷۸۹", "șțيكه٠١٢٣٤٥٦٧٨٩")
INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u0640\u180e\ufeff"  # U+0640 is the tatweel, which stretches an Arabic word
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
)
VOWELS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Signs that Hebrew and Arabic texts give or leave out."""
MARKS = "".join(c for c in map(chr, range(0x300, 0x3100)) if unicodedata.category(c)[0] == "M")
"""What stands above, below or beside a letter; `\\w` of `re` has none of them."""
# Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without spaces: an edge cannot be seen to cut a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TYPESETTING = (
    # A mark between two letters is spelling and stays, or "we're" would be "were"; so does the one of "[Milley]'s".
    (re.compile(r"""(?<![\w\]])["']+|["']++(?!\w)"""), ""),
    (re.compile(r"\.(?: ?\.){2,3}"), "…"),
    (re.compile(r" {2,}"), " "),
    (re.compile(r"(?<![^ (\[{=<>~])-(?=[.,]?\d)"), "−"),  # a sign, which is no dash
    (re.compile(r" ?-[ -]*"), "-"),
    (re.compile(rf" (?=[{UNSPACED}])|(?<=[{UNSPACED}]) "), ""),
)
_HYPHEN = re.compile(rf"(?<=[^\W\d_])-(?=[^\W\d_])|{BREAK}|(?<=[{VOWELS}])-")
_ASCII = re.compile("[ -~]+")


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

    NFKC per combining cluster, in small letters; one apostrophe, dash, ellipsis and space, and one form of letters that
    look alike; quotation marks, soft hyphens and zero-width characters dropped. Superscripts and fractions stay themselves:
    NFKC would read 10² as 102.
    """
    characters: list[str] = []
    starts, ends = array("L"), array("L")
    j = 0
    while (i := j) < len(text):
        if plain := _ASCII.match(text, i):
            j = plain.end()
            if j < len(text) and continues(text[j]):
                j -= 1
            if j > i:
                characters.extend(text[i:j].lower().replace("`", "'"))
                starts.extend(range(i, j))
                ends.extend(range(i + 1, j + 1))
                continue
        j = i + 1
        if text[i] in INVISIBLE:
            continue
        while j < len(text) and continues(text[j]):
            j += 1
        form = _folded(text[i:j])
        characters.extend(form)
        starts.extend([i] * len(form))
        ends.extend([j] * len(form))
    normal = Normal("".join(characters), starts, ends)
    for pattern, plain_form in _TYPESETTING:
        normal = _rewritten(normal, pattern, plain_form)
    return normal


def bare(normal: Normal) -> Normal:
    """The normal form without vowel signs."""
    return _rewritten(normal, _VOWELS, "")


def joined(normal: Normal) -> Normal:
    """The normal form without vowel signs and without hyphens in words."""
    return bare(_rewritten(normal, _HYPHEN, ""))


_VOWELS = re.compile(f"[{VOWELS}]+")


def without_vowels(text: str) -> str:
    return _VOWELS.sub("", text)


def without_hyphens(text: str) -> str:
    return _HYPHEN.sub("", text)


def has_vowels(text: str) -> bool:
    return _VOWELS.search(text) is not None


def continues(c: str) -> bool:
    """True for what belongs to the letter before it: combining marks, and the later parts of a Hangul syllable."""
    return c > "\u02ff" and (unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff")


@lru_cache(4096)
def _folded(cluster: str) -> str:
    form = cluster.translate(_PLAIN)  # before NFKC, which takes ´ and ″ apart
    if not form.isascii() and unicodedata.category(form[0]) != "No":
        form = unicodedata.normalize("NFKC", form)
    return " " if form.isspace() else "".join(map(_small, form)).translate(_LETTERS)


def _small(c: str) -> str:
    """The small letter. Not casefold where that makes two of one: Maße is not Masse."""
    folded, small = c.casefold(), c.lower()
    return folded if len(folded) == len(small) else small


def _rewritten(normal: Normal, pattern: re.Pattern[str], plain: str) -> Normal:
    """Every match replaced by `plain` (at most one character), which takes the match's place."""
    if not pattern.search(normal.text):
        return normal
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


WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:'\w+)*")


def in_word(c: str) -> bool:
    return c.isalnum() or (c > "\u02ff" and unicodedata.category(c)[0] == "M")
