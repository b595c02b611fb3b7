"""Which way a text runs: a paragraph by its first strong character, a run by its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def runs_right_to_left(text: str, otherwise: bool) -> bool:
    """The direction of a paragraph: that of its first strong character (Unicode UAX 9, P2 and P3)."""
    return next((right for right in map(_strong, text) if right is not None), otherwise)


def directions(text: str, paragraph: bool) -> Iterator[tuple[str, bool]]:
    """The text cut where its direction leaves that of its paragraph and returns; True is right to left.

    Neutral characters between two stretches belong to the paragraph (Unicode UAX 9, N2); a mark stays with its letter.
    """
    done = first = last = 0
    for index, character in enumerate(text):
        right = _strong(character)
        if right is (not paragraph):
            first = first if last > done else index
            last = index + 1
        elif right is paragraph and last > done:
            yield from _cut(text, done, first, last, paragraph)
            done = last
        elif last == index > done and unicodedata.combining(character):
            last = index + 1
    if last > done:
        yield from _cut(text, done, first, last, paragraph)
        done = last
    if text[done:]:
        yield text[done:], paragraph


def _cut(text: str, done: int, first: int, last: int, paragraph: bool) -> Iterator[tuple[str, bool]]:
    if first > done:
        yield text[done:first], paragraph
    yield text[first:last], not paragraph


def _strong(character: str) -> bool | None:
    match unicodedata.bidirectional(character):
        case "R" | "AL":
            return True
        case "L":
            return False
        case _:
            return None
