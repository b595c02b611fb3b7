"""Page 1 fits by itself: it says as much as there is room for, the body is composed once, and every format has the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

import briefgen
from briefgen.build.bundle import gather
from briefgen.build.page_one import fitted
from briefgen.document import compose as composing
from briefgen.document.blocks import Dispute, Document, Foot, KeyFigures, Timeline
from briefgen.document.outline import Outline
from briefgen.document.passages import parts
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded, load
from briefgen.renderers import render
from briefgen.renderers.pdf import build as pdf
from briefgen.workspace.templates import Templates
from tests.support.as_text import as_text
from tests.support.sweeps import few, spread

ROOT = Path(__file__).parents[2]
SLUGS = sorted(file.parent.name for file in (ROOT / "briefs").glob("*/brief.yaml"))


def made(slug: str, outline: str = "") -> composing.Composition:
    loaded = brief(slug)
    assert loaded.brief is not None
    return gather(loaded, loaded.brief, Templates(ROOT), outline).composition


def brief(slug: str) -> Loaded:
    return briefgen.load(ROOT / "briefs" / slug / "brief.yaml")


def size(document: Document) -> float:
    """What a page might measure: the strip, lines of the questions, notes, terms of the foot."""
    found = list(parts(document.blocks))
    strip = sum(one.strip for one in found if isinstance(one, Timeline))
    sides = sum(10 * (1 + len(one.sides)) for one in found if isinstance(one, Dispute))
    notes = sum(5 for one in found if isinstance(one, KeyFigures) for figure in one.figures if figure.note)
    return strip + sides + notes + sum(len(one.facts) for one in found if isinstance(one, Foot))


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Pages that have so much room."""

    def with_room(points: float) -> None:
        monkeypatch.setattr(pdf, "overflow", lambda document, theme: size(document) - points)

    return with_room


@pytest.mark.parametrize("outline", ["incident", "one-pager"])
def test_the_fullest_page_that_fits_is_taken_and_the_shortest_where_none_does(
    outline: str, room: Callable[[float], None]
) -> None:
    one = made("przewodow-2022-11", outline)
    sizes = [size(one.measured(each)) for each in one.rooms]
    assert sizes[0] == max(sizes) and sizes[-1] == min(sizes)
    for points in (1000.0, 260.0, 240.0, 220.0, 130.0, 60.0, 0.0):
        room(points)
        document = fitted(one, Theme())
        first = next((each for each, taken in zip(one.rooms, sizes, strict=True) if taken <= points), one.rooms[-1])
        assert document == one.document(first)


def test_the_body_is_made_once_however_often_page_1_is(
    room: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def counting(name: str, make: Any) -> Any:
        def once(facts: Any) -> Any:
            calls.append(name)
            return make(facts)

        return once

    counted = {name: counting(name, make) for name, make in composing.SECTIONS.items()}
    monkeypatch.setattr(composing, "SECTIONS", counted)
    room(0)
    fitted(made("przewodow-2022-11"), Theme())
    assert len(calls) == len(set(calls)) > 4


@pytest.mark.parametrize("slug", spread(SLUGS, 3))
@pytest.mark.parametrize("outline", ["", "one-pager", "sitrep"])
def test_no_shipped_brief_runs_over(slug: str, outline: str) -> None:
    loaded = brief(slug)
    assert loaded.brief is not None
    document = gather(loaded, loaded.brief, Templates(ROOT), outline).document
    assert pdf.overflow(document, Theme()) <= 0
    assert outline != "sitrep" or document.meta.pages == 2
    assert [problem for problem in render(document, "pdf", Theme(), b"").problems if problem.rule == "W6"] == []


LONG = (
    "title: T\nbottom_line: B.\nsources: {s: {title: The log of the port, author: A. Nowak}}\n"
    "questions: {why: {text: Why did it fall?, answers: {rust: It was rusted.}}}\n"
    "actions: {a: {text: Look at it., status: done}, b: {text: Mend it., status: open}}\n"
    "sections: {own: {title: Lessons, text: Look more often.}}\nevents:\n"
    + "".join(f"  e{n}: {{title: Event {n} of the day, when: 2026-03-01 10:{n:02}, evidence: s}}\n" for n in range(20))
)
"""A brief of which a short report may leave much out."""


def test_what_follows_page_1_gives_way_in_the_stated_order_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "brief.yaml"
    file.write_text(LONG, encoding="utf-8")
    loaded = load(file, root=tmp_path)
    assert loaded.brief is not None, loaded.problems
    one = gather(loaded, loaded.brief, Templates(ROOT), "sitrep").composition
    said = [as_text(shorter.document(one.rooms[0])) for shorter in one.lengths]
    gone = [
        next((n for n, page in enumerate(said) if words not in page), len(said))
        for words in ("Answers: It was rusted", "Nowak. The log", "Look at it.", "Event 19", "Look more often.")
    ]
    assert gone == sorted(gone) and gone[0] == 1 and gone[-1] == len(said) - 1, gone
    last = said[-1]
    for words in ("Why did it fall?", "[1] A. Nowak", "Mend it.", "6 of 20 events", "1 more that is done", "Lessons."):
        assert words in last
    assert "Look at it." not in last and "left out" not in said[0].lower()


def test_the_longest_report_that_fits_is_taken_and_the_shortest_where_none_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = made("facebook-outage-2021-10", "sitrep")
    lengths = list(one.lengths)
    texts = [len(as_text(each.document(one.rooms[0]))) for each in lengths]
    assert texts == sorted(texts, reverse=True)
    for number, room in ((0, max(texts)), (3, texts[3]), (len(texts) - 1, min(texts))):
        monkeypatch.setattr(pdf, "overflow", lambda document, theme, room=room: len(as_text(document)) - room)
        assert fitted(one, Theme()) == lengths[number].document(one.rooms[0])


OLD = {
    "incident": {
        "front": ["draft", "facts", "bottom_line", "key_points", "wording"],
        "sections": ["timeline", "actors", "positions", "questions", "assessment", "gaps", "sources"],
        "annexes": ["estimative", "wording", "changes"],
        "chart": "auto",
        "break": "yes",
        "contents": "auto",
    },
    "one-pager": {
        "front": ["draft", "essentials", "bottom_line", "key_points", "wording"],
        "sections": ["references"],
        "annexes": [],
        "chart": "auto",
        "break": "no",
        "contents": "no",
        "pages": "1",
    },
    "sitrep": {
        "front": ["draft", "essentials", "bottom_line", "key_points", "wording"],
        "sections": ["changes", "developments", "open", "references"],
        "annexes": [],
        "chart": "none",
        "break": "no",
        "contents": "no",
        "pages": "2",
    },
}
"""The outlines that briefgen brought before page 1 had figures: offices have made their own of them."""


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("format_", ["pdf", "docx", "html", "txt"])
def test_an_office_s_copy_of_an_older_outline_makes_today_s_page(name: str, format_: Any) -> None:
    loaded, templates = brief("facebook-outage-2021-10"), Templates(ROOT)
    assert loaded.brief is not None
    outline = Outline.model_validate(OLD[name] | {"name": name})
    one = composing.composed(loaded.brief, loaded.texts, loaded.images, outline, templates.words("en-GB"))
    document = fitted(one, Theme())
    kinds = {type(part).__name__ for part in parts(document.blocks)}
    assert {"KeyFigures", "ClassedPoints", "Foot"} <= kinds
    assert ("Timeline" in kinds) == (name != "sitrep")
    assert render(document, format_, Theme(), templates.word_template()).data


def log(number: int) -> str:
    """A brief of so many events, of every family, minutes apart."""
    kinds = ("incident", "attack", "meeting", "recovery", "investigation", "decision", "statement_made", "other")
    rows = "".join(
        f"  e{n}: {{title: The number {n} of what was seen that day from the quay and set down in the log, label: Seen as number {n},"
        f" kind: {kinds[n % 8]}, when: '2026-10-25 {5 + n // 40:02}:{n % 40 + 10:02}', evidence: log{', principal: true' * (n == 0)}}}\n"
        for n in range(number)
    )
    points = "".join(
        f"  - {{text: Point {n} says in a sentence what was seen from the quay., refs: [e0]}}\n" for n in range(5)
    )
    return (
        "title: A day at the quay that was kept minute by minute\n"
        "bottom_line: The quay was shut all day, and nobody knows yet when it will open; the harbour asks for a second crew.\n"
        f"sources: {{log: {{title: The log, grade: B2}}}}\nkey_points:\n{points}events:\n{rows}"
    )


@pytest.mark.parametrize("form", ["auto", "agenda"])
@pytest.mark.parametrize("number", few([1, 9, 60, 301, 500], 9, 60))
def test_a_one_pager_is_one_page_with_a_chart_for_any_number_of_events(tmp_path: Path, number: int, form: str) -> None:
    file = tmp_path / "brief.yaml"
    file.write_text(log(number) + f"chart: {{form: {form}}}\n", encoding="utf-8")
    loaded = load(file, root=tmp_path)
    assert loaded.brief is not None, loaded.problems
    document = gather(loaded, loaded.brief, Templates(ROOT), "one-pager").document
    assert [block.strip > 0 for block in document.blocks if isinstance(block, Timeline)] == [True]
    made = render(document, "pdf", Theme(), b"")
    assert made.problems == ()
    pages = pypdfium2.PdfDocument(made.data)
    try:
        assert len(pages) == 1
    finally:
        pages.close()
