"""A mark becomes strokes: shape says its family, fill and outline its status, length its extent, size its weight; one channel for one thing."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Literal, assert_never

from briefgen.document.marks import Family, Mark
from briefgen.look.theme import Palette
from briefgen.timeline.strokes import Disc, PathStroke, Rect, Stroke, StrokeColour

Direction = Literal["right", "left", "down", "up"]
_Point = tuple[float, float]

RADIUS = 3.4
HEAVY = 1.35 * RADIUS
"""Of the principal's glyph."""
WIDEST = 1.4
"""Times the radius: as far as the widest shape, the diamond, reaches."""
EDGE = 0.8
BAR = 5.0
"""The thickness of a bar; a principal's is by a third thicker."""
BEYOND = 8.0
"""How far past the end of a failed span its cross reaches."""
DASH = (1.7, 1.2)

_UNITS: dict[Direction, _Point] = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}


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


def tint(ink: StrokeColour, share: float) -> StrokeColour:
    """`ink` mixed into white: share 1 is ink alone."""
    mixed = (round(int(ink[n : n + 2], 16) * share + 255 * (1 - share)) for n in (1, 3, 5))
    return "#" + "".join(f"{value:02X}" for value in mixed)


# -- glyphs -----------------------------------------------------------------------------------------------------------


def radius(mark: Mark) -> float:
    """Half the width of the mark's glyph, were it a disc."""
    return HEAVY if mark.principal else RADIUS


def glyph_box(mark: Mark, x: float, y: float) -> Rect:
    """The space of the glyph about (x, y), its edge included."""
    reach = radius(mark) * WIDEST + EDGE / 2
    return Rect(x - reach, y - reach, 2 * reach, 2 * reach)


def glyph(mark: Mark, x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    """The glyph about (x, y): filled where it happened, with a white edge that parts it from its neighbour; a cross where it
    failed, dashed where it is expected, a hairline struck through where it was cancelled, pale where nobody knows."""
    ink, r = colour(mark, palette), radius(mark)
    outlined = r * 0.9  # an edge in the family's colour adds to the shape, a white one takes from it
    match mark.status:
        case "occurred" | "ongoing":
            if mark.family == "other":
                return (_shape(mark.family, x, y, r, ink, 1.4, palette.paper),)
            return (_shape(mark.family, x, y, r, palette.paper, EDGE, ink),)
        case "failed":
            return cross(x, y, r * 0.8, ink, palette)
        case "pending":
            return (_shape(mark.family, x, y, outlined, ink, 0.9, palette.paper, DASH),)
        case "cancelled":
            outline = _shape(mark.family, x, y, outlined, ink, 0.5, palette.paper)
            reach = r * 1.15
            return outline, PathStroke(((x - reach, y + reach), (x + reach, y - reach)), palette.ink, 0.8)
        case "undetermined":
            return (_shape(mark.family, x, y, outlined, ink, EDGE, tint(ink, 0.3)),)
    assert_never(mark.status)


def cross(x: float, y: float, r: float, ink: StrokeColour, palette: Palette) -> tuple[Stroke, ...]:
    """Two strokes that cross at (x, y), on a paper-coloured ground: what did not succeed."""
    lines = (((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r)))
    grounds = (PathStroke(line, palette.paper, 3.2) for line in lines)
    return *grounds, *(PathStroke(line, ink, 1.6) for line in lines)


def sign(mark: Mark, x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    """The mark in the space of a glyph, where there is no axis: what is by or after a moment is an arrow from it."""
    if mark.status not in ("occurred", "ongoing"):
        return glyph(mark, x, y, palette)
    ink, half = colour(mark, palette), WIDEST * radius(mark)
    match mark.extent:
        case "before":
            return bound(x + half, y, 2 * half, "left", ink)
        case "after":
            return bound(x - half, y, 2 * half, "right", ink)
        case "instant" | "civil" | "span" | "between":
            return glyph(mark, x, y, palette)
    assert_never(mark.extent)


def evidence(sources: int, x: float, y: float, palette: Palette) -> tuple[Stroke, ...]:
    """A stroke of EVIDENCE points down from (x, y), and beside it, for each source that is independent of the others."""
    first = x - (sources - 1) * 0.75
    lefts = (first + 1.5 * number for number in range(sources))
    return tuple(PathStroke(((left, y), (left, y + EVIDENCE)), palette.ink, 0.7) for left in lefts)


EVIDENCE = 3.0


def _shape(
    family: Family,
    x: float,
    y: float,
    r: float,
    ink: StrokeColour,
    width: float,
    inside: StrokeColour,
    dash: tuple[float, ...] = (),
) -> Stroke:
    """One closed outline; the sizes are set so that all seven look equally heavy."""
    match family:
        case "other":
            return Disc(x, y, r * 0.85, ink, width, inside, dash)
        case "finding":
            return Disc(x, y, r * 1.06, ink, width, inside, dash)
        case "harm":
            corners = _polygon(4, r * WIDEST, 0)
        case "act":
            corners = _polygon(4, r * 1.36, pi / 4)
        case "recovery":
            corners = _polygon(3, r * 1.46, -pi / 2, 0.32 * r)
        case "ruling":
            corners = _polygon(3, r * 1.46, pi / 2, -0.32 * r)
        case "statement":
            corners = ((-r * 0.56, -r * 1.2), (r * 0.56, -r * 1.2), (r * 0.56, r * 1.2), (-r * 0.56, r * 1.2))
        case _:
            assert_never(family)
    return PathStroke(tuple((x + dx, y + dy) for dx, dy in corners), ink, width, inside, dash, closed=True)


def _polygon(sides: int, r: float, turn: float, drop: float = 0.0) -> tuple[_Point, ...]:
    angles = (turn + 2 * pi * side / sides for side in range(sides))
    return tuple((round(r * cos(angle), 3), round(r * sin(angle) + drop, 3)) for angle in angles)


# -- extents ----------------------------------------------------------------------------------------------------------


def bar(mark: Mark, x: float, y: float, length: float, along: Direction, palette: Palette) -> tuple[Stroke, ...]:
    """A bar that begins at (x, y) and runs `length` points: the mark's extent.

    White nicks at a closed end say that its moment is not exact. What failed is an outline with a line through it, and has a
    cross past its end (`ending`).
    """
    ink, half = colour(mark, palette), BAR / 2 * (1.3 if mark.principal else 1)
    if mark.extent == "civil":
        # a civil day is room for the event, not its length: paler than what lasted
        return (_box(x, y, 0.0, length, half, along, tint(ink, 0.26)),)
    middle = PathStroke((_turned(x, y, (0.0, 0.0), along), _turned(x, y, (length, 0.0), along)), ink, 0.8)
    match mark.status:
        case "occurred" | "ongoing":
            solid = _box(x, y, 0.0, length, half, along, ink)
            return solid, *_nicks(mark, x, y, length, half, along, palette)
        case "failed":
            return _box(x, y, 0.0, length, half, along, palette.paper, ink, 0.8), middle
        case "pending":
            return (_box(x, y, 0.0, length, half, along, palette.paper, ink, 0.8, DASH),)
        case "cancelled":
            return _box(x, y, 0.0, length, half, along, palette.paper, ink, 0.5), middle._replace(stroke=palette.ink)
        case "undetermined":
            return (_box(x, y, 0.0, length, half, along, tint(ink, 0.3), ink, 0.7),)
    assert_never(mark.status)


def ending(mark: Mark, x: float, y: float, along: Direction, palette: Palette) -> tuple[Stroke, ...]:
    """What stands past the end of a mark's bar at (x, y), within BEYOND points: the cross of what failed, else nothing."""
    if mark.status != "failed" or mark.extent != "span":
        return ()
    return cross(*_turned(x, y, (BEYOND / 2 + 1.0, 0.0), along), RADIUS * 0.8, colour(mark, palette), palette)


def nicked(mark: Mark) -> tuple[bool, bool]:
    """Whether the start and the end of the mark's bar have nicks."""
    hazy = mark.certainty != "certain" and mark.status in ("occurred", "ongoing") and mark.extent == "span"
    starts, ends = mark.vague
    return hazy and starts and mark.open_start == "closed", hazy and ends and mark.open_end == "closed"


def _nicks(
    mark: Mark, x: float, y: float, length: float, half: float, along: Direction, palette: Palette
) -> tuple[Stroke, ...]:
    """Two slits across the bar at each end whose moment is not exact, one where the bar is short."""
    steps = (1.7, 3.9) if length >= 12 else (1.7,) if length >= 5 else ()
    starts, ends = nicked(mark)
    places = [*(step for step in steps if starts), *(length - step for step in steps if ends)]
    slits = (tuple(_turned(x, y, (at, side), along) for side in (-half - 0.1, half + 0.1)) for at in places)
    return tuple(PathStroke(slit, palette.paper, 0.9) for slit in slits)


def whisker(
    x: float, y: float, length: float, along: Direction, ink: StrokeColour, begins: bool = True, ends: bool = True
) -> tuple[Stroke, ...]:
    """A fine line, somewhere on it, with a cap where it `begins` and `ends`; none where it goes on beyond what is shown."""
    lines = [((0.0, 0.0), (length, 0.0))]
    lines += [((at, -2.5), (at, 2.5)) for at, capped in ((0.0, begins), (length, ends)) if capped]
    return tuple(
        PathStroke(tuple(_turned(x, y, point, along) for point in line), stroke=ink, width=0.9) for line in lines
    )


def bound(x: float, y: float, length: float, along: Direction, ink: StrokeColour) -> tuple[Stroke, ...]:
    """A stop at (x, y) and an arrow from it: at some time on that side of the moment."""
    stop = PathStroke(tuple(_turned(x, y, (0.0, side), along) for side in (-2.6, 2.6)), ink, 1.1)
    return stop, *arrow(x, y, length, along, ink)


def arrow(x: float, y: float, length: float, along: Direction, ink: StrokeColour) -> tuple[Stroke, ...]:
    """A fine arrow from (x, y): it goes on that way."""
    tip = ((length, 0.0), (length - 3.6, -2.2), (length - 3.6, 2.2))
    shaft = PathStroke(tuple(_turned(x, y, p, along) for p in ((0.0, 0.0), (length - 3, 0.0))), stroke=ink, width=1.1)
    return shaft, PathStroke(tuple(_turned(x, y, p, along) for p in tip), fill=ink, closed=True)


def fade(x: float, y: float, length: float, along: Direction, ink: StrokeColour) -> tuple[Stroke, ...]:
    """A bar that dissolves from (x, y): nobody knows where it ends."""
    shares = (0.72, 0.5, 0.32, 0.16)
    step = length / len(shares)
    return tuple(
        _box(x, y, step * place, step * (place + 1), BAR / 2, along, tint(ink, share))
        for place, share in enumerate(shares)
    )


def _box(
    x: float,
    y: float,
    start: float,
    end: float,
    half: float,
    along: Direction,
    fill: StrokeColour,
    stroke: StrokeColour = "",
    width: float = 0.0,
    dash: tuple[float, ...] = (),
) -> PathStroke:
    """A rectangle from `start` to `end` along a direction, `half` to each side; its outline lies within it."""
    inset = width / 2
    reach = half - inset
    corners = ((start + inset, -reach), (end - inset, -reach), (end - inset, reach), (start + inset, reach))
    return PathStroke(tuple(_turned(x, y, c, along) for c in corners), stroke, width, fill, dash, closed=True)


def _turned(x: float, y: float, point: _Point, along: Direction) -> _Point:
    """A point given along and across a direction, on the page."""
    (ux, uy), (forward, sideways) = _UNITS[along], point
    return x + ux * forward - uy * sideways, y + uy * forward + ux * sideways
