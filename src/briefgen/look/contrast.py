"""How far two colours are apart for the eye (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

LEAST = 4.5
"""The least contrast of text with what is behind it, level AA."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours written "#RRGGBB", from 1 (none) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
