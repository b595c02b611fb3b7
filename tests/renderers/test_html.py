"""The HTML page as parsers and attackers meet it: sound, safe, and readable in both of its palettes."""

from __future__ import annotations

import io
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefgen.document.blocks import Block, Caption, Column, Document, Figure, Heading, Paragraph, Row, Table
from briefgen.document.inlines import Text
from briefgen.errors import RenderError
from briefgen.look.theme import DARK, Palette, Theme
from briefgen.renderers.html.build import build
from briefgen.renderers.html.colours import paint
from briefgen.timeline.marks import tint
from tests.support.browser import dom
from tests.support.documents import AMBER, every_block, mark, meta, timeline, words

VOID = {"meta", "col", "img", "br", "link", "wbr"}


def page(*blocks: Block, language: str = "en-GB") -> str:
    return build(Document(meta(AMBER, language), blocks), Theme()).data.decode("utf-8")


EVERY = build(every_block(), Theme()).data.decode("utf-8")


class Page(HTMLParser):
    """The elements of a page in order; what is not closed where it was opened is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) < len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"{tag} is closed where it is not open")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]] = self.texts.get(self._open[-1], "") + data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def faults(text: str) -> list[str]:
    """What is wrong with the skeleton of a page."""
    read = Page(text)
    found = list(read.faults)
    ids = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    found += [f"the id {id_} stands twice" for id_ in set(ids) if ids.count(id_) > 1]
    for _, attributes in read.elements:
        named = [attributes[name] for name in ("aria-labelledby", "aria-describedby") if name in attributes]
        wanted = " ".join(named).split() + (
            [attributes["href"][1:]] if attributes.get("href", "").startswith("#") else []
        )
        found += [f"#{target} is not there" for target in wanted if target not in ids]
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} first headings")
    found += [f"a heading of level {b} follows one of {a}" for a, b in pairwise(levels) if b > a + 1]
    return found


# -- sound ------------------------------------------------------------------------------------------------------------


def test_the_page_is_sound() -> None:
    assert faults(EVERY) == []
    assert EVERY.startswith("<!DOCTYPE html>\n")
    assert EVERY.endswith("</html>\n")


@pytest.mark.parametrize(
    ("whole", "broken", "complaint"),
    [
        ("</main>", "", "main is not closed|closed where"),
        ('id="source-1"', 'id="elsewhere"', "#source-1 is not there"),
        ('id="source-1"', 'id="title"', "title stands twice"),
        ("<h3", "<h5", "level 5 follows"),
        ("<h1", "<h2", "0 first headings"),
    ],
)
def test_a_page_that_is_not_sound_is_seen(whole: str, broken: str, complaint: str) -> None:
    assert whole in EVERY
    assert re.search(complaint, " ".join(faults(EVERY.replace(whole, broken))))


def test_no_level_is_skipped_and_no_id_stands_twice_whatever_the_document_does() -> None:
    made = page(
        Heading(1, words("One"), "a"),
        Heading(3, words("Three"), "a"),
        Paragraph(words("Text"), anchor="a"),
        Heading(2, (), "empty"),
    )
    assert faults(made) == []


def test_the_landmarks_are_there_once() -> None:
    read = Page(EVERY)
    assert [len(read.all(tag)) for tag in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    assert read.all("a")[0] == {"class": "skip", "href": "#page-main"}
    assert read.all("html") == [{"lang": "en-GB", "dir": "ltr"}]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert build(every_block(), Theme()) == build(every_block(), Theme())


def test_a_table_has_its_caption_its_heads_and_its_groups() -> None:
    read = Page(EVERY)
    assert "Events in order" in read.texts["caption"]
    first = [head.get("scope") for head in read.all("th")][:7]
    assert first == ["col"] * 3 + ["rowgroup"] + ["row"] * 3
    frame = next(div for div in read.all("div") if div.get("class") == "scroll")
    assert frame["role"] == "region"
    assert frame["tabindex"] == "0"
    assert "One row for each event" in EVERY


def test_pictures_have_words() -> None:
    read = Page(EVERY)
    assert read.all("img")[0]["alt"] == "A blue rectangle"
    small = [svg for svg in read.all("svg") if svg.get("class") in ("glyph", "gauge", "trend")]
    assert all(svg["aria-hidden"] == "true" for svg in small)  # the words beside them say it
    charts = [svg for svg in read.all("svg") if svg not in small]
    assert charts
    assert all(svg["role"] == "img" and svg["aria-labelledby"] for svg in charts)
    assert read.texts["desc"].startswith("Timeline: 09:12 Event number 0")


def test_a_foreign_language_is_named_and_a_page_from_the_right_runs_from_the_right() -> None:
    assert '<span lang="fr" dir="auto">Incendie à l’usine</span>' in EVERY
    hebrew = Page(page(Heading(1, words("שריפה במפעל 4"), "t"), language="he"))
    assert hebrew.all("html") == [{"lang": "he", "dir": "rtl"}]
    assert hebrew.all("h1")[0]["dir"] == "auto"


# -- safe -------------------------------------------------------------------------------------------------------------


def test_nothing_is_fetched_and_no_script_is_there() -> None:
    read = Page(EVERY)
    assert not {tag for tag, _ in read.elements} & {"script", "link", "iframe", "object", "form", "base"}
    sources = [attributes["src"] for _, attributes in read.elements if "src" in attributes]
    assert all(source.startswith("data:image/png;base64,") for source in sources)
    assert not [
        name for _, attributes in read.elements for name in attributes if name.startswith("on") or name == "style"
    ]
    assert all(url.startswith("data:font/woff;base64,") for url in re.findall(r"url\(([^)]*)", read.texts["style"]))
    assert "@import" not in read.texts["style"]


def test_the_policy_knows_the_one_style_sheet() -> None:
    policy = next(meta["content"] for meta in Page(EVERY).all("meta") if "http-equiv" in meta)
    css = Page(EVERY).texts["style"]
    digest = b64encode(sha256(css.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_the_browser_keeps_to_the_policy(tmp_path: Path) -> None:
    script = "<script>document.documentElement.lang = 'run'</script></body>"
    smuggled = EVERY.replace("</body>", script)
    assert '<html lang="en-GB"' in dom(smuggled, tmp_path)
    assert '<html lang="run"' in dom(smuggled.replace("Content-Security-Policy", "x"), tmp_path)


def test_hostile_text_stays_text() -> None:
    hostile = (
        '</style></title></script><script>alert("1")</script><img src=x onerror=alert(1)> &amp; \x00\x1b\ud800 {pages}'
    )
    block = Heading(1, words(hostile), 'a" onclick="x')
    furniture = replace(meta().furniture, running=hostile, edition=hostile, contact=hostile, page=f"{hostile} {{page}}")
    about = replace(meta(), title=hostile, subject=hostile, publisher=hostile, keywords=(hostile,), furniture=furniture)
    made = build(Document(about, (block, Paragraph((Text(hostile, 'x" y="'),)))), Theme()).data.decode()
    read = Page(made)
    assert read.faults == []
    assert not {tag for tag, _ in read.elements} & {"script", "img"}
    assert len(read.all("style")) == 1
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(RenderError, match=r"HTML: the picture of “The hall” is no PNG or JPEG"):
        page(Figure(b"GIF89a", "x", Caption("Figure", 1, words("The hall")), "f"))


# -- colours ----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, 1.4.3."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [Palette(), DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_on_its_ground(palette: Palette) -> None:
    texts = ("ink", "muted", "accent", "alert")
    marks = ("harm", "act", "recovery", "finding", "ruling", "statement", "other")
    for ground in (palette.paper, palette.wash):
        assert all(contrast(palette._asdict()[name], ground) >= 4.5 for name in texts)
        assert all(contrast(palette._asdict()[name], ground) >= 3 for name in marks)


def test_the_chart_has_no_colour_of_its_own() -> None:
    """Else it would not follow the reader's scheme."""
    drawings = "".join(re.findall(r"<svg.*?</svg>", EVERY, re.DOTALL))
    assert "var(--ink)" in drawings
    assert not re.findall(r'(?:fill|stroke)="#', drawings)


def test_a_mixed_colour_is_mixed_again_from_its_name() -> None:
    palette = Palette()
    assert paint(palette)(palette.harm) == "var(--harm)"
    assert paint(palette)(tint(palette.act, 0.3)) == "color-mix(in srgb, var(--act) 30%, var(--paper))"
    assert paint(palette)("#00FF00") == "#00FF00"


def test_a_mark_of_the_chart_leads_to_its_row_where_there_is_one() -> None:
    chart = timeline(mark(0), mark(1))
    row = Row(((words("09:12"),), (words("Event 0"),)), anchor="event-event-0")
    rows = Table((Column("Time"), Column("Event")), (row,), Caption("Table", 1, words("Events")), "table-1", "")
    read = Page(page(chart, rows))
    led = [link for link in read.all("a") if link.get("aria-label")]
    assert {link["href"] for link in led} == {"#event-event-0"}
    assert {link["aria-label"] for link in led} == {"Event number 0 happens at the plant"}
    drawings = [svg for svg in read.all("svg") if svg.get("role")]
    assert {svg["role"] for svg in drawings} == {"group"}  # a link inside an image could not be reached
    assert {svg["role"] for svg in Page(page(chart)).all("svg") if svg.get("role")} == {"img"}


def test_the_page_has_the_letters_of_its_face_and_no_others() -> None:
    styles = re.findall(r"<style>(.*?)</style>", page(Paragraph(words("Zażółć"))), re.DOTALL)[0]
    data = re.findall(r"font-weight:400 500;src:url\(data:font/woff;base64,([^)]+)\)", styles)
    with TTFont(io.BytesIO(b64decode(data[0]))) as font:
        letters = set(map(chr, font.getBestCmap()))
    assert set("Zażółć") <= letters
    assert not set("ЖΩ") & letters


def test_the_class_of_a_point_is_told_by_its_word_and_not_by_colour_alone() -> None:
    read = Page(EVERY)
    classes = [found.get("class", "") for found in read.all("p") if found.get("class", "").startswith("class")]
    assert classes == ["class fact", "class says", "class ours", "class gap"]
    assert (
        EVERY.index("Key points")
        < EVERY.index("We judge")
        < EVERY.index("Contested")
        < EVERY.index("denied by the union")
    )
