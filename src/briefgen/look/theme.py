"""What a look is made of: one type scale, one grid, one set of colours. The defaults are the house's. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from briefgen.look.fonts import HOUSE, Faces

MM = 72 / 25.4
PageSize = Literal["A4", "Letter"]
PAGES: dict[PageSize, tuple[float, float]] = {"A4": (210 * MM, 297 * MM), "Letter": (612.0, 792.0)}


GUTTER = 15.0
"""Between the columns of the grid."""
LOGO = (170.0, 34.0)
"""The largest logo: width and height in points."""
CREST = (110.0, 40.0)
"""The largest sign in a letterhead, in the same."""


@dataclass(frozen=True, slots=True)
class TypeStep:
    """One step of the type scale: size and leading in points."""

    size: float
    leading: float


class Palette(NamedTuple):
    """Colours as "#RRGGBB". Each text colour has a contrast of at least 4.5 against white and `wash` (WCAG 2.1, 1.4.3)."""

    ink: str = "#1A1F26"
    muted: str = "#55606D"
    accent: str = "#123F70"
    alert: str = "#9B2218"
    rule: str = "#8E99A5"
    hairline: str = "#D5DBE1"
    wash: str = "#F3F5F8"
    paper: str = "#FFFFFF"
    # the class words of key points: somebody says, we judge, not known (and notices)
    says: str = "#7A3390"
    ours: str = "#0B5E63"
    gap: str = "#7A5600"
    # the chart's families: apart in hue for colour-blind readers and in lightness on a grey print
    harm: str = "#B3261E"
    act: str = "#1F77B4"
    recovery: str = "#2F9A5F"
    finding: str = "#3B2A72"
    ruling: str = "#6B4700"
    statement: str = "#8A3F97"
    other: str = "#6F7A86"


DARK = Palette(
    ink="#E8ECF0",
    muted="#A7B2BE",
    accent="#8FBEEE",
    alert="#F5998E",
    rule="#4A5663",
    hairline="#303A45",
    wash="#1B232C",
    paper="#11161C",
    says="#DF9BEA",
    ours="#62C7CC",
    gap="#E3B54A",
    harm="#F27D70",
    act="#62B1EA",
    recovery="#5CC98D",
    finding="#B3A6F2",
    ruling="#E3B54A",
    statement="#DF9BEA",
    other="#AEB9C4",
)
"""The house's colours for a reader whose screen is set to dark."""


@dataclass(frozen=True, slots=True)
class WordFace:
    """The typefaces of a Word template, which readers have: for text and for what is set `fixed`. `kind` is that of the first, with serifs or without. Text is set `larger` than the
    type scale, which is made for the PDF's face, by so many times; `natural` is the face's own line, in ems."""

    text: str = "Calibri"
    kind: Literal["swiss", "roman"] = "swiss"
    fixed: str = "Consolas"
    larger: float = 1.05
    natural: float = 1.22


@dataclass(frozen=True, slots=True)
class Logo:
    """The publisher's sign: PNG, JPEG or SVG bytes, and the words for a reader who cannot see it."""

    image: bytes = field(repr=False)
    alt: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Lengths, type scale, colours and faces; the DOCX takes its faces and sizes from the Word template instead.

    `dark` are the colours for a screen set to dark; `mono` is the size of times and numbers beside text; `spare` points of
    page 1 are left free in the PDF, for the faces of Word to hold as much; `grid`: tables have rules between their columns; `letterhead`: the office's name,
    sign and address stand above page 1; `record` are the cells that page 1 has of its own: who drafted and approved it, at its foot,
    or which document and version it is, at its head.
    """

    page: tuple[float, float] = PAGES["A4"]
    left: float = 48.0
    right: float = 48.0
    top: float = 48.0
    bottom: float = 47.0
    title: TypeStep = TypeStep(20, 24)
    section: TypeStep = TypeStep(14, 18)
    part: TypeStep = TypeStep(11, 14.6)
    lead: TypeStep = TypeStep(11, 14.6)
    figure: TypeStep = TypeStep(20, 23)
    unit: TypeStep = TypeStep(12, 23)
    body: TypeStep = TypeStep(9.5, 12.4)
    side: TypeStep = TypeStep(9, 11.8)
    table: TypeStep = TypeStep(9, 11.8)
    kicker: TypeStep = TypeStep(8.5, 11)
    caption: TypeStep = TypeStep(8, 11)
    small: TypeStep = TypeStep(7.5, 10)
    label: TypeStep = TypeStep(7, 9)
    chart: TypeStep = TypeStep(8, 9.6)
    palette: Palette = field(default_factory=Palette)
    dark: Palette = DARK
    faces: Faces = HOUSE
    word: WordFace = WordFace()
    mono: float = 1.0
    spare: float = 0.0
    grid: bool = False
    letterhead: bool = False
    record: Literal["none", "approval", "control"] = "none"
    logo: Logo | None = None

    @property
    def fixed(self) -> bool:
        """Whether times and numbers are set in a face of their own, with letters of one width."""
        return self.faces.family == "technical"

    @property
    def width(self) -> float:
        """The width of the text area."""
        return self.page[0] - self.left - self.right

    @property
    def turned(self) -> Theme:
        """The same on paper that lies on its side."""
        return replace(self, page=(self.page[1], self.page[0]))

    def columns(self, n: int) -> float:
        """The width of `n` columns of the grid's twelve, with the gutters between them."""
        return n * (self.width + GUTTER) / 12 - GUTTER

    @property
    def second_edge(self) -> float:
        """From the left edge of the text area to where texts, bottom line and the time area of each chart begin; labels stand before."""
        return self.columns(2) + GUTTER

    @property
    def height(self) -> float:
        """The height of the text area."""
        return self.page[1] - self.top - self.bottom
