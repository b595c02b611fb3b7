"""A click on the chart leads to the row of the event, in the PDF too; and the audit tells where one does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audit import audit
from briefgen.document.blocks import Block, Document, Paragraph, Table
from briefgen.renderers.rendered import Rendered
from tests.support.documents import mark, table, timeline, words
from tests.support.pdfs import assert_conforms, document, links, make, ownership

LABELS = [f"Step {n} is taken" for n in range(4)]


def rows(number: int) -> Table:
    found = table(number)
    told = (replace(row, anchor=f"event-event-{n}") for n, row in enumerate(row for row in found.rows if not row.group))
    return replace(found, rows=tuple(told))


def charted(*, strip: float = 0.0, told: int = 4) -> tuple[Block, ...]:
    chart = timeline(*(mark(n, label=label) for n, label in enumerate(LABELS)), form="scale")
    apart = Paragraph(words("text " * 2500))
    return replace(chart, strip=strip), apart, rows(told), Paragraph(words("The log."), anchor="source-1")


def said(rendered: Rendered, asked: Document) -> list[str]:
    return [problem.message for problem in audit(asked, {"pdf": rendered.data})]


@pytest.mark.parametrize("strip", [0.0, 120.0])
def test_each_mark_and_its_words_lead_to_the_row(strip: float, tmp_path: Path) -> None:
    made = make(*charted(strip=strip))
    found = [to for page, to in links(made) if page == 0]
    assert len(found) == 8  # the mark and its label
    assert len(set(found)) == 1 and found[0] != 0
    for label in LABELS:
        assert made.data.count(b"/Contents (%s)" % label.encode()) == 2
        assert made.data.count(b"/Alt (%s)" % label.encode()) == 1  # of the element, which has no words on the page
    assert_conforms(made, tmp_path)
    downward, upward = ownership(made.data)
    assert downward == upward
    assert not said(made, document(*charted(strip=strip)))


def test_an_event_without_a_row_leads_nowhere() -> None:
    found = [page for page, _ in links(make(*charted(told=2)))]
    assert found.count(0) == 4


def test_a_mark_that_leads_nowhere_is_told_by_the_audit() -> None:
    made, asked = make(*charted()), document(*charted())
    other = Rendered(made.data.replace(b"(Step 2 is taken)", b"(Step 9 is taken)"))
    assert said(other, asked) == ["PDF: the mark of “Step 2 is taken” on the chart does not lead to its row"]
    loose = Rendered(made.data.replace(b"/StructParent ", b"/StructPlanet "))
    assert any("a link does not say where it leads" in one for one in said(loose, asked))
