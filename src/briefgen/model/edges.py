"""Where the words and numbers of a text begin and end, as a reader of its script sees them."""

from __future__ import annotations

import re
import unicodedata

from briefgen.model.furniture import BREAK
from briefgen.model.normal import INVISIBLE, UNSPACED, continues

_APOSTROPHES = "'‘’‛ʼ′`´＇׳"
_DASHES = "-‐‑‒–—―−﹣－"
_HYPHENS = "-‐‑–"
_SIGNS = "-−–+±﹣－＋<>≤≥≈~"
_IN_NUMBERS = frozenset(".,:/·•⋅٫٬_×*^⁄∕＇．，٪" + _APOSTROPHES + _DASHES)
_SUPERSCRIPT_SIGNS = frozenset("⁺⁻₊₋")
_IN_WORDS = frozenset("·_@&")
_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_NO_SPACES = re.compile(f"[{UNSPACED}]")
# The article or pronoun of the Romance languages may be left out, and so may the s of a possessive and a Turkish ending;
# any other apostrophe between letters belongs to a word: O'Brien, can't, об'єкт.
_ELIDED = re.compile(
    r"[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|entr|(?:de|ne|su|a|da|co|que|be)?ll|un|quest|sant|gl|nessun"
    r"|ciascun|alcun|mezz|tutt|dov|com|anch|senz"
)
_ENDING = re.compile(r"s|[dt][ae]n?|y[aeıiuü]|n?[ıiuü]n|y?l[ae]|n[dt]?[ae]n?")
_FLAGS = 100  # letters of flags in a row that are counted: more are no text
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.? $",
    re.IGNORECASE,
)


def cuts(text: str, i: int) -> bool:
    """True when an edge before text[i] lies inside a word, a number or a character that is written with several."""
    a, b = _visible(text, i - 1, -1), _visible(text, i, 1)
    if a < 0 or b >= len(text):
        return False
    left, right = text[a], text[b]
    if left.isspace() or right.isspace():
        return _in_grouped_number(text, a, b) or _drops_sign(text, a, b)
    if _one_character(text, a, b):
        return True
    if left.isalnum() and right.isalnum():
        return (_is_numeral(left) and _is_numeral(right)) or not (_NO_SPACES.match(left) or _NO_SPACES.match(right))
    return _in_joined(text, a, b) or _drops_sign(text, a, b)


def _visible(text: str, i: int, step: int) -> int:
    """The nearest place from i on, in the direction of `step`, of a character that is seen, or the place outside the text."""
    while 0 <= i < len(text) and (text[i] in INVISIBLE or text[i] == BREAK):
        i += step
    return i


def _at(text: str, i: int) -> str:
    return text[i] if 0 <= i < len(text) else ""


def _base(text: str, i: int) -> int:
    """The place of the letter that the mark at i belongs to."""
    while i > 0 and (continues(text[i]) or text[i] in INVISIBLE):
        i -= 1
    return i


def _is_numeral(c: str) -> bool:
    return c.isdecimal() or c in _HAN_NUMERALS


def _one_character(text: str, a: int, b: int) -> bool:
    """True where what a reader sees as one character would be parted: an accent from its letter, a flag, a family."""
    right = text[b]
    if continues(right) or right in "\u0e33\u0eb3" or "\U0001f3fb" <= right <= "\U0001f3ff":
        return True
    if "\u200d" in text[a + 1 : b]:
        return True
    if continues(text[a]) and right.isalnum():
        base = text[_base(text, a)]
        return base.isalnum() and not (_NO_SPACES.match(base) or _NO_SPACES.match(right))
    flags = a
    while flags >= max(0, a - _FLAGS) and "\U0001f1e6" <= text[flags] <= "\U0001f1ff":
        flags -= 1
    return (a - flags) % 2 == 1 and "\U0001f1e6" <= right <= "\U0001f1ff"


# -- numbers ----------------------------------------------------------------------------------------------------------


def _digits(text: str, i: int, step: int) -> int:
    """How many digits stand in a row from i on."""
    n = 0
    while _at(text, i + n * step).isdecimal() and i + n * step >= 0:
        n += 1
    return n


def _in_grouped_number(text: str, a: int, b: int) -> bool:
    """True within 1 250, whatever space parts the thousands; not between 2024 and 250, or May 3 and 250."""
    if text[a].isspace():
        b, a = b, _visible(text, a - 1, -1)
    else:
        b = _visible(text, b + 1, 1)
    gap = [c for c in text[a + 1 : b] if c not in INVISIBLE]
    if a < 0 or len(gap) != 1 or not gap[0].isspace() or _digits(text, b, 1) != 3:
        return False
    length = _digits(text, a, -1)
    before, further = _at(text, a - length) if a >= length else "", _at(text, a - length - 1) if a > length else ""
    if not 1 <= length <= 3 or before.isalnum():
        return False
    if length < 3 and before and before in ".,:/-–" and further.isdecimal():  # 15:40 250 people
        return False
    return not (gap[0] == " " and before == " " and _MONTH.search(text[max(0, a - length - 12) : a - length + 1]))


def _drops_sign(text: str, a: int, b: int) -> bool:
    """True where a number begins after a, and its sign or leading decimal point stands there or before its currency."""
    start = b
    while _at(text, start) and (text[start] in ".,·٫" or unicodedata.category(text[start]) == "Sc"):
        start = _visible(text, start + 1, 1)
    if not _at(text, start).isdecimal() or start - b > 3:
        return False
    while a >= 0 and unicodedata.category(text[a]) == "Sc":
        a = _visible(text, a - 1, -1)
    if a < 0:
        return False
    if text[a].isspace():
        a = _visible(text, a - 1, -1)
        return a >= 0 and text[a] in "−±" and not _at(text, _visible(text, a - 1, -1) if a else len(text)).isalnum()
    before = _at(text, _visible(text, a - 1, -1)) if a else ""
    if text[a] in ".,·٫":
        return b == start and (
            not before or before.isspace() or before in _SIGNS + "([" or unicodedata.category(before) == "Sc"
        )
    return (
        text[a] in _SIGNS
        and not (before.isalnum() or (before and before in _DASHES))
        and not (text[a] == ">" and before in ("", "\n"))
    )


# -- marks between letters and digits -----------------------------------------------------------------------------------


def _in_joined(text: str, a: int, b: int) -> bool:
    """True at a mark between letters or digits that makes one word or number of them: 1,250; can't; T-72; U.S."""
    if text[b].isalnum():
        mark, p, q = a, _visible(text, a - 1, -1), b
    else:
        mark, p, q = b, a, _visible(text, b + 1, 1)
    if p < 0 or q >= len(text):
        return False
    p = _base(text, p)
    before, sign, after = text[p], text[mark], text[q]
    if sign in _SUPERSCRIPT_SIGNS:
        return before.isalnum() and after.isalnum()
    if not (before.isalnum() and after.isalnum()):
        return False
    if before.isdecimal() and after.isdecimal():
        return sign in _IN_NUMBERS
    if sign in _IN_WORDS:
        return not (_NO_SPACES.match(before) or _NO_SPACES.match(after))
    if before.isalpha() and after.isdecimal():
        return sign in _HYPHENS and not _NO_SPACES.match(before)  # T-72, Covid-19
    if not (before.isalpha() and after.isalpha()):
        return False
    if sign in '"״”' and "\u05d0" <= before <= "\u05ea":
        return "\u05d0" <= after <= "\u05ea"
    if sign in _APOSTROPHES:
        return _in_contraction(text, p, q, at_end=mark == b)
    if sign == ".":
        return after.islower() or not _letters(text, q + 1, 1)  # example.com, U.S.; not the end of a sentence
    return False


def _letters(text: str, i: int, step: int) -> str:
    """The letters in a row from i on, in the order in which they are read."""
    j = i
    while 0 <= j < len(text) and (text[j].isalpha() or continues(text[j]) or text[j] in INVISIBLE):
        j += step
    return text[i:j] if step > 0 else text[j + 1 : i + 1]


def _in_contraction(text: str, p: int, q: int, *, at_end: bool) -> bool:
    left, right = _letters(text, p, -1), _letters(text, q, 1)
    if at_end:
        turkish = right != "s" and not left[:1].isupper()
        return turkish or not _ENDING.fullmatch(right) or len(left) < 2
    return not (_ELIDED.fullmatch(left.casefold()) and len(right) > 1)
