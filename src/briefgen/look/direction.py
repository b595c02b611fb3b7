"""Text of scripts that are written from the right: which way it runs, in which order it is shown, which shapes it takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_STEERING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), " ")
_CLASSED = {"BN": " ", "B": " ", "S": " ", "": "x"}
"""What stands for a character in the reckoning, by its class; "" is that of characters newer than our Unicode."""
_LAM = {"\ufedf": 0, "\ufee0": 1}
"""Lam that joins the next letter: alone before it, or joined on both sides."""
_LAM_ALEF = {
    "\ufe82": "\ufef5\ufef6",
    "\ufe84": "\ufef7\ufef8",
    "\ufe88": "\ufef9\ufefa",
    "\ufe8e": "\ufefb\ufefc",
}
_WITH_ALEF = re.compile(f"([{''.join(_LAM)}])([{''.join(_LAM_ALEF)}])")


def has_right_to_left(text: str) -> bool:
    """True when some of the text is written from the right, so that its order on the page is not that of its characters."""
    return _RIGHT_TO_LEFT.search(text) is not None


def begins_right_to_left(text: str) -> bool:
    """The direction of a paragraph: that of its first strong character (Unicode UAX 9, P2 and P3)."""
    if not has_right_to_left(text):
        return False
    classes = (unicodedata.bidirectional(character) for character in text)
    return next((found != "L" for found in classes if found in ("L", "R", "AL")), False)


class DirectionRun(NamedTuple):
    """Characters `start` to `end` of a line, shown side by side in one direction; `text` has its brackets mirrored."""

    start: int
    end: int
    text: str
    right_to_left: bool


@lru_cache(maxsize=1 << 12)
def stretches(line: str, right_to_left: bool) -> tuple[DirectionRun, ...]:
    """A line of a paragraph that runs right to left, or left to right, in the order in which it is shown from the left.

    Unicode UAX 9, without explicit embeddings: characters that steer the direction count as spaces.
    """
    if not right_to_left and not has_right_to_left(line):
        return (DirectionRun(0, len(line), line, False),) if line else ()
    found: list[DirectionRun] = []
    for index, character, from_right in _shown(line, right_to_left):
        last = found[-1] if found else None
        if last and last.right_to_left and from_right and index == last.start - 1:
            found[-1] = DirectionRun(index, last.end, character + last.text, True)
        elif last and not last.right_to_left and not from_right and index == last.end:
            found[-1] = DirectionRun(last.start, index + 1, last.text + character, False)
        else:
            found.append(DirectionRun(index, index + 1, character, from_right))
    return tuple(found)


def _shown(line: str, right_to_left: bool) -> Iterator[tuple[int, str, bool]]:
    """Each character in the order shown: its place in the line, itself or its mirror image, and its direction."""
    from bidi import algorithm  # only a text that needs it pays for it

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if right_to_left else (0, "L")
    # one class for what X9 would remove, so that every character keeps its place
    plain = "".join(_CLASSED.get(unicodedata.bidirectional(c), c) for c in line.translate(_STEERING))
    algorithm.get_embedding_levels(plain, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    for index, character in enumerate(storage["chars"]):
        character["index"] = index
    algorithm.reorder_resolved_levels(storage, debug=False)
    algorithm.apply_mirroring(storage, debug=False)
    for character in storage["chars"]:
        place = character["index"]
        kept = character["ch"] if character["ch"] != plain[place] else line[place]
        yield place, kept, bool(character["level"] % 2)


def _pair_brackets(characters: list[dict[str, Any]], direction: str) -> None:
    """Both brackets of a pair run the way of what they hold (UAX 9, N0, which the library's Unicode 5 does not know)."""
    strong = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    for opening, closing in sorted(_brackets(characters)):
        held = {strong[c["type"]] for c in characters[opening:closing] if c["type"] in strong}
        if not held:
            continue
        before = next((strong[c["type"]] for c in reversed(characters[:opening]) if c["type"] in strong), direction)
        way = direction if direction in held else before
        characters[opening]["type"] = characters[closing]["type"] = way


def _brackets(characters: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    from bidi.mirror import MIRRORED

    opened: list[tuple[str, int]] = []
    for place, character in enumerate(characters):
        text = character["ch"]
        category = unicodedata.category(text)
        if category == "Ps" and text in MIRRORED:
            opened.append((MIRRORED[text], place))
        elif category == "Pe":
            depth = next((n for n in reversed(range(len(opened))) if opened[n][0] == text), None)
            if depth is not None:
                yield opened[depth][1], place
                del opened[depth:]


def from_the_left(text: str) -> str:
    """A stretch that runs right to left as glyphs are set: the last character first, marks still after their letter."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return "".join(reversed(found))


def joined(text: str) -> str:
    """The text with each Arabic letter in the shape that its neighbours ask for, as presentation forms; still in reading order."""
    if not _ARABIC.search(text):
        return text
    shaped: str = _reshaper().reshape(text)
    return _WITH_ALEF.sub(lambda pair: _LAM_ALEF[pair[2]][_LAM[pair[1]]], shaped)


@cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper
    from arabic_reshaper.reshaper_config import default_config

    # All settings are given, else some could come from the environment. Its own ligatures are off: it places them by an
    # index that a joiner before them makes wrong.
    return ArabicReshaper({**default_config, "delete_harakat": False, "support_ligatures": False})


def letters(shape: str) -> str:
    """The letter or letters that a presentation form stands for; of any other character, itself."""
    return unicodedata.normalize("NFKC", shape) if _is_form(shape) else shape


def _is_form(character: str) -> bool:
    return "\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"
