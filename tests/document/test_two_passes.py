"""A Document is composed in two passes: every part is made once, then numbers and links are settled for every format."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen import render
from briefgen.document import compose as composing
from briefgen.document.blocks import Document, Figure, Paragraph, Table, Timeline
from briefgen.document.compose.facts import Facts, link, text
from briefgen.document.compose.resolve import resolve
from briefgen.document.inlines import Cite, Link, Strong, Text
from briefgen.document.passages import dead, live
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS, Format
from briefgen.workspace.templates import Templates
from tests.support.documents import meta
from tests.support.sweeps import spread

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "briefs").glob("*/brief.yaml"))
OUTLINES = ("incident", "sitrep", "one-pager")


def composed(loaded: Loaded, outline: str) -> Document:
    templates = Templates(ROOT)
    assert loaded.brief is not None
    words = templates.words(loaded.brief.language)
    return composing.compose(loaded.brief, loaded.texts, loaded.images, templates.outline(outline), words)


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("path", spread(SHIPPED, 4), ids=lambda path: path.parent.name)
def test_every_link_leads_to_something_and_captions_count_in_order(path: Path, outline: str) -> None:
    document = composed(briefgen.load(path), outline)
    assert live(document.blocks) or outline == "one-pager", "whose sources stand at its foot"
    assert dead(document.blocks) == []
    for kinds in (Table, (Figure, Timeline)):
        numbers = [block.caption.number for block in document.blocks if isinstance(block, kinds)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_link_that_leads_nowhere_becomes_words_and_one_that_leads_somewhere_stays() -> None:
    there, nowhere = link(text("there"), "a"), link(text("nowhere"), "b")
    said, place = resolve(
        (Paragraph((*there, *nowhere, Cite("3", "source-x"))), Paragraph((Text("here"),), anchor="a"))
    )
    assert said == Paragraph((*there, Text("nowhere"), Text("[3]")))
    assert place == Paragraph((Text("here"),), anchor="a")


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "target", ["#gone", "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.org", "https://a b", ""]
)
def test_a_link_that_leads_nowhere_in_a_document_made_by_hand_is_words_in_every_format(
    target: str, format_: Format
) -> None:
    said = Paragraph((Text("See "), Link((Strong((Text("the annex"),)),), target), Cite("7", "lost")))
    plain = Paragraph((Text("See "), Strong((Text("the annex"),)), Text("[7]")))
    made, meant = (render(Document(meta(), (block,)), format_) for block in (said, plain))
    assert made.data == meant.data
    assert [str(problem) for problem in made.problems if problem not in meant.problems] == [
        f"warning: the link “the annex” leads nowhere: {target}. Shown as plain text.",
        "warning: the link “[7]” leads nowhere: #lost. Shown as plain text.",
    ]


@pytest.mark.parametrize("outline", OUTLINES)
def test_each_section_is_made_once_whatever_page_1_has_room_for(
    przewodow: Loaded, outline: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: Counter[str] = Counter()
    for group in ("SECTIONS", "ANNEXES"):
        registry = getattr(composing, group)

        def counting(name: str, make: Any) -> Any:
            def once(facts: Facts) -> Any:
                made[name] += 1
                return make(facts)

            return once

        counted = {name: counting(f"{group} {name}", make) for name, make in registry.items()}
        monkeypatch.setattr(composing, group, counted)
    templates = Templates(ROOT)
    assert przewodow.brief is not None
    given = (przewodow.brief, przewodow.texts, przewodow.images, templates.outline(outline), templates.words("en-GB"))
    parts = composing.composed(*given)
    for room in parts.rooms:
        assert parts.measured(room).blocks and parts.document(room).blocks
    assert made or outline == "one-pager", "which is page 1 alone"
    assert set(made.values()) <= {1}


def test_no_section_can_leave_a_trace_in_the_facts(przewodow: Loaded) -> None:
    assert przewodow.brief is not None
    facts = Facts(przewodow.brief, {}, {}, Templates(ROOT).words("en-GB"))
    with pytest.raises(FrozenInstanceError):
        facts.cited = frozenset({"article"})  # type: ignore[misc]
    assert replace(facts, cited=frozenset({"article"})).shown_sources.keys() == {"article"}
