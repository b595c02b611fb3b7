"""The brief as its reader sees it, in a frame of its own: no script runs there, nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.build.bundle import gather
from briefgen.desk.exchange import Ask, Shown, View
from briefgen.renderers import render
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


def page(ask: Ask) -> Shown:
    """The page of the brief as it lies there."""
    loaded = ask.brief.reading().loaded
    bundle = gather(loaded, loaded.draft, Templates(ask.brief.workspace.root))
    look = theme(bundle.office, bundle.assets)
    made = render(bundle.document, "html", look, bundle.template, origins=True)
    return Shown(made.data, headers={"content-security-policy": _POLICY})


VIEWS: Mapping[str, View] = {"page": page}
