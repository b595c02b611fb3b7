"""Characters that a reader cannot tell from others: spaces that are none to YAML, invisible signs, letters of another script that
look Latin."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(f"[{_SPACES}]")
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
_PLACES = (
    ("the indentation", re.compile(rf"(?m)^[ ]*[{_SPACES}][ {_SPACES}]*(?=\S)")),
    ("the space after a hyphen", re.compile(rf"(?m)^[ ]*(?:-[ ]+)*-[ ]*([{_SPACES}][ {_SPACES}]*)(?=\S)")),
    ("the space after a colon", re.compile(rf"(?m)^[ ]*(?:-[ ]+)*[A-Za-z0-9_-]+:[ ]*([{_SPACES}][ {_SPACES}]*)")),
)
_LATIN = str.maketrans(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u0455\u0445\u0443\u0432\u043a\u043c\u043d\u0442\u03bf\u03b1\u03bd\u03c1\u03b9\u03ba\u03c5",
    "acdehijopsxyBKMHToavpiku",
)
"""Small letters of other scripts that look like Latin ones."""
_SHAPES = _LATIN | str.maketrans("\u0251\u0131", "ai")
"""Those, and Latin letters that look like others."""


def plain_spaces(text: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The text with a plain space for each odd one that stands where YAML wants spaces, and the first place of each kind with what to
    say of it. Nothing moves."""
    found: list[tuple[int, str, str]] = []
    for name, pattern in _PLACES:
        places = [(match.start(match.lastindex or 0), match) for match in pattern.finditer(text)]
        odd = [
            (at + sign.start(), sign[0]) for at, match in places for sign in _ODD.finditer(match[match.lastindex or 0])
        ]
        for character, times in Counter(sign for _, sign in odd).items():
            often = f", {times} times" if times > 1 else ""
            at = next(index for index, sign in odd if sign == character)
            found.append((at, f"{name} has {named(character)}, which is read as a space{often}", "Use spaces"))
        if odd:
            signs = list(text)
            for index, _ in odd:
                signs[index] = " "
            text = "".join(signs)
    return text, found


def plain_key(key: str) -> tuple[str, str]:
    """A key without what cannot be seen in it, and what to say of that; empty when all of it is plain."""
    shown = _UNSEEN.sub("", key).strip()
    if unseen := _UNSEEN.search(key) or (_ODD.search(key) if shown != key else None):
        return shown, f"the key '{shown}' has {named(unseen[0])}, which is left out"
    if (latin := latin_letters(shown)) != shown:
        foreign = next(letter for letter in shown if letter.translate(_LATIN) != letter)
        return latin, f"the key '{shown}' has {named(foreign)}, which only looks like '{foreign.translate(_LATIN)}'"
    return key, ""


def latin_letters(word: str) -> str:
    """A word that mixes Latin letters with ones that only look so, in Latin letters; any other word as it is."""
    if word.isascii() or not any(letter.isascii() and letter.isalpha() for letter in word):
        return word
    latin = word.translate(_LATIN)
    return latin if latin.isascii() and latin.islower() else word


def unseen_difference(mine: str, other: str) -> str:
    """A sentence, without its stop, that names what a reader cannot see of the difference between two words; empty where it can be seen."""
    if unicodedata.normalize("NFC", mine) == unicodedata.normalize("NFC", other):
        return " The two look alike: their accents are written in different ways" if mine != other else ""
    from briefgen.model.alike import told_apart  # only a misspelling needs it

    if not (told_apart(mine, other) or _shape(mine) == _shape(other)):
        return ""
    odd = [
        f"'{_UNSEEN.sub('', word)}' has {named(letter)}"
        for word, twin in ((mine, other), (other, mine))
        for letter in dict.fromkeys(word)
        if letter not in twin and (not letter.isascii() or (twin.isascii() and word.isascii()))
    ]
    return f" The two look alike: {', '.join(odd[:2])}" if odd else ""


def _shape(word: str) -> str:
    """The same for words that look alike: spaces, hyphens and wide letters are the plain ones."""
    plain = (
        "-" if unicodedata.category(sign) == "Pd" else sign
        for sign in unicodedata.normalize("NFKC", latin_shapes(word))
    )
    return "".join(plain)


def latin_shapes(word: str) -> str:
    """A word with the Latin letter for each that looks like one."""
    return word.translate(_SHAPES)


def named(character: str) -> str:
    """ "the no-break space U+00A0", "the letter U+0435 (cyrillic small letter ie)"."""
    name = unicodedata.name(character, "").lower()
    if unicodedata.category(character) == "Zs":
        return f"the {name} U+{ord(character):04X}"
    kind = "letter" if character.isalpha() else "invisible character" if _UNSEEN.match(character) else "sign"
    return f"the {kind} U+{ord(character):04X} ({name})"
