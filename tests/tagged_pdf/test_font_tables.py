"""The tables of a font are those that fontTools reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.look.fonts import stack
from briefgen.tagged_pdf.font_tables import font_tables
from briefgen.tagged_pdf.unusable import Unusable

FONTS = {font.name: font for font in stack("italic")}


@pytest.mark.parametrize("name", ["FiraSans-Italic", "DejaVuSans"])  # a map of segments, and one of groups
def test_the_tables_are_those_that_fonttools_reads(name: str) -> None:
    found = font_tables(name, FONTS[name].path)
    with TTFont(FONTS[name].path, lazy=True) as file:
        file.setGlyphOrder(range(file["maxp"].numGlyphs))
        assert found.glyphs == file.getBestCmap()
        assert dict(enumerate(found.metrics)) == {
            glyph: (width, space & 0xFFFF) for glyph, (width, space) in file["hmtx"].metrics.items()
        }
        assert found.places == tuple(file["loca"])
        assert found.em == file["head"].unitsPerEm


@pytest.mark.parametrize("length", [0, 200, 3000])
def test_a_font_that_ends_too_early_is_unusable(tmp_path: Path, length: int) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(FONTS["FiraSans-Italic"].path.read_bytes()[:length])
    with pytest.raises(Unusable, match=r"broken\.ttf"):
        font_tables(f"broken-{length}", broken)
