"""The chart's block: the whole timeline and the strip of page 1, from the events, the phases and what the brief says of its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, timedelta

from briefgen.document import dates
from briefgen.document.blocks import Timeline, plain
from briefgen.document.chart_wording import ChartWording
from briefgen.document.compose.chart_words import axis, chart_words, clocked, second
from briefgen.document.compose.distances import annotation, intervals
from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text
from briefgen.document.compose.families import families
from briefgen.document.compose.marks import marks
from briefgen.document.compose.sources import who
from briefgen.document.inlines import Inlines, Strong
from briefgen.document.lengths import lasted
from briefgen.document.marks import Annotation, Cutoff, Mark, Phase, SecondZone
from briefgen.model.log import log_of
from briefgen.model.point import zone

_SPOKEN, _SPOKEN_OF_STRIP = 40, 9
"""Events that the words for a reader who cannot see the chart name."""
_DAYS, _MONTHS = timedelta(days=62), timedelta(days=5 * 366)
"""How long events may lie apart that are told by their days, and by their months; beyond it is the years."""


def timeline(facts: Facts) -> Timeline:
    """The whole chart: every event that it may have is a mark, in the order in which they are told."""
    brief, w = facts.brief, facts.words
    wording = ChartWording(w, brief.timezone, brief.times)
    names = families(facts)
    placed = marks(facts, wording, names)
    phases = tuple(_phases(facts))
    apart = annotation(facts)
    rows = intervals(facts, apart)
    named = second(facts)
    return Timeline(
        placed,
        facts.figure(_caption(facts)),
        "",
        _alt(facts, placed, phases, rows or (apart,), _SPOKEN),
        zone(brief.clock),
        chart_words(facts, wording, placed, names),
        brief.chart.form,
        headline=brief.chart.headline,
        sub=_sub(facts),
        source=_source(facts),
        phases=phases,
        annotation=apart,
        intervals=rows,
        second=SecondZone(UTC if brief.times == "local+utc" else zone(brief.timezone), named) if named else None,
        cutoff=_cutoff(facts),
        marking=brief.marking.label,
    )


def strip(facts: Facts, height: float) -> Timeline:
    """The same chart as a strip of page 1, `height` points high: its headline stands above it, and the whole one is named."""
    whole = timeline(facts)
    heaviest = sorted(whole.marks, key=lambda mark: -mark.rank)[:_SPOKEN_OF_STRIP]
    spoken = tuple(mark for mark in whole.marks if mark in heaviest)
    return replace(
        whole,
        strip=height,
        caption=facts.figure(joined((_headed(facts), _elsewhere(facts)))),
        alt=_alt(facts, whole.marks, whole.phases, whole.intervals or (whole.annotation,), len(spoken), spoken),
        headline="",
        sub="",
        source="",
    )


def unstripped(facts: Facts) -> Timeline:
    """The whole chart of a document that has no strip of it: its headline stands in the caption, as that of the strip does."""
    return replace(timeline(facts), caption=facts.figure(_headed(facts)), headline="")


def called(facts: Facts, key: str) -> Inlines:
    """What the chart calls an event: its label, else its title."""
    event = facts.events[key]
    return text(event.short, f"events.{key}.{'label' if event.label else 'title'}")


# -- around the picture ---------------------------------------------------------------------------------------------------


def _caption(facts: Facts) -> Inlines:
    """ "Explosion at Przewodów: 10 events, 15–16 Nov 2022", without the title where the chart has a headline; with the logs that its rows are of."""
    w = facts.words
    principal = "" if facts.brief.chart.headline else _principal(facts)
    context = any(event.kind == "context" for event in facts.charted.values())  # it stands outside of the period
    shown = text(w("join.comma").join(part for part in (_shown(facts), "" if context else _period(facts)) if part))
    caption = w.fill("caption.chart", title=called(facts, principal), events=shown) if principal else shown
    logs = dict.fromkeys(log for key in facts.charted if (log := log_of(key)))
    if not logs:
        return caption
    titles = (text(facts.brief.sources[log].title, f"sources.{log}.title") for log in logs)
    return w.fill("caption.chart_logged", chart=caption, logs=w.series(titles))


def _shown(facts: Facts) -> str:
    """How many events the chart has: "10 events", of more than it can show "12 of 120 events"."""
    events, shown = facts.words.count("chart.events", len(facts.events)), len(facts.charted)
    return events if shown == len(facts.events) else facts.words("caption.chart_some", n=str(shown), events=events)


def _principal(facts: Facts) -> str:
    return next((key for key, event in facts.charted.items() if event.principal), "")


def _headed(facts: Facts) -> Inlines:
    """What the strip shows: the author's sentence, else the incident, else that it is the timeline."""
    if headline := facts.brief.chart.headline:
        said = text(headline, "chart.headline")
    else:
        principal = _principal(facts)
        said = called(facts, principal) if principal else text(facts.words("caption.chart_plain"))
    return (Strong(sentence(said)),)


def _elsewhere(facts: Facts) -> Inlines:
    """ "All 17 events: Figure 2", or of more than it can show "12 of 120 events: Figure 2", where the document has it."""
    if "timeline" not in facts.parts or facts.chart_in_front:
        return ()
    w = facts.words
    number = facts.whole_chart
    figure = link(text(f"{w('caption.figure')} {number}"), f"figure-{number}")
    events = w.count("chart.events", len(facts.events))
    shown = len(facts.charted)
    if shown < len(facts.events):
        return w.fill("chart.some", n=str(shown), events=events, figure=figure)
    return w.fill("chart.all", events=events, figure=figure)


def _sub(facts: Facts) -> str:
    """Where and when, and whose clocks: "Przewodów, 15–16 Nov 2022. Times: Warsaw"."""
    w, principal = facts.words, _principal(facts)
    event = facts.events[principal] if principal else None
    where = plain(facts.place(event.place, "")) if event and event.place else ""
    clocks = w("chart.zone", zone=axis(facts)) if clocked(facts) else ""
    known = w("join.comma").join(part for part in (where, _period(facts)) if part)
    return w("join.stop").join(part for part in (known, clocks) if part)


def _period(facts: Facts) -> str:
    """The day of the chart, or its first and its last day, month or year; what is context stands outside of it."""
    whens = [event.when for event in facts.charted.values() if event.when and event.kind != "context"]
    if not whens:
        return ""
    first = min(when.day for when in whens)
    last = max((when.end or when.leading).last_day if when.form != "after" else when.day for when in whens)
    if first == last:
        return dates.day(first, facts.words)
    precisions = {when.precision for when in whens}
    if last - first <= _DAYS and precisions <= {"day", "minute", "second"}:
        return dates.interval(first, last, "day", facts.words, year=True)
    if last - first <= _MONTHS and precisions <= {"month", "day", "minute", "second"}:
        return dates.interval(first, last, "month", facts.words, year=True)
    return dates.interval(first, last, "year", facts.words, year=True)


def _source(facts: Facts) -> str:
    """ "Sources: Cloudflare [4], Facebook [1–3]": whom the chart rests on, with the numbers of their citations where the page lists them."""
    numbers: dict[str, list[int]] = {}
    listed = bool(facts.parts & {"sources", "references"})
    cited = {item.source for event in facts.charted.values() for item in event.evidence if item.supports == "supports"}
    for key, number in sorted(facts.references.items(), key=lambda item: item[1]):
        if key in cited:
            numbers.setdefault(plain(who(key, facts.brief.sources[key])), []).append(number)
    named = (f"{name} [{_runs(found)}]" if listed else name for name, found in numbers.items())
    return facts.words("chart.source_line", sources=facts.words("join.comma").join(named)) if numbers else ""


def _runs(numbers: Iterable[int]) -> str:
    """ "1–3, 5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def _cutoff(facts: Facts) -> Cutoff | None:
    as_of = facts.brief.as_of
    if as_of is None:
        return None
    said = capital(facts.words("front.as_of", time=facts.wording.short(as_of)))
    return Cutoff(facts.brief.resolve(as_of).last, said)


# -- on the picture -------------------------------------------------------------------------------------------------------


def _phases(facts: Facts) -> Iterator[Phase]:
    """The bands, by their beginnings; what has none is told by `check`."""
    found = [(facts.brief.resolve(phase.when), key, phase) for key, phase in facts.brief.phases.items()]
    for meant, key, phase in sorted(found, key=lambda item: item[0].leading):
        if meant.earliest:
            length = lasted(facts.words, phase.when, meant)
            yield Phase(phase.title, meant.earliest, meant.latest, length, f"phases.{key}")


def _alt(
    facts: Facts,
    placed: tuple[Mark, ...],
    phases: tuple[Phase, ...],
    distances: tuple[Annotation | None, ...],
    most: int,
    spoken: tuple[Mark, ...] | None = None,
) -> str:
    """The chart in words, for a reader who cannot see it: how many events, the phases, and `spoken` of them; the table has the rest."""
    w = facts.words
    parts = [w("chart.alt", n=w.count("chart.events", len(placed))).rstrip()]
    parts += [
        w("chart.alt_phase", title=phase.title, length=phase.lasts) if phase.lasts else f"{phase.title}."
        for phase in phases
    ]
    for mark in (spoken if spoken is not None else placed)[:most]:
        when = facts.charted[mark.key].when
        time = facts.wording.short(when) if when else w("chart.undated")
        parts.append(w("chart.alt_mark", time=time, label=facts.charted[mark.key].short))
    for one in filter(None, distances):
        first, last = (facts.charted[key].short for key in (one.since, one.until))
        parts.append(w("chart.alt_distance", first=first, last=last, length=one.text))
    return " ".join(parts) + (" …" if len(placed) > most else "")
