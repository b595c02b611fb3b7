"""The brief as its reader sees it, in a frame of its own: no script runs there, nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.composed import bundle_of
from briefgen.desk.exchange import Ask, Shown, View
from briefgen.errors import BriefgenError, has_errors
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.workspace.look import theme

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
_NONE_YET = b"<!DOCTYPE html><html lang='en-GB'><title>No page yet</title><p>The page comes with the first facts.</p>"


def page(ask: Ask) -> Shown:
    """The page of the brief as it lies there, or with the form that is open on the page that asks; while it cannot be composed, the
    last one that could."""
    brief = ask.brief
    unsaved = brief.previews.of(ask.text("tab", "")) if "preview" in ask.said else None
    made = _made(ask, unsaved or brief.reading().loaded)
    if made and not unsaved:
        brief.last_page = made
    return Shown(made or brief.last_page or _NONE_YET, headers={"content-security-policy": _POLICY})


def _made(ask: Ask, loaded: Loaded) -> bytes:
    """The page of what was loaded, each word with the field that it comes from; nothing where it has errors."""
    if has_errors(loaded.problems):
        return b""
    try:
        bundle = bundle_of(ask.brief, loaded)
        look = theme(bundle.office, bundle.assets, bundle.brief.publisher)
        return render(bundle.document, "html", look, bundle.template, origins=True).data
    except BriefgenError:
        return b""


VIEWS: Mapping[str, View] = {"page": page}
