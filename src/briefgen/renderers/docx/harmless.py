"""Nothing of a template's header or footer acts, loads or leads anywhere by itself: its fields, objects and addresses are looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefgen.errors import RenderError
from briefgen.renderers.docx.elements import Element

_QUIET = frozenset((
    "ADVANCE", "AUTHOR", "COMMENTS", "COMPANY", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "DOCVARIABLE", "EDITTIME", "EQ",
    "FILENAME", "FILESIZE", "FORMTEXT", "HYPERLINK", "IF", "INFO", "KEYWORDS", "LASTSAVEDBY", "LISTNUM", "MERGEFIELD", "NUMCHARS",
    "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "QUOTE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES",
    "SEQ", "SET", "SHAPE", "STYLEREF", "SUBJECT", "SYMBOL", "TEMPLATE", "TIME", "TITLE", "USERADDRESS", "USERINITIALS",
    "USERNAME",
))  # fmt: skip
"""Fields that say something of the document, its reader or the clock. Others start a program, load a file, or are no one's."""
_PARTS = re.compile("/(image|hyperlink|chart|diagram[A-Za-z]+)$")
"""What a header may lead to. Not to objects, controls, other documents, or programs."""
_SAFE = re.compile("(?:https?://|mailto:|tel:|#)", re.IGNORECASE)
_CODES = tuple(map(qn, ("w:fldChar", "w:instrText", "w:fldSimple")))
_LINKS = frozenset((qn("w:hyperlink"), "{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick"))
_REFERENCE = qn("r:id").rpartition("}")[0]
_VML = "{urn:schemas-microsoft-com:vml}"


def refused(reason: str) -> RenderError:
    """What is raised for a template that is not taken."""
    return RenderError(f"the Word template is refused: {reason}")


def check(part: XmlPart) -> None:
    """Raises RenderError for a field, an object or an address in a header or footer that is not known to be harmless."""
    root: Element = part.element
    for code in _fields(root):
        name = (re.match(r'\s*([^\s\\"]+)', code) or ("", ""))[1].upper()
        if name not in _QUIET and not name.startswith("="):
            raise refused(
                f"a header or footer of it has a field that acts or loads by itself, {_shown(code)}. In Word, put the cursor there and press Ctrl+Shift+F9: its text stays"
            )
        if name == "HYPERLINK" and not re.match(
            r'\s*\S+\s+(?:\\l\s|"?(?:https?://|mailto:|tel:))', code, re.IGNORECASE
        ):
            raise refused(f"a header or footer of it leads to {_shown(code)}")
    outside = set()
    for key, relationship in part.rels.items():
        if not _PARTS.search(relationship.reltype):
            kind = relationship.reltype.rpartition("/")[2]
            raise refused(f"a header or footer of it holds more than text and pictures ({kind})")
        if relationship.is_external:
            outside.add(key)
            if not _SAFE.match(relationship.target_ref):
                raise refused(f"a header or footer of it leads to {_shown(relationship.target_ref)}")
    for element in root.iter():
        for name, value in element.attrib.items():
            if value in outside and name.startswith(_REFERENCE) and element.tag not in _LINKS:
                raise refused("a header or footer of it loads a picture from outside")
            if str(element.tag).startswith(_VML) and name in ("src", "href") and not _SAFE.match(value):
                raise refused(f"a header or footer of it leads to {_shown(value)}")
            if element.tag == f"{_VML}imagedata" and name == "src":
                raise refused(f"a header or footer of it loads {_shown(value)}")


def _fields(root: Element) -> Iterator[str]:
    """The code of each field, without those of fields within it."""
    open_: list[tuple[list[str], bool]] = []
    for element in root.iter(*_CODES):
        if element.tag == qn("w:fldSimple"):
            yield element.get(qn("w:instr"), "")
        elif element.tag == qn("w:instrText"):
            if open_ and open_[-1][1]:
                open_[-1][0].append(element.text or "")
        else:
            match element.get(qn("w:fldCharType")):
                case "begin":
                    open_.append(([], True))
                case "separate" if open_:
                    open_[-1] = (open_[-1][0], False)
                case "end" if open_:
                    yield "".join(open_.pop()[0])
    yield from ("".join(code) for code, _ in open_)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
