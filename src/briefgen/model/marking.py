"""Handling markings: what a reader may do with the brief. briefgen prints them; it enforces nothing."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Literal

from pydantic import Field, model_validator

from briefgen.model.shape import Model, Prose, Several
from briefgen.model.time import When

Scheme = Literal["none", "tlp", "uk-gsc", "us-cui", "custom"]
TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""The labels of TLP 2.0 (FIRST, August 2022), from the widest audience to the narrowest."""
GSC = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")
"""UK Government Security Classifications, policy of August 2024, from the lowest."""
CUI = ("CUI", "CONTROLLED")
"""Banners of US Controlled Unclassified Information; after two slashes its categories."""

LONGEST = 300
"""Characters of a marking with its caveats and handling: four lines of a banner."""


class Style(Model):
    """The banner of a custom marking; the schemes' own looks are fixed by their rules."""

    foreground: str = "#FFFFFF"
    """Text colour, "#RRGGBB". Used for the look of the banner; not printed."""
    background: str = "#000000"
    """Colour of the box, "#RRGGBB". Used for the look of the banner; not printed."""
    align: Literal["left", "center", "right"] = "center"
    """Where the banner stands in the line. Used for the look of the banner; not printed."""
    size_pt: float = 12
    """Size in points, 12 to 24. Used for the look of the banner; not printed."""

    @model_validator(mode="after")
    def _legible(self) -> Style:
        if not self.size_pt >= 12:
            raise ValueError("a marking below 12 points is not legible|Write size_pt: 12 to 24")
        if self.size_pt > 24:
            raise ValueError("a marking above 24 points leaves no page for the text|Write size_pt: 12 to 24")
        for colour in (self.foreground, self.background):
            if len(colour) != 7 or colour[0] != "#" or not all(c in "0123456789abcdefABCDEF" for c in colour[1:]):
                raise ValueError(f"'{colour}' is not a colour|Write it as #RRGGBB, such as #1A1F26")
        return self


class Marking(Model):
    """A handling marking: `none`, a label such as TLP:AMBER or OFFICIAL, or a mapping, which may have a label of your own."""

    label: str = ""
    """The label as it is printed, such as TLP:AMBER."""
    scheme: Scheme = Field(default_factory=lambda data: "custom" if data.get("label") else "none")
    """tlp, uk-gsc, us-cui or custom; found from the label of a known marking. Used for the look of the banner; not printed."""
    caveats: Several[Prose] = ()
    """Further restrictions, printed with the label."""
    handling: str = ""
    """How to handle the brief, printed with the label."""
    originator: str = ""
    """Who set the marking."""
    designation_block: dict[str, str] = Field(default_factory=dict)
    """Lines of a designation block on page 1 (US CUI)."""
    expires: When | None = None
    """When the marking ends."""
    style: Style | None = None
    """The look of a custom banner. Used for the look alone; not printed."""

    @model_validator(mode="before")
    @classmethod
    def _label(cls, value: Any) -> Any:
        """Finds the scheme of a known label. A mapping is the declaration of a label of the author's own, unless it is near a known one."""
        if isinstance(value, str):
            return {} if value in ("none", "") else {"label": value, **_found(value)}
        if isinstance(value, dict) and "scheme" not in value and isinstance(label := value.get("label"), str):
            own = {} if meant(label) or not label else {"scheme": "custom"}
            return {**value, **(_found(label) or own)}
        return value

    @model_validator(mode="after")
    def _valid(self) -> Marking:
        if self.scheme != "none" and not self.label:
            raise ValueError("the marking has no label|Write label: TLP:AMBER, or marking: none")
        if len(self.text) > LONGEST:
            raise ValueError(
                f"the marking has {len(self.text):,} characters; {LONGEST} are allowed, since it stands twice on every page|"
                "Put the rest into scope_note"
            )
        if "scheme" not in self.model_fields_set and self.scheme == "custom":
            known, own = _choice(self.label, (*TLP, *GSC, *CUI)), f"{{scheme: custom, label: {self.label}}}"
            raise ValueError(f"'{self.label}' is not a known marking|Write {known}; for a marking of your own {own}")
        if self.scheme == "tlp" and self.label not in TLP:
            raise ValueError(f"'{self.label}' is not a label of TLP 2.0|Write {_choice(self.label, TLP)}")
        if self.scheme == "uk-gsc" and self.label not in GSC:
            raise ValueError(f"'{self.label}' is not a UK classification|Write {_choice(self.label, GSC)}")
        if self.style and self.scheme in ("tlp", "uk-gsc"):
            raise ValueError(f"the look of a {self.scheme} marking is fixed by its rules|Leave style out")
        return self

    @property
    def text(self) -> str:
        """The words of the banner: label, caveats and handling; empty for none (TLP 2.0: restrictions stand with the label)."""
        return " | ".join(part for part in (self.label, *self.caveats, self.handling) if part)

    @property
    def rank(self) -> int | None:
        """The place of the label on its scheme's ladder, 0 the widest; None where the scheme has no ladder."""
        ladder = {"tlp": TLP, "uk-gsc": GSC}.get(self.scheme, ())
        return ladder.index(self.label) if self.label in ladder else None


def _found(label: str) -> dict[str, str]:
    """The scheme of a label that is exactly a known one, or claims to be of TLP."""
    if label in GSC:
        return {"scheme": "uk-gsc"}
    if label.partition("//")[0] in CUI:
        return {"scheme": "us-cui"}
    return {"scheme": "tlp"} if label.upper().startswith("TLP") else {}


def meant(label: str, known: tuple[str, ...] = (*TLP, *GSC, *CUI)) -> str:
    """The known label that a text is probably a slip for, in its own letters; empty when it is near none."""
    spelt = {_letters(one): one for one in known} | {_letters(one).removeprefix("tlp"): one for one in known}
    if set(TLP) <= set(known):
        spelt |= {"tlpwhite": "TLP:CLEAR", "white": "TLP:CLEAR"}
    near = get_close_matches(_letters(label.partition("//")[0]), spelt, n=1, cutoff=0.8)
    return spelt[near[0]] + "".join(label.partition("//")[1:]) if near else ""


def _choice(label: str, known: tuple[str, ...]) -> str:
    return meant(label, known) or f"one of {', '.join(known)}"


def _letters(label: str) -> str:
    return "".join(character for character in label.casefold() if character.isalnum())


def barred(marking: Marking, ceiling: Marking | None) -> str:
    """Why readers up to a ceiling may not have words that are marked so; empty when they may. What cannot be compared is refused."""
    if marking.scheme == "none":
        return ""
    if ceiling is None or ceiling.scheme == "none":
        return f"The brief is marked {marking.label}, and the list has no ceiling. If its readers may have it, write ceiling: {marking.label}."
    beyond = [caveat for caveat in marking.caveats if caveat not in ceiling.caveats]
    if beyond:
        return f"The brief has the caveat '{beyond[0]}', which the list's ceiling does not name. If its readers may have it, add it there."
    if marking.scheme == ceiling.scheme and marking.label == ceiling.label:
        return ""
    if marking.scheme != ceiling.scheme or marking.rank is None or ceiling.rank is None:
        return f"The brief is marked {marking.label} and the list's ceiling is {ceiling.label}; the two cannot be compared. Use one scheme for both."
    if marking.rank > ceiling.rank:
        return f"The brief is marked {marking.label}, above the list's ceiling {ceiling.label}. Leave the list out, or raise its ceiling."
    return ""
