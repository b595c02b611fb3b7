"""The marks of the chart: what stands on it for each event."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.document.blocks import plain
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.facts import Facts
from briefgen.document.compose.families import FAMILIES
from briefgen.document.compose.lines import one_line
from briefgen.document.compose.short_name import short_name, short_names
from briefgen.document.lengths import lasted
from briefgen.document.marks import Certainty, Extent, Family, Mark, OpenEnd
from briefgen.model.event import Event
from briefgen.model.order import stated_order
from briefgen.model.time import When


def marks(facts: Facts, wording: ChartWording, names: Mapping[Family, str]) -> tuple[Mark, ...]:
    """A mark for every event that the chart may have, in the order in which they are told; `names` are those of the families."""
    rank = facts.ranks
    after: dict[str, list[str]] = {}
    for first, second in stated_order(facts.charted):
        after.setdefault(second, []).append(first)
    return tuple(
        _mark(facts, key, event, wording, rank[key], tuple(after.get(key, ())), names)
        for key, event in facts.charted.items()
    )


def _mark(
    facts: Facts,
    key: str,
    event: Event,
    wording: ChartWording,
    rank: int,
    after: tuple[str, ...],
    names: Mapping[Family, str],
) -> Mark:
    when = event.when
    meant = facts.brief.resolve(when) if when else None
    return Mark(
        key=key,
        label=one_line(event.short),
        when=wording.mark(when) if when else facts.words("time.undated"),
        day=wording.day(when) if when else None,
        start=meant.earliest if meant else None,
        end=meant.latest if meant else None,
        extent=_extent(when),
        open_start="unknown" if when and when.open_start else "closed",
        open_end=_open_end(when),
        certainty=_certainty(when),
        status=event.status,
        family=FAMILIES[event.kind],
        principal=event.principal,
        context=event.kind == "context",
        lane=_lane(facts, event, names),
        origin=f"events.{key}",
        on_day=wording.on_day(when) if when else "",
        on_date=wording.on_date(when) if when else "",
        after=after,
        rank=rank,
        lasts=lasted(facts.words, when, meant) if when and meant else "",
        contested=_contested(facts, event),
        sources=_sources(facts, event),
        vague=_vague(when),
    )


def _extent(when: When | None) -> Extent:
    if when is None:
        return "instant"
    match when.form:
        case "moment":
            return "instant" if when.clocked else "civil"
        case "lasted":
            return "span"
        case "between":
            return "between"
        case "by":
            return "before"
        case "after":
            return "after"


def _open_end(when: When | None) -> OpenEnd:
    if when is None or when.form != "lasted" or when.end is not None:
        return "closed"
    return "ongoing" if when.ongoing else "unknown"


def _certainty(when: When | None) -> Certainty:
    if when is None or when.certain:
        return "certain"
    return "uncertain" if when.uncertain else "about"


def _vague(when: When | None) -> tuple[bool, bool]:
    """Whether the start and the end are not certain; both, where that is said of the whole."""
    points = (when.start, when.end) if when else (None, None)
    vague = (points[0] is not None and not points[0].certain, points[1] is not None and not points[1].certain)
    return vague if any(vague) else (True, True)


def _lane(facts: Facts, event: Event, names: Mapping[Family, str]) -> str:
    match facts.brief.chart.lanes:
        case "none":
            return ""
        case "kind":
            return names[FAMILIES[event.kind]]
        case "actor":
            return plain(short_name(facts, event.actors[0])) if event.actors else ""


def _contested(facts: Facts, event: Event) -> str:
    """ "contested by Russia"; of what was said off the record (R16) only that it is contested."""
    said = short_names(facts, (ref for ref in event.contested_by if ref in facts.positions))
    named = plain(facts.words.series(said))
    if named:
        return facts.words("chart.contested_by", who=named)
    level = event.verification.level if event.verification else ""
    return facts.words("chart.contested") if level == "contested" or event.contested_by else ""


def _sources(facts: Facts, event: Event) -> int:
    """How many sources that saw or heard it themselves say so, each of them once."""
    return len(facts.brief.independent(item for item in event.evidence if item.supports == "supports"))
