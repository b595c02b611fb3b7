"""The printed brief on the screen: the pages of its PDF, as pictures, when somebody asks for them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

from briefgen.build.bundle import gather
from briefgen.desk.exchange import Ask, BadRequest, Shown, View
from briefgen.desk.open_brief import OpenBrief
from briefgen.editions.editions import since
from briefgen.renderers import render
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates

_DENSITY = 144
"""Pixels an inch: sharp on a screen of two pixels each."""


def sheets(ask: Ask) -> Shown:
    """Print the brief as it lies there; how many pages it has, as JSON. Raises BriefgenError where it cannot be printed."""
    ask.brief.sheets = _pictures(_pdf(ask.brief))
    return Shown(json.dumps({"pages": len(ask.brief.sheets)}).encode(), "application/json")


def sheet(ask: Ask) -> Shown:
    """One page of what was printed last, as a picture; `number` counts from 0. Raises BadRequest for one that is not there."""
    number, pictures = ask.text("number"), ask.brief.sheets
    if not number.isascii() or not number.isdecimal() or len(number) > 6 or int(number) >= len(pictures):
        raise BadRequest("number is that of a page")
    return Shown(pictures[int(number)], "image/png")


def _pdf(brief: OpenBrief) -> bytes:
    """The PDF of the brief, with the differences from the edition before, as `render` would make it: not audited, not kept."""
    loaded = brief.reading().loaded
    told, _ = since(brief.place, loaded.draft)
    bundle = gather(loaded, loaded.draft, Templates(brief.workspace.root), since=told)
    look = theme(bundle.office, bundle.assets, bundle.brief.publisher)
    return render(bundle.document, "pdf", look, bundle.template).data


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


VIEWS: Mapping[str, View] = {"sheets": sheets, "sheet": sheet}
