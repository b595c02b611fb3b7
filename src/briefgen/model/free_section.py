"""A section in the briefer's own words, for what no other part of a brief says."""

from __future__ import annotations

from typing import Annotated

from briefgen.model.annotation import Member, Own, Paragraphs, To, Told, Untold
from briefgen.model.marking import Marking
from briefgen.model.shape import Line, Prose, Ref, Several


class FreeSection(Member):
    """A section with a title: paragraphs, simple lists, pictures."""

    title: Annotated[Line, Own(60, "characters", claim=False), Told(style="prose", name=True)]
    """Its title, 60 characters at most."""
    text: Annotated[Prose, Paragraphs(), Own(claim=False), Told(style="prose")]
    """Paragraphs with empty lines between; a line that begins with a hyphen, or with a number and a point, is an item of a list."""
    figures: Annotated[Several[Ref], To("figures"), Untold()] = ()
    """The pictures that stand in it, below its text."""
    after: Annotated[str, Untold()] = ""
    """The part of the outline that it follows, such as causes; before the sources when absent. Used for its place; not printed."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""
