"""Two words that look alike and are not the same: which characters differ, with their code points."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import Levenshtein

_SHOWN = 3
_ALIKE = frozenset(map(frozenset, ("ىي", "ىی", "هة", "هە", "ßβ", "lI", "l1", "I1", "O0", "o0")))


def told_apart(mine: str, other: str) -> str:
    """ " (ș U+0219 for ş U+015F)" where two texts look alike; nothing where a reader sees the difference."""
    pairs: list[tuple[str, str]] = []
    done = -1
    for edit in Levenshtein.opcodes(mine, other):
        if edit.tag == "equal":
            continue
        a, b = pairs.pop() if edit.src_start == done else ("", "")  # ss for ß are two edits
        pairs.append((a + mine[edit.src_start : edit.src_end], b + other[edit.dest_start : edit.dest_end]))
        done = edit.src_end
    if not pairs or not all(_alike(a, b) for a, b in pairs):
        return ""
    more = ", …" if len(pairs) > _SHOWN else ""
    return f" ({', '.join(_named(a, b) for a, b in pairs[:_SHOWN])}{more})"


def _alike(mine: str, other: str) -> bool:
    if not (mine and other):
        return all(
            unicodedata.category(c) in ("Mn", "Cf") for c in mine + other
        )  # signs above and below, and none at all
    if "ß" in (mine, other) or len(mine) != len(other):
        return {mine.lower(), other.lower()} == {"ß", "ss"}
    return all(_same_shape(a, b) for a, b in zip(mine, other, strict=True))


def _same_shape(a: str, b: str) -> bool:
    if a == b or frozenset((a, b)) in _ALIKE:
        return True
    if _base(a) == _base(b) or unicodedata.category(a) == unicodedata.category(b) == "Mn":
        return not (a.isascii() or b.isascii())
    return a.isalpha() and b.isalpha() and _script(a) != _script(b)


def _base(c: str) -> str:
    return unicodedata.normalize("NFKD", c)[0]


def _script(c: str) -> str:
    return unicodedata.name(c, "").partition(" ")[0]


def _named(mine: str, other: str) -> str:
    if mine and other:
        return f"{_points(mine)} for {_points(other)}"
    return f"with {_points(mine)}" if mine else f"without {_points(other)}"


def _points(text: str) -> str:
    return " ".join(f"{'◌' if unicodedata.category(c) == 'Mn' else ''}{c} U+{ord(c):04X}" for c in text)
