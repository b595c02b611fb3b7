"""Texts of the Document and texts of a file are held against each other, and what differs is told in plain words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefgen.document.blocks import Document
from briefgen.document.passages import descriptions, live
from briefgen.errors import Problem

RULE = "audit"
_SHOWN = 3
"""So many examples of a fault are told; the rest are counted."""
_LONGEST = 80
_DROPPED = re.compile("[\\s\\-\u2010\u2011\ufe00-\ufe0f\ufffe]")
"""Where a line breaks, and at which hyphen, is each format's own affair; so is a choice between shapes of a character."""
_BRACKETS = str.maketrans("", "", "()[]{}<>«»‹›")


def normal(text: str) -> str:
    """The text squeezed, to be compared as a whole.

    With words from right to left it comes back as its sorted characters: a page keeps them in the order in which they
    are drawn, and mirrors the brackets.
    """
    return _letters(text) if _right_to_left(text) else squeezed(text)


def _letters(text: str) -> str:
    return "".join(sorted(squeezed(text).translate(_BRACKETS)))


def squeezed(text: str) -> str:
    """The text without spaces, hyphens and characters that show nothing, compatibility forms resolved."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", text))
    if text.isprintable():
        return text
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cf"))


def holds(text: str, wanted: str) -> bool:
    """True when a text has the wanted words in it."""
    if _right_to_left(wanted):
        return Counter(normal(wanted)) <= Counter(squeezed(text))
    return squeezed(wanted) in squeezed(text)


def _right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def fault(format_: str, message: str, hint: str = "") -> Problem:
    """An error of the audit, in words that begin with the format."""
    return Problem("error", f"{format_.upper()}: {message}", hint=hint, rule=RULE)


def compared(format_: str, expected: Iterable[str], found: Iterable[str]) -> Iterator[Problem]:
    """What of the expected texts a file lacks, what it has that is not among them, and whether their order is the same."""
    expected, found = tuple(expected), tuple(found)
    # a reader of a line with words from right to left may turn about the others in it too
    key = _letters if any(map(_right_to_left, expected)) else normal
    wanted, seen = _keyed(expected, key), _keyed(found, key)
    lacking = Counter(key for key, _ in wanted) - Counter(key for key, _ in seen)
    surplus = Counter(key for key, _ in seen) - Counter(key for key, _ in wanted)
    if lacking:
        yield fault(format_, f"words of the brief are missing: {_examples(lacking, dict(wanted))}")
    if surplus:
        yield fault(format_, f"words that are not in the brief: {_examples(surplus, dict(seen))}")
    if not lacking and not surplus:
        pair = next((a for a, b in zip(wanted, seen, strict=True) if a[0] != b[0]), None)
        if pair:
            yield fault(format_, f"words stand in another order than in the brief, from {quoted(pair[1])} on")


def described(format_: str, document: Document, found: Sequence[str]) -> Iterator[Problem]:
    """What the `found` descriptions of a file's pictures lack."""
    if bare := sum(not text.strip() for text in found):
        yield fault(format_, f"{bare} of {len(found)} pictures have no description for a reader who cannot see")
    there = {normal(text) for text in found}
    lost = [text for text in descriptions(document) if normal(text) and normal(text) not in there]
    if lost:
        yield fault(format_, f"a picture or its description is missing: {listed(lost)}")


def followed(format_: str, document: Document, found: int) -> Iterator[Problem]:
    """Whether a file has as many links as the document asks for."""
    wanted = len(live(document.blocks))
    if found < wanted:
        yield fault(format_, f"only {found} of {wanted} links can be followed")


def _keyed(texts: Iterable[str], key: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(found, text) for text in texts if (found := key(text))]


def _examples(keys: Counter[str], texts: Mapping[str, str]) -> str:
    return listed([texts[key] for key in keys.elements()])


def listed(texts: Sequence[str]) -> str:
    """The first few texts between quotation marks, and how many more there are."""
    more = len(texts) - _SHOWN
    return ", ".join(map(quoted, texts[:_SHOWN])) + (f" and {more} more" if more > 0 else "")


def quoted(text: str) -> str:
    """A text between quotation marks, shortened."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
