"""The outline of a kind of brief: which parts stand where, under which titles."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from briefgen.model.shape import Model, Several, Short

FrontPart = Literal["draft", "bottom_line", "figures", "key_points", "decision", "strip", "wording", "foot"]
FRONT: tuple[FrontPart, ...] = get_args(FrontPart)
_FORMER = ("facts", "essentials")
"""Parts that page 1 had before it had figures and a foot. An outline that names one has the others of today as well."""
SectionName = Literal[
    "scope",
    "timeline",
    "impact",
    "causes",
    "times",
    "actions",
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
    "tables",
]
AnnexName = Literal["log", "tables", "statements", "estimative", "wording", "changes"]


def _of_today(front: Any) -> Any:
    """The parts of a list that names former ones: what follows the bottom line, the points and the rest of the page is put there."""
    if isinstance(front, str):
        front = [front]
    if not (isinstance(front, list | tuple) and any(part in _FORMER for part in front)):
        return front
    kept = [part for part in front if part not in _FORMER]
    for new, before in (("figures", "bottom_line"), ("decision", "key_points"), ("strip", "decision")):
        if new not in kept:
            kept.insert(kept.index(before) + 1 if before in kept else len(kept), new)
    return [*kept, *(["foot"] if "foot" not in kept else [])]


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
    front: Annotated[Several[FrontPart], BeforeValidator(_of_today)] = FRONT
    """The parts of page 1."""
    sections: Several[Part] = ()
    """The numbered sections, in order."""
    annexes: Several[Part] = ()
    """The lettered annexes, in order."""
    chart: Literal["auto", "front", "section", "none"] = "auto"
    """Where the timeline chart stands: auto on page 1 as a strip and whole in the timeline section, front whole on page 1 alone,
    section there alone, none nowhere."""
    break_: Annotated[bool, Field(alias="break")] = False
    """Whether the sections begin on a new page."""
    contents: Literal["auto", "yes", "no"] = "auto"
    """Whether there is a list of contents; auto for long briefs."""
    pages: Annotated[int, Field(ge=0)] = 0
    """The pages it is meant to have at most; the PDF warns of more. 0: as many as it takes."""

    @property
    def shown(self) -> tuple[Part, ...]:
        """The sections; those of one page without the list of sources, which its foot has in fewer lines."""
        if self.pages != 1 or "foot" not in self.front:
            return self.sections
        return tuple(part for part in self.sections if part.section != "references")

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
