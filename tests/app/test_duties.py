"""Duties of a law: each limit with its article, counted from the brief's events; what cannot be counted yet is told and not made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.app.duties_due import duties_due
from briefgen.app.import_duties import import_duties
from briefgen.checks import check
from briefgen.editions.editions import Accepted
from briefgen.editions.issue import Order, issue
from briefgen.errors import Faulty, UsageError
from briefgen.model.action import DueAfter
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT

NOW = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
LAWS = sorted(file.stem for file in (ROOT / "templates" / "duties").glob("*.yaml"))
BRIEF = """\
title: Sign-in fails
timezone: Europe/Warsaw
events:
  declared: {title: An incident is declared, role: aware, when: 2026-03-05 09:31, evidence: log}
sources: {log: Log}
actions: {fix: {text: Fix it, owner: us}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> WorkspaceFolder:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "fire.yaml").write_text(BRIEF, "utf-8")
    return WorkspaceFolder(tmp_path)


def add(workspace: WorkspaceFolder, below: str, line: str) -> None:
    file = workspace.briefs / "fire.yaml"
    file.write_text(file.read_text("utf-8").replace(f"{below}\n", f"{below}\n{line}\n", 1), "utf-8")


@pytest.mark.parametrize("law", LAWS)
def test_each_limit_has_its_article_and_the_list_its_date_and_what_it_is_not(law: str) -> None:
    found = Templates(ROOT).duties(law).list
    assert all(duty.kind == "duty" and "Art. " in duty.article for duty in found.duties.values())
    assert all(isinstance(duty.due, DueAfter) and key.startswith(law) for key, duty in found.duties.items())
    assert found.read == "2026-11-30"
    assert found.note.startswith("Not legal advice.")


def test_the_post_mortem_of_the_gallery_has_the_duties_of_the_list() -> None:
    brief = WorkspaceFolder(ROOT).load(WorkspaceFolder(ROOT).sources(["signin-outage-2036-10"])[0]).draft
    for key, duty in Templates(ROOT).duties("nis2").list.duties.items():
        there = brief.actions[key]
        assert (there.article, there.due) == (duty.article, duty.due)


def test_limits_are_written_and_counted_on_the_clock_of_the_brief(workspace: WorkspaceFolder) -> None:
    made = import_duties(workspace, "fire", "nis2")
    assert made.told == (
        "nis2-early-warning: due Fri 2026-03-06 09:31 Europe/Warsaw (08:31 UTC)",
        "nis2-notification: due Sun 2026-03-08 09:31 Europe/Warsaw (08:31 UTC)",
        "nis2-final-report: due 1 month from an event called notified, which is not there yet. Write that event, and import again",
    )
    told = [str(one) for one in check(workspace.load(made.place), NOW)]
    assert any("this was due Fri 2026-03-06 09:31 Europe/Warsaw (08:31 UTC)" in one for one in told)
    assert not [one for one in told if "error" in one]


def test_a_limit_that_waits_for_an_event_is_counted_once_that_is_there(workspace: WorkspaceFolder) -> None:
    import_duties(workspace, "fire", "nis2")
    assert not import_duties(workspace, "fire", "nis2").written
    add(workspace, "events:", "  notified: {title: The notification is sent, when: 2026-03-07 18:00, evidence: log}")
    made = import_duties(workspace, "fire", "nis2")
    assert (made.written, made.told[2]) == (True, "nis2-final-report: due Tue 2026-04-07")
    assert "(there already)" in made.told[0]


def test_what_the_brief_says_of_a_duty_stays(workspace: WorkspaceFolder) -> None:
    add(workspace, "actions: {fix: {text: Fix it, owner: us}}", "")
    file = workspace.briefs / "fire.yaml"
    file.write_text(
        file.read_text("utf-8").replace("actions: {", "actions: {nis2-early-warning: {text: Ours, due: 2026-03-05}, ")
    )
    import_duties(workspace, "fire", "nis2")
    actions = workspace.load(workspace.sources(["fire"])[0]).draft.actions
    assert (actions["nis2-early-warning"].text, list(actions)[2:]) == (
        "Ours",
        ["nis2-notification", "nis2-final-report"],
    )


def test_what_is_due_of_all_briefs_is_told_in_order_with_its_zone(workspace: WorkspaceFolder) -> None:
    import_duties(workspace, "fire", "nis2")
    add(workspace, "events:", "  notified: {title: The notification is sent, when: 2026-03-07 18:00, evidence: log}")
    import_duties(workspace, "fire", "nis2")
    assert [(one.when, one.overdue) for one in duties_due(workspace, NOW)] == [
        ("Fri 2026-03-06 09:31 Europe/Warsaw (08:31 UTC)", True),
        ("Sun 2026-03-08 09:31 Europe/Warsaw (08:31 UTC)", False),
        ("Tue 2026-04-07 Europe/Warsaw", False),
    ]
    (source,) = workspace.every()
    accepted = tuple(Accepted(rule, "An exercise.") for rule in ("W3", "W4", "W9"))
    issue(workspace, source, Order(accepted=accepted), now=NOW)
    withdrawal = Order(kind="withdrawn", corrects=1, reason="It was an exercise.")
    issue(workspace, source, withdrawal, now=NOW + timedelta(minutes=1))
    assert duties_due(workspace, NOW) == ()


def test_a_list_of_the_offices_own_is_taken_and_a_wrong_one_told(workspace: WorkspaceFolder) -> None:
    folder = workspace.root / "templates" / "duties"
    folder.mkdir(parents=True)
    (folder / "bank.yaml").write_text(
        "title: Contract\nlaw: Clause 7\nread: 2026-03-01\nnote: Ask Legal.\nduties: {call: Call the bank}\n", "utf-8"
    )
    made = import_duties(workspace, "fire", "bank")
    assert made.told == ("call: nothing says by when",)
    with pytest.raises(UsageError, match="no duties 'banks'"):
        import_duties(workspace, "fire", "banks")
    (folder / "bad.yaml").write_text("title: x\nduties: {call: {txt: y}}\n", "utf-8")
    with pytest.raises(Faulty) as raised:
        import_duties(workspace, "fire", "bad")
    assert any("templates/duties/bad.yaml:2" in str(one) for one in raised.value.problems)
