"""The file of facts that a document was made from travels inside it (PDF/A-3; ISO 19005-3, 6.8)."""

from __future__ import annotations

from datetime import UTC
from hashlib import md5

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from briefgen.document.meta import Meta
from briefgen.renderers.pdf.strings import text_string

_FILE = "brief.yaml"
_TYPE = "/application#2Fyaml"
"""RFC 9512, as a PDF name: "/" is written by its number."""


def attach(doc: PDFDocument, source: bytes, meta: Meta) -> None:
    """Embed the source of the document as `brief.yaml`: listed among the attachments and associated with the whole."""
    params = {
        "Size": len(source),
        "ModDate": PDFString(f"D:{meta.date.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"),
        "CheckSum": PDFString(md5(source, usedforsecurity=False).digest()),  # ISO 32000-1, table 46
    }
    embedded = PDFStream(
        dictionary=PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": _TYPE, "Params": PDFDictionary(params)}),
        content=source,
        filters=[PDFZCompress],
    )
    specification = {
        "Type": PDFName("Filespec"),
        "F": PDFString(_FILE),
        "UF": text_string(_FILE),
        "Desc": text_string(meta.title),
        "AFRelationship": PDFName("Source"),
        "EF": PDFDictionary({"F": doc.Reference(embedded, "EmbeddedSource")}),
    }
    reference = doc.Reference(PDFDictionary(specification), "SourceFile")
    catalog = doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([reference])
    names = PDFDictionary({"Names": PDFArray([text_string(_FILE), reference])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})
