"""Phases and a measured distance that a form of the chart does not draw are said below it: nothing that was asked for is lost."""

from __future__ import annotations

from collections.abc import Collection

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Phase
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.labels import LabelRun, TextBlock

NO_BREAK = "\u00a0"


def in_words(sheet: Sheet, timeline: Timeline, shown: Collection[Phase | Annotation]) -> TextBlock | None:
    """ "Phases Searching 22 months · Reading 14 months" and "Explosion – Sirens: 18 min", of what is not among `shown`; None where all is."""
    lines = [*_phases(sheet, timeline, shown), *_distance(sheet, timeline, shown)]
    if not lines:
        return None
    first, *others = (sheet.copy(*runs).to(sheet.width) for runs in lines)
    return TextBlock(
        first.lines + tuple(line for block in others for line in block.lines), first.size, first.leading, first.faces
    )


def _phases(sheet: Sheet, timeline: Timeline, shown: Collection[Phase | Annotation]) -> list[list[LabelRun]]:
    palette, left = sheet.palette, [phase for phase in timeline.phases if phase not in shown]
    if not left:
        return []
    runs = [LabelRun(sheet.words.phases, "regular", palette.muted)]
    for phase in left:
        end = "" if phase is left[-1] else " ·"
        runs.append(LabelRun(phase.title + ("" if phase.lasts else end), "semibold", palette.ink))
        runs.append(LabelRun(phase.lasts.replace(" ", NO_BREAK) + end if phase.lasts else "", "regular", palette.ink))
    return [[run for run in runs if run.text]]


def _distance(sheet: Sheet, timeline: Timeline, shown: Collection[Phase | Annotation]) -> list[list[LabelRun]]:
    apart, labels = timeline.annotation, {mark.key: mark.label for mark in timeline.marks}
    if apart is None or apart in shown:
        return []
    ends = f"{labels[apart.since]} – {labels[apart.until]}:"
    return [[LabelRun(ends, "regular", sheet.palette.muted), LabelRun(apart.text, "regular", sheet.palette.ink)]]
