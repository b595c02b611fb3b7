"""Which kind of document some bytes are: by what they hold, since names and servers' words are often wrong."""

from __future__ import annotations

import re
from pathlib import PurePath

from briefgen.intake.article import LARGEST, Article, Unreadable
from briefgen.ways import Way

_TEXT = "Copy its text into a .txt file, and add that"
_FIRST = (
    (b"{\\rtf", "is RTF. Open it in a word processor, save it as .docx, and add that."),
    (b"\x89PNG", "is a picture"),
    (b"\xff\xd8\xff", "is a picture"),
    (b"GIF8", "is a picture"),
    (b"II*\x00", "is a picture"),
    (b"MM\x00*", "is a picture"),
    (b"BM", "is a picture"),
    (b"ID3", "is a recording"),
    (b"OggS", "is a recording"),
    (b"fLaC", "is a recording"),
    (b"\xff\xfb", "is a recording"),
    (b"\x1aE\xdf\xa3", "is a recording"),
    (b"\x1f\x8b", "is a packed archive. Unpack it, and add the document in it."),
    (b"Rar!", "is a packed archive. Unpack it, and add the document in it."),
    (b"7z\xbc\xaf", "is a packed archive. Unpack it, and add the document in it."),
    (b"%!PS", "is PostScript. Save it as PDF, and add that."),
)
_ADVICE = {
    "is a picture": f"is a picture. Have its words read by an OCR program, or type them, and add that text with {Way.FROM_OCR_OR_TYPED}.",
    "is a recording": f"is a recording. Add its transcript as a text, with {Way.FROM_RECORDING}.",
}
_OFFICE = {
    "xl/": f"is a workbook. Bring its rows in as a log with: {Way.IMPORT_LOG}.",
    "ppt/": "is a presentation. Save it as PDF, and add that.",
}
_MIMETYPES = {
    "application/vnd.oasis.opendocument.text": "is an OpenDocument text. Open it in its program, save it as .docx, and add that.",
    "application/vnd.oasis.opendocument.spreadsheet": f"is a workbook. Bring its rows in as a log with: {Way.IMPORT_LOG}.",
    "application/vnd.oasis.opendocument.presentation": "is a presentation. Save it as PDF, and add that.",
    "application/epub+zip": f"is an e-book. {_TEXT}.",
}
_HEADER = re.compile(rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}\r?\n?")
_SENT = re.compile(rb"^(?:message-id|received|mime-version|content-type|return-path|dkim-signature)\s*:", re.I | re.M)
_LETTER = re.compile(rb"^(?:from|date|subject)\s*:", re.I | re.M)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_BEFORE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>|<!--)")
"""What may stand before a page's first element."""


def read(data: bytes, *, name: str = "", charset: str = "", url: str = "") -> Article:
    """The document that some bytes are. `name` is the file's, of use where the bytes leave it open; `charset` and `url` are a
    server's. Raises Unreadable, whose text goes on after the document's name."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"has {len(data) // 1024**2} MB; at most {LARGEST // 1024**2} MB are read. Save the part that matters."
        )
    if not data.strip():
        raise Unreadable("is empty.")
    _refuse(data)
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in data[:1024]:
        from briefgen.intake import pdf

        return pdf.read(data)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if _is_mail(data, ending):
        from briefgen.intake import mail

        return mail.read(data)
    if _is_page(data) or (ending in (".html", ".htm", ".xhtml") and b"<" in data):
        from briefgen.intake import html

        return html.read(data, charset=charset, url=url)
    from briefgen.intake import plain

    return plain.read(data)


def _refuse(data: bytes) -> None:
    """Raise Unreadable for what has no text to be read, with what to do instead."""
    for first, said in _FIRST:
        if data.startswith(first) and not (first == b"BM" and data[:200].isascii()):
            raise Unreadable(_ADVICE.get(said, said))
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Unreadable(_ADVICE["is a picture" if data[8:12] == b"WEBP" else "is a recording"])
    if data[4:8] == b"ftyp":
        raise Unreadable(
            _ADVICE["is a picture" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "is a recording"]
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "E\0n\0c\0r\0y\0p\0t\0".encode("latin-1") in data
        raise Unreadable(
            "is locked with a password. Open it, and save it without one."
            if locked
            else "is of an old Office program or of Outlook. Open it there, save it as .docx, .eml or PDF, and add that."
        )


def _zipped(data: bytes) -> Article:
    from briefgen.intake import word
    from briefgen.intake.package import Package

    package = Package(data)
    if "word/document.xml" in package.names:
        return word.read(data)
    for start, said in _OFFICE.items():
        if any(name.startswith(start) for name in package.names):
            raise Unreadable(said)
    said = _MIMETYPES.get(package.bytes("mimetype")[:100].decode("ascii", "replace").strip(), "")
    raise Unreadable(said or "is a packed archive. Unpack it, and add the document in it.")


def _is_page(data: bytes) -> bool:
    from briefgen.intake.spelling import decoded
    from briefgen.reading.markup import markup

    head = decoded(data[:20_000])[0]
    start = 0
    while before := _BEFORE.match(head, start):
        end = head.find("-->", before.end()) if before[0].endswith("<!--") else before.end() - 3
        if end < 0:
            return True
        start = end + 3
    return _PAGE.match(head, start) is not None or markup(head[start:]) == "HTML"


def _is_mail(data: bytes, ending: str) -> bool:
    header = _HEADER.match(data[:200_000].replace(b"\r\n", b"\n").lstrip())
    if not header or not _LETTER.search(header[0]):
        return False
    return ending == ".eml" or _SENT.search(header[0]) is not None
