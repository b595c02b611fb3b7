"""A mark becomes a glyph: shape says its family, fill its status, edge its certainty, size its weight, length its extent."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Literal, assert_never

from briefgen.document.blocks import Family, Mark, MarkStatus
from briefgen.look.theme import Palette
from briefgen.timeline.strokes import Disc, PathStroke, Rect, Stroke, StrokeColour

Direction = Literal["right", "left", "down", "up"]
Fill = Literal["full", "pale", "hollow"]

RADIUS = 3.0
HEAVY = 4.2
EDGE = 0.9
BAR = 3.2

_UNITS: dict[Direction, tuple[float, float]] = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}


def colour(mark: Mark, palette: Palette) -> StrokeColour:
    """The colour of the mark's family; context stays quiet."""
    if mark.context:
        return palette.muted
    match mark.family:
        case "harm":
            return palette.harm
        case "act":
            return palette.act
        case "recovery":
            return palette.recovery
        case "finding":
            return palette.finding
        case "ruling":
            return palette.ruling
        case "statement":
            return palette.statement
        case "other":
            return palette.other
    assert_never(mark.family)


def fill(status: MarkStatus) -> Fill:
    """Hollow for what failed, did not happen or has not happened yet; pale for what nobody knows."""
    match status:
        case "occurred" | "ongoing":
            return "full"
        case "undetermined":
            return "pale"
        case "failed" | "pending" | "cancelled":
            return "hollow"
    assert_never(status)


def tint(ink: StrokeColour, share: float) -> StrokeColour:
    """`ink` mixed into white: share 1 is ink alone."""
    mixed = (round(int(ink[n : n + 2], 16) * share + 255 * (1 - share)) for n in (1, 3, 5))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def radius(mark: Mark) -> float:
    """Half the width of the mark's glyph."""
    return HEAVY if mark.principal else RADIUS


def glyph_box(mark: Mark, x: float, y: float) -> Rect:
    """The space of the glyph about (x, y), its edge included."""
    reach = radius(mark) * 1.25 + EDGE / 2
    return Rect(x - reach, y - reach, 2 * reach, 2 * reach)


def glyph(mark: Mark, x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    """The glyph about (x, y), on a paper-coloured ground so that lines below it do not show through."""
    ink, size, edge = colour(mark, palette), radius(mark), _edge(mark)
    inside: StrokeColour = {"full": ink, "pale": tint(ink, 0.3), "hollow": palette.paper}[fill(mark.status)]
    if not edge or fill(mark.status) == "hollow":
        return (_shape(mark.family, x, y, size, ink, inside, edge),)
    # a broken edge cannot be seen against its own fill: it stands off from a smaller core
    outline = _shape(mark.family, x, y, size + 0.4, ink, palette.paper, edge)
    return outline, _shape(mark.family, x, y, size * 0.5, ink, inside, (), 0.3)


def _edge(mark: Mark) -> tuple[float, ...]:
    match mark.certainty:
        case "certain":
            return ()
        case "about":
            return (2.2, 1.3)
        case "uncertain":
            return (0.7, 1.0)
    assert_never(mark.certainty)


def _shape(
    family: Family,
    x: float,
    y: float,
    r: float,
    ink: StrokeColour,
    inside: StrokeColour,
    dash: tuple[float, ...],
    width: float = EDGE,
) -> Stroke:
    """One closed outline; the sizes are set so that all seven look equally heavy."""
    match family:
        case "other":
            return Disc(x, y, r * 0.8, ink, 1.3, "#FFFFFF", dash)
        case "finding":
            return Disc(x, y, r, ink, width, inside, dash)
        case "harm":
            corners = _polygon(4, r * 1.22, 0)
        case "act":
            corners = _polygon(4, r * 1.2, pi / 4)
        case "recovery":
            corners = _polygon(3, r * 1.25, -pi / 2, 0.22 * r)
        case "ruling":
            corners = _polygon(3, r * 1.25, pi / 2, -0.22 * r)
        case "statement":
            corners = ((-r * 0.6, -r), (r * 0.6, -r), (r * 0.6, r), (-r * 0.6, r))
        case _:
            assert_never(family)
    return PathStroke(tuple((x + dx, y + dy) for dx, dy in corners), ink, width, inside, dash, closed=True)


def _polygon(sides: int, r: float, turn: float, drop: float = 0.0) -> tuple[tuple[float, float], ...]:
    angles = (turn + 2 * pi * side / sides for side in range(sides))
    return tuple((round(r * cos(angle), 3), round(r * sin(angle) + drop, 3)) for angle in angles)


# -- extents ----------------------------------------------------------------------------------------------------------


def bar(mark: Mark, x: float, y: float, length: float, along: Direction, palette: Palette) -> tuple[Stroke, ...]:
    """A bar that begins at (x, y) and runs `length` points: the mark's extent."""
    ink = colour(mark, palette)
    half = BAR / 2 * (1.3 if mark.principal else 1)
    # a civil day is room for the event, not its length: paler than what lasted
    solid = tint(ink, 0.26 if mark.extent == "civil" else 0.6)
    inside = {"full": solid, "pale": tint(ink, 0.12), "hollow": palette.paper}[fill(mark.status)]
    edge = _edge(mark)
    outlined = bool(edge) or fill(mark.status) != "full"
    corners = ((0.0, -half), (length, -half), (length, half), (0.0, half))
    points = tuple(_turned(x, y, corner, along) for corner in corners)
    return (PathStroke(points, ink if outlined else "", 0.7 if outlined else 0.0, inside, edge, closed=True),)


def whisker(
    x: float, y: float, length: float, along: Direction, ink: StrokeColour, begins: bool = True, ends: bool = True
) -> tuple[Stroke, ...]:
    """A fine line, somewhere on it, with a cap where it `begins` and `ends`; none where it goes on beyond what is shown."""
    lines = [((0.0, 0.0), (length, 0.0))]
    lines += [((at, -2.5), (at, 2.5)) for at, capped in ((0.0, begins), (length, ends)) if capped]
    return tuple(
        PathStroke(tuple(_turned(x, y, point, along) for point in line), stroke=ink, width=0.8) for line in lines
    )


def arrow(x: float, y: float, length: float, along: Direction, ink: StrokeColour) -> tuple[Stroke, ...]:
    """A fine arrow from (x, y): it goes on that way."""
    tip = ((length, 0.0), (length - 3.6, -2.2), (length - 3.6, 2.2))
    shaft = PathStroke(tuple(_turned(x, y, p, along) for p in ((0.0, 0.0), (length - 3, 0.0))), stroke=ink, width=1.0)
    return shaft, PathStroke(tuple(_turned(x, y, p, along) for p in tip), fill=ink, closed=True)


def fade(x: float, y: float, length: float, along: Direction, ink: StrokeColour) -> tuple[Stroke, ...]:
    """A bar that dissolves from (x, y): nobody knows where it ends."""
    pieces = []
    for place, share in enumerate((0.5, 0.36, 0.24, 0.14)):
        start, end = (length * place / 4, length * (place + 1) / 4 - 0.8)
        corners = ((start, -BAR / 2), (end, -BAR / 2), (end, BAR / 2), (start, BAR / 2))
        points = tuple(_turned(x, y, corner, along) for corner in corners)
        pieces.append(PathStroke(points, fill=tint(ink, share), closed=True))
    return tuple(pieces)


def _turned(x: float, y: float, point: tuple[float, float], along: Direction) -> tuple[float, float]:
    """A point given along and across a direction, on the page."""
    (ux, uy), (forward, sideways) = _UNITS[along], point
    return x + ux * forward - uy * sideways, y + uy * forward + ux * sideways
