"""Word templates as customers have them, written as plain XML: ten shapes, each with its own trap."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPEN = f'xmlns:w="{_W}" xmlns:r="{_R}"'
NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr>'
    '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:sz w:val="23"/></w:rPr></w:style>'
)
HEADING = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:b/>'
    '<w:color w:val="800020"/><w:sz w:val="32"/></w:rPr></w:style>'
)
PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1400" w:bottom="1400" w:left="1700" w:header="700" w:footer="700" w:gutter="0"/>'
WIDE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1400" w:right="1400" w:bottom="1400" w:left="1400" w:header="700" w:footer="700" w:gutter="0"/>'
_TEXT = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Their own text</w:t></w:r></w:p>'
_HEADER = '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>ACME Forensics</w:t></w:r></w:p>'


def docx(
    styles: str = NORMAL + HEADING, body: str = _TEXT, section: str = PAGE, headers: Mapping[str, str] = {}, numbering: str = "",
    more: Mapping[str, bytes] = {}, main: str = "document",
) -> bytes:  # fmt: skip
    """A Word document of these parts; `headers` by their kind: default, first, even."""
    extra = {f"header{n}.xml": ("header", xml) for n, xml in enumerate(headers.values(), 1)}
    if numbering:
        extra["numbering.xml"] = ("numbering", numbering)
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="rId{n + 10}"/>' for n, kind in enumerate(headers))
    title = "<w:titlePg/>" if "first" in headers else ""
    types = [
        ("document.xml", f"{main}.main"),
        ("styles.xml", "styles"),
        *((name, kind) for name, (kind, _) in extra.items()),
    ]
    related = [("rId1", "styles", "styles.xml")]
    related += [(f"rId{n + 10}", "header", f"header{n + 1}.xml") for n in range(len(headers))]
    related += [("rId2", "numbering", "numbering.xml")] if numbering else []
    roots = {"header": "hdr", "numbering": "numbering"}
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{name}" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in types)
        + "</Types>",
        "_rels/.rels": _relationships([("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships(related),
        "word/document.xml": f"<w:document {_OPEN}><w:body>{body}<w:sectPr>{references}{section}{title}</w:sectPr></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_OPEN}>{styles}</w:styles>",
    }
    files |= {
        f"word/{name}": f"<w:{roots[kind]} {_OPEN}>{xml}</w:{roots[kind]}>" for name, (kind, xml) in extra.items()
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def _relationships(found: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"/>' for key, kind, target in found)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


_CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="Client"/><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
_NUMBERED = (
    '<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:pStyle w:val="Heading1"/><w:lvlText w:val="§ %1"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)
GERMAN = (
    (NORMAL.replace('styleId="Normal"', 'styleId="Standard"') + HEADING)
    .replace("Heading1", "berschrift1")
    .replace('basedOn w:val="Normal"', 'basedOn w:val="Standard"')
)
SHAPES: dict[str, bytes] = {
    "letterhead": docx(headers={"default": _HEADER}),
    "two sections": docx(
        body=f"<w:p><w:pPr><w:sectPr>{WIDE}</w:sectPr></w:pPr></w:p>{_TEXT}", headers={"default": _HEADER}
    ),
    "own numbering": docx(
        styles=NORMAL + HEADING.replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="3"/></w:numPr>'),
        numbering=_NUMBERED,
    ),
    "content controls": docx(body=_CONTROL.format("Type here"), headers={"default": _CONTROL.format("ACME Forensics")}),
    "no heading styles": docx(styles=NORMAL, body="<w:p/>"),
    "German names": docx(styles=GERMAN, body="<w:p/>", headers={"default": _HEADER}),
    "a first page of its own": docx(headers={"first": _HEADER, "default": "<w:p/>"}),
    "landscape": docx(section=WIDE),
    "linked styles": docx(
        styles=NORMAL
        + HEADING.replace('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Normal"/><w:link w:val="Heading1Char"/>')
        + '<w:style w:type="character" w:customStyle="1" w:styleId="Heading1Char"><w:name w:val="Heading 1 Char"/><w:link w:val="Heading1"/>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    ),
    "narrow": docx(section=PAGE.replace('w:right="1400"', 'w:right="3600"').replace('w:left="1700"', 'w:left="3600"')),
}
MACROS = docx(more={"word/vbaProject.bin": b"x"})
