"""A finished Word file is compared with the Document: words, marking, heads of tables, pictures, links, whole parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from lxml import etree

from briefgen.audit.compare import compared, described, fault, followed, holds, listed, missing, normal, quoted
from briefgen.document import passages as said
from briefgen.document.blocks import Document
from briefgen.errors import Problem

_DOCX = "docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_OUTSIDE = ("http://", "https://", "mailto:")
_BODY = "word/document.xml"
_LONGEST = 254
"""Word keeps no longer text in a property; a longer one ends in an ellipsis."""

XmlElement = Any  # lxml has no types
Links = dict[str, tuple[str, bool]]
"""Relationships by id: what each leads to, and whether that is outside the package."""


def audit(document: Document, data: bytes) -> Iterator[Problem]:
    """Everything in which the Word file does not do what the Document asks for."""
    try:
        parts = _parts(data)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError):
        yield fault(_DOCX, "the file cannot be opened")
        return
    if _BODY not in parts:
        yield fault(_DOCX, "the file has no text")
        return
    body = parts[_BODY]
    foot = _first_foot(document, parts)
    yield from _words(document, body, foot)
    yield from _marking(document, parts)
    yield from _glyphs(document, body)
    yield from _heads(document, body)
    yield from described(_DOCX, document, _descriptions(body))
    yield from _links(document, parts, foot)


def passages(data: bytes) -> tuple[tuple[str, ...], str]:
    """The paragraphs of a Word file, and its subject; nothing for a file that is none."""
    try:
        parts = _parts(data)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, NotImplementedError):
        return (), ""
    core = parts.get("docProps/core.xml")
    subjects = (
        [] if core is None else [node.text or "" for node in core.iter("{http://purl.org/dc/elements/1.1/}subject")]
    )
    body = parts.get(_BODY)
    return tuple(map(_text, body.iter(f"{_W}p"))) if body is not None else (), "".join(subjects)


def _parts(data: bytes) -> dict[str, XmlElement]:
    """The XML parts by name, None for the others; each is unpacked, and so checked against its checksum."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    return {
        name: etree.fromstring(content) if name.endswith((".xml", ".rels")) else None
        for name, content in contents.items()
    }


def _text(element: XmlElement) -> str:
    return "".join(node.text or "" for node in element.iter(f"{_W}t"))


def _said(paragraph: XmlElement) -> str:
    """The text of a paragraph without the page number of a line of the contents."""
    texts = [node.text or "" for node in paragraph.iter(f"{_W}t")]
    paged = any("PAGEREF" in (code.text or "") for code in paragraph.iter(f"{_W}instrText"))
    return "".join(texts[:-1] if paged else texts)


# -- words ------------------------------------------------------------------------------------------------------------


def _words(document: Document, body: XmlElement, foot: XmlElement | None) -> Iterator[Problem]:
    """Each passage is a paragraph; in a cell each of its lines is one. Of the foot of page 1 they stand in the footer."""
    last = said.first_foot(document.blocks)
    blocks = tuple(block for block in document.blocks if block is not last)
    expected = chain.from_iterable(map(_paragraphs, said.passages(replace(document, blocks=blocks))))
    yield from compared(_DOCX, expected, map(_said, body.iter(f"{_W}p")))
    if last is not None:
        printed = "" if foot is None else _text(foot)
        wanted = chain.from_iterable(map(_paragraphs, said.said(last)))
        if lost := [one for one in wanted if not holds(printed, one.text)]:
            yield missing(_DOCX, lost)


def _first_foot(document: Document, parts: dict[str, XmlElement]) -> XmlElement | None:
    """The footer of the first page, where the foot of the Document stands; None where it has none."""
    links = _relationships(parts, _BODY)
    if said.first_foot(document.blocks) is None:
        return None
    for section in parts[_BODY].iter(f"{_W}sectPr"):
        for reference in section.iter(f"{_W}footerReference"):
            if _on(section, "titlePg") and reference.get(f"{_W}type") == "first":
                return parts[links[reference.get(f"{_R}id")][0]]
    return None


def _descriptions(body: XmlElement) -> list[str]:
    """The descriptions of all pictures but those that are marked as decoration."""
    pictures = (one for one in body.iter(f"{_WP}docPr") if one.find(f".//{_DECORATIVE}[@val='1']") is None)
    return [picture.get("descr", "") for picture in pictures]


def _paragraphs(passage: said.Passage) -> Iterator[said.PlacedText]:
    lines = list(passage.placed)
    if passage.kind == "fact":  # the term and its values are one
        lines = [said.PlacedText(" ".join(passage.texts), lines[-1].origin)]
    yield from lines


def _glyphs(document: Document, body: XmlElement) -> Iterator[Problem]:
    if "\ufffd" in _text(body) and not any("\ufffd" in one.text for one in said.printed(document)):
        yield fault(_DOCX, "a character is shown as \ufffd, which the brief does not have")


# -- pages ------------------------------------------------------------------------------------------------------------


def _marking(document: Document, parts: dict[str, XmlElement]) -> Iterator[Problem]:
    banner = document.meta.banner
    if banner is None or not normal(banner.text):
        return
    links = _relationships(parts, _BODY)
    kinds = ["default", *(["even"] if _on(parts.get("word/settings.xml"), "evenAndOddHeaders") else [])]
    for section in parts[_BODY].iter(f"{_W}sectPr"):
        for place in ("header", "footer"):
            texts = {
                reference.get(f"{_W}type"): _text(parts[links[reference.get(f"{_R}id")][0]])
                for reference in section.iter(f"{_W}{place}Reference")
            }
            for kind in (*kinds, *(["first"] if _on(section, "titlePg") else [])):
                if not all(holds(texts.get(kind, ""), part) for part in (banner.loud, banner.caveats)):
                    pages = {"default": "pages", "even": "even pages", "first": "a first page"}[kind]
                    yield fault(_DOCX, f"the marking {quoted(banner.text)} is not in the {place} of {pages}")
    core = parts.get("docProps/core.xml")
    if core is None or not holds("".join(core.itertext()), banner.text[:_LONGEST]):
        yield fault(_DOCX, f"the marking {quoted(banner.text)} is not in the file's properties")


def _on(element: XmlElement | None, name: str) -> bool:
    """A switch of WordprocessingML: there, and not said to be off (ECMA-376-1, 17.17.4)."""
    found = None if element is None else element.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "true") not in ("0", "false", "off")


def _heads(document: Document, body: XmlElement) -> Iterator[Problem]:
    """Each table of the Document has a first row that Word repeats on every page."""
    looks = ((table, table.find(f"{_W}tblPr/{_W}tblLook")) for table in body.iter(f"{_W}tbl"))
    found = [table for table, look in looks if look is None or look.get(f"{_W}firstRow") != "0"]  # the others lay out
    wanted = said.tables(document)
    if len(found) != len(wanted):
        yield fault(_DOCX, f"{len(found)} tables instead of {len(wanted)}")
    for table, element in zip(wanted, found, strict=False):
        row = element.find(f"{_W}tr")
        head = "".join(column.title for column in table.columns)
        if row is None or not _on(row.find(f"{_W}trPr"), "tblHeader") or normal(_text(row)) != normal(head):
            yield fault(_DOCX, f"the column heads of {quoted(said.captioned(table.caption))} are not repeated")


# -- links ------------------------------------------------------------------------------------------------------------


def _links(document: Document, parts: dict[str, XmlElement], foot: XmlElement | None) -> Iterator[Problem]:
    body = parts[_BODY]
    places = {mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")}
    known = _relationships(parts, _BODY)
    links = list(body.iter(f"{_W}hyperlink"))
    dead = [_text(link) for link in links if not _leads(link, places, known)]
    if foot is not None:
        known = _relationships(parts, next(name for name, part in parts.items() if part is foot))
        links += (below := list(foot.iter(f"{_W}hyperlink")))
        dead += [_text(link) for link in below if not _leads(link, places, known)]
    if dead:
        yield fault(_DOCX, f"a link leads nowhere: {listed(dead)}")
    yield from followed(_DOCX, document, len(links))
    for name in sorted(parts):
        if name.endswith(".rels"):
            inside = (target for target, outside in _targets(name, parts[name]).values() if not outside)
            lost = [target for target in inside if target not in parts]
            if lost:
                yield fault(_DOCX, f"the file lacks a part of itself: {listed(lost)}")


def _leads(link: XmlElement, places: set[str], known: Links) -> bool:
    if anchor := link.get(f"{_W}anchor"):
        return anchor in places
    target, outside = known.get(link.get(f"{_R}id"), ("", False))
    return outside and target.lower().startswith(_OUTSIDE)


def _relationships(parts: dict[str, XmlElement], name: str) -> Links:
    folder, _, file = name.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    return _targets(rels, parts[rels]) if rels in parts else {}


def _targets(rels: str, root: XmlElement) -> Links:
    """Where the relationships of a part lead (ECMA-376-2, 8.3): internal ones as names of parts."""
    folder = rels.partition("_rels/")[0]
    found = {}
    for relationship in root:
        target, outside = relationship.get("Target"), relationship.get("TargetMode") == "External"
        inside = target[1:] if target.startswith("/") else posixpath.normpath(folder + target)
        found[relationship.get("Id")] = (target if outside else inside, outside)
    return found
