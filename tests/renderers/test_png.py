"""The chart's picture is small, the same each time, and its text keeps to the widths that the layout measured."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from briefgen.look.fonts import Face, measure
from briefgen.renderers.png import png
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, TextStroke

DPI = 220
RED = (163, 39, 28)


def panel(*strokes: Stroke, width: float = 470.5, height: float = 60.0) -> Panel:
    return Panel(width, height, strokes, ())


def picture(*strokes: Stroke) -> Image.Image:
    return Image.open(io.BytesIO(png(panel(*strokes), dpi=DPI))).convert("RGB")


def ink(image: Image.Image) -> tuple[float, float, float, float]:
    """The box that is not white, in points: left, top, right, bottom."""
    box = (
        ImageChops.difference(image, Image.new("RGB", image.size, "white"))
        .convert("L")
        .point(lambda v: 255 * (v > 96))
        .getbbox()
    )
    assert box is not None
    left, top, right, bottom = (edge * 72 / DPI for edge in box)
    return left, top, right, bottom


def test_a_small_picture_on_white() -> None:
    strokes = [Disc(9.0 * n, 30, 3, "#A3271C", 0.8, f"#{n * 5:02X}F0{255 - n * 5:02X}") for n in range(1, 50)]
    data = png(panel(*strokes), dpi=DPI)
    image = Image.open(io.BytesIO(data))
    assert image.mode == "RGB"
    assert "transparency" not in image.info
    assert image.size == (1438, 183)
    assert image.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert len(data) < 30_000


def test_strokes_stand_where_they_were_placed() -> None:
    box = PathStroke(((100, 10), (150, 10), (150, 40), (100, 40)), fill="#A3271C", closed=True)
    assert ink(picture(box)) == pytest.approx((100, 10, 150, 40), abs=0.4)
    assert picture(box).getpixel((round(125 * DPI / 72), round(25 * DPI / 72))) == RED
    assert ink(picture(Disc(200, 20, 5, "#000000", 1.0, "#FFFFFF"))) == pytest.approx(
        (194.5, 14.5, 205.5, 25.5), abs=0.4
    )


def test_what_comes_later_is_painted_over_what_came_before() -> None:
    cover = PathStroke(((0, 0), (470, 0), (470, 60), (0, 60)), fill="#FFFFFF", closed=True)
    text, dot = TextStroke(20, 40, "Hidden", 12, "bold", "#000000"), Disc(200, 20, 5, fill="#A3271C")
    assert ink(picture(dot, text, cover, Disc(300, 20, 5, fill="#A3271C"))) == pytest.approx(
        (295, 15, 305, 25), abs=0.4
    )


def test_dashes_are_in_points() -> None:
    row = (
        picture(PathStroke(((0, 30), (400, 30)), "#000000", 4.0, dash=(20.0, 20.0)))
        .crop((0, 92, 1222, 93))
        .convert("L")
    )
    dark = [value < 128 for value in row.tobytes()]
    dashes = sum(now and not before for before, now in zip([False, *dark], dark, strict=False))
    assert dashes == 10


@pytest.mark.parametrize("face", ["regular", "italic", "semibold", "bold"])
@pytest.mark.parametrize(
    "text",
    [
        "AVATAR To Ty We. fi ffl 15:40",
        "Wybuch w Przewodowie, 2 osoby zabite",
        "HfifflH",
        "Київ ✓ Αθήνα → ✓ H",
        "$5 to $6 \\frac{1}{ H",
    ],
)
def test_text_is_as_wide_as_it_was_measured(text: str, face: Face) -> None:
    # between two stems of the same letter, so that side bearings cancel out
    def stem(content: str) -> float:
        return ink(picture(TextStroke(20, 40, content, 10, face, "#000000")))[2]

    assert stem(f"H{text}H") - stem("H") == pytest.approx(measure(f"H{text}", 10, face), rel=0.005, abs=0.4)


def test_text_stands_on_its_baseline() -> None:
    left, _, _, bottom = ink(picture(TextStroke(20, 40, "H", 10, "regular", "#000000")))
    assert bottom == pytest.approx(40, abs=0.4)
    assert 20 < left < 21.5


def test_the_same_picture_each_time() -> None:
    strokes = (
        PathStroke(((0, 30), (400, 30)), "#123F70", 1.5, dash=(3.0, 2.0)),
        TextStroke(20, 40, "Zażółć $1 $2", 8, "regular", "#1A1F26"),
    )
    assert png(panel(*strokes)) == png(panel(*strokes))
