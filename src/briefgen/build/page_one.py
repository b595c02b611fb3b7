"""How full the pages of a brief may be: the first of the ways to say them that fits, measured on the pages of the PDF."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.document.blocks import Document
from briefgen.document.compose import Composition
from briefgen.document.compose.room import Room
from briefgen.errors import RenderError
from briefgen.look.theme import Theme


def fitted(made: Composition, theme: Theme) -> Document:
    """The Document whose page 1 is as full as it may be without running over, with the room that Word needs besides; where no way
    fits, the shortest one. Of one that is meant for several pages what follows gives way next, and page 1 once more at last.

    Every format shows this one, so that all have the same words. reportlab is loaded only where something is measured.
    """
    from briefgen.renderers.pdf.build import overflow

    def fits(document: Document) -> bool:
        return overflow(document, theme) <= -theme.spare

    rooms = made.rooms
    try:
        room = next((room for room in rooms if fits(made.page_1(room))), rooms[-1])
        if made.outline.pages < 2:
            return made.document(room)
        shorter = rooms[rooms.index(room) + 1 :]
        return _first(made, room, shorter, fits)
    except RenderError:  # of the logo, which is told at its place where files are made
        return made.document(rooms[0])


def _first(made: Composition, room: Room, shorter: tuple[Room, ...], fits: Callable[[Document], bool]) -> Document:
    """The first way to say several pages that fits: each length below the same page 1, then the last below shorter ones."""
    last = made
    for last in made.lengths:
        if fits(last.measured(room)):
            return last.document(room)
    fuller = next((one for one in shorter if fits(last.measured(one))), room)
    return last.document(fuller)
