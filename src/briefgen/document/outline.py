"""The outline of a kind of brief: which parts stand where, under which titles."""

from __future__ import annotations

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from briefgen.model.shape import Model, Several, Short

FrontPart = Literal["draft", "facts", "essentials", "bottom_line", "key_points", "wording"]
SectionName = Literal[
    "timeline",
    "actors",
    "positions",
    "questions",
    "assessment",
    "gaps",
    "sources",
    "background",
    "developments",
    "open",
    "references",
    "changes",
]
AnnexName = Literal["log", "statements", "estimative", "wording", "changes"]


class Part(Short):
    """A section or annex, with another title where the outline wants one."""

    short_key = "section"

    section: SectionName | AnnexName
    """The name of the section."""
    title: str = ""
    """Its title, where it differs from the catalogue's."""


class Outline(Model):
    """An outline file."""

    name: str = ""
    """Its name, which says what the page calls the brief (`kind:` in the words); that of its file when absent."""
    front: Several[FrontPart] = ("draft", "facts", "bottom_line", "key_points", "wording")
    """The parts of page 1."""
    sections: Several[Part] = ()
    """The numbered sections, in order."""
    annexes: Several[Part] = ()
    """The lettered annexes, in order."""
    chart: Literal["auto", "front", "section", "none"] = "auto"
    """Where the timeline chart stands: on page 1, in the timeline section, or nowhere."""
    break_: Annotated[bool, Field(alias="break")] = False
    """Whether the sections begin on a new page."""
    contents: Literal["auto", "yes", "no"] = "auto"
    """Whether there is a list of contents; auto for long briefs."""
    pages: Annotated[int, Field(ge=0)] = 0
    """The pages it is meant to have at most; the PDF warns of more. 0: as many as it takes."""

    @model_validator(mode="after")
    def _placed(self) -> Self:
        """Raises ValueError for a part that stands where it cannot, or twice."""
        for where, parts, legal in (("sections", self.sections, SectionName), ("annexes", self.annexes, AnnexName)):
            names = [part.section for part in parts]
            for name in names:
                if name not in get_args(legal):
                    raise ValueError(f"'{name}' cannot stand under {where}|Write one of {', '.join(get_args(legal))}")
                if names.count(name) > 1:
                    raise ValueError(f"'{name}' stands under {where} twice|Take one of them out")
        return self
