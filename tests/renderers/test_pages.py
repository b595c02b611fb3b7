"""The pages as pictures: a change of the look is seen, and looked at, before it is accepted; the README shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

import briefgen
from briefgen.build.artifacts import build
from briefgen.build.bundle import gather
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.settings.office import Look, LookName
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.support.fitted import whole

PICTURES = ROOT / "tests" / "golden" / "pages"
GALLERY = {
    "facebook-outage-2021-10": 0,
    "af447-2009-2012": 0,
    "ever-given-2021-03": 0,
    "salisbury-2018": 0,
    "exercise-northlight-2036": 0,
    "odra-2022-08": 0,
}
"""The pages of the gallery: page 1 of each, which answers before it explains."""
TRADES: dict[str, LookName] = {
    "salisbury-2018": "ministry",
    "signin-outage-2036-10": "house",
    "harbour-intrusion-2037": "engineering",
}
"""The three trades, each in the look that suits it."""
TOLERANCE = 48
"""Steps of grey by which a point may differ: antialiasing of another version."""
SHARE = 0.002
"""Share of the points that may differ by more."""


def pages(data: bytes, first: int, last: int, scale: float = 1.1) -> Image.Image:
    """Pages of a PDF side by side."""
    document = pypdfium2.PdfDocument(data)
    try:
        shown = [document[n].render(scale=scale).to_pil().convert("RGB") for n in range(first, last)]
    finally:
        document.close()
    width, height = shown[0].size
    sheet = Image.new("RGB", (width * len(shown) + 12 * (len(shown) - 1), height), "#C3CAD2")
    for n, page in enumerate(shown):
        sheet.paste(page, (n * (width + 12), 0))
    return sheet


def changed(one: Image.Image, other: Image.Image) -> float:
    """The share of points that differ by more than the tolerance; 1 for pictures of another size."""
    if one.size != other.size:
        return 1.0
    difference = ImageChops.difference(one, other).convert("L").point(lambda step: 255 if step > TOLERANCE else 0)
    return difference.histogram()[255] / (one.size[0] * one.size[1])


@pytest.fixture
def sheet(przewodow: Loaded) -> Image.Image:
    return pages(render(whole(przewodow), "pdf", Theme(), b"").data, 0, 2)


def agrees(sheet: Image.Image, name: str, request: pytest.FixtureRequest, folder: Path) -> None:
    """The pages look as the picture of that name, which the README shows; --update-golden makes it anew."""
    golden = PICTURES / name
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        sheet.quantize(255, method=Image.Quantize.MAXCOVERAGE).save(golden, optimize=True)
    with Image.open(golden) as shown:
        share = changed(sheet, shown.convert("RGB"))
    if share > SHARE:
        sheet.save(folder / "now.png")
    assert share <= SHARE, (
        f"{share:.2%} of the points differ; see {folder / 'now.png'}, and --update-golden when it is as it should be"
    )


def test_the_first_two_pages_look_as_they_did(
    sheet: Image.Image, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    agrees(sheet, "przewodow.png", request, tmp_path)


@pytest.mark.full
def test_the_gallery_looks_as_it_did(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    firsts = []
    for name, number in GALLERY.items():
        loaded = briefgen.load(ROOT / "briefs" / name / "brief.yaml")
        data = render(whole(loaded), "pdf", Theme(), b"").data
        firsts.append(pages(data, number, number + 1, 0.62))
    width, height = firsts[0].size
    sheet = Image.new("RGB", (width * 3 + 24, height * 2 + 12), "#C3CAD2")
    for n, page in enumerate(firsts):
        sheet.paste(page, (n % 3 * (width + 12), n // 3 * (height + 12)))
    agrees(sheet, "gallery.png", request, tmp_path)


@pytest.mark.full
def test_the_three_trades_look_as_they_did(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    workspace, firsts = WorkspaceFolder(ROOT), []
    for name, look in TRADES.items():
        loaded = workspace.load(workspace.sources([name])[0])
        assert loaded.brief
        office = loaded.office.model_copy(update={"look": Look(theme=look, address="1 Quay Street, Example Town")})
        bundle = gather(replace(loaded, office=office), loaded.brief, Templates(ROOT))
        firsts.append(pages(build(bundle, ("pdf",)).files["pdf"], 0, 1, 0.8))
    width, height = firsts[0].size
    sheet = Image.new("RGB", (width * 3 + 24, height), "#C3CAD2")
    for n, page in enumerate(firsts):
        sheet.paste(page, (n * (width + 12), 0))
    agrees(sheet, "trades.png", request, tmp_path)


def test_a_moved_word_would_be_seen(sheet: Image.Image) -> None:
    moved = sheet.copy()
    moved.paste(sheet.crop((60, 60, 500, 160)), (66, 60))
    assert changed(moved, sheet) > SHARE
