"""The chart as SVG: sound XML, text that is text, one group for each event, nothing outside itself."""

from __future__ import annotations

import pytest
from lxml import etree

from briefgen.document.blocks import Timeline
from briefgen.look.fonts import measure
from briefgen.look.theme import Theme
from briefgen.renderers.svg import inline, svg
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, PathStroke, TextStroke
from tests.support.documents import every_block, mark, one_day, timeline

SVG = "{http://www.w3.org/2000/svg}"
CHART = next(block for block in every_block().blocks if isinstance(block, Timeline))


def panel(chart: Timeline = CHART) -> Panel:
    return layout(chart, width=470, max_height=600, theme=Theme())[0]


def drawn(chart: Timeline = CHART, title: str = "Chart", description: str = "Events.") -> etree._Element:
    return etree.fromstring(svg(panel(chart), title=title, description=description).encode())


def texts(root: etree._Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def test_it_is_named_and_described() -> None:
    root = drawn(title="Fire & smoke", description='"09:12" <first>')
    named = [root.find(f".//*[@id='{name}']") for name in root.get("aria-labelledby", "").split()]
    assert root.get("role") == "img"
    assert [node.text for node in named if node is not None] == ["Fire & smoke", '"09:12" <first>']


def test_every_line_of_text_stands_in_it_in_the_width_that_the_layout_gave_it() -> None:
    given = [stroke for stroke in panel().strokes if isinstance(stroke, TextStroke)]
    widths = sorted((line.text, round(measure(line.text, line.size, line.face), 2)) for line in given)
    assert sorted((node.text, float(node.get("textLength", "0"))) for node in drawn().iter(f"{SVG}text")) == widths


def test_each_event_is_one_group_with_its_mark_its_label_and_its_leader() -> None:
    given = panel()
    groups = {group.find(f"{SVG}title").text: group for group in drawn().iter(f"{SVG}g") if group.get("id")}
    assert sorted(groups) == sorted(placed.text for placed in given.placed)
    for placed in given.placed:
        group = groups[placed.text]
        shown = "".join(node.text for node in group.iter(f"{SVG}text"))
        assert shown.replace(" ", "").endswith(placed.text.replace(" ", ""))
        assert group.find(f"{SVG}path") is not None or group.find(f"{SVG}circle") is not None


@pytest.mark.parametrize("chart", [CHART, one_day()], ids=["scale", "agenda"])
def test_no_stroke_is_lost(chart: Timeline) -> None:
    given, root = panel(chart), drawn(chart)
    shapes = [node for tag in ("text", "path", "circle") for node in root.iter(SVG + tag)]
    assert len(shapes) == len(given.strokes)


def test_a_stroke_of_no_event_belongs_to_none() -> None:
    given = panel()
    stray = PathStroke(((0.0, given.height), (given.width, given.height)), stroke="#123456", width=1)
    root = etree.fromstring(svg(given._replace(strokes=(stray,)), title="", description="").encode())
    assert [group.get("id") for group in root.iter(f"{SVG}g")] == [None]


def test_ids_are_unique_and_begin_with_the_prefix() -> None:
    text = inline(panel(), title="a", description="b", prefix="first", paint=str)
    ids = [node.get("id") for node in etree.fromstring(text).iter() if node.get("id")]
    assert len(ids) == len(set(ids)) > 2
    assert all(id_.startswith("first-") for id_ in ids)


def test_text_from_the_right_ends_where_the_layout_begins_it_on_a_page_of_any_direction() -> None:
    root = drawn(timeline(mark(0, when="", label="שריפה במפעל"), mark(1)))
    assert root.get("direction") == "ltr"
    hebrew = next(node for node in root.iter(f"{SVG}text") if "שריפה" in (node.text or ""))
    line = next(
        s
        for s in panel(timeline(mark(0, when="", label="שריפה במפעל"), mark(1))).strokes
        if getattr(s, "text", "") == hebrew.text
    )
    assert hebrew.get("direction") == "rtl"
    assert isinstance(line, TextStroke)
    assert float(hebrew.get("x", "0")) - float(hebrew.get("textLength", "0")) == pytest.approx(line.x, abs=0.02)


def test_hostile_text_stays_text() -> None:
    said = "</text><script>alert(1)</script> & \x07 \ud800"
    root = drawn(timeline(mark(0, label=said), mark(1)), title=said, description=said)
    assert not list(root.iter(f"{SVG}script"))
    assert "script" in "".join(texts(root))


def test_it_needs_nothing_beside_itself_and_is_always_the_same() -> None:
    made = svg(panel(), title="a", description="b")
    assert made == svg(panel(), title="a", description="b")
    assert made.count("http") == 1  # the namespace
    assert "href" not in made
    assert "url(" not in made
