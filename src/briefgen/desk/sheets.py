"""The printed brief on the screen: the pages of its PDF, as pictures, when somebody asks for them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import lru_cache

from briefgen.build.bundle import Bundle
from briefgen.desk.composed import bundle_of
from briefgen.desk.exchange import Ask, BadRequest, Shown, View
from briefgen.renderers import render
from briefgen.workspace.look import theme

_DENSITY = 144
"""Pixels an inch: sharp on a screen of two pixels each."""


def pdf(ask: Ask) -> Shown:
    """The PDF of the brief as it lies there: not audited, not kept."""
    return Shown(_pdf(bundle_of(ask.brief)), "application/pdf")


def sheets(ask: Ask) -> Shown:
    """How many pages the PDF has, as JSON."""
    return Shown(json.dumps({"pages": len(_pictures(_pdf(bundle_of(ask.brief))))}).encode(), "application/json")


def sheet(ask: Ask) -> Shown:
    """One page as a picture; `number` counts from 0. Raises BadRequest for one that is not there."""
    pictures = _pictures(_pdf(bundle_of(ask.brief)))
    number = ask.text("number")
    if not number.isascii() or not number.isdecimal() or len(number) > 6 or int(number) >= len(pictures):
        raise BadRequest("number is that of a page")
    return Shown(pictures[int(number)], "image/png")


def _pdf(bundle: Bundle) -> bytes:
    look = theme(bundle.office, bundle.assets, bundle.brief.publisher)
    return render(bundle.document, "pdf", look, bundle.template).data


@lru_cache(maxsize=2)
def _pictures(data: bytes) -> tuple[bytes, ...]:
    import pypdfium2

    made = []
    file = pypdfium2.PdfDocument(data)
    try:
        for page in file:
            out = io.BytesIO()
            page.render(scale=_DENSITY / 72).to_pil().save(out, "PNG")
            made.append(out.getvalue())
    finally:
        file.close()
    return tuple(made)


VIEWS: Mapping[str, View] = {"pdf": pdf, "sheets": sheets, "sheet": sheet}
