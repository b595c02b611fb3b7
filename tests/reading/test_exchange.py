"""The model goes through JSON without a loss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefgen
from briefgen.reading.exchange import as_data, from_data
from tests.support.checkout import ROOT

BRIEFS = sorted((ROOT / "briefs").glob("*/brief.yaml"))


@pytest.mark.parametrize("file", BRIEFS, ids=lambda file: file.parent.name)
def test_every_brief_is_the_same_after_a_journey_through_json(file: Path) -> None:
    brief = briefgen.load(file).brief
    assert brief is not None
    again = from_data(json.loads(json.dumps(as_data(brief))))
    assert again == brief
    for name in ("events", "positions", "questions", "sources"):
        assert list(getattr(again, name)) == list(getattr(brief, name))


def test_collections_are_lists_with_ids_in_the_order_of_the_file() -> None:
    brief = briefgen.load(BRIEFS[0]).brief
    assert brief is not None
    data = as_data(brief)
    assert [event["id"] for event in data["events"]] == list(brief.events)
