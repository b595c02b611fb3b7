"""Sections of the brief's own: each stands after a part that there is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from briefgen.document.outline import SectionName
from briefgen.errors import Problem
from briefgen.reading.explain import did_you_mean
from briefgen.reading.load import Loaded


def after_no_part(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A section follows a part of an outline."""
    parts = get_args(SectionName)
    for key, section in loaded.draft.sections.items():
        if section.after and section.after not in parts:
            hint = did_you_mean(section.after, parts) or f"Write one of {', '.join(parts)}"
            message = f"no outline has a part '{section.after}'; the section stands before the sources"
            yield Problem("warning", message, hint, ("sections", key, "after"))


def one_page_has_none(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A brief of one page has no sections."""
    brief = loaded.draft
    for name in ("sections", "impact", "causes", "actions"):
        if brief.kind == "one-pager" and getattr(brief, name):
            message = (
                f"a one-pager has no sections: {name} are left out"
                if name != "impact"
                else "a one-pager has no sections: impact is left out"
            )
            yield Problem("note", message, "Write kind: incident or postmortem to print them", (name,))
