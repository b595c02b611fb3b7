"""Figures over time: the first and the latest number in words, and a drawn way that runs through no gap."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.document.blocks import Table, plain
from briefgen.document.compose.facts import Facts
from briefgen.document.compose.trends import trends
from briefgen.document.signs import Trend
from briefgen.look.theme import Palette
from briefgen.model.brief import Brief
from briefgen.renderers.glyphs import levels, trend
from briefgen.timeline.strokes import Disc, PathStroke
from tests.support.tables import TEMPLATES


def table(*said: dict[str, Any]) -> Table | None:
    """The table of a brief with an event a day that says these quantities."""
    events = {
        f"e{n}": {"title": f"Day {n}", "when": f"2026-03-0{n + 1}", "quantities": [{"what": "ships waiting", **one}]}
        for n, one in enumerate(said)
    }
    brief = Brief.model_validate({"title": "T", "events": events})
    found = trends(Facts(brief, {}, {}, TEMPLATES.words("en-GB")))
    return found[0] if found else None  # type: ignore[return-value]


def cells(made: Table) -> list[str]:
    return [" / ".join(filter(None, map(plain, cell))) for cell in made.rows[0].cells]


def test_the_first_and_the_latest_number_and_the_way_are_in_words() -> None:
    made = table({"value": 200}, {"value": 369}, {"value": 321})
    assert made
    assert cells(made) == [
        "Ships waiting",
        "200 / Sun 1 Mar 2026",
        "321 / Tue 3 Mar 2026",
        "rose; highest 369 (Mon 2 Mar 2026)",
    ]


def test_no_line_runs_through_what_is_no_single_number() -> None:
    made = table({"value": 200}, {"value": "210-240"}, {"value": 300}, {"value": 100})
    assert made
    assert "1 value is no single number and is not drawn" in cells(made)[3]
    (drawn,) = made.rows[0].cells[3][0]
    assert isinstance(drawn, Trend)
    assert [one is None for one in drawn.points] == [False, True, False, False]
    strokes = trend(drawn, Palette())
    lines = [one for one in strokes if isinstance(one, PathStroke) and one.stroke == Palette().ours]
    assert len(lines) == 1
    assert len([one for one in strokes if isinstance(one, Disc)]) == 2  # the first, which is alone, and the last
    assert levels(drawn.points) == "▆ █▃"


@pytest.mark.parametrize(
    "said",
    [
        [{"value": 1}, {"value": 2}],
        [{"value": 1}, {"value": 2, "unit": "t"}, {"value": 3}],
        [{"value": 1, "attribution": "A"}, {"value": 2, "attribution": "B"}, {"value": 3, "attribution": "A"}],
        [{"value": 1}, {"value": "2-4"}, {"value": 3}],
    ],
    ids=["two", "another unit", "another party", "one range"],
)
def test_what_cannot_be_compared_makes_no_way(said: list[dict[str, Any]]) -> None:
    assert table(*said) is None


def test_what_is_only_expected_is_none_of_it() -> None:
    events = {
        f"e{n}": {
            "title": "Day",
            "when": f"2026-03-0{n + 1}",
            "status": status,
            "quantities": [{"what": "ships", "value": n}],
        }
        for n, status in enumerate(["occurred", "occurred", "pending"])
    }
    brief = Brief.model_validate({"title": "T", "events": events})
    assert trends(Facts(brief, {}, {}, TEMPLATES.words("en-GB"))) == ()
