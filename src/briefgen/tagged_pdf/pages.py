"""Boxes are cut into pages: none left half empty by something that does not fit on it, none with a lost line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from .boxes import Box, Break, Float, SectionHead, Stack

_LONELY = 0.4
"""The share of a page below which what ran over onto it looks lost there."""
_LOST, _CLOSE = 0.2, 0.7
"""The share of the last page below which what stands there looks lost, and of the space between boxes that takes it in."""
_FULL = 0.75
"""The share of a page from which on what is left of it is no hole."""


def paginate(boxes: Iterable[Box], height: float, first: float | None = None) -> list[Stack]:
    """The boxes cut into pages of a height, page 1 of the height `first`; at least one page, none of them empty but that one.

    What has run over from a page is not left alone on the next one: a break soon after it does not count. Text that follows a
    picture comes before it where the picture does not fit and would leave a hole. A few lines that would stand alone on the last
    page are taken in by setting the sections closer.
    """
    boxes = tuple(boxes)
    pages = _paginated(boxes, height, first)
    if len(pages) > 1 and pages[-1].height < _LOST * height:
        closer = _paginated(_closer(boxes), height, first)
        return closer if len(closer) < len(pages) else pages
    return pages


def _closer(boxes: tuple[Box, ...]) -> Iterator[Box]:
    """The boxes with less space between them, but on page 1 where a break ends it."""
    start = next((number for number, box in enumerate(boxes) if isinstance(box, Break)), 0)
    for number, box in enumerate(boxes):
        yield box if number < start else replace(box, before=box.before * _CLOSE, after=box.after * _CLOSE)


def _paginated(boxes: Iterable[Box], height: float, first: float | None) -> list[Stack]:
    pages: list[Stack] = []
    rest = _without_breaks(Stack(boxes=tuple(boxes)))
    while rest.boxes:
        if pages:
            rest = _running_on(rest, height * _LONELY)
        page, more = _page(rest, height if pages or first is None else first)
        if page.boxes:
            pages.append(page)
        rest = _without_breaks(more)
    return pages or [Stack(boxes=())]


def _page(rest: Stack, height: float) -> tuple[Stack, Stack]:
    """What stands on the next page, and what is left."""
    page, more = _cut(rest, height)
    if not page.boxes or page.height > _FULL * height:
        return page, more
    heads = tuple(takewhile(lambda box: box.keep, more.boxes))
    pictures = tuple(_pictures(more.boxes[len(heads) :]))
    after = more.boxes[len(heads) + len(pictures) :]
    run = tuple(takewhile(lambda box: not isinstance(box, Float | SectionHead | Break), after))
    if not pictures:
        return page, more
    left_over = height - Stack(boxes=(*page.boxes, *heads, pictures[0])).height + pictures[0].height
    if smaller := pictures[0].squeezed(left_over):
        return _page(Stack(boxes=(*page.boxes, *heads, smaller, *more.boxes[len(heads) + 1 :])), height)
    if not run:
        return page, more
    fuller, left = _cut(Stack(boxes=(*page.boxes, *heads, *run)), height)
    if len(fuller.boxes) <= len(page.boxes) + len(heads):
        return page, more
    return fuller, Stack(boxes=(*pictures, *left.boxes, *after[len(run) :]))


def _pictures(boxes: Iterable[Box]) -> Iterator[Float]:
    """The pictures that the boxes begin with."""
    for box in boxes:
        if not isinstance(box, Float):
            return
        yield box


def _cut(stack: Stack, height: float) -> tuple[Stack, Stack]:
    page, more = stack.cut(height, forced=True)
    return tuple(part if isinstance(part, Stack) else Stack(boxes=()) for part in (page, more))  # type: ignore[return-value]


def _running_on(stack: Stack, little: float) -> Stack:
    """The stack without its first break, when no more than `little` stands before that."""
    first = next((n for n, box in enumerate(stack.boxes) if isinstance(box, Break)), None)
    if first is None or not Stack(boxes=stack.boxes[:first]).fits(little):
        return stack
    return Stack(boxes=(*stack.boxes[:first], *stack.boxes[first + 1 :]))


def _without_breaks(stack: Stack) -> Stack:
    first = next((n for n, box in enumerate(stack.boxes) if not isinstance(box, Break)), len(stack.boxes))
    return Stack(boxes=stack.boxes[first:])
