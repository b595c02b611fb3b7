"""Boxes side by side, and boxes with a rule at their left: cut together at the foot of a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .boxes import Box, Cut, Leaded, Lines, Stack, baseline
from .pen import Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled(Box):
    """A stack with a coloured rule down its left side."""

    inner: Stack
    colour: str
    thickness: float
    inset: float

    @property
    def height(self) -> float:
        return self.inner.height

    def fits(self, room: float) -> bool:
        return self.inner.fits(room)

    def cut(self, room: float, forced: bool) -> Cut:
        stays, goes = self.inner.cut(room, forced)
        return (
            replace(self, inner=stays, after=0.0, keep=False) if isinstance(stays, Stack) else None,
            replace(self, inner=goes, before=0.0) if isinstance(goes, Stack) else None,
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.changed:
            pen.bar(y, self.height)
        pen.box(x, y, self.thickness, self.height, self.colour)
        self.inner.draw(pen, x + self.inset, y)


@dataclass(frozen=True, slots=True)
class Border:
    """A line across or down, as long as what it belongs to: nothing where it has no colour."""

    colour: str = ""
    width: float = 0.5

    def draw(self, pen: Pen, x: float, y: float, length: float) -> None:
        """Draw it to the right from (x, y)."""
        if self.colour:
            pen.rule(x, y, length, self.colour, self.width)

    def descend(self, pen: Pen, x: float, y: float, length: float) -> None:
        """Draw it down from (x, y)."""
        if self.colour:
            pen.box(x - self.width / 2, y, self.width, length, self.colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide(Box):
    """Stacks side by side, each at its distance from the left, between a line `above` and one `below`; a row no taller
    than `whole` is not cut. With `lowered` their last lines stand on one line, not their first ones. A line runs `down` at each
    distance of `between` from the left."""

    cells: tuple[tuple[float, Stack], ...]
    over: float = 0.0
    under: float = 0.0
    whole: float = 0.0
    width: float = 0.0
    above: Border = Border()
    below: Border = Border()
    lowered: bool = False
    between: tuple[float, ...] = ()
    down: Border = Border()

    @property
    def height(self) -> float:
        return max((cell.height for _, cell in self.cells), default=0.0) + self.over + self.under

    def cut(self, room: float, forced: bool) -> Cut:
        if self.height <= self.whole and not forced:
            return None, self
        stays: list[tuple[float, Stack]] = []
        goes: list[tuple[float, Stack]] = []
        for left, cell in self.cells:
            within = room - self.over - self.under
            top, bottom = (cell, None) if cell.fits(within) else cell.cut(within, forced)
            if not isinstance(top, Stack):
                return None, self
            stays.append((left, top))
            goes.append((left, bottom if isinstance(bottom, Stack) else Stack(boxes=())))
        if not any(cell.boxes for _, cell in goes):
            return self, None
        return (
            replace(self, cells=tuple(stays), after=0.0, keep=False, below=Border()),
            replace(self, cells=tuple(goes), before=0.0, anchor="", above=Border()),
        )

    def draw(self, pen: Pen, x: float, y: float) -> None:
        height = self.height
        pen.destination(self.anchor, y)
        if self.changed:
            pen.bar(y, height)
        self.above.draw(pen, x, y, self.width)
        for left in self.between:
            self.down.descend(pen, x + left, y, height)
        inner = height - self.over - self.under
        for left, cell in self.cells:
            cell.draw(pen, x + left, y + self.over + (inner - cell.height if self.lowered else 0.0))
        self.below.draw(pen, x, y + height, self.width)


def level(label: Lines, text: Leaded) -> tuple[Lines, ...]:
    """A label to stand beside text, as boxes: the first lines of both stand on one line."""
    drop = max(baseline(text) - baseline(label.style), 0.0)
    return Lines(lines=(), style=label.style), replace(label, before=drop)


def moved(box: Box, left: float) -> Box:
    """The box `left` points further to the right."""
    inner = Stack(boxes=(replace(box, before=0.0, after=0.0, keep=False),))
    return SideBySide(cells=((left, inner),), before=box.before, after=box.after, keep=box.keep)
