"""What makes a PDF fit to be kept and read by anyone: metadata, colour, stream ends, identity (PDF/A-2a or 3a, PDF/UA-1)."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from html import escape
from types import SimpleNamespace
from typing import NamedTuple

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFStream,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from .strings import clean, text_string

_PRODUCER = "ReportLab PDF Library"
_UNIDENTIFIED = b"0123456789abcdef" * 4


class Properties(NamedTuple):
    """What a document says of itself. `language` is a tag such as "en-GB", `date` aware, and never the clock's if the same document is to give
    the same bytes; `creator` is the program that made it."""

    title: str
    language: str
    date: datetime
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    creator: str = ""


def sealed(canvas: Canvas) -> bytes:
    """The bytes of a file to which nothing is added any more."""
    doc = canvas._doc
    _close_streams(doc)
    _leave_room_for_identity(doc)
    return _identify(canvas.getpdfdata())


def describe(doc: PDFDocument, properties: Properties, part: int) -> None:
    """Title, author, language, dates and conformance: in the information dictionary and, the same, as XMP (ISO 19005-2, 6.6).

    `part` is that of PDF/A: 3 for a document that carries another file.
    """
    info = doc.info
    info.title, info.author, info.subject = clean(properties.title), clean(properties.author), clean(properties.subject)
    info.keywords, info.creator = clean(", ".join(properties.keywords)), clean(properties.creator)
    info.producer = _PRODUCER
    doc._timeStamp = _timestamp(properties.date)
    catalog = doc.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = PDFStream(
        dictionary=PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        content=_xmp(properties, part),
    )
    profile = PDFStream(dictionary=PDFDictionary({"N": 3}), content=_srgb(), filters=[PDFZCompress])
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": text_string("sRGB"),
        "Info": text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile": doc.Reference(profile, "sRGB"),
    }
    catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


def _close_streams(doc: PDFDocument) -> None:
    """End each stream's data with a line end (ISO 19005-2, 6.1.7.1). ReportLab passes each through `doc.encrypt`.

    A line feed alone would be taken, with data that happen to end in a carriage return, for a line end of two bytes.
    """
    ending = NoEncryption()
    ending.encode = _StreamData.of
    doc.encrypt = ending


class _StreamData(bytes, PDFObject):  # type: ignore[misc]  # ReportLab asks for its own type, and has no types
    """Counts as its own length, but is written with a line end after it."""

    @classmethod
    def of(cls, data: str | bytes) -> _StreamData:
        return cls(data.encode("latin-1") if isinstance(data, str) else data)

    def format(self, document: PDFDocument) -> bytes:
        return bytes(self) + b"\r\n"


def _leave_room_for_identity(doc: PDFDocument) -> None:
    """Reserve the place of the file identifier, which can only be known from the finished bytes."""
    half = b"<" + _UNIDENTIFIED[:32] + b">"
    doc._ID = b"\n[" + half + half + b"]\n"


def _identify(data: bytes) -> bytes:
    """The file with an identifier made from its content, so that other content has another one (ISO 32000-1, 14.4)."""
    half = _UNIDENTIFIED[:32]
    start = data.rindex(b"<" + half + b"><" + half + b">")
    digest = sha256(data).hexdigest()[:32].encode()
    end = start + 2 * len(half) + 4
    return data[:start] + b"<" + digest + b"><" + digest + b">" + data[end:]


def _timestamp(date: datetime) -> SimpleNamespace:
    return SimpleNamespace(YMDhms=date.astimezone(UTC).timetuple()[:6], dhh=0, dmm=0)


@cache
def _srgb() -> bytes:
    """A small sRGB profile, without the date, the system and the identifier that LittleCMS puts into it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    profile[40:44] = bytes(4)  # APPL, or MSFT on Windows
    profile[84:100] = bytes(16)
    return bytes(profile)


_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def _xmp(properties: Properties, part: int) -> bytes:
    def put(string: str) -> str:
        return escape(clean(string), quote=False)

    date = f"{properties.date.astimezone(UTC):%Y-%m-%dT%H:%M:%S}+00:00"
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{put(properties.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{put(properties.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{put(properties.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{put(properties.language)}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<pdf:Producer>{_PRODUCER}</pdf:Producer><pdf:Keywords>{put(", ".join(properties.keywords))}</pdf:Keywords>
<xmp:CreatorTool>{put(properties.creator)}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>{_UA_SCHEMA}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode()
