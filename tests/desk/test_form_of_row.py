"""A row of a log is opened, labelled and weighed: an event takes its place, and the log stays as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.desk.open_brief import OpenBrief
from briefgen.workspace.folders import WorkspaceFolder
from tests.app.test_logs import BRIEF, LOG
from tests.desk.test_forms import asked


@pytest.fixture
def logged(tmp_path: Path) -> OpenBrief:
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF)
    (folder / "sources" / "log.csv").write_text(LOG)
    office = WorkspaceFolder(tmp_path)
    return OpenBrief(office, office.sources(["fire"])[0], lambda: datetime(2026, 10, 30, tzinfo=UTC))


def test_a_row_becomes_an_event_with_a_label_and_a_weight(logged: OpenBrief) -> None:
    before = logged.reading().loaded.draft.events
    row = next(key for key, event in before.items() if event.title == "Engine 5 on scene")
    form = asked(logged, "form/open", path=f"events.{row}").parts["form"]
    assert "New event" in form and "Engine 5 on scene" in form
    fields = {
        "title": "Engine 5 on scene",
        "label": "On scene",
        "weight": "3",
        "evidence": "0",
        "evidence.0.source": "control",
        "evidence.0.span": "Engine 5 on scene",
        "evidence.0.locator": "5",
    }
    saved = asked(logged, "form/save", form={"path": "events.", "was": "", "fields": fields})
    assert saved.tell.get("saved") == "events.engine-5-on-scene", saved.said
    events = logged.reading().loaded.draft.events
    assert len(events) == len(before) and row not in events  # nobody is told of it twice
    made = events["engine-5-on-scene"]
    assert (made.label, made.weight) == ("On scene", 3) and made.when is not None and "14:11" in made.when.text
