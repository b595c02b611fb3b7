"""A table as a box: rows that are cut well, heads repeated on each page, groups never left alone at a foot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .boxes import Box, Cut, Lines, Stack
from .columns import SideBySide
from .pen import Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow(SideBySide):
    """The head of a group of rows, and how it stands `again` where the group goes on over a page."""

    again: SideBySide


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBox(Box):
    """`title` is drawn once, `head` on each page: there as content, on the others as an artifact, like the head of a group of rows
    that goes `on` from the page before. It begins with one row alone only where it would leave more than `hole` points empty."""

    title: Lines | None
    head: SideBySide
    body: Stack
    on: SideBySide | None = None
    hole: float = 0.0
    gap: float = 4.0

    @property
    def _above(self) -> float:
        above = self.head.height + (self.title.height + self.gap if self.title else 0.0)
        return above + (self.on.height if self.on else 0.0)

    @property
    def height(self) -> float:
        return self._above + self.body.height

    def fits(self, room: float) -> bool:
        return self.body.fits(room - self._above)

    def cut(self, room: float, forced: bool) -> Cut:
        stays, goes = self.body.cut(room - self._above, forced)
        if not isinstance(stays, Stack) or (self.title and not forced and room < self.hole and self._lonely(stays)):
            return None, self
        if not isinstance(goes, Stack):
            return self, None
        stays, goes = self._in_company(stays, goes)
        return (
            replace(self, body=stays, after=0.0, keep=False),
            replace(self, title=None, body=goes, on=self._goes_on(stays, goes), before=0.0, anchor=""),
        )

    def _lonely(self, stays: Stack) -> bool:
        """True for the first row alone, of several."""
        alone = [row for row in stays.boxes if not isinstance(row, GroupRow)]
        return len(alone) < 2 < len(self.body.boxes)

    def _goes_on(self, stays: Stack, goes: Stack) -> SideBySide | None:
        """The head of the group that is cut, to stand on the next page too."""
        if isinstance(goes.boxes[0], GroupRow):
            return None
        return next((row.again for row in reversed(stays.boxes) if isinstance(row, GroupRow)), self.on)

    def _in_company(self, stays: Stack, goes: Stack) -> tuple[Stack, Stack]:
        """The parts of the body, another row sent along where one alone would stand below the repeated head."""
        rows, cut_between = self.body.boxes, len(stays.boxes) + len(goes.boxes) == len(self.body.boxes)
        first = len(rows) - 2
        while first > 0 and rows[first - 1].keep:
            first -= 1
        if len(goes.boxes) > 1 or not cut_between or first < 2:
            return stays, goes
        return replace(stays, boxes=rows[:first]), replace(goes, boxes=rows[first:])

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        if self.title:
            self.title.draw(pen, x, y)
            y += self.title.height + self.gap
            self.head.draw(pen, x, y)
        else:
            with pen.artifact("/Type /Pagination"):
                self.head.draw(pen, x, y)
                if self.on:
                    self.on.draw(pen, x, y + self.head.height)
        self.body.draw(pen, x, y + self.head.height + (self.on.height if self.on else 0.0))
