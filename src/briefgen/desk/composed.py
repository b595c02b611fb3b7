"""What the brief at the desk says, composed as `render` would: with the differences from the edition before."""

from __future__ import annotations

from briefgen.build.bundle import Bundle, gather
from briefgen.desk.open_brief import OpenBrief
from briefgen.editions.editions import since
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates


def bundle_of(brief: OpenBrief, loaded: Loaded | None = None) -> Bundle:
    """The bundle of the brief as it lies there, or as it was `loaded`. Raises BriefgenError where it cannot be composed."""
    loaded = loaded or brief.reading().loaded
    told, _ = since(brief.place, loaded.draft)
    return gather(loaded, loaded.draft, Templates(brief.workspace.root), since=told)
