"""The text of a PDF whose bytes are at hand."""

from __future__ import annotations

import re
import zlib
from contextlib import closing
from typing import Any

from briefgen.intake.article import Article, Unreadable
from briefgen.intake.pdf.columns import blocks
from briefgen.intake.pdf.lines import lines, paragraphs
from briefgen.intake.pdf.running import without_heads
from briefgen.intake.pdf.runs import PageText, runs
from briefgen.intake.properties import taken
from briefgen.ways import Way

_PAGES, _LETTERS = 2000, 2_500_000
_PACKED, _UNPACKED = 400_000, 64 * 1024 * 1024
_OCR = f"Have its words read by an OCR program, such as ocrmypdf, and add that file with {Way.FROM_OCR}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read(data: bytes) -> Article:
    """The text of a PDF. Raises Unreadable for one that is locked, broken, too long, or has pictures of pages alone."""
    import pypdfium2

    if _swells(data):
        raise Unreadable(
            "unpacks to a thousand times its size, which no text does. Print it into a new PDF, and add that one."
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable(
                "is locked with a password. Open it, print it into a new PDF, and add that one."
            ) from error
        raise Unreadable("is a broken PDF, or only the beginning of one. Fetch it again.") from error
    with closing(document):
        if len(document) > _PAGES:
            raise Unreadable(f"has {len(document)} pages; at most {_PAGES} are read. Extract those that matter.")
        return _read(document)


def _swells(data: bytes) -> bool:
    """Whether a packed part of the file unpacks to far more than a page can hold; a large picture packs less well."""
    view = memoryview(data)
    for start in re.finditer(rb"stream\r?\n(?=[\x08-\x78])", data):
        packed = view[start.end() : start.end() + _PACKED]
        try:
            size = len(zlib.decompressobj().decompress(packed, _UNPACKED))
        except zlib.error:
            continue
        if size >= _UNPACKED:
            return True
    return False


def _read(document: Any) -> Article:
    pages = _pages(document)
    empty = [number for number, page in enumerate(pages, 1) if not page.runs and not page.turned]
    if len(empty) == len(pages):
        raise Unreadable(f"has no text, only pictures of pages. {_OCR}.")
    pages, heads = without_heads(pages)
    found = [
        line
        for number, page in enumerate(pages)
        for n, block in enumerate(blocks(page.runs))
        for line in lines(block, number, n)
    ]
    text = [*paragraphs(found), *(page.turned for page in pages if page.turned)]
    remarks = []
    if empty:
        remarks.append(
            f"{_listed(empty)} of {len(pages)} {'has' if len(empty) == 1 else 'have'} no text, only pictures or nothing. {_OCR}"
        )
    if heads:
        remarks.append(f"running heads were left out: {'; '.join(f'“{head[:80]}”' for head in heads[:5])}")
    scanned = any(page.unseen for page in pages)
    if scanned:
        remarks.append("its text lies unseen beneath pictures of the pages: a machine read it, so its fidelity is ocr")
    title, author, told = _properties(document, "\n".join(text))
    return Article(
        "\n\n".join(text),
        title=title,
        author=author,
        language=_language(document),
        fidelity="ocr" if scanned else "",
        suffix="pdf",
        remarks=(*remarks, *told),
    )


def _pages(document: Any) -> list[PageText]:
    import pypdfium2

    pages, letters = [], 0
    for number in range(len(document)):
        try:
            with closing(document[number]) as page:
                pages.append(runs(page))
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"is a broken PDF: its page {number + 1} cannot be read. Fetch it again.") from error
        letters += sum(len(run.text) for run in pages[-1].runs)
        if letters > _LETTERS:
            raise Unreadable("has more text than 1,000 pages hold. Extract the pages that matter.")
    return pages


def _properties(document: Any, text: str) -> tuple[str, str, list[str]]:
    """Title and author of the file's properties, where the text has them too; what is told of them else: they are often those of
    another document, or of who typed it."""
    try:
        stated = document.get_metadata_dict(skip_empty=True)
    except Exception:  # noqa: BLE001 - what is no text in the properties of a broken file
        return "", "", []
    return taken(stated.get("Title", ""), stated.get("Author", ""), text)


def _language(document: Any) -> str:
    import ctypes

    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size < 80:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    text = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    return text if _LANGUAGE.fullmatch(text) else ""


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (", …" if len(numbers) > 8 else "")
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}"
