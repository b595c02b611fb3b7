"""A file that travels inside the document (PDF/A-3; ISO 19005-3, 6.8)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import md5
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString, PDFZCompress

from .strings import text_string


class Attachment(NamedTuple):
    """The source that a document was made from, by its file name; `media_type` is such as "text/csv"."""

    name: str
    data: bytes
    media_type: str
    description: str


def attach(doc: PDFDocument, source: Attachment, date: datetime) -> None:
    """Embed the source: listed among the attachments and associated with the whole."""
    params = {
        "Size": len(source.data),
        "ModDate": PDFString(f"D:{date.astimezone(UTC):%Y%m%d%H%M%S}+00'00'"),
        "CheckSum": PDFString(md5(source.data, usedforsecurity=False).digest()),  # ISO 32000-1, table 46
    }
    entries = {"Type": PDFName("EmbeddedFile"), "Subtype": _name(source.media_type), "Params": PDFDictionary(params)}
    embedded = PDFStream(dictionary=PDFDictionary(entries), content=source.data, filters=[PDFZCompress])
    specification = {
        "Type": PDFName("Filespec"),
        "F": text_string(source.name),
        "UF": text_string(source.name),
        "Desc": text_string(source.description),
        "AFRelationship": PDFName("Source"),
        "EF": PDFDictionary({"F": doc.Reference(embedded, "EmbeddedSource")}),
    }
    reference = doc.Reference(PDFDictionary(specification), "SourceFile")
    catalog = doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([reference])
    names = PDFDictionary({"Names": PDFArray([text_string(source.name), reference])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})


def _name(text: str) -> str:
    """A PDF name: what is no letter, digit or the like is written by its number (ISO 32000-1, 7.3.5)."""
    return "/" + re.sub(r"[^\w.+-]", lambda found: f"#{ord(found[0]):02X}", text, flags=re.ASCII)
