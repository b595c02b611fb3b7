"""A Document is composed in two passes: every part is made once, then numbers and links are settled for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.document import compose as composing
from briefgen.document.blocks import Cite, Document, Figure, Link, Paragraph, Table, Text, Timeline
from briefgen.document.compose.facts import Facts, link, text
from briefgen.document.compose.resolve import resolve
from briefgen.document.passages import anchors
from briefgen.reading.load import Loaded, load
from briefgen.workspace.templates import Templates

ROOT = Path(__file__).parents[2]
SHIPPED = sorted((ROOT / "briefs").glob("*/brief.yaml"))
OUTLINES = ("incident", "sitrep", "one-pager")


def composed(loaded: Loaded, outline: str) -> Document:
    templates = Templates(ROOT)
    assert loaded.brief is not None
    words = templates.words(loaded.brief.language)
    return composing.compose(loaded.brief, loaded.texts, loaded.images, templates.outline(outline), words)


def targets(part: Any) -> Iterator[str]:
    """Where the links of a document lead inside of it."""
    if isinstance(part, tuple):
        for one in part:
            yield from targets(one)
    elif is_dataclass(part) and not isinstance(part, type):
        if isinstance(part, Cite):
            yield part.anchor
        if isinstance(part, Link) and part.target.startswith("#"):
            yield part.target[1:]
        for each in fields(part):
            yield from targets(getattr(part, each.name))


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_every_link_leads_to_something_and_captions_count_in_order(path: Path, outline: str) -> None:
    document = composed(load(path, root=ROOT, office=ROOT / "briefs" / "office.yaml"), outline)
    assert set(targets(document.blocks)) <= set(anchors(document.blocks))
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


@pytest.mark.parametrize("outline", OUTLINES)
def test_each_part_is_made_once(przewodow: Loaded, outline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Counter[str] = Counter()
    for group in ("FRONT", "SECTIONS", "ANNEXES"):
        registry = getattr(composing, group)

        def counting(name: str, make: Any) -> Any:
            def once(facts: Facts) -> Any:
                made[name] += 1
                return make(facts)

            return once

        counted = {name: counting(f"{group} {name}", make) for name, make in registry.items()}
        monkeypatch.setattr(composing, group, counted)
    composed(przewodow, outline)
    assert made
    assert set(made.values()) == {1}


def test_no_section_can_leave_a_trace_in_the_facts(przewodow: Loaded) -> None:
    assert przewodow.brief is not None
    facts = Facts(przewodow.brief, {}, {}, Templates(ROOT).words("en-GB"))
    with pytest.raises(FrozenInstanceError):
        facts.cited = frozenset({"article"})  # type: ignore[misc]
    assert replace(facts, cited=frozenset({"article"})).shown_sources.keys() == {"article"}
