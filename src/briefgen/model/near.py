"""Why words do not stand in an archived text: the closest passage, and what is different in it."""

from __future__ import annotations

import re
from bisect import bisect_left

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from briefgen.model.alike import told_apart
from briefgen.model.edges import cuts
from briefgen.model.furniture import BREAK, FILLER
from briefgen.model.lookup import Archive, quotations
from briefgen.model.normal import INVISIBLE, MARKS, normalise
from briefgen.model.passage import TOO_FEW, Found, core, too_few

_NEAR, _NEAR_LENGTH = 80, 40  # below 40 characters, chance and one-word edits overlap
_ALIKE = 50  # of a few letters one is much, and may look like the right one
_STRETCH = 600  # of a longer text, so much on either side of where it leaves the archive is compared
_INSIDE = "".join(sorted(INVISIBLE)) + BREAK
_TOKEN = re.compile(rf"[\w{MARKS}]+(?:[’'.,:{_INSIDE}]+[\w{MARKS}]+)*")
_SHOWN, _PHRASE = 3, 60
_MARGIN = 40  # a word more or less in the middle moves the edges of the passage
_WORD = 200  # most characters of a word: without spaces, a text has no edges to look for
_BETWEEN = 300  # most characters of a running head or a caption


def closest(archive: Archive, wanted: str) -> Found:
    """Near or absent, with the most similar passage."""
    quotation, reading = next(quotations(wanted)), archive.readings[-1]
    start, end = core(quotation.text)
    source = reading.normal
    if start >= end or not source.text:
        return Found("absent")
    literal = quotation.text[start:end]
    objection = TOO_FEW if too_few(literal) else _cut(archive, literal) or _parted(archive, literal)
    start, end = _stretch(source.text, quotation.text, start, end)
    needle = re.sub(r"[\[\]…]", "", reading.form(quotation.text[start:end]))
    alignment = fuzz.partial_ratio_alignment(needle, source.text)
    if not alignment or alignment.dest_end <= alignment.dest_start:
        return Found("absent", difference=objection)
    window = alignment.dest_start, alignment.dest_end
    first, last = source.span(*_whole_words(source.text, *window))
    similar = alignment.score >= _NEAR
    if alignment.score >= _ALIKE:
        ours = wanted[slice(*quotation.span(*_whole_words(quotation.text, start, end)))]
        stretches = [source.span(*_whole_words(source.text, *window, margin)) for margin in (0, _MARGIN)]
        comparisons = [_compared(ours, reading.plain, a, b) for a, b in stretches]
        _, a, b, difference = min(comparisons, key=lambda comparison: comparison[0])
        if similar or "U+" in difference:
            first, last = _whole_words(reading.plain, a, b)
            objection = objection or difference
    return Found(
        "near" if similar and len(needle) >= _NEAR_LENGTH else "absent",
        round(alignment.score, 1),
        ((first, last),),
        passage=" ".join(archive.text[first:last].split()),
        difference=objection,
    )


def _cut(archive: Archive, literal: str) -> str:
    """Where words stand in the text but for an edge inside a word or a number, that one; else nothing."""
    for reading in archive.readings:
        form = reading.form(literal)
        i = reading.normal.text.find(form)
        if i < 0:
            continue
        first, last = reading.normal.span(i, i + len(form))
        for what, edge in (("begins", first), ("ends", last)):
            if cuts(reading.plain, edge):
                a, b = _whole_words(reading.plain, edge, edge)
                whole = "".join(c for c in reading.plain[a:b].replace(BREAK, "-") if c not in INVISIBLE)
                return f"it {what} inside “{_clipped(' '.join(whole.split()))}”"
    return ""


def _parted(archive: Archive, literal: str) -> str:
    """Where the words stand in two parts with whole lines between them, as of a page's head, these lines; else nothing."""
    for reading in archive.readings:
        form, text = reading.form(literal), reading.normal.text
        n = bisect_left(range(1, len(form)), True, key=lambda n: form[: n + 1] not in text) + 1
        n = form.rfind(" ", 0, n + 1)
        head, tail = form[:n].rstrip(), form[n:].lstrip() if n > 0 else ""
        a = text.find(head) + len(head)
        b = text.find(tail, a, a + _BETWEEN + len(tail)) if tail else -1
        if b > a:
            between = archive.text[reading.normal.span(a - 1, a)[1] : reading.normal.span(b, b + 1)[0]]
            if re.match(r"[^\S\n]*\n", between) and re.search(r"\n\s*$", between):
                return f"between its two parts stands: {_clipped(' '.join(between.split()))}"
    return ""


def _whole_words(text: str, a: int, b: int, margin: int = 0) -> tuple[int, int]:
    """The stretch a to b, wider by `margin` characters on both sides, and then to whole words, as far as a word goes."""
    a, b = max(0, a - margin), min(len(text), b + margin)
    return (
        next((n for n in range(a, a - _WORD, -1) if not cuts(text, n)), a - _WORD),
        next((n for n in range(b, b + _WORD) if not cuts(text, n)), b + _WORD),
    )


def _stretch(source: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The part of text[start:end] to compare: all of it, or of a long one the stretch around its first departure."""
    if end - start <= 2 * _STRETCH:
        return start, end
    same = bisect_left(range(start, end), True, key=lambda n: text[start : n + 1] not in source)
    low = max(start, min(start + same - _STRETCH, end - 2 * _STRETCH))
    return low, min(end, low + 2 * _STRETCH)


def _compared(wanted: str, text: str, start: int, end: int) -> tuple[int, int, int, str]:
    """How many words differ, the part of text[start:end] that answers to `wanted`, and the difference as a phrase."""
    ours, places = _TOKEN.findall(wanted), list(_TOKEN.finditer(text, start, end))
    theirs = ["".join(c for c in place[0] if c not in (BREAK, FILLER)) for place in places]
    edits = list(Levenshtein.opcodes([normalise(w).text for w in ours], [normalise(w).text for w in theirs]))
    while edits and edits[0].tag == "insert":  # the margin
        del edits[0]
    while edits and edits[-1].tag == "insert":
        del edits[-1]
    if not edits or edits[-1].dest_end <= edits[0].dest_start:
        return len(ours), start, end, ""
    cost, phrases = 0, []
    for edit in edits:
        mine, other = ours[edit.src_start : edit.src_end], theirs[edit.dest_start : edit.dest_end]
        if edit.tag != "equal":
            cost += max(len(mine), len(other))
            phrases.append(_phrase(" ".join(mine), " ".join(other)))
    shown = ", ".join(phrases[:_SHOWN]) + (", and more" if len(phrases) > _SHOWN else "")
    return cost, places[edits[0].dest_start].start(), places[edits[-1].dest_end - 1].end(), shown


def _phrase(mine: str, other: str) -> str:
    apart = told_apart(mine, other)
    mine, other = _clipped(mine), _clipped(other)
    if mine and other:
        return f"“{mine}” for “{other}”{apart}"
    return f"adds “{mine}”" if mine else f"leaves out “{other}”"


def _clipped(text: str) -> str:
    return text if len(text) <= _PHRASE else f"{text[:_PHRASE]}…"
