"""The decision that a brief asks of its reader, and what it asks to choose between."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from briefgen.model.annotation import Own, Paragraphs, To
from briefgen.model.shape import Prose, Ref, Several, Short
from briefgen.model.time import When


class DecisionOption(Short):
    """One of the ways to decide."""

    short_key = "text"

    text: Annotated[Prose, Own(claim=False)]
    """What would be done."""
    for_: Annotated[str, Field(alias="for"), Paragraphs(), Own(claim=False)] = ""
    """What speaks for it."""
    against: Annotated[str, Paragraphs(), Own(claim=False)] = ""
    """What speaks against it."""


class Decision(Short):
    """What the reader is asked to decide."""

    short_key = "text"

    text: Annotated[Prose, Own(45, "words", claim=False)]
    """What is asked, 45 words at most."""
    from_: Annotated[Ref, Field(alias="from"), To("actors", or_text=True)] = ""
    """Who is to decide: the id of an actor, or plain text."""
    by: When | None = None
    """By when."""
    options: Several[DecisionOption] = ()
    """The ways to decide."""
