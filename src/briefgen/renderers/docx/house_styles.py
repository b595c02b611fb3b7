"""A look as Word styles: the theme's type scale and colours, set in the faces that it has for Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefgen.look.theme import MM, Theme, TypeStep, WordFace
from briefgen.renderers.docx.elements import Element, hexadecimal, twips, w

FACT_TERM = 42 * MM
SIDE_TERM = 60.0
_LIST = 14.0
_QUOTE = 16.0
CALLOUT = 11.0
"""Indents in points: from the rule of a callout to its text, for instance."""
SIDE = 13.0
"""From the mark of a stance to its words."""
BARS = 12.0
"""From the words of the side column to the end of its cell, which is in the margin: what is outside a cell, as a bar would be, is
not shown."""
_SPACED = 0.05
"""Of the size, between the capitals of a label."""


class Rule(NamedTuple):
    """A line at one side of a paragraph: width in points, colour, and its distance from the text in points."""

    side: str
    width: float
    colour: str
    space: float = 0.0

    def element(self) -> Element:
        return w(self.side, val="single", sz=round(8 * self.width), space=round(self.space),
                 color=hexadecimal(self.colour))  # fmt: skip


class ParagraphStyle(NamedTuple):
    """A paragraph style; lengths in points, None where its base decides. Space stands before a paragraph, so that the
    text after a table, which has none, is set apart too."""

    name: str
    base: str = "Normal"
    following: str = ""
    step: TypeStep | None = None
    colour: str = ""
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    fixed: bool = False
    exact: float = 0.0
    before: float | None = None
    after: float | None = None
    indent: float | None = None
    hanging: float = 0.0
    right: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    numbering: int = 0
    outline: int | None = None
    rules: tuple[Rule, ...] = ()
    stops: tuple[float, ...] = ()

    def element(self, word: WordFace) -> Element:
        """The style of a template that is set in such faces."""
        parts = [w("name", val=self.name)]
        if self.base:
            parts.append(w("basedOn", val=_identifier(self.base)))
        parts.append(w("next", val=_identifier(self.following or self.name)))
        parts += [w("qFormat"), w("pPr", *self._paragraph(word)), w("rPr", *self._run(word))]
        return w("style", *parts, type="paragraph", styleId=_identifier(self.name))

    def _paragraph(self, word: WordFace) -> Iterator[Element]:
        if self.keep_next:
            yield w("keepNext")
        if self.keep_lines:
            yield w("keepLines")
        if self.numbering:
            yield w("numPr", w("numId", val=self.numbering))
        if self.rules:
            yield w("pBdr", *(rule.element() for rule in self.rules))
        if self.stops:
            yield w("tabs", *(w("tab", val="left", pos=twips(stop)) for stop in self.stops))
        if spacing := self._spacing(word):
            yield w("spacing", **spacing)
        if self.indent is not None:
            yield w("ind", left=twips(self.indent), right=twips(self.right), hanging=twips(self.hanging))
        if self.outline is not None:
            yield w("outlineLvl", val=self.outline)

    def _spacing(self, word: WordFace) -> dict[str, object]:
        spacing: dict[str, object] = {}
        if self.before is not None:
            spacing["before"] = twips(self.before)
        if self.after is not None:
            spacing["after"] = twips(self.after)
        if self.exact:
            spacing |= {"line": twips(self.exact), "lineRule": "exact"}
        elif self.step:
            natural = _points(self.step, word) * word.natural
            spacing |= {"line": round(240 * self.step.leading / natural), "lineRule": "auto"}
        return spacing

    def _run(self, word: WordFace) -> Iterator[Element]:
        if self.fixed:
            yield w("rFonts", ascii=word.fixed, hAnsi=word.fixed, cs=word.fixed)
        yield from _weight(bold=self.bold, italic=self.italic)
        if self.capitals:
            yield w("caps")
        if self.colour:
            yield w("color", val=hexadecimal(self.colour))
        if self.capitals and self.step:
            yield w("spacing", val=twips(_SPACED * self.step.size))
        if self.step:
            yield from _size(self.step, word)


def styles(theme: Theme, *, bullets: int, numbers: int) -> Element:
    """The styles part; `bullets` and `numbers` are the numbering instances of its lists."""
    paragraphs = (
        *_text(theme, bullets, numbers),
        *_callouts(theme, bullets),
        *_front(theme),
        *_matter(theme),
    )
    return w(
        "styles",
        _defaults(theme),
        w("style", w("name", val="Normal"), w("qFormat"), w("rPr", w("color", val=hexadecimal(theme.palette.ink))),
          type="paragraph", default=1, styleId="Normal"),
        w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"),
          w("unhideWhenUsed"), type="character", default=1, styleId="DefaultParagraphFont"),
        w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"),
          w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0, 0, 0)),
          type="table", default=1, styleId="TableNormal"),
        w("style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"),
          type="numbering", default=1, styleId="NoList"),
        *(style.element(theme.word) for style in paragraphs),
        *_characters(theme),
        *_tables(theme),
    )  # fmt: skip


def _text(theme: Theme, bullets: int, numbers: int) -> Iterator[ParagraphStyle]:
    ink, muted, rule = theme.palette.ink, theme.palette.muted, theme.palette.rule
    yield ParagraphStyle("Body Text", step=theme.body, before=6)
    yield ParagraphStyle("Brief Kicker", following="Title", step=theme.kicker, colour=muted, keep_next=True)
    larger = theme.word.larger
    title = TypeStep(theme.title.size / larger, theme.title.leading / larger)  # capitals and weight carry it
    yield ParagraphStyle("Title", following="Subtitle", step=title, colour=ink, bold=True, before=3, outline=0,
                         keep_next=True, keep_lines=True)  # fmt: skip
    yield ParagraphStyle("Subtitle", following="Body Text", step=theme.kicker, colour=muted, before=3, after=8)
    yield ParagraphStyle("heading 1", following="Body Text", step=theme.section, colour=ink, bold=True, before=22,
                         after=2, outline=0, keep_next=True, keep_lines=True)  # fmt: skip
    yield ParagraphStyle("heading 2", following="Body Text", step=theme.part, colour=ink, bold=True, before=14,
                         after=3, outline=1, keep_next=True, keep_lines=True)  # fmt: skip
    yield ParagraphStyle("Brief Group", following="Body Text", step=theme.body, colour=ink, bold=True, before=11,
                         keep_next=True)  # fmt: skip
    yield ParagraphStyle("Brief Lead", step=theme.lead, before=8, after=2)
    yield ParagraphStyle("Brief Note", step=theme.small, colour=muted, before=4)
    yield ParagraphStyle("List Bullet", "Body Text", before=3.5, indent=_LIST, hanging=_LIST, numbering=bullets)
    yield ParagraphStyle("List Number", "Body Text", before=3.5, indent=_LIST, hanging=_LIST, numbering=numbers)
    side = (Rule("left", 1, rule, 10),)
    yield ParagraphStyle("Quote", "Body Text", before=8, indent=_QUOTE, right=_QUOTE, rules=side, keep_lines=True)
    yield ParagraphStyle("Brief Altered Quote", "Quote", italic=True, colour=muted)
    yield ParagraphStyle("Brief Attribution", step=theme.small, colour=muted, before=3, indent=_QUOTE, right=_QUOTE)


def _callouts(theme: Theme, bullets: int) -> Iterator[ParagraphStyle]:
    palette = theme.palette
    tones = (
        ("Brief Key", theme.lead, palette.muted, (Rule("left", 2.5, palette.accent, CALLOUT - 2),), 5.2),
        ("Brief Decision", theme.body, palette.ink, (), 3.0),
        ("Brief Notice", theme.caption, palette.gap, (), 2.0),
        ("Brief Alert", theme.body, palette.alert, (Rule("left", 2.5, palette.alert, CALLOUT - 2),), 3.0),
    )
    yield ParagraphStyle("Brief Label", step=theme.label, colour=palette.muted, bold=True, capitals=True, before=3.0)
    for name, step, colour, rule, before in tones:
        yield ParagraphStyle(f"{name} Label", "Brief Label", colour=colour, before=before)
        yield ParagraphStyle(name, step=step, bold=name in ("Brief Key", "Brief Decision"), indent=CALLOUT, rules=rule)
        yield ParagraphStyle(
            f"{name} List", step=step, before=2, indent=CALLOUT + _LIST, hanging=_LIST, numbering=bullets, rules=rule
        )
    yield ParagraphStyle("Brief Aside", step=theme.side)


def _front(theme: Theme) -> Iterator[ParagraphStyle]:
    """What stands on page 1 alone."""
    ink, muted, hairline = theme.palette.ink, theme.palette.muted, theme.palette.hairline
    yield ParagraphStyle("Brief Number", step=theme.figure, colour=ink, bold=True)
    yield ParagraphStyle("Brief Number Text", step=theme.kicker)
    yield ParagraphStyle("Brief Number Note", step=theme.small, colour=muted)
    yield ParagraphStyle("Brief Rests", step=theme.small, colour=muted)
    yield ParagraphStyle("Brief Point", step=theme.body)
    yield ParagraphStyle("Brief Point More", step=theme.kicker, colour=muted)
    above = (Rule("top", 0.5, hairline, 4),)
    apart = (*above, Rule("between", 0.5, hairline, 4))  # Word joins the borders of neighbours that are alike
    yield ParagraphStyle("Brief Question", following="Brief Side", step=theme.side, bold=True, before=6, indent=0, right=BARS,
                         rules=above)  # fmt: skip
    yield ParagraphStyle("Brief State", following="Brief Side", step=theme.caption, colour=muted, indent=0, right=BARS)
    yield ParagraphStyle("Brief Side", step=theme.side, before=2, indent=SIDE, hanging=SIDE, right=BARS, stops=(SIDE,))
    yield ParagraphStyle("Brief Side Fact", step=theme.side, before=6, indent=SIDE_TERM, hanging=SIDE_TERM, right=BARS,
                         rules=apart, stops=(SIDE_TERM,))  # fmt: skip
    yield ParagraphStyle("Brief Office", step=theme.section, colour=theme.palette.accent, bold=True)
    yield ParagraphStyle("Brief Record", step=theme.side, fixed=theme.fixed)
    yield ParagraphStyle("Brief Foot", step=theme.small, colour=muted)
    yield ParagraphStyle("Brief Gap", exact=1, before=11)


def _matter(theme: Theme) -> Iterator[ParagraphStyle]:
    ink, muted = theme.palette.ink, theme.palette.muted
    lines = tuple(Rule(side, 0.5, theme.palette.hairline, 3) for side in ("bottom", "between"))
    yield ParagraphStyle("Brief Fact", step=theme.body, before=0, indent=FACT_TERM, hanging=FACT_TERM, rules=lines,
                         stops=(FACT_TERM,), keep_lines=True)  # fmt: skip
    yield ParagraphStyle("caption", step=theme.caption, colour=muted, before=14, after=4, keep_next=True,
                         keep_lines=True)  # fmt: skip
    yield ParagraphStyle("Brief Picture", before=12)
    yield ParagraphStyle("Brief Figure Caption", step=theme.caption, colour=muted, before=7, keep_lines=True)
    yield ParagraphStyle("Brief Credit", step=theme.small, colour=muted, before=1)
    cell = ParagraphStyle("Brief Table Text", step=theme.table)
    yield cell
    yield ParagraphStyle("Brief Dense Text", cell.name, step=theme.caption)
    yield ParagraphStyle("Brief Table Head", cell.name, step=theme.small, colour=muted, bold=True, keep_next=True)
    yield ParagraphStyle("Brief Row Head", cell.name)
    yield ParagraphStyle("Brief Row Time", cell.name, step=_scaled(theme.table, theme.mono), fixed=theme.fixed)
    yield ParagraphStyle("Brief Row Group", cell.name, colour=ink, bold=True, before=5, keep_next=True)
    yield ParagraphStyle("TOC Heading", following="Body Text", step=theme.part, colour=ink, bold=True, before=14,
                         after=2, keep_next=True)  # fmt: skip
    yield ParagraphStyle("toc 1", following="Body Text", step=theme.body, before=3)
    yield ParagraphStyle("toc 2", following="Body Text", step=theme.body, colour=muted, indent=_LIST)
    yield ParagraphStyle("header", step=theme.small, colour=muted)
    yield ParagraphStyle("footer", step=theme.small, colour=muted)
    yield ParagraphStyle("Brief Banner", bold=True, step=TypeStep(12 / theme.word.larger, 16))


def _characters(theme: Theme) -> Iterator[Element]:
    ink, muted, accent = map(hexadecimal, (theme.palette.ink, theme.palette.muted, theme.palette.accent))
    word = theme.word
    fixed = w("rFonts", ascii=word.fixed, hAnsi=word.fixed, cs=word.fixed)
    yield _character("Strong", w("b"), w("bCs"))
    yield _character("Emphasis", w("i"), w("iCs"))
    yield _character("Brief Caption Label", w("b"), w("bCs"), w("color", val=ink))
    yield _character("Brief Term", w("color", val=muted))
    yield _character("Brief Tag", w("color", val=muted), *_size(theme.small, word))
    yield _character("Brief Says", w("color", val=hexadecimal(theme.palette.says)))
    yield _character("Brief Ours", w("color", val=hexadecimal(theme.palette.ours)))
    yield _character("Brief Lack", w("color", val=hexadecimal(theme.palette.gap)))
    yield _character("Brief Unit", *_size(theme.unit, word))
    yield _character("Brief Foot Term", w("b"), w("bCs"), w("color", val=ink))
    yield _character("Brief Edition", w("b"), w("bCs"), w("caps"), w("color", val=hexadecimal(theme.palette.paper)), w("spacing", val=14),
                     *_size(theme.label, word), w("shd", val="clear", color="auto", fill=hexadecimal(theme.palette.ink)))  # fmt: skip
    yield _character("Brief Code", fixed, w("noProof"))
    yield _character("Brief Citation", w("color", val=accent), *_size(theme.small, word))
    yield _character("Hyperlink", w("color", val=accent), w("u", val="single"))


def _character(name: str, *looks: Element) -> Element:
    return w("style", w("name", val=name), w("basedOn", val="DefaultParagraphFont"), w("qFormat"), w("rPr", *looks),
             type="character", styleId=_identifier(name))  # fmt: skip


def _tables(theme: Theme) -> Iterator[Element]:
    """Horizontal rules, the first column on the text's own edge; where the look has a grid, rules between the columns too."""
    palette = theme.palette
    ink, rule, hairline = palette.ink, palette.rule, palette.hairline
    head = w("tblStylePr", w("tcPr", w("tcBorders", Rule("bottom", 0.75, ink).element())), type="firstRow")
    lines = (Rule("top", 0.75, ink), Rule("bottom", 0.75, rule), Rule("insideH", 0.5, hairline))
    if theme.grid:
        yield _table("Brief Table", (*lines, Rule("insideV", 0.5, hairline)), (3, 4, 3, 5), head)
    else:
        yield _table("Brief Table", lines, (3, 0, 3, 9), head)
    yield _table("Brief Layout", (), (0, 0, 0, 0))
    yield _table("Brief Figures", (Rule("top", 0.75, ink), Rule("bottom", 0.5, hairline)), (4, 0, 5, 0))
    yield _table("Brief Points", (Rule("top", 0.5, hairline), Rule("insideH", 0.5, hairline)), (3, 0, 4, 0))
    yield _table("Brief Decision Row", (Rule("top", 0.75, ink), Rule("bottom", 0.5, hairline)), (4, 0, 5, 0))
    yield _table(
        "Brief Record Row",
        (Rule("top", 0.75, ink), Rule("bottom", 0.5, rule), Rule("insideV", 0.5, rule)),
        (3, 0, 4, 0),
    )
    yield _table("Brief Letterhead", (Rule("bottom", 1.25, palette.accent),), (0, 0, 5, 0))
    yield _table("Brief Foot Row", (Rule("top", 0.5, rule),), (4, 0, 0, 0))


def _table(name: str, lines: tuple[Rule, ...], margins: tuple[float, float, float, float], *more: Element) -> Element:
    borders = [w("tblBorders", *(line.element() for line in lines))] if lines else []
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("qFormat"),
        w("tblPr", w("tblInd", w=0, type="dxa"), *borders, _margins(*margins)),
        *more,
        type="table",
        styleId=_identifier(name),
    )


def _margins(top: float, left: float, bottom: float, right: float) -> Element:
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return w("tblCellMar", *(w(side, w=twips(width), type="dxa") for side, width in sides.items()))


def _defaults(theme: Theme) -> Element:
    face = theme.word.text
    faces = w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face)
    run = w("rPr", faces, *_size(theme.body, theme.word))
    paragraph = w("pPr", w("widowControl"), w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _weight(*, bold: bool, italic: bool) -> Iterator[Element]:
    if bold:
        yield from (w("b"), w("bCs"))
    if italic:
        yield from (w("i"), w("iCs"))


def _points(step: TypeStep, word: WordFace) -> float:
    """The size in a face of Word, in the half points that it has."""
    return round(2 * step.size * word.larger) / 2


def _size(step: TypeStep, word: WordFace) -> Iterator[Element]:
    half_points = round(2 * _points(step, word))
    yield from (w("sz", val=half_points), w("szCs", val=half_points))


def _scaled(step: TypeStep, times: float) -> TypeStep:
    return TypeStep(step.size * times, step.leading)


def _identifier(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())
