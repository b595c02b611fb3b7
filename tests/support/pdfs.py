"""PDF files for the tests: made, and taken apart again."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import page as page_validation
import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.document.blocks import Block, Caption, Column, Document, Row, Table
from briefgen.document.meta import Banner
from briefgen.look.theme import Theme
from briefgen.renderers import render
from briefgen.renderers.rendered import Rendered
from tests.support.documents import AMBER, meta, words

THEME = Theme()
CAPTION = Caption("Table", 1, words("A caption"))


def document(*blocks: Block, banner: Banner | None = AMBER) -> Document:
    return Document(meta(banner), blocks)


def grid(*rows: Row, columns: int = 3) -> Table:
    return Table(tuple(Column(f"Head {n}") for n in range(columns)), rows, CAPTION, "grid", "A grid.")


def pages(rendered: Rendered) -> list[str]:
    return [p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(rendered.data)]


def make(*blocks: Block, banner: Banner | None = AMBER) -> Rendered:
    return render(document(*blocks, banner=banner), "pdf", THEME, b"")


def links(rendered: Rendered) -> Iterator[tuple[int, int | str]]:
    """(page, page that it leads to or address) of each link."""
    pdf = pypdfium2.PdfDocument(rendered.data)
    for number, page in enumerate(pdf):
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, position, link):
            if dest := pdfium.FPDFLink_GetDest(pdf, link):
                yield number, pdfium.FPDFDest_GetDestPageIndex(pdf, dest)
            else:
                action = pdfium.FPDFLink_GetAction(link)
                size = pdfium.FPDFAction_GetURIPath(pdf, action, None, 0)
                buffer = ctypes.create_string_buffer(size)
                pdfium.FPDFAction_GetURIPath(pdf, action, buffer, size)
                yield number, buffer.value.decode()


def assert_conforms(rendered: Rendered, folder: Path) -> None:
    file = folder / "brief.pdf"
    file.write_bytes(rendered.data)
    for profile in ("ua1", "2a"):
        verdict = page_validation.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, [(failure.rule_id, failure.message) for failure in verdict.failures]


def objects(data: bytes) -> dict[int, bytes]:
    return {int(n): body for n, body in re.findall(rb"(?ms)^(\d+) 0 obj\n(.*?)\nendobj$", data)}


Claim = tuple[int, int, int]
"""Page object, marked-content number, element; or annotation object, -1, element."""


def ownership(data: bytes) -> tuple[set[Claim], set[Claim]]:
    """Whose each marked content is: as the structure tree says, and as the parent tree says."""
    found = objects(data)
    claims: set[Claim] = set()
    for number, body in found.items():
        if b"/Type /StructElem" not in body:
            continue
        claims |= {(int(annotation), -1, number) for annotation in re.findall(rb"/Obj (\d+) 0 R", body)}
        default = re.search(rb"/Pg (\d+) 0 R\s+/S ", body)
        kids = re.search(rb"/K \[(.*?)\]\s*/", body, re.DOTALL)
        inner = kids[1] if kids else b""
        for mcid, page in re.findall(rb"/MCID (\d+)\s+/Pg (\d+) 0 R", inner):
            claims.add((int(page), int(mcid), number))
        bare = re.sub(rb"<<.*?>>|\d+ 0 R", b"", inner, flags=re.DOTALL)
        claims |= {(int(default[1]), int(mcid), number) for mcid in bare.split() if default}
    root = next(body for body in found.values() if b"/Type /StructTreeRoot" in body)
    nums = root[root.index(b"/Nums [") + 7 : root.index(b"/ParentTreeNextKey")]
    listed = {
        int(key): [int(n) for n in re.findall(rb"(\d+) 0 R", owners)]
        for key, owners in re.findall(rb"(\d+) \[ ((?:\d+ 0 R\s*)+)\]", nums)
    }
    keys = {
        int(m[1]): number
        for number, body in found.items()
        if b"/Type /Page\n" in body and (m := re.search(rb"/StructParents (\d+)", body))
    }
    single = {int(key): int(owner) for key, owner in re.findall(rb"(\d+) (\d+) 0 R", re.sub(rb"\[.*?\]", b"", nums))}
    annotations = {
        (number, -1, single[int(m[1])])
        for number, body in found.items()
        if (m := re.search(rb"/StructParent (\d+)", body))
    }
    return claims, annotations | {
        (keys[key], mcid, owner) for key, owners in listed.items() for mcid, owner in enumerate(owners)
    }
