"""The chart as page 1 has it: its strip, where the whole of it stands further back."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import Block, Inlines, Strong, Timeline
from briefgen.document.compose.chart import timeline
from briefgen.document.compose.facts import Facts, joined, link, text
from briefgen.document.compose.room import Room


def strip(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The strip of the chart at the height that there is room for; the whole chart where page 1 is its only place; nothing where
    there is nothing to draw, or no room."""
    match facts.front_chart:
        case "strip" if facts.charted and room.strip:
            return (_shortened(facts, timeline(facts), room.strip),)
        case "whole" if facts.charted:
            return (timeline(facts),)
        case _:
            return ()


def _shortened(facts: Facts, chart: Timeline, height: float) -> Timeline:
    """The chart without what stands around it; its caption says what it shows and where all of it is."""
    w = facts.words
    headline = text(chart.headline, "chart.headline")
    title: Inlines = (Strong(headline),) if headline else chart.caption.content
    note: Inlines = ()
    if "timeline" in facts.parts and not facts.chart_in_front:
        whole = link(text(f"{w('caption.figure')} 2"), "figure-2")  # page 1 has no other figure before it
        note = w.fill("front.all_events", events=w.count("chart.events", len(facts.charted)), figure=whole)
    caption = replace(chart.caption, content=joined((title, note)))
    return replace(chart, caption=caption, strip=height, headline="", sub="", source="")
