"""briefgen turns one file of facts about an incident into the brief that people act on.

    from briefgen import Brief, Event, compose, render

What is named here is briefgen's public face; everything else may change. Each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.version import __version__

if TYPE_CHECKING:
    from briefgen.app.library import check, compose, load, render
    from briefgen.app.workspace import Workspace
    from briefgen.document.blocks import Document
    from briefgen.errors import BriefgenError, Problem
    from briefgen.model.brief import Brief, KeyPoint
    from briefgen.model.event import Actor, Casualties, Event, Place
    from briefgen.model.judgement import Judgement
    from briefgen.model.marking import Marking
    from briefgen.model.source import Evidence, Source
    from briefgen.model.statement import Answer, Position, Question
    from briefgen.model.time import When
    from briefgen.reading.load import Loaded
    from briefgen.renderers.rendered import Rendered

_HOME = {
    "app.library": ("load", "check", "compose", "render"),
    "app.workspace": ("Workspace",),
    "document.blocks": ("Document",),
    "errors": ("BriefgenError", "Problem"),
    "model.brief": ("Brief", "KeyPoint"),
    "model.event": ("Actor", "Casualties", "Event", "Place"),
    "reading.load": ("Loaded",),
    "model.marking": ("Marking",),
    "model.source": ("Evidence", "Source"),
    "model.judgement": ("Judgement",),
    "model.statement": ("Answer", "Position", "Question"),
    "model.time": ("When",),
    "renderers.rendered": ("Rendered",),
}

__all__ = [
    "Actor",
    "Answer",
    "Brief",
    "BriefgenError",
    "Casualties",
    "Document",
    "Event",
    "Evidence",
    "Judgement",
    "KeyPoint",
    "Loaded",
    "Marking",
    "Place",
    "Position",
    "Problem",
    "Question",
    "Rendered",
    "Source",
    "When",
    "Workspace",
    "__version__",
    "check",
    "compose",
    "load",
    "render",
]


def __getattr__(name: str) -> object:
    """A public name, loaded now from its home."""
    home = next((home for home, names in _HOME.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'briefgen' has no attribute '{name}'")
    globals()[name] = found = getattr(import_module(f"briefgen.{home}"), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
