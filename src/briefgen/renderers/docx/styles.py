"""The named styles that a Word template lends: all looks of the document are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docx.document import Document as Package
from docx.oxml.ns import qn

from briefgen.document.blocks import ParagraphRole, PointClass, Tone
from briefgen.renderers.docx.elements import Element

BODY: Final = "Body Text"
TITLE: Final = "Title"
BULLET: Final = "List Bullet"
NUMBER: Final = "List Number"
QUOTE: Final = "Quote"
ALTERED: Final = "Brief Altered Quote"
ATTRIBUTION: Final = "Brief Attribution"
CAPTION: Final = "Caption"
FIGURE_CAPTION: Final = "Brief Figure Caption"
PICTURE: Final = "Brief Picture"
CREDIT: Final = "Brief Credit"
FACT: Final = "Brief Fact"
TABLE_HEAD: Final = "Brief Table Head"
TABLE_TEXT: Final = "Brief Table Text"
DENSE_TEXT: Final = "Brief Dense Text"
ROW_HEAD: Final = "Brief Row Head"
ROW_GROUP: Final = "Brief Row Group"
CONTENTS: Final = "TOC Heading"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
BANNER: Final = "Brief Banner"
GAP: Final = "Brief Gap"
LABEL: Final = "Brief Label"
ASIDE: Final = "Brief Aside"
NUMBER_BIG: Final = "Brief Number"
NUMBER_TEXT: Final = "Brief Number Text"
NUMBER_NOTE: Final = "Brief Number Note"
RESTS: Final = "Brief Rests"
POINT: Final = "Brief Point"
POINT_MORE: Final = "Brief Point More"
QUESTION: Final = "Brief Question"
STATE: Final = "Brief State"
SIDE: Final = "Brief Side"
SIDE_FACT: Final = "Brief Side Fact"
FOOT: Final = "Brief Foot"
OFFICE: Final = "Brief Office"
RECORDED: Final = "Brief Record"
ROW_TIME: Final = "Brief Row Time"

TABLE: Final = "Brief Table"
LAYOUT: Final = "Brief Layout"
FIGURES: Final = "Brief Figures"
POINTS: Final = "Brief Points"
DECISION: Final = "Brief Decision Row"
FOOT_ROW: Final = "Brief Foot Row"
RECORD_ROW: Final = "Brief Record Row"
LETTERHEAD: Final = "Brief Letterhead"

CAPTION_LABEL: Final = "Brief Caption Label"
STRONG: Final = "Strong"
EMPHASIS: Final = "Emphasis"
CODE: Final = "Brief Code"
LINK: Final = "Hyperlink"
CITATION: Final = "Brief Citation"
TAG: Final = "Brief Tag"
TERM: Final = "Brief Term"
UNIT: Final = "Brief Unit"
FOOT_TERM: Final = "Brief Foot Term"
EDITION: Final = "Brief Edition"

HEADINGS: Final = {1: TITLE, 2: "Heading 1", 3: "Heading 2"}
ENTRIES: Final = {2: "TOC 1", 3: "TOC 2"}
ROLES: Final[dict[ParagraphRole, str]] = {
    "body": BODY,
    "kicker": "Brief Kicker",
    "lead": "Brief Lead",
    "standfirst": "Subtitle",
    "small": "Brief Note",
    "group": "Brief Group",
}
CALLOUTS: Final[dict[Tone, str]] = {
    "key": "Brief Key",
    "decision": "Brief Decision",
    "notice": "Brief Notice",
    "alert": "Brief Alert",
}
CLASSES: Final[dict[PointClass, str]] = {
    "says": "Brief Says",
    "ours": "Brief Ours",
    "gap": "Brief Lack",
    "fact": "",
    "": "",
}

PARAGRAPHS: Final = (
    *ROLES.values(), *HEADINGS.values(), *ENTRIES.values(), BULLET, NUMBER, QUOTE, ALTERED, ATTRIBUTION, CAPTION,
    FIGURE_CAPTION, PICTURE, CREDIT, FACT, TABLE_HEAD, TABLE_TEXT, DENSE_TEXT, ROW_HEAD, ROW_GROUP, CONTENTS, HEADER, FOOTER, BANNER,
    GAP, LABEL, ASIDE, NUMBER_BIG, NUMBER_TEXT, NUMBER_NOTE, RESTS, POINT, POINT_MORE, QUESTION, STATE, SIDE, SIDE_FACT, FOOT,
    OFFICE, RECORDED, ROW_TIME,
    *(f"{name}{part}" for name in CALLOUTS.values() for part in ("", " Label", " List")),
)  # fmt: skip
CHARACTERS: Final = (
    STRONG, EMPHASIS, CODE, LINK, CITATION, TAG, TERM, CAPTION_LABEL, UNIT, FOOT_TERM, EDITION, *filter(None, CLASSES.values()),
)  # fmt: skip
TABLES: Final = (TABLE, LAYOUT, FIGURES, POINTS, DECISION, FOOT_ROW, RECORD_ROW, LETTERHEAD)
_LISTS = (BULLET, NUMBER, *(f"{name} List" for name in CALLOUTS.values()))


_USUAL = 10.0
"""The size of type where nothing says one (ECMA-376-1, 17.3.2.38)."""


class DocxStyles:
    """The styles of one template: their ids by name, and the numbering behind a list style.

    A style is found by its name, not its id: a Word in another language writes other ids, but the same names
    (ECMA-376-1, 17.7.4.9).
    """

    def __init__(self, package: Package) -> None:
        self._take(package.styles.element)
        if has_numbering(package):
            for num in package.part.numbering_part.element.findall(qn("w:num")):
                self._abstract[num.get(qn("w:numId"))] = int(_value(num, "w:abstractNumId"))

    @classmethod
    def of(cls, root: Element) -> DocxStyles:
        """The styles of a styles part alone."""
        made = cls.__new__(cls)
        made._take(root)
        return made

    def _take(self, root: Element) -> None:
        elements = root.findall(qn("w:style"))
        self._by_id: dict[str, Element] = {style.get(qn("w:styleId")): style for style in elements}
        self._by_name = {
            (style.get(qn("w:type")), _value(style, "w:name").casefold()): style for style in reversed(elements)
        }
        self._abstract: dict[str, int] = {}
        usual = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
        self._usual = _USUAL if usual is None else float(usual.get(qn("w:val"))) / 2

    def id(self, name: str, kind: str = "paragraph") -> str:
        """The id of a style, for `w:pStyle` and its like. Raises KeyError when the template has none of this name."""
        found: str = self._by_name[kind, name.casefold()].get(qn("w:styleId"))
        return found

    def abstract_number(self, name: str) -> int | None:
        """The `w:abstractNumId` behind a list style or a style that it is based on; None when it is not numbered."""
        style: Element | None = self._by_name[("paragraph", name.casefold())]
        seen: set[int] = set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if number is not None:
                return self._abstract.get(number.get(qn("w:val")))
            style = self._by_id.get(_value(style, "w:basedOn"))
        return None

    def size(self, name: str) -> float:
        """The size of a paragraph style's type in points: its own, or that of what it is based on."""
        style: Element | None = self._by_name["paragraph", name.casefold()]
        seen: set[int] = set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            size = style.find(f"{qn('w:rPr')}/{qn('w:sz')}")
            if size is not None:
                return float(size.get(qn("w:val"))) / 2
            style = self._by_id.get(_value(style, "w:basedOn"))
        return self._usual

    def tab_stops(self, name: str) -> list[str]:
        """The tab stops that a paragraph style sets itself, in twentieths of a point, as they are written."""
        stops = self._by_name["paragraph", name.casefold()].findall(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
        return [stop.get(qn("w:pos"), "0") for stop in stops if stop.get(qn("w:val")) != "clear"]

    def element(self, kind: str, name: str) -> Element:
        """The style itself. Raises KeyError when there is none of this name."""
        found: Element = self._by_name[kind, name.casefold()]
        return found

    def knows(self, id_: str) -> bool:
        """True when a style has this id."""
        return id_ in self._by_id

    def like(self, other: DocxStyles, id_: str) -> str:
        """The id, here, of the style that has an id among other styles; "" where there is none of its kind and name."""
        theirs = other._by_id.get(id_)
        if theirs is None:
            return ""
        ours = self._by_name.get((theirs.get(qn("w:type")), _value(theirs, "w:name").casefold()))
        return "" if ours is None else str(ours.get(qn("w:styleId")))

    def lacking(self) -> Iterator[tuple[str, str]]:
        """The kind and name of each style that is needed and not there."""
        for kind, names in (("paragraph", PARAGRAPHS), ("character", CHARACTERS), ("table", TABLES)):
            yield from ((kind, name) for name in names if (kind, name.casefold()) not in self._by_name)

    def unnumbered(self) -> Iterator[str]:
        """The styles of lists that have neither numbers nor bullets."""
        there = (name for name in _LISTS if ("paragraph", name.casefold()) in self._by_name)
        return (name for name in there if self.abstract_number(name) is None)

    def taken(self) -> Iterator[tuple[str, str]]:
        """The kind and name of each style that cannot be added, since one of another kind bears its name."""
        names = {name for _, name in self._by_name}
        return ((kind, name) for kind, name in self.lacking() if name.casefold() in names)


def has_numbering(package: Package) -> bool:
    """True when the template has a numbering part."""
    return any(rel.reltype.endswith("/numbering") for rel in package.part.rels.values())


def _value(element: Element, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(qn("w:val"), "")
