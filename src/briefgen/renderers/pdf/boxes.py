"""Boxes of set type: each knows its height, can be cut at the foot of a page, and draws itself where it is put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.renderers.pdf.lines import TextLine, TextStyle
from briefgen.renderers.pdf.pen import Pen

_TOLERANCE = 0.01

Cut = tuple["Box | None", "Box | None"]
"""What stays and what goes on: (box, None) all of it stays, (None, box) nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Something that stands on a page. `before` and `after` is the space around it (the larger of two neighbours' counts,
    none at the head of a page); `keep` holds it together with the next one; links to `anchor` lead here; `changed` draws a
    bar in the margin beside it."""

    before: float = 0.0
    after: float = 0.0
    keep: bool = False
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Box):
    """Lines of text, one leading apart; never one line alone at a page's foot or head."""

    lines: tuple[TextLine, ...]
    style: TextStyle
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
            for link, left, right in pen.spans(x + self.indent + line.start, base, line.spans, line.right_to_left):
                pen.link(link, left, top, right, top + leading)
                if not link.target.startswith("#"):
                    pen.rule(left, base + 1.8, right - left, self.style.colour, 0.3)


def baseline(style: TextStyle) -> float:
    """From the top of a line to its baseline: capitals stand in the middle of the leading."""
    return (style.leading + 0.69 * style.size) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Box):
    """Boxes one below the other; a stack no taller than `whole` is not cut. A page is a Stack cut to its height."""

    boxes: tuple[Box, ...]
    whole: float = 0.0

    def _gap(self, number: int) -> float:
        return max(self.boxes[number - 1].after, self.boxes[number].before) if number else 0.0

    @property
    def height(self) -> float:
        return sum(box.height + self._gap(number) for number, box in enumerate(self.boxes))

    def fits(self, room: float) -> bool:
        used = 0.0
        for number, box in enumerate(self.boxes):
            used += self._gap(number) + box.height
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
            used += self._gap(number)
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
            y += self._gap(number)
            box.draw(pen, x, y)
            y += box.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled(Box):
    """A stack with a coloured rule down its left side."""

    inner: Stack
    colour: str
    thickness: float
    inset: float
    wash: str = ""
    width: float = 0.0
    padding: float = 0.0

    @property
    def height(self) -> float:
        return self.inner.height + 2 * self.padding

    def fits(self, room: float) -> bool:
        return self.inner.fits(room - 2 * self.padding)

    def cut(self, room: float, forced: bool) -> Cut:
        stays, goes = self.inner.cut(room - 2 * self.padding, forced)
        return (
            replace(self, inner=stays, after=0.0, keep=False) if isinstance(stays, Stack) else None,
            replace(self, inner=goes, before=0.0) if isinstance(goes, Stack) else None,
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.changed:
            pen.bar(y, self.height)
        if self.wash:
            pen.box(x, y, self.width, self.height, self.wash)
        pen.box(x, y, self.thickness, self.height, self.colour)
        self.inner.draw(pen, x + self.inset, y + self.padding)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide(Box):
    """Stacks side by side, each at its distance from the left; a row no taller than `whole` is not cut."""

    cells: tuple[tuple[float, Stack], ...]
    padding: float = 0.0
    whole: float = 0.0
    width: float = 0.0
    rule: str = ""
    rule_width: float = 0.5

    @property
    def height(self) -> float:
        return max((cell.height for _, cell in self.cells), default=0.0) + 2 * self.padding

    def cut(self, room: float, forced: bool) -> Cut:
        if self.height <= self.whole and not forced:
            return None, self
        stays: list[tuple[float, Stack]] = []
        goes: list[tuple[float, Stack]] = []
        for left, cell in self.cells:
            within = room - 2 * self.padding
            top, bottom = (cell, None) if cell.fits(within) else cell.cut(within, forced)
            if not isinstance(top, Stack):
                return None, self
            stays.append((left, top))
            goes.append((left, bottom if isinstance(bottom, Stack) else Stack(boxes=())))
        if not any(cell.boxes for _, cell in goes):
            return self, None
        return (
            replace(self, cells=tuple(stays), after=0.0, keep=False, rule=""),
            replace(self, cells=tuple(goes), before=0.0, anchor=""),
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        if self.changed:
            pen.bar(y, self.height)
        for left, cell in self.cells:
            cell.draw(pen, x + left, y + self.padding)
        if self.rule:
            pen.rule(x, y + self.height, self.width, self.rule, self.rule_width)
