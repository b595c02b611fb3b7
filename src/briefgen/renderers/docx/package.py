"""A Word template, which nobody has vouched for, is opened; a finished package is closed, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import docx
from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from briefgen.errors import RenderError

_LARGEST = 20 * 1024 * 1024
_RATIO = 200
_SMALL = 64 * 1024
"""A part below this size is never a bomb, however well it packs."""
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LENT = re.compile(
    "/(officeDocument|core-properties|custom-properties|classificationlabels"
    "|styles|settings|webSettings|fontTable|theme|numbering|header|footer|footnotes|endnotes)$"
)
"""Relationships to what a template lends. Others lead to its own text, pictures, comments, authors and statistics."""
_CORE = re.compile("/core-properties$")
"""LibreOffice spells this relationship in its own way, so that python-docx would write a second part of the same name."""
_OF_THE_TEXT = ("rsids", "docVars", "mailMerge", "attachedTemplate", "updateFields")
"""Settings that record how the template's text came about, or make Word ask a question when it opens."""
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, OpcError, etree.XMLSyntaxError,
    AttributeError, KeyError, TypeError, ValueError,
)  # fmt: skip
"""What zipfile, lxml and python-docx raise for broken, encrypted or foreign files."""


def opened(template: bytes) -> Package:
    """The template with its text taken out: styles, numbering, page and headers stay.

    Raises RenderError for anything that is not a plain .docx: a broken or swollen zip, a document type declaration, a
    macro, a relationship that leads out of the file and is no hyperlink.
    """
    with readable():
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            _check(archive)
        package = docx.Document(io.BytesIO(template))
        _empty(package)
    return package


@contextmanager
def readable() -> Iterator[None]:
    """Around what reads a template: whatever breaks on its content is a RenderError about it."""
    try:
        yield
    except _UNREADABLE as error:
        raise _refused("it is not a Word document (.docx) that can be read") from error


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
    if sum(entry.file_size for entry in entries) > _LARGEST:
        raise _refused("its parts unpack to more than 20 MiB")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > _RATIO * max(entry.compress_size, 1):
            raise _refused(f"{entry.filename} unpacks to more than {_RATIO} times its size")
    for entry in entries:
        if "vbaProject" in entry.filename:
            raise _refused("it holds macros")
        if entry.filename.endswith((".xml", ".rels")):
            _check_xml(entry.filename, archive.read(entry))


def _check_xml(name: str, data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:
        raise _refused(f"{name} declares a document type")
    if name == "[Content_Types].xml" and b"macroEnabled" in data:
        raise _refused("it holds macros")
    for relationship in root.iter(_RELATIONSHIP):
        if relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith("/hyperlink"):
            raise _refused(f"it loads {relationship.get('Target')} from outside")


def _empty(package: Package) -> None:
    """Take out the text and what belongs to it; the last section's page setup and furniture stay."""
    body = package.part.element.body
    body.clear_content()
    section = body.get_or_add_sectPr()
    used = {reference.get(qn("r:id")) for reference in section}
    for relationships in (package.part.package.rels, package.part.rels):
        for key, relationship in list(relationships.items()):
            furniture = relationship.reltype.endswith(("/header", "/footer"))
            foreign = _CORE.search(relationship.reltype) and relationship.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES
            if not _LENT.search(relationship.reltype) or (furniture and key not in used) or foreign:
                del relationships[key]
    settings = package.settings.element
    for name in _OF_THE_TEXT:
        for setting in settings.findall(qn(f"w:{name}")):
            settings.remove(setting)


def _refused(reason: str) -> RenderError:
    return RenderError(f"the Word template is refused: {reason}")
