"""Texts of the Document and texts of a file are held against each other, and what differs is told in plain words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefgen.document.blocks import Document
from briefgen.document.passages import PlacedText, descriptions, live
from briefgen.errors import Problem
from briefgen.look.direction import has_right_to_left
from briefgen.look.ink import BLANK

RULE = "audit"
_SHOWN = 3
"""So many examples of a fault are told; the rest are counted."""
_LONGEST = 80


def normal(text: str) -> str:
    """The text squeezed, to be compared as a whole.

    With words from right to left it comes back as its sorted characters: a page keeps them in the order in which they
    are drawn, and mirrors the brackets.
    """
    return characters(text) if has_right_to_left(text) else squeezed(text)


def characters(text: str) -> str:
    """The characters of a text that leave ink, sorted: brackets left out, since a page may mirror them."""
    return "".join(sorted(squeezed("".join(c for c in text if not unicodedata.mirrored(c)))))


def squeezed(text: str) -> str:
    """The characters of a text that leave ink: where lines break is each format's own affair, and so is the choice between the
    shapes of a character. Taken apart, since an accent that has to come from another font is drawn by itself."""
    if text.isascii():
        return BLANK.sub("", text)
    return BLANK.sub("", unicodedata.normalize("NFKD", BLANK.sub("", text)))


def holds(text: str, wanted: str, shown: Callable[[str], str] = str) -> bool:
    """True when a text has the wanted words in it, as they are `shown` there."""
    if has_right_to_left(wanted):
        return Counter(characters(shown(wanted))) <= Counter(characters(text))
    return squeezed(shown(wanted)) in squeezed(text)


def fault(format_: str, message: str, hint: str = "", origin: str = "") -> Problem:
    """An error of the audit, in words that begin with the format; `origin` is the field that it speaks of."""
    return Problem("error", f"{format_.upper()}: {message}", hint, tuple(filter(None, origin.split("."))), rule=RULE)


def missing(format_: str, lost: Sequence[PlacedText]) -> Problem:
    """The error that these texts are not in a file."""
    origin = next((one.origin for one in lost if one.origin), "")
    field = f"The first of them is {origin}" if origin and len(lost) > 1 else f"It is {origin}" if origin else ""
    return fault(format_, f"words of the brief are missing: {listed([one.text for one in lost])}", field, origin)


def compared(
    format_: str, expected: Iterable[PlacedText], found: Iterable[str], shown: Callable[[str], str] = str
) -> Iterator[Problem]:
    """What of the expected texts a file lacks, what it has that is not among them, and whether their order is the same.

    `shown` makes of a text what the file has of it: another character where no font has its own.
    """
    expected, found = tuple(expected), tuple(found)
    # a line with words from right to left is drawn in the order that is seen, the others in it too
    key = characters if any(has_right_to_left(one.text) for one in expected) else normal
    wanted = [(found_, one) for one in expected if (found_ := key(shown(one.text)))]
    seen = [(found_, text) for text in found if (found_ := key(text))]
    lacking = Counter(key for key, _ in wanted) - Counter(key for key, _ in seen)
    surplus = Counter(key for key, _ in seen) - Counter(key for key, _ in wanted)
    if lacking:
        places = dict(wanted)
        yield missing(format_, [places[key] for key in lacking.elements()])
    if surplus:
        yield fault(
            format_, f"words that are not in the brief: {listed([dict(seen)[key] for key in surplus.elements()])}"
        )
    if not lacking and not surplus:
        pair = next((a for a, b in zip(wanted, seen, strict=True) if a[0] != b[0]), None)
        if pair:
            yield fault(
                format_,
                f"words stand in another order than in the brief, from {quoted(pair[1].text)} on",
                "",
                pair[1].origin,
            )


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


def listed(texts: Sequence[str]) -> str:
    """The first few texts between quotation marks, and how many more there are."""
    more = len(texts) - _SHOWN
    return ", ".join(map(quoted, texts[:_SHOWN])) + (f" and {more} more" if more > 0 else "")


def quoted(text: str) -> str:
    """A text between quotation marks, shortened."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"
