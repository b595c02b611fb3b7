"""One chart, three pictures: PDF, SVG and PNG show the same; `briefgen chart` writes them."""

from __future__ import annotations

import io
from base64 import b64encode
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import page as page_validation
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image
from typer.testing import CliRunner

import briefgen
from briefgen.build import chart
from briefgen.build.bundle import gather
from briefgen.build.chart import draw
from briefgen.cli import app
from briefgen.document.blocks import Document, Timeline
from briefgen.document.rewrite import without_origins
from briefgen.errors import UsageError
from briefgen.look.fonts import HOUSE, Face, Faces
from briefgen.look.theme import Theme
from briefgen.renderers import picture, render
from briefgen.renderers.pdf import flow
from briefgen.renderers.pdf.chart import ChartPanel
from briefgen.renderers.png import png
from briefgen.renderers.svg import svg
from briefgen.timeline.layout import SMALLEST, fitted, layout, panels
from briefgen.timeline.strokes import Panel, TextStroke
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates
from tests.support.browser import screenshot
from tests.support.checkout import ROOT, Write
from tests.support.documents import crowded, every_block, meta, one_day
from tests.support.sweeps import few, spread

DPI = 144
BLOCK = 12
"""Pixels: what is compared is the mean grey of squares as wide as one letter, since no two rasterisers smooth alike."""
FAR, MEAN = 22.0, 1.2
"""Of 255: the largest and the mean difference that smoothing alone makes."""
FACES: dict[Face, str] = {
    "regular": "font-weight:400",
    "semibold": "font-weight:600",
    "bold": "font-weight:700",
    "italic": "font-style:italic",
}


def panel(timeline: Timeline) -> Panel:
    """The first panel, in whole pixels: what is rounded otherwise in each format is not compared."""
    drawn = layout(timeline, width=470, max_height=600, theme=Theme())[0]
    return drawn._replace(height=ceil(drawn.height * DPI / 72) * 72 / DPI)


def timeline_of(document: Document) -> Timeline:
    return next(block for block in document.blocks if isinstance(block, Timeline))


CHARTS = {"every block": timeline_of(every_block()), "crowded": timeline_of(crowded(20)), "agenda": one_day()}


def as_pdf(drawn: Panel) -> Image.Image:
    document = pypdfium2.PdfDocument(picture(drawn, "pdf", meta(), title="Chart", description="Events."))
    try:
        image: Image.Image = document[0].render(scale=DPI / 72).to_pil()
        return image
    finally:
        document.close()


def as_png(drawn: Panel) -> Image.Image:
    return Image.open(io.BytesIO(png(drawn, dpi=DPI)))


def as_svg(drawn: Panel, folder: Path) -> Image.Image:
    width, height = round(drawn.width * DPI / 72), round(drawn.height * DPI / 72)
    faces = "".join(
        f'@font-face{{font-family:"Fira Sans";{look};'
        f"src:url(data:font/ttf;base64,{b64encode(HOUSE.stack(face)[0].path.read_bytes()).decode()})}}"
        for face, look in FACES.items()
    )
    style = f"<style>{faces}body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>"
    drawing = svg(drawn, title="Chart", description="Events.").partition("\n")[2]
    return screenshot(f'<!DOCTYPE html><meta charset="utf-8">{style}{drawing}', folder, width, height)


def greys(image: Image.Image) -> NDArray[np.float64]:
    pixels = np.asarray(image.convert("L"), dtype=np.float64)
    rows, columns = (length // BLOCK for length in pixels.shape)
    means: NDArray[np.float64] = (
        pixels[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).mean((1, 3))
    )
    return means


def differ(one: Image.Image, other: Image.Image) -> bool:
    assert abs(one.width - other.width) <= 1
    assert abs(one.height - other.height) <= 1
    first, second = greys(one), greys(other)
    rows, columns = np.minimum(first.shape, second.shape)
    apart = np.abs(first[:rows, :columns] - second[:rows, :columns])
    return bool(apart.max() > FAR or apart.mean() > MEAN)


def moved(drawn: Panel) -> Panel:
    """The panel with the first line of its last label six points to the right."""
    lines = [stroke for stroke in drawn.strokes if isinstance(stroke, TextStroke) and stroke.size == 8]
    return drawn._replace(strokes=tuple(s._replace(x=s.x + 6) if s is lines[-1] else s for s in drawn.strokes))


@pytest.mark.parametrize("name", few([*CHARTS], "every block"))
def test_the_three_pictures_of_a_chart_are_the_same(name: str, tmp_path: Path) -> None:
    drawn = panel(CHARTS[name])
    pdf, bitmap, vector = as_pdf(drawn), as_png(drawn), as_svg(drawn, tmp_path)
    assert not differ(pdf, bitmap)
    assert not differ(pdf, vector)
    assert not differ(bitmap, vector)


def test_a_moved_label_would_be_seen_in_each(tmp_path: Path) -> None:
    drawn = panel(CHARTS["every block"])
    pdf = as_pdf(drawn)
    assert differ(pdf, as_png(moved(drawn)))
    assert differ(pdf, as_svg(moved(drawn), tmp_path))
    assert differ(as_pdf(moved(drawn)), as_png(drawn))


# -- one layout -------------------------------------------------------------------------------------------------------

SHIPPED = sorted(file.parent.name for file in (ROOT / "briefs").glob("*/brief.yaml"))


@pytest.mark.parametrize("slug", spread(SHIPPED, 2))
def test_all_formats_show_the_very_same_panels(slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = briefgen.load(ROOT / "briefs" / slug / "brief.yaml")
    assert found.brief
    bundle = gather(found, found.brief, Templates(ROOT))
    document, look = without_origins(bundle.document), theme(bundle.office, bundle.assets, found.brief.publisher)
    charts = [block for block in document.blocks if isinstance(block, Timeline)]
    shown: dict[str, list[Panel]] = {"pdf": [], "docx": [], "files": []}

    def box(**given: Any) -> ChartPanel:
        shown["pdf"].append(given["panel"])
        return ChartPanel(**given)

    def image(drawn: Panel, faces: Faces) -> bytes:
        if drawn.placed:  # and no mark in a line of text
            shown["docx"].append(drawn)
        return b""

    def file(drawn: Panel, *_: object, **__: object) -> bytes:
        shown["files"].append(drawn)
        return b""

    monkeypatch.setattr(flow, "ChartPanel", box)
    monkeypatch.setattr(chart, "picture", file)
    panels.cache_clear()
    for format_ in ("pdf", "docx", "html"):
        render(document, format_, look, bundle.template, draw=image)
    assert panels.cache_info().misses == 2 * len(charts)  # the page and the phone
    page = [drawn for block in charts for drawn in panels(block, "page", look, found.brief.language)]
    assert all(a is b is c for a, b, c in zip(page, shown["pdf"], shown["docx"], strict=True))
    if whole := [block for block in charts if not block.strip]:
        draw(found, found.brief, WorkspaceFolder(ROOT), ("svg",), out=tmp_path)
        assert shown["files"] == [*panels(whole[0], "page", look, found.brief.language)]


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [470.0, 440.0, 412.0, 400.0, 300.0, 240.0])
@pytest.mark.parametrize("height", [600.0, 300.0, 160.0])
def test_a_narrow_column_gets_the_page_smaller_but_never_labels_below_7_points(
    name: str, width: float, height: float
) -> None:
    page = panels(CHARTS[name], "page", Theme(), "en-GB")
    drawn, scale = fitted(CHARTS[name], Theme(), "en-GB", width=width, height=height)
    lines = [line for one in drawn for line in one.strokes if isinstance(line, TextStroke)]
    words = [line for line in lines if line.role == "label" and not line.text.isdigit()]
    assert min(line.size for line in words) * scale >= SMALLEST
    assert all(one.width * scale <= width + 1e-6 and one.height * scale <= height + 1e-6 for one in drawn)
    assert drawn is page or scale == 1


# -- the command ------------------------------------------------------------------------------------------------------


def ask(*arguments: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(app, ["--workspace", str(ROOT), "chart", *arguments])
    return done.exit_code, done.output, done.exception


def test_the_command_writes_one_picture_a_format(tmp_path: Path) -> None:
    code, said, _ = ask("przewodow-2022-11", "--out", str(tmp_path))
    folder = tmp_path / "przewodow-2022-11"
    assert code == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        "przewodow-2022-11-chart.pdf",
        "przewodow-2022-11-chart.png",
        "przewodow-2022-11-chart.svg",
    ]
    assert len(said.splitlines()) == 3
    again = {file: file.read_bytes() for file in folder.iterdir()}
    assert ask("przewodow-2022-11", "--format", "svg,png,pdf", "--out", str(tmp_path))[0] == 0
    assert {file: file.read_bytes() for file in folder.iterdir()} == again
    verdict = page_validation.validate_pdf(str(folder / "przewodow-2022-11-chart.pdf"), profile="ua1")
    assert verdict.is_compliant, verdict.failures


def test_several_panels_are_several_files(written: Write, tmp_path: Path) -> None:
    events = "".join(
        f"  e{n}: {{title: Something of some length happens at place {n}, when: 2026-03-{3 + n // 24:02} {n % 24:02}:10, show: chart, evidence: log}}\n"
        for n in range(250)
    )
    found = written(f"title: Many\nsources: {{log: The log}}\nevents:\n{events}")
    assert found.brief
    files = draw(found, found.brief, WorkspaceFolder(tmp_path), ("svg",))
    assert len(files) > 1
    assert [file.name for file in files] == [f"small-chart-{n}.svg" for n in range(1, len(files) + 1)]


@pytest.mark.parametrize("kind", ["incident", "sitrep", "one-pager"])
def test_the_chart_alone_is_the_whole_one_and_not_the_strip_of_page_1(
    kind: str, written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Timeline] = []

    def laid_out(block: Timeline, *_: object) -> tuple[Panel, ...]:
        drawn.append(block)
        return ()

    monkeypatch.setattr(chart, "panels", laid_out)
    found = written(f"""\
        title: A fire
        kind: {kind}
        chart: {{headline: It burned for an hour}}
        events: {{fire: {{title: Fire, when: 2026-03-03 09:00/10:00, principal: true}}}}
        """)
    assert found.brief
    draw(found, found.brief, WorkspaceFolder(tmp_path), ("svg",))
    assert [(block.strip, block.headline) for block in drawn] == [(0.0, "It burned for an hour")]


def test_what_cannot_be_drawn_is_said(written: Write, tmp_path: Path) -> None:
    code, _, fault = ask("przewodow-2022-11", "--format", "gif")
    assert code != 0
    assert "There are: svg, png, pdf." in str(fault)
    found = written("title: Nothing yet\nsources: {log: The log}\n")
    assert found.brief
    with pytest.raises(UsageError, match="has no chart"):
        draw(found, found.brief, WorkspaceFolder(tmp_path), ("svg",))
