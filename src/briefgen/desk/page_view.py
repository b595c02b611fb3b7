"""The brief as its reader sees it, in a frame of its own: no script runs there, nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.desk.exchange import Ask, Shown, View

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
_NONE_YET = b"<!DOCTYPE html><html lang='en-GB'><title>No page yet</title><p>The page comes with the first facts.</p>"


def page(ask: Ask) -> Shown:
    """The page of the brief as it lies there, or with the form that is open on the page that asks; while it cannot be composed, the
    last one that could. Where a large chart comes later, its root says so, and the page is asked for again as a `whole`."""
    brief = ask.brief
    unsaved = brief.previews.of(ask.text("tab", "")) if "preview" in ask.said else None
    loaded = unsaved or brief.reading().loaded
    made = brief.page.made(loaded, brief.workspace, brief.place, whole="whole" in ask.said)
    data = (
        made.data.replace(b"<html ", b"<html data-unfinished ", 1) if made and made.unfinished else made and made.data
    )
    if data and not unsaved:
        brief.last_page = data
    return Shown(data or brief.last_page or _NONE_YET, headers={"content-security-policy": _POLICY})


VIEWS: Mapping[str, View] = {"page": page}
