"""A line of spans, in reading order, becomes pieces that each run one way, with the place where each is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from briefgen.look.direction import has_right_to_left, stretches
from briefgen.look.fonts import Faces
from briefgen.renderers.pdf.lines import Span, hanging


class DirectedSpan(NamedTuple):
    """A part of a span that runs one way, with its brackets mirrored where that is right to left.

    `left` is its distance from the left end of the line, in points.
    """

    left: float
    span: Span
    right_to_left: bool


def pieces(spans: Sequence[Span], right_to_left: bool) -> list[DirectedSpan]:
    """The pieces of a line in reading order. Spaces at the end of one that runs right to left hang out at its left."""
    text = "".join(span.text for span in spans)
    if not right_to_left and not has_right_to_left(text):
        lefts = accumulate((span.width for span in spans), initial=0.0)
        return [DirectedSpan(left, span, False) for left, span in zip(lefts, spans, strict=False) if span.text]
    found: list[tuple[int, DirectedSpan]] = []
    left = -hanging(spans) if right_to_left else 0.0
    for start, span, from_right in _shown(spans, text, right_to_left):
        found.append((start, DirectedSpan(left, span, from_right)))
        left += span.width
    return [piece for _, piece in sorted(found, key=lambda one: one[0])]


def _shown(spans: Sequence[Span], text: str, right_to_left: bool) -> Iterator[tuple[int, Span, bool]]:
    """Each part of a span where it is shown, from the left: its place in the line, itself, and its direction."""
    starts = [sum(len(span.text) for span in spans[:number]) for number in range(len(spans))]
    placed = list(zip(starts, spans, strict=True))
    for stretch in stretches(text, right_to_left):
        for start, span in reversed(placed) if stretch.right_to_left else placed:
            first, last = max(start, stretch.start), min(start + len(span.text), stretch.end)
            if first < last:
                part = stretch.text[first - stretch.start : last - stretch.start]
                kept = span.text[first - start : last - start]
                yield first, span.saying(_mirrored(kept, part, span.style.faces)), stretch.right_to_left


def _mirrored(text: str, mirrored: str, faces: Faces) -> str:
    """The mirrored text; a sign whose mirror image no font has stays as it is."""
    if text == mirrored:
        return text
    return "".join(old if faces.runs(new)[1] else new for old, new in zip(text, mirrored, strict=True))
