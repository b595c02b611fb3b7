"""The laws of the chart hold for the hardest briefs too, on a page, on a phone and in the strip."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.document.blocks import Timeline
from briefgen.look.theme import Theme
from briefgen.timeline.density import MANY
from briefgen.timeline.layout import Form, panels
from briefgen.timeline.strokes import Panel
from tests.support.crowds import NUMBERS, TIMES, charts
from tests.timeline.test_timeline_layout import _panel_faults as misplaced
from tests.timeline.test_timeline_layout import _words_faults as misworded
from tests.timeline.test_timeline_truth import faults as untruths

NOT_OF_A_STRIP = {"words", "gone"}
"""What finds no place in a strip has no name, and no bar of its own where there are too many."""


def faults(asked: Timeline, drawn: tuple[Panel, ...]) -> set[str]:
    found = {name for panel in drawn for name in misplaced(panel, panel.width, Theme().height)}
    if len(asked.marks) > MANY:
        return found
    told = untruths(asked, drawn)
    return found | (told - NOT_OF_A_STRIP if asked.strip else told | set(misworded(asked, drawn)))


@pytest.mark.full
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("kind", TIMES)
def test_no_law_is_broken_by_a_crowd(kind: str, number: int, tmp_path: Path) -> None:
    forms: tuple[Form, ...] = ("page", "phone")
    found = {
        (form, bool(asked.strip)): faults(asked, panels(asked, form, Theme(), "en-GB"))
        for asked in charts(kind, number, tmp_path)
        for form in forms
    }
    assert found
    assert not any(found.values()), found
