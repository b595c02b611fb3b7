"""The page's colours by name, on white and on black; what the chart mixes from them is mixed again from the names."""

from __future__ import annotations

from briefgen.look.theme import Palette
from briefgen.renderers.svg import Paint


def properties(palette: Palette) -> str:
    """The palette as custom properties of a style sheet."""
    return "".join(f"--{name}:{value};" for name, value in palette._asdict().items())


def paint(palette: Palette) -> Paint:
    """What the page calls a colour of the chart, in whichever palette it is shown."""
    names = {value.upper(): name for name, value in palette._asdict().items()}

    def painted(colour: str) -> str:
        known = names.get(colour.upper())
        if known:
            return f"var(--{known})"
        for ink, name in names.items():
            share = _share(colour, ink, palette.paper)
            if share is not None:
                return f"color-mix(in srgb, var(--{name}) {share}%, var(--paper))"
        return colour

    return painted


def _share(colour: str, ink: str, paper: str) -> int | None:
    """How many per cent of `ink` in `paper` give the colour; None when no share does."""
    mixed, full, ground = _channels(colour), _channels(ink), _channels(paper)
    widest = max(range(3), key=lambda n: abs(full[n] - ground[n]))
    if full[widest] == ground[widest]:
        return None
    share = (mixed[widest] - ground[widest]) / (full[widest] - ground[widest])
    near = all(abs(ground[n] + (full[n] - ground[n]) * share - mixed[n]) <= 1 for n in range(3))
    return round(100 * share) if near and 0 <= share <= 1 else None


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
