"""A look's Word template, made from its values: `python -m briefgen.renderers.docx.house FOLDER` writes one for each look."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from lxml import etree

from briefgen.look.looks import LOOKS
from briefgen.look.theme import Theme, WordFace
from briefgen.renderers.docx.elements import Element, twips, w
from briefgen.renderers.docx.house_styles import styles
from briefgen.renderers.docx.house_theme import theme as office_theme
from briefgen.renderers.docx.package import write_zip

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OVERRIDES = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_HEADER = 22.0
"""From the paper's edge to the furniture."""
_COMPATIBILITY = (
    ("compatibilityMode", "15"),  # Word 2013 and later; anything lower opens in "compatibility mode"
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)
BULLETS, NUMBERS = 1, 2


def template(theme: Theme) -> bytes:
    """A .docx with an empty page and every style that the renderer uses; nothing else, so that it stays small."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({f"{_OFFICE}/officeDocument": "word/document.xml"}),
        "word/document.xml": _bytes(_document(theme)),
        "word/_rels/document.xml.rels": _relationships(
            {
                f"{_OFFICE}/styles": "styles.xml",
                f"{_OFFICE}/settings": "settings.xml",
                f"{_OFFICE}/numbering": "numbering.xml",
                f"{_OFFICE}/fontTable": "fontTable.xml",
                f"{_OFFICE}/theme": "theme/theme1.xml",
            }
        ),
        "word/styles.xml": _bytes(styles(theme, bullets=BULLETS, numbers=NUMBERS)),
        "word/settings.xml": _bytes(_settings()),
        "word/numbering.xml": _bytes(numbering()),
        "word/fontTable.xml": _bytes(_fonts(theme.word)),
        "word/theme/theme1.xml": office_theme(theme.palette, theme.word.text),
    }
    file = io.BytesIO()
    write_zip(file, parts)
    return file.getvalue()


def _document(theme: Theme) -> Element:
    section = w(
        "sectPr",
        w("pgSz", w=twips(theme.page[0]), h=twips(theme.page[1])),
        w("pgMar", top=twips(theme.top), right=twips(theme.right), bottom=twips(theme.bottom),
          left=twips(theme.left), header=twips(_HEADER), footer=twips(_HEADER), gutter=0),
    )  # fmt: skip
    return w("document", w("body", w("p"), section))


def _settings() -> Element:
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = (w("compatSetting", name=name, uri=uri, val=value) for name, value in _COMPATIBILITY)
    return w(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=twips(36)),
        w("characterSpacingControl", val="doNotCompress"),
        w("compat", *compatibility),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def numbering() -> Element:
    """Bullets and numbers without indents: these are the styles', so that one definition serves body and callouts."""
    kinds = ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%1."))
    definitions = [
        w(
            "abstractNum",
            w("multiLevelType", val="singleLevel"),
            w("lvl", w("start", val=1), w("numFmt", val=kind), w("lvlText", val=text), w("lvlJc", val="left"), ilvl=0),
            abstractNumId=number,
        )
        for number, kind, text in kinds
    ]
    return w("numbering", *definitions, *(w("num", w("abstractNumId", val=n), numId=n) for n, _, _ in kinds))


def _fonts(word: WordFace) -> Element:
    faces = ((word.text, word.kind, "variable"), (word.fixed, "modern", "fixed"))
    return w(
        "fonts",
        *(w("font", w("charset", val="00"), w("family", val=f), w("pitch", val=p), name=name) for name, f, p in faces),
    )


def _content_types() -> bytes:
    root = etree.Element("Types", nsmap={None: f"{_PACKAGE}/content-types"})
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, "Default", Extension="rels", ContentType=relationships)
    etree.SubElement(root, "Default", Extension="xml", ContentType="application/xml")
    for name, kind in _OVERRIDES.items():
        etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
    return _bytes(root)


def _relationships(targets: dict[str, str]) -> bytes:
    root = etree.Element("Relationships", nsmap={None: f"{_PACKAGE}/relationships"})
    for number, (kind, target) in enumerate(targets.items(), 1):
        etree.SubElement(root, "Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


if __name__ == "__main__":
    for name, look in LOOKS.items():
        Path(sys.argv[1], f"{name}.docx").write_bytes(template(look))
