"""Page 1 as a whole: what stands on it, its foot at the foot of the page, and the space that is left shared among its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefgen.document.blocks import Block, Foot, Heading, PageBreak
from briefgen.tagged_pdf.boxes import Box, Stack

_CLEAR = 14.0
"""Above the foot, at least."""
_MOST = 6.5
"""The space that one part is given at most of what is left."""


class FrontPage(NamedTuple):
    """What stands before the first page break or section, and the foot of page 1 where there is one."""

    parts: Stack
    foot: Box | None

    @property
    def reserved(self) -> float:
        """The height that the foot takes."""
        return self.foot.height + _CLEAR if self.foot else 0.0

    def over(self, height: float) -> float:
        """The points that it has too many for a text area of this height; below zero those that are left."""
        return self.parts.height + self.reserved - height

    def aired(self, page: Stack, height: float) -> Stack:
        """Page 1, which nothing but the front stands on, with the space that is left shared in equal parts; any other as it is."""
        airy = [number for number, box in enumerate(page.boxes) if box.airy and number]
        alone = [*map(id, page.boxes)] == [*map(id, self.parts.boxes)]
        if not alone or not airy:
            return page
        more = min(max(-self.over(height), 0.0) / len(airy), _MOST)
        boxes = (
            replace(box, before=page.gap(number) + more) if number in airy else box
            for number, box in enumerate(page.boxes)
        )
        return replace(page, boxes=tuple(boxes))


def before_sections(blocks: Sequence[Block], pages: int) -> tuple[Block, ...]:
    """The blocks of page 1: those before the first page break or section; all of a document that is meant for one page."""
    if pages == 1:
        return tuple(blocks)
    return tuple(blocks[: next((n for n, block in enumerate(blocks) if _ends(block)), len(blocks))])


def front_page(logo: Iterable[Box], blocks: Sequence[tuple[Block, tuple[Box, ...]]], pages: int) -> FrontPage:
    """The front of a document whose blocks are these, each with its boxes, and which is meant for so many pages."""
    parts, foot = [*logo], None
    front = len(before_sections([block for block, _ in blocks], pages))
    for block, boxes in blocks[:front]:
        if isinstance(block, Foot) and foot is None:
            foot = boxes[0]
        else:
            parts += boxes
    return FrontPage(Stack(boxes=tuple(parts)), foot)


def _ends(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Heading) and block.level == 2)
