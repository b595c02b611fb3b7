"""Boxes of set type: each knows its height, can be cut at the foot of a page, and draws itself where it is put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from .pen import CAPITALS, LinePiece, Pen

_TOLERANCE = 0.01

Cut = tuple["Box | None", "Box | None"]
"""What stays and what goes on: (box, None) all of it stays, (None, box) nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Something that stands on a page. `before` and `after` is the space around it (the larger of two neighbours' counts,
    none at the head of a page); `keep` holds it together with the next one; links to `anchor` lead here; `changed` draws a
    bar in the margin beside it; `airy` may be given more space above it where a page has some left."""

    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    airy: bool = False
    anchor: str = ""
    changed: bool = False

    @property
    def height(self) -> float:
        """In points, without the space around it."""
        return 0.0

    def fits(self, room: float) -> bool:
        """True when the box is no taller than `room`. Of many boxes only those are measured that the room can hold."""
        return self.height <= room + _TOLERANCE

    def cut(self, room: float, forced: bool) -> Cut:
        """Cut the box, which is taller than `room`; `forced` at the head of a page, where something must stay."""
        return (self, None) if forced else (None, self)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Box):
    """The rest goes to a new page."""


class SetLine(Protocol):
    """A line of text that is set, by whoever breaks lines: its pieces in the order in which they are read, and the free space at its left."""

    @property
    def pieces(self) -> Iterable[LinePiece]: ...

    @property
    def start(self) -> float: ...


class Leaded(Protocol):
    """The size and the leading of lines, in points."""

    @property
    def size(self) -> float: ...

    @property
    def leading(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Box):
    """Lines of text, one leading apart; never one line alone at a page's foot or head."""

    lines: tuple[SetLine, ...]
    style: Leaded
    indent: float = 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def cut(self, room: float, forced: bool) -> Cut:
        fit = int((room + _TOLERANCE) // self.style.leading)
        fit = min(fit, len(self.lines) - 2) if not forced else max(1, min(fit, len(self.lines) - 1))
        if fit < (1 if forced else 2):
            return (self, None) if forced else (None, self)
        return (
            replace(self, lines=self.lines[:fit], after=0.0, keep=False),
            replace(self, lines=self.lines[fit:], before=0.0, anchor=""),
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        if self.changed:
            pen.bar(y, self.height)
        leading = self.style.leading
        for number, line in enumerate(self.lines):
            top = y + number * leading
            base = top + baseline(self.style)
            for link in pen.line(x + self.indent + line.start, base, line.pieces):
                pen.link(link.element, link.left, top, link.right, top + leading)
                if link.underline:
                    pen.rule(link.left, base + 1.9, link.right - link.left, link.underline, 0.4)


def baseline(style: Leaded) -> float:
    """From the top of a line to its baseline: capitals stand in the middle of the leading."""
    return (style.leading + CAPITALS * style.size) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Box):
    """Boxes one below the other; a stack no taller than `whole` is not cut. A page is a Stack cut to its height."""

    boxes: tuple[Box, ...]
    whole: float = 0.0

    def gap(self, number: int) -> float:
        """The space above a box; none above the first."""
        return max(self.boxes[number - 1].after, self.boxes[number].before) if number else 0.0

    @property
    def height(self) -> float:
        return sum(box.height + self.gap(number) for number, box in enumerate(self.boxes))

    def fits(self, room: float) -> bool:
        used = 0.0
        for number, box in enumerate(self.boxes):
            used += self.gap(number) + box.height
            if used > room + _TOLERANCE:
                return False
        return True

    def cut(self, room: float, forced: bool) -> Cut:
        if not forced and room < self.whole and self.fits(self.whole):
            return None, self
        used = 0.0
        for number, box in enumerate(self.boxes):
            if isinstance(box, Break):
                return self._part(self.boxes[:number]), self._part(self.boxes[number + 1 :], goes_on=True)
            used += self.gap(number)
            if not box.fits(room - used):
                return self._cut_at(number, room - used, forced)
            used += box.height
        return self, None

    def _cut_at(self, number: int, room: float, forced: bool) -> Cut:
        head, rest = self.boxes[:number], self.boxes[number + 1 :]
        stays, goes = self.boxes[number].cut(room, forced and not number)
        if stays is not None:
            return self._part((*head, stays)), self._part((goes, *rest) if goes else rest, goes_on=True)
        kept = number
        while kept and self.boxes[kept - 1].keep:
            kept -= 1
        if not kept and forced:
            kept = number
        return self._part(self.boxes[:kept]), self._part(self.boxes[kept:], goes_on=True)

    def _part(self, boxes: Sequence[Box], goes_on: bool = False) -> Stack | None:
        if not boxes:
            return None
        return replace(self, boxes=tuple(boxes), **({"before": 0.0, "anchor": ""} if goes_on else {"after": 0.0}))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        for number, box in enumerate(self.boxes):
            y += self.gap(number)
            box.draw(pen, x, y)
            y += box.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Float(Stack):
    """A picture with its caption: text that follows it may come before it where it does not fit on the page."""

    def squeezed(self, room: float) -> Float | None:
        """The same, somewhat smaller, for that room; None where it cannot be."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionHead(Lines):
    """The heading of a section: no picture of the section before it stands behind it."""
