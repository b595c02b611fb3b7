"""A line of spans, in reading order, becomes pieces that each run one way, brackets mirrored where that is from the right, with the place where
each is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from briefgen.look.direction import begins_right_to_left, from_the_left, has_right_to_left, stretches
from briefgen.look.fonts import Faces
from briefgen.renderers.pdf.shaping import shape
from briefgen.renderers.pdf.spans import Span, TextStyle, hanging, tracking
from briefgen.tagged_pdf.fonts import GlyphRun
from briefgen.tagged_pdf.pen import LinePiece
from briefgen.tagged_pdf.structure import Content


def alone(text: str, style: TextStyle, content: Content | None = None) -> list[LinePiece]:
    """The pieces of one style of text, a line of its own."""
    return pieces((Span(text, style, content),), begins_right_to_left(text))


def pieces(spans: Sequence[Span], right_to_left: bool) -> list[LinePiece]:
    """The pieces of a line in reading order. Spaces at the end of one that runs right to left hang out at its left."""
    text = "".join(span.text for span in spans)
    if not right_to_left and not has_right_to_left(text):
        widths = [span.width for span in spans]
        lefts = accumulate(widths, initial=0.0)
        placed = zip(lefts, spans, widths, strict=False)
        return [_piece(left, span, width) for left, span, width in placed if span.text]
    found: list[tuple[int, LinePiece]] = []
    left = -hanging(spans) if right_to_left else 0.0
    for start, span, from_right in _shown(spans, text, right_to_left):
        width = span.width
        found.append((start, _piece(left, span, width, from_right)))
        left += width
    return [piece for _, piece in sorted(found, key=lambda one: one[0])]


def _piece(left: float, span: Span, width: float, from_right: bool = False) -> LinePiece:
    """A part of a span that runs one way, at its distance from the left end of the line."""
    style, link = span.style, span.link
    if span.sign:
        return LinePiece((), style.size, left=left, width=width, link=link, drawing=span.sign)
    text = style.shown(span.text)
    runs = shape(text, style.face, style.faces, style.kerned).runs
    if from_right:
        runs = tuple(GlyphRun(run.font, from_the_left(run.text)) for run in reversed(runs))
    space = 0.0 if from_right else tracking(text, style)
    return LinePiece(runs, style.size, style.colour, left, width, space, span.content, link, style.underline)


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
