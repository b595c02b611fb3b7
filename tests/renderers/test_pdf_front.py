"""Page 1 of the PDF, and what stands at the head and foot of each page: where things are, what is loud, how much room is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest

from briefgen.document.blocks import (
    Block,
    Callout,
    ClassedPoint,
    ClassedPoints,
    Dispute,
    DisputeSide,
    Document,
    Fact,
    Foot,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    TwoColumns,
)
from briefgen.document.inlines import Text
from briefgen.document.meta import Banner
from briefgen.renderers.pdf.build import build, overflow
from tests.support.documents import every_block, meta, words
from tests.support.pdfs import THEME, assert_conforms, pages

FOOT = Foot(
    (Fact("Where", (words("Plant 4"),)), Fact("Rests on", (words("one log"),)), Fact("Contact", (words("a desk"),)))
)
FRONT: tuple[Block, ...] = (
    Paragraph(words("Office"), role="kicker"),
    Heading(1, words("Fire"), "title"),
    Callout("key", "Bottom line", (Paragraph(words("Two lines run."), role="lead"),)),
    KeyFigures((KeyFigure("3", "h", words("of fire"), words("about")),)),
    TwoColumns(
        (
            ClassedPoints(
                (
                    ClassedPoint("fact", "Fact", words("It burned."), words("one source")),
                    ClassedPoint("gap", "Not known", words("Why.")),
                )
            ),
        ),
        (
            Dispute(
                words("Who?"),
                words("open"),
                (DisputeSide("holds", words("the operator")), DisputeSide("denies", words("the union"))),
            ),
        ),
    ),
)


def front(*more: Block, banner: Banner | None = None) -> Document:
    return Document(meta(banner), (*FRONT, *more, FOOT, PageBreak(), Heading(2, words("Section"), "s")))


def placed(document: Document, word: str, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top of each place where a page has the word, from the lower left corner."""
    with pypdfium2.PdfDocument(build(document, THEME).data) as pdf:
        text = pdf[page].get_textpage()
        searcher, found = text.search(word, match_case=True), []
        while (place := searcher.get_next()) is not None:
            boxes = [text.get_charbox(place[0] + n) for n in range(place[1])]
            found.append((boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)))
        return found


# -- the grid ---------------------------------------------------------------------------------------------------------


def test_texts_begin_at_the_second_edge_and_labels_before_it() -> None:
    edge = THEME.left + THEME.second_edge
    for word in ("Two lines", "It burned", "Why."):
        assert placed(front(), word)[0][0] == pytest.approx(edge, abs=1.0)
    for word in ("BOTTOM LINE", "FACT", "NOT KNOWN", "one source"):
        [(left, _, right, _)] = placed(front(), word)
        assert left == pytest.approx(THEME.left, abs=1.0)
        assert right < edge - 8


def test_a_label_stands_on_the_line_of_its_text() -> None:
    assert placed(front(), "FACT")[0][1] == pytest.approx(placed(front(), "It burned")[0][1], abs=0.4)
    assert placed(front(), "BOTTOM")[0][1] == pytest.approx(placed(front(), "Two lines")[0][1], abs=0.4)


def test_the_columns_are_read_one_after_the_other() -> None:
    text = pages(build(front(), THEME))[0]
    places = [
        text.index(word) for word in ("FACT", "It burned", "NOT KNOWN", "Why.", "Who?", "the operator", "the union")
    ]
    assert places == sorted(places)


# -- the foot and the room --------------------------------------------------------------------------------------------


def test_the_foot_stands_at_the_foot_of_page_one() -> None:
    for more in ((), (Paragraph(words("More.")),) * 10):
        [(_, bottom, _, top)] = placed(front(*more), "Plant 4", 0)[-1:]
        assert THEME.bottom <= bottom
        assert top < THEME.bottom + 24


def test_space_that_is_left_is_shared_by_the_parts() -> None:
    def gaps(*more: Block) -> Iterator[float]:
        for over, under in (("Fire", "Two lines"), ("Two lines", "3 h"), ("of fire", "FACT")):
            yield placed(front(*more), over)[0][1] - placed(front(*more), under)[0][3]

    filler = Paragraph(words("More."))
    many = next(n for n in range(1, 60) if overflow(front(*(filler,) * n), THEME) > 0) - 1
    wide, tight = list(gaps()), list(gaps(*(filler,) * many))
    given = [one - other for one, other in zip(wide, tight, strict=True)]
    assert all(2.0 < more <= 6.6 for more in given)
    assert max(given) - min(given) < 0.1


def test_overflow_says_when_page_one_runs_over() -> None:
    filler, seen = Paragraph(words("More.")), set()
    for n in range(20, 50):
        document = front(*(filler,) * n)
        over = overflow(document, THEME)
        fits = all("More." not in text for text in pages(build(document, THEME))[1:])
        assert fits == (over <= 0.01)
        seen.add(fits)
    assert seen == {True, False}


def test_the_room_is_measured_without_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.renderers.pdf.build.TaggedPdf", None)
    assert overflow(every_block(), THEME) < 0


# -- head and foot of each page ---------------------------------------------------------------------------------------

CAVEATS = "Chatham House Rule | an illustration"
AMBER = Banner(f"TLP:AMBER | {CAVEATS}", "#FFC000", "#000000", "right", label="TLP:AMBER")


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("caveats", [CAVEATS, " ".join(["every reader of this page is told what to do with it"] * 4)])
def test_caveats_stand_beside_the_marking_and_are_quieter(
    align: Literal["left", "center", "right"], caveats: str, tmp_path: Path
) -> None:
    banner = replace(AMBER, text=f"TLP:AMBER | {caveats}", align=align)
    document = front(banner=banner)
    for page in (0, 1):
        marks, first = placed(document, "TLP:AMBER", page), caveats.split()[0]
        told = placed(document, first, page)
        assert len(marks) == 2
        assert len(told) >= 2
        assert max(top - bottom for _, bottom, _, top in told) < 0.8 * min(top - bottom for _, bottom, _, top in marks)
        assert all(bottom > THEME.page[1] - 70 or top < 70 for _, bottom, _, top in told)
    assert_conforms(build(document, THEME), tmp_path)


def test_a_draft_bears_a_label_on_every_page_and_an_edition_none() -> None:
    assert all("DRAFT" in text and "not issued" in text for text in pages(build(front(banner=AMBER), THEME)))
    issued = front(banner=AMBER)
    issued = replace(
        issued, meta=replace(issued.meta, furniture=replace(issued.meta.furniture, edition="Edition 2", unissued=""))
    )
    with pypdfium2.PdfDocument(build(issued, THEME).data) as pdf:
        assert all("Edition 2" in page.get_textpage().get_text_bounded() for page in pdf)
        paper = pdf[0].render(scale=1).to_pil().convert("L").crop((45, 20, 200, 46))
    with pypdfium2.PdfDocument(build(front(banner=AMBER), THEME).data) as pdf:
        label = pdf[0].render(scale=1).to_pil().convert("L").crop((45, 20, 200, 46))
    dark = [sum(one.histogram()[:64]) for one in (paper, label)]
    assert dark[1] > dark[0] + 250, "white on ink"


def test_figures_stand_beside_their_notes(tmp_path: Path) -> None:
    many = KeyFigures(tuple(KeyFigure(str(n), "", words(f"thing {n}"), (Text("note"),)) for n in range(6)))
    document = Document(meta(), (many,))
    assert_conforms(build(document, THEME), tmp_path)
    assert placed(document, "thing 0")[0][1] == pytest.approx(placed(document, "thing 3")[0][1], abs=0.5)
    assert placed(document, "thing 4")[0][3] < placed(document, "thing 0")[0][1]


def test_a_long_number_is_set_smaller_and_not_broken() -> None:
    rows = KeyFigures(
        tuple(KeyFigure(number, "cubic metres", words("sand")) for number in ("15,000–20,000", "321", "3", "4"))
    )
    text = pages(build(Document(meta(), (rows,)), THEME))[0]
    assert "15,000–20,000" in text
    for word in ("15,000–20,000", "321"):
        [(_, bottom, _, top)] = placed(Document(meta(), (rows,)), word)
        assert top - bottom < 16, "all of a row have one size"
