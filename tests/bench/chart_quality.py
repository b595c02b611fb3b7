"""How good a chart's layout is, in numbers: less leader and less displacement are better, so is more of the area used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.timeline.strokes import Panel, Placed, Rect
from tests.support.documents import mark, timeline


def touch(one: Rect, other: Rect, clearance: float = 0.0) -> bool:
    """True when the two come nearer than `clearance` points."""
    return (
        one.x < other.right + clearance
        and other.x < one.right + clearance
        and one.y < other.bottom + clearance
        and other.y < one.bottom + clearance
    )


@dataclass(frozen=True, slots=True)
class Quality:
    """Points for lengths. `leaders` is their total; a label's displacement is how far it is from its mark, edge to edge;
    `used` the share of the panels' area that texts and marks take; `tiers` the most distinct label heights on a panel;
    `keyed` the labels that had to go to the key; `height` that of all panels."""

    leaders: float
    mean: float
    largest: float
    used: float
    tiers: int
    keyed: int
    height: float

    def __str__(self) -> str:
        return (
            f"leaders {self.leaders:7.0f}   displacement {self.mean:5.1f} mean {self.largest:5.0f} max   "
            f"used {self.used:4.0%}   tiers {self.tiers}   in key {self.keyed:3}   height {self.height:5.0f}"
        )


def quality(panels: Sequence[Panel]) -> Quality:
    """The numbers for all panels of a chart."""
    placed = [one for panel in panels for one in panel.placed]
    moved = [_apart(one) for one in placed if one.label]
    boxes = [box for one in placed for box in (one.label, one.mark) if box and (one.label or one.number)]
    boxes += [entry.box for panel in panels for entry in panel.entries]
    area = sum(panel.width * panel.height for panel in panels)
    return Quality(
        leaders=sum(abs(one.leader[1][1] - one.leader[0][1]) for one in placed if one.leader),
        mean=sum(moved) / len(moved) if moved else 0.0,
        largest=max(moved, default=0.0),
        used=sum(box.width * box.height for box in boxes) / area if area else 0.0,
        tiers=max((_tiers(panel) for panel in panels), default=0),
        keyed=sum(bool(one.number) for one in placed),
        height=sum(panel.height for panel in panels),
    )


def _apart(one: Placed) -> float:
    """The free space between a mark and its label, across and down."""
    if one.label is None:
        return 0.0
    across = max(0.0, one.label.x - one.mark.right, one.mark.x - one.label.right)
    return across + max(0.0, one.label.y - one.mark.bottom, one.mark.y - one.label.bottom)


def _tiers(panel: Panel) -> int:
    """The labels' distinct near edges: those above end on one line, those below begin on one."""
    flown = [(one, one.label) for one in panel.placed if one.label and one.leader]
    return len({round(box.bottom if box.y < one.mark.y else -box.y) for one, box in flown})


# -- fixed timelines --------------------------------------------------------------------------------------------------

LABELS = (
    "Alarm in the western hall",
    "Crew leaves",
    "Statement by the operator that no one was hurt",
    "Minister briefed by telephone",
    "Second transformer lost; village without power",
)


def fixed() -> dict[str, Timeline]:
    """Five timelines whose numbers can be compared from one version to the next."""
    return {
        "sparse": timeline(*(_at(n, 40 * n) for n in range(8)), form="scale"),
        "even": timeline(*(_at(n, 15 * n) for n in range(20)), form="scale"),
        "bursts": timeline(*(_at(n, 150 * (n // 6) + 3 * (n % 6)) for n in range(24)), form="scale"),
        "crowded": timeline(*(_at(n, n * n // 3) for n in range(60)), form="scale"),
        "lanes": timeline(*(replace(_at(n, 15 * n), lane=f"Party {n * n % 3}") for n in range(20)), form="scale"),
    }


def _at(number: int, minutes: int) -> Mark:
    moment = mark(0).start
    assert moment is not None
    moment += timedelta(minutes=minutes)
    label = LABELS[number * number % len(LABELS)]
    return mark(number, label=label, start=moment, end=moment, when=f"{moment:%H:%M}", day=moment.date())
