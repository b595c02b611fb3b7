"""The charts of the shipped briefs as a phone shows them: a change of their layout is seen, and looked at, before it is accepted."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

import briefgen
from briefgen.build.bundle import gather
from briefgen.document.blocks import Timeline
from briefgen.renderers.png import png
from briefgen.timeline.layout import panels
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates
from tests.renderers.test_pages import agrees
from tests.support.checkout import ROOT

SLUGS = sorted(file.parent.name for file in (ROOT / "briefs").glob("*/brief.yaml"))
GAP = 14


def column(slug: str) -> list[Image.Image]:
    """The panels of a brief's charts, from above."""
    found = briefgen.load(ROOT / "briefs" / slug / "brief.yaml")
    assert found.brief
    bundle = gather(found, found.brief, Templates(ROOT))
    look = theme(bundle.office, bundle.assets, found.brief.publisher)
    drawn = (
        panel
        for block in bundle.document.blocks
        if isinstance(block, Timeline)
        for panel in panels(block, "phone", look, found.brief.language)
    )
    return [Image.open(io.BytesIO(png(panel, dpi=72))).convert("RGB") for panel in drawn]


@pytest.mark.full
def test_the_charts_look_on_a_phone_as_they_did(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    columns = [column(slug) for slug in SLUGS]
    wide = max(image.width for images in columns for image in images) + GAP
    high = max(sum(image.height + GAP for image in images) for images in columns)
    sheet = Image.new("RGB", (wide * len(columns), high), "#C3CAD2")
    for place, images in enumerate(columns):
        down = 0
        for image in images:
            sheet.paste(image, (place * wide, down))
            down += image.height + GAP
    agrees(sheet, "phones.png", request, tmp_path)
