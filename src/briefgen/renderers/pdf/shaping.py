"""Text cut into runs of the fonts that have its characters, and its width."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from briefgen.look.direction import has_right_to_left
from briefgen.look.fonts import Face, Faces, FontRun
from briefgen.tagged_pdf.fonts import GlyphRun, kerned, register


class Shaped(NamedTuple):
    """A text in one face: its runs in reading order, and its width in ems."""

    runs: tuple[GlyphRun, ...]
    width: float


@lru_cache(maxsize=1 << 15)
def shape(text: str, face: Face, faces: Faces, close: bool) -> Shaped:
    """The text as it will be shown, with pairs as `close` as the font says: a character that no font has is U+FFFD."""
    cut, _ = faces.runs(text, face)
    runs = tuple(_run(run, close) for run in cut)
    return Shaped(runs, faces.measure(text, 1.0, face) + sum(gap for run in runs for _, gap in run.gaps))


def _run(run: FontRun, close: bool) -> GlyphRun:
    font = register(run.font.name, run.font.path)
    if not close or len(run.text) < 2 or has_right_to_left(run.text):
        return GlyphRun(font, run.text)
    return kerned(font, run.text)
