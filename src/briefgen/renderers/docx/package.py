"""A Word template, which nobody has vouched for, is opened; a finished package is closed, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import docx
from docx.document import Document as Package
from docx.opc.exceptions import OpcError
from lxml import etree

from briefgen.renderers.docx.harmless import refused
from briefgen.renderers.docx.lent import lent

_LARGEST = 20 * 1024 * 1024
_RATIO = 200
_SMALL = 64 * 1024
"""A part below this size is never a bomb, however well it packs."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARTS = 2000
"""Parts that a document with all its pictures stays below."""
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = "[Content_Types].xml"
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, OpcError, etree.XMLSyntaxError,
    AttributeError, KeyError, TypeError, ValueError,
)  # fmt: skip
"""What zipfile, lxml and python-docx raise for broken, encrypted or foreign files."""


def opened(template: bytes) -> Package:
    """The template, a .docx or a .dotx, with its text taken out: styles, numbering, page and headers stay.

    Raises RenderError for anything that is not a plain one: a broken or swollen zip, a document type declaration, a
    macro, a relationship that leads out of the file and is no hyperlink, a header that acts or loads.
    """
    with readable():
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            _check(archive)
            file = _as_document(archive, template)
        package = docx.Document(io.BytesIO(file))
        lent(package)
    return package


@contextmanager
def readable() -> Iterator[None]:
    """Around what reads a template: whatever breaks on its content is a RenderError about it."""
    try:
        yield
    except _UNREADABLE as error:
        raise refused("it is not a Word document (.docx) that can be read") from error


def closed(package: Package) -> bytes:
    """The package as a zip that depends on nothing but its parts: no clock, no machine, no user."""
    written, fixed = io.BytesIO(), io.BytesIO()
    with readable():  # a template's damaged relationship shows here at the latest
        package.save(written)
    with zipfile.ZipFile(written) as source:
        write_zip(fixed, {name: source.read(name) for name in source.namelist()})
    return fixed.getvalue()


def write_zip(file: io.BytesIO, parts: dict[str, bytes]) -> None:
    """Write the parts in their order, each with the zip format's first date."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)  # dated 1980, the first day that the format knows
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > _PARTS:
        raise refused(f"it has more than {_PARTS:,} parts")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise refused("two of its parts have one name")
    if sum(entry.file_size for entry in entries) > _LARGEST:
        raise refused("its parts unpack to more than 20 MiB")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise refused(f"{entry.filename} unpacks to more than {_RATIO} times its size")
    for entry in entries:
        if "vbaProject" in entry.filename:
            raise refused("it holds macros")
        if entry.filename.endswith((".xml", ".rels")):
            _check_xml(entry.filename, archive.read(entry))


def _as_document(archive: zipfile.ZipFile, template: bytes) -> bytes:
    """A template of Word's own kind (.dotx) as the document that it would begin; any other file as it is."""
    if _TEMPLATE not in archive.read(_TYPES):
        return template
    made = io.BytesIO()
    parts = {name: archive.read(name) for name in archive.namelist()}
    write_zip(made, {**parts, _TYPES: parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)})
    return made.getvalue()


def _check_xml(name: str, data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:
        raise refused(f"{name} declares a document type")
    if name == _TYPES and b"macroEnabled" in data:
        raise refused("it holds macros")
    if name == "word/document.xml" and _STRICT in data:
        raise refused("it is saved as Strict Open XML. Save it in Word as a Word document (.docx)")
    for relationship in root.iter(_RELATIONSHIP):
        if relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith("/hyperlink"):
            raise refused(f"it loads {relationship.get('Target')} from outside")
