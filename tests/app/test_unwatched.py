"""Automation as a library: what is approved, what is put off, and who is told of failures, without a command line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from briefgen.app.automation import done
from briefgen.app.means import Means
from briefgen.app.owner import Owner
from briefgen.deliver.transports import opener
from briefgen.errors import Exit
from briefgen.settings.schedule import PlannedJob
from briefgen.triggers.ledger import ScheduleLedger, ledger
from briefgen.triggers.occurrences import Occurrence
from briefgen.triggers.schedule import DueRun, RunResult
from tests.support.desk import Desk
from tests.support.mail_server import MailServer

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer() as server:
        desk = Desk(tmp_path, server)
        desk.office("owner: owner@example.org\n")
        yield desk


def means(desk: Desk) -> Means:
    return Means(lambda: desk.time, opener(desk.workspace.briefs, {}), lambda: 0.5)


def due(at: datetime = NOON, **how: object) -> DueRun:
    job = PlannedJob.model_validate(
        {"id": "noon", "cron": "0 12 * * *", "zone": "UTC", "actions": ["issue", "send"], **how}
    )
    return DueRun(job, Occurrence(at, f"{at:%Y-%m-%d %H:%M} UTC"))


def ran(desk: Desk, book: ScheduleLedger, one: DueRun) -> RunResult:
    assert book.claim(one.job, one.occurrence, 0, desk.time)
    return done(desk.workspace, one, book, means(desk))


def test_what_nobody_approved_is_held_and_nothing_is_sent(desk: Desk) -> None:
    with ledger(desk.workspace.state / "schedule.sqlite") as book:
        found = ran(desk, book, due())
    assert found.exit == Exit.REFUSED
    assert any("it waits for approval" in said for said in found.said)
    assert desk.inbox == []


def test_without_approval_it_issues_and_sends_and_the_next_day_says_nothing_new(desk: Desk) -> None:
    desk.issue()
    desk.send()
    before = len(desk.inbox)
    with ledger(desk.workspace.state / "schedule.sqlite") as book:
        found = ran(desk, book, due(approval="none"))
    assert found.exit == Exit.DONE, found
    assert any("nothing has changed since edition 1" in said for said in found.said)
    assert any("nothing new" in said for said in found.said)
    assert len(desk.inbox) == before


def test_in_quiet_hours_nothing_leaves_and_the_brief_waits(desk: Desk) -> None:
    desk.issue()
    desk.time = datetime(2026, 3, 3, 23, tzinfo=UTC)
    with ledger(desk.workspace.state / "schedule.sqlite") as book:
        found = ran(desk, book, due(desk.time, actions=["send"], quiet="22:00-06:00"))
    assert found.waits == (desk.source.slug,)
    assert desk.inbox == []


def test_the_owner_is_told_once_and_again_only_until_it_gets_out(desk: Desk) -> None:
    said: list[str] = []
    faults: list[str] = []
    broken = replace(means(desk), opened=_unreachable)
    with ledger(desk.workspace.state / "schedule.sqlite") as book:
        one = due()
        assert book.claim(one.job, one.occurrence, 0, desk.time)
        book.close(one.job.id, one.occurrence, "failed", "it failed", desk.time, "flood: it failed", ())
        Owner(desk.workspace, book, broken, said.append, faults.append).hear()
        assert (said, faults) == ([], ["the owner could not be told: nobody answers"])
        Owner(desk.workspace, book, means(desk), said.append, faults.append).hear()
        Owner(desk.workspace, book, means(desk), said.append, faults.append).hear()
    assert said == ["owner@example.org was told"]
    assert [to for to, _ in desk.inbox] == ["owner@example.org"]


def _unreachable(mail: object) -> NoReturn:
    raise OSError("nobody answers")
