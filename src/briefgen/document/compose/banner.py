"""The banner of a marking, by its scheme's rules."""

from __future__ import annotations

from briefgen.document.meta import Banner
from briefgen.model.marking import Marking

TLP_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
"""Text colours of TLP 2.0 on black (FIRST, August 2022)."""


def banner(marking: Marking) -> Banner | None:
    """The banner of a marking by its scheme's rules; None for no marking."""
    text, label, style = marking.text, marking.label, marking.style
    match marking.scheme:
        case "none":
            return None
        case "tlp":
            return Banner(text, TLP_COLOURS.get(label, "#FFFFFF"), "#000000", "right", label=label)
        case "uk-gsc" | "us-cui" | "custom":
            if style is None:
                return Banner(text, "#000000", "#FFFFFF", "center", label=label)
            return Banner(text, style.foreground, style.background, style.align, style.size_pt, label)
