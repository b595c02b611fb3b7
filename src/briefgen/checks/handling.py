"""Handling: no portion above the banner, nothing off the record on a page, no judgements in a sitrep (R15, R16, R17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import parts_of, references
from briefgen.errors import Problem
from briefgen.model.marking import Marking
from briefgen.reading.load import Loaded
from briefgen.ways import Way


def portion_above_banner(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R15: the marking of the brief is at least as strict as that of each of its parts."""
    banner = loaded.draft.marking
    for path, portion in parts_of(loaded.draft, Marking):
        if path == ("marking",) or portion.scheme == "none":
            continue
        hint = f"Mark the brief {portion.label}, or take this out of it"
        if banner.scheme == "none":
            message = f"this is marked {portion.label}, but the brief has no marking"
            yield Problem("error", message, hint, path, rule="R15")
        elif banner.scheme == portion.scheme and (portion.rank or 0) > (banner.rank or 0):
            message = f"this is marked {portion.label}, above the brief's own {banner.label}"
            yield Problem("error", message, hint, path, rule="R15")
        elif banner.scheme != portion.scheme:
            message = f"this is marked {portion.label}, which cannot be compared with the brief's own {banner.label}"
            yield Problem("warning", message, "Make sure that the brief's marking covers it", path, rule="R15")


def off_the_record(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R16: what was said off the record is not printed, which the author should know."""
    for id_, position in loaded.draft.positions.items():
        if position.attribution.terms == "off_the_record":
            message = "this was said off the record and is left out of every document"
            hint = "Take it out of the brief, so that nobody passes it on with the file"
            yield Problem("warning", message, hint, ("positions", id_, "attribution"), rule="R16")


def not_for_passing_on(loaded: Loaded) -> Iterator[Problem]:
    """What keeps brief.yaml itself from going out with a document: all of it would, with what no document prints (R15, R16)."""
    for id_, position in loaded.draft.positions.items():
        if position.attribution.terms == "off_the_record":
            message = "this was said off the record, so brief.yaml must not go out with the PDF"
            yield Problem("error", message, _KEEP_BACK, ("positions", id_, "attribution"), rule="R16")
    for path, portion in parts_of(loaded.draft, Marking):
        if path != ("marking",) and not _covers(loaded.draft.marking, portion):
            message = f"this is marked {portion.text}, so brief.yaml must not go out with the PDF"
            yield Problem("error", message, _KEEP_BACK, path, rule="R15")


_KEEP_BACK = f"Take it out of the brief, or render without {Way.WITHOUT_SOURCES}"


def _covers(banner: Marking, portion: Marking) -> bool:
    """True when whoever may have the brief may have the part."""
    if portion.scheme == "none":
        return True
    if banner.scheme != portion.scheme or not set(portion.caveats) <= set(banner.caveats):
        return False
    if banner.rank is None or portion.rank is None:
        return banner.label == portion.label
    return portion.rank <= banner.rank


def rests_on_off_the_record(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R16: nothing that is printed restates or rests on what was said off the record."""
    barred = {id_ for id_, p in loaded.draft.positions.items() if p.attribution.terms == "off_the_record"}
    for link in references(loaded.draft):
        ref = link.ref.removeprefix("positions/")
        if ref in barred and "positions" in link.collections and link.path[0] != "positions":
            message = f"this rests on '{ref}', which was said off the record"
            yield Problem("error", message, "Take it out, or find a source that may be used", link.path, rule="R16")


def judgements_in_a_sitrep(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R17: a situation report has facts, no judgements."""
    if loaded.draft.kind == "sitrep" and loaded.draft.judgements:
        message = "a sitrep prints no judgements: these are left out"
        yield Problem("note", message, "Write kind: incident to print them", ("judgements",), rule="R17")


def unknown_list(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A brief goes to lists that the office has; in an office without lists nothing is sent."""
    known = loaded.office.lists
    for number, name in enumerate(loaded.draft.distribution):
        if known and name not in known:
            hint = f"Write one of {', '.join(known)}, or add the list to office.yaml"
            yield Problem("warning", f"there is no list '{name}' in office.yaml", hint, ("distribution", number))
