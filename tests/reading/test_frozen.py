"""What was issued stays readable, whatever becomes illegal: an edition with values that no version takes is shown, compared and taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen.document.outline import Outline
from briefgen.errors import Exit
from briefgen.model.brief import Brief
from briefgen.model.count import Count
from briefgen.model.marking import Marking, barred
from briefgen.reading.frozen import thawed
from tests.support.desk import Desk
from tests.support.issued import written
from tests.support.mail_server import MailServer

OLD: dict[str, Any] = {
    "title": "A fire",
    "mood": "grim",
    "timezone": "EST",
    "events": {
        "fire": {
            "title": "It burns",
            "status": "vanished",
            "kind": "riot",
            "when": {"at": "2026-03-03 09:12", "basis": "guessed"},
            "casualties": [{"killed": "2"}],
        }
    },
    "questions": {"why": {"text": "Why it burns"}},
}


def test_a_value_that_no_version_takes_is_refused_today_and_read_from_an_edition() -> None:
    with pytest.raises(ValueError, match="mood"):
        Brief.model_validate(OLD)
    brief = thawed(Brief, OLD)
    fire = brief.events["fire"]
    assert (fire.status, fire.kind, fire.casualties[0].killed) == ("occurred", "other", Count(min=2, max=2))
    assert fire.when is not None
    assert brief.resolve(fire.when).leading == datetime(2026, 3, 3, 14, 12, tzinfo=UTC), "EST is five hours behind"
    assert brief.questions["why"].text == "Why it burns"


def test_what_is_legal_is_read_as_ever() -> None:
    legal = {"title": "x", "events": {"e": {"title": "t", "when": "2026-03-03/.."}}}
    assert thawed(Brief, legal) == Brief.model_validate(legal)


def test_what_was_never_a_brief_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        thawed(Brief, {"events": {}})


def test_a_marking_that_is_no_longer_known_is_still_one() -> None:
    white = thawed(Marking, "TLP:WHITE")
    strange = thawed(Marking, {"scheme": "nato", "label": "NATO RESTRICTED"})
    assert (white.text, strange.text, strange.scheme) == ("TLP:WHITE", "NATO RESTRICTED", "custom")
    for marking in (white, strange):
        assert barred(marking, None)
        assert barred(marking, Marking.model_validate("TLP:RED"))
        assert not barred(marking, marking)


def test_a_part_of_an_outline_that_is_gone_is_left_out() -> None:
    outline = thawed(Outline, {"front": ["draft", "gone"], "sections": ["timeline", "gone"], "chart": "sideways"})
    assert (outline.front, [part.section for part in outline.sections], outline.chart) == (
        ("draft",),
        ["timeline"],
        "auto",
    )


def changed(desk: Desk, number: int) -> None:
    """The edition as an earlier version may have written it, and nothing vouches for it: as in those of that time."""
    folder = desk.source.editions / f"{number:04}"
    (folder / "SHA256SUMS").unlink()
    file = folder / "edition.json"
    found = json.loads(file.read_text("utf-8"))
    found["bundle"]["brief"] |= {"mood": "grim", "timezone": "EST"}
    found["bundle"]["brief"]["events"][0] |= {"status": "vanished", "depth": "2 m"}
    found["bundle"]["outline"]["sections"].append({"section": "gone", "title": ""})
    file.write_text(json.dumps(found), "utf-8")


@pytest.mark.parametrize("how", [("--withdraw", "1"), ("--correct", "1")])
def test_an_edition_of_another_time_is_shown_compared_sent_and_taken_back(tmp_path: Path, how: tuple[str, str]) -> None:
    with MailServer() as server:
        desk = Desk(tmp_path, server)
        desk.issue()
        changed(desk, 1)
        assert desk.send().exit == Exit.DONE
        desk.source = written(desk.workspace, level="6")
        code, told, _ = desk.run("diff", desk.source.slug)
        assert (code, "Time zone: Europe/Warsaw (was EST)" in told, "6 (was: 5) metres" in told) == (0, True, True)
        code, _, said = desk.run("issue", desk.source.slug, *how, "--reason", "It was wrong.")
        assert "is damaged" not in said
        assert (tmp_path / "briefs" / desk.source.slug / "editions" / "0002").is_dir(), said
        desk.time = datetime.now(UTC)
        assert desk.send().exit == Exit.DONE
