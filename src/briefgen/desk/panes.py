"""The parts of the page that follow from the file, made anew after every edit."""

from __future__ import annotations

from typing import Any

from briefgen.desk.exchange import Ask, DeskAnswer
from briefgen.desk.facts_pane import facts
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, OpenBrief
from briefgen.desk.source_pane import source_pane, unseen
from briefgen.desk.waiting import suggested
from briefgen.errors import has_errors


def panes(brief: OpenBrief, source: str = "") -> dict[str, str]:
    """The markup of each part by its id; `source` is the one whose text is shown, the first by default."""
    reading = brief.reading()
    return {
        "top": _top(brief, reading),
        "suggested": suggested(brief, reading),
        "facts": facts(reading),
        "page-state": markup("page_state", errors=has_errors(reading.problems)),
        "source-next": source_pane(brief, source),
    }


def answered(ask: Ask, said: str, **more: str) -> DeskAnswer:
    """All parts anew, after something was done to the file. `more` are further parts."""
    reading = ask.brief.reading()
    source, seen = (one if isinstance(one := ask.said.get(name), str) else "" for name in ("source", "seen"))
    parts = unseen(
        panes(ask.brief, source), seen
    )  # it was done: whatever was asked besides is no reason to say that it was not
    return DeskAnswer({**parts, **more}, said, tell={"version": reading.version})


def state(brief: OpenBrief) -> dict[str, Any]:
    """What a page asks every moment: is what it shows still what lies in the file?"""
    return {"version": brief.reading().version}


def _top(brief: OpenBrief, reading: BriefReading) -> str:
    return markup(
        "top",
        title=reading.loaded.draft.title,
        errors=[one for one in reading.problems if one.level == "error"],
        warnings=[one for one in reading.problems if one.level == "warning"],
        undo=brief.undoable,
        redo=brief.redoable,
    )
