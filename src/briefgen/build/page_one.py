"""How full page 1 of a brief may be: the first of the ways to say it that fits, measured on the page of the PDF."""

from __future__ import annotations

from itertools import chain

from briefgen.document.blocks import Document
from briefgen.document.compose import Composition
from briefgen.errors import RenderError
from briefgen.look.theme import Theme


def fitted(made: Composition, theme: Theme) -> Document:
    """The Document whose page 1 is as full as it may be without running over, with the room that Word needs besides; where no way
    fits, the shortest one.

    Every format shows this one, so that all have the same words. reportlab is loaded only where something is measured.
    """
    from briefgen.renderers.pdf.build import overflow

    try:
        fits = (room for room in made.rooms if overflow(made.measured(room), theme) <= -theme.spare)
        alone = (
            room for room in made.rooms if overflow(made.page_1(room), theme) <= -theme.spare
        )  # and the rest takes more pages
        room = next(chain(fits, alone), made.rooms[-1])
    except RenderError:  # of the logo, which is told at its place where files are made
        room = made.rooms[0]
    return made.document(room)
