"""A real scheduler and two real workers on loopback: the same bytes, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefgen.app.automation import done
from briefgen.app.means import Means
from briefgen.deliver.transports import opener
from briefgen.errors import Exit, UsageError
from briefgen.outputs.jobs import update_all
from briefgen.outputs.update import Options, update
from briefgen.settings.schedule import PlannedJob
from briefgen.triggers.ledger import ledger
from briefgen.triggers.occurrences import Occurrence
from briefgen.triggers.schedule import DueRun, RunResult
from briefgen.workspace.folders import WorkspaceFolder
from tests.outputs.test_jobs import workspace
from tests.support.certificates import write_certificates
from tests.support.waiting import until

pytestmark = pytest.mark.full
pytest.importorskip("distributed")
from briefgen.outputs.cluster import _connected, _result, update_on_cluster  # noqa: E402

OPTIONS = Options(("pdf", "docx"))


class Cluster:
    """Processes that are ended with the test."""

    def __init__(self, folder: Path, *tls: str) -> None:
        self.folder = folder
        self.note = folder / "scheduler.json"
        self.started: list[subprocess.Popen[bytes]] = []
        host = "tls://127.0.0.1" if tls else "127.0.0.1"
        self._start("dask_scheduler", "--host", host, "--port", "0", "--no-dashboard", *tls)
        until(lambda: self.note.exists() and self.note.read_text().strip().endswith("}"))
        for _ in range(2):
            self._start("dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60", *tls)

    @property
    def address(self) -> str:
        return str(json.loads(self.note.read_text())["address"])

    def _start(self, program: str, *arguments: str) -> None:
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-m",
            f"distributed.cli.{program}",
            "--scheduler-file",
            str(self.note),
        ]
        with (self.folder / "log").open("ab") as log:
            self.started.append(subprocess.Popen([*command, *arguments], cwd=self.folder, stdout=log, stderr=log))

    def kill(self, number: int) -> None:
        """0 is the scheduler, 1 and 2 are the workers."""
        os.kill(self.started[number].pid, signal.SIGKILL)

    def end(self) -> None:
        for process in reversed(self.started):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.end()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file() and ".charts" not in str(f)
    }


def test_a_cluster_gives_the_same_bytes_and_only_this_machine_writes(cluster: Cluster, tmp_path: Path) -> None:
    place = workspace(tmp_path, 4)
    far = list(update_on_cluster(place, place.sources(), OPTIONS, cluster.address, out=tmp_path / "far"))
    assert sorted(renewed.outcome for renewed in far) == ["built"] * 4
    list(update_all(place, place.sources(), OPTIONS, out=tmp_path / "near"))
    assert files(tmp_path / "far") == files(tmp_path / "near")
    assert {file.name for file in cluster.folder.rglob("*.pdf")} == set()
    again = update_on_cluster(place, place.sources(), OPTIONS, cluster.address, out=tmp_path / "far")
    assert {renewed.outcome for renewed in again} == {"current"}


def scheduled(place: WorkspaceFolder, address: str) -> RunResult:
    """What came of a job that renders all briefs, with the cluster of that address."""
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    job = PlannedJob(id="noon", cron="0 12 * * *", zone="UTC", actions=("render",), formats=("pdf", "docx"))
    due = DueRun(job, Occurrence(noon, "2026-03-03 12:00 UTC"))
    means = Means(lambda: noon, opener(place.briefs, {}), lambda: 0.5, cluster=address)
    with ledger(place.state / "schedule.sqlite") as book:
        assert book.claim(job, due.occurrence, 0, noon)
        return done(place, due, book, means)


def test_a_job_of_the_schedule_renders_on_the_cluster_and_here_when_that_is_away(
    cluster: Cluster, tmp_path: Path
) -> None:
    far, near = (workspace(tmp_path / name, 3) for name in ("far", "near"))
    with pytest.MonkeyPatch.context() as here:
        here.setattr("briefgen.build.artifacts.build", None)  # this machine can make nothing
        assert scheduled(far, cluster.address).said == tuple(f"brief-{n}: rendered" for n in range(3))
    cluster.end()
    ran = scheduled(near, cluster.address)
    assert ran.exit == Exit.DONE
    assert [said[:35] for said in ran.said] == [f"brief-{n}: rendered on this machine: " for n in range(3)]
    assert all("cannot be reached" in said for said in ran.said)
    assert files(far.root / "out") == files(near.root / "out")


def test_a_killed_worker_costs_no_brief_its_result(cluster: Cluster, tmp_path: Path) -> None:
    place = workspace(tmp_path, 12)
    made = []
    for renewed in update_on_cluster(place, place.sources(), OPTIONS, cluster.address):
        made.append(renewed)
        if len(made) == 2:
            cluster.kill(1)
    assert {renewed.outcome for renewed in made} == {"built"}
    assert len(made) == 12


def test_a_killed_scheduler_fails_each_brief_in_one_line_and_leaves_nothing_half(
    cluster: Cluster, tmp_path: Path
) -> None:
    place = workspace(tmp_path, 12)
    made = []
    for renewed in update_on_cluster(place, place.sources(), OPTIONS, cluster.address):
        made.append(renewed)
        if len(made) == 2:
            cluster.kill(0)
    assert len(made) == 12
    failed = [renewed for renewed in made if renewed.outcome != "built"]
    assert failed
    assert all("\n" not in renewed.fault and "cluster was lost" in renewed.fault for renewed in failed)
    for renewed in failed:
        assert not (place.out(renewed.slug) / "manifest.json").exists()
    assert {renewed.outcome for renewed in update_all(place, place.sources(), OPTIONS)} == {"built", "current"}


def test_what_is_given_to_a_lost_cluster_fails_too_instead_of_waiting_for_ever(
    cluster: Cluster, tmp_path: Path
) -> None:
    """The first is cancelled when the scheduler is lost, and by then dask looks for another: the second comes while it looks."""
    place = workspace(tmp_path, 3)
    with _connected(cluster.address) as (far, _):
        cluster.kill(0)
        for source in place.sources():
            assert "cluster was lost" in update(place, source, OPTIONS, build=far).fault


def test_a_task_that_ends_just_when_it_was_looked_at_is_taken() -> None:
    class Late:
        status, looks = "finished", 0

        def result(self, timeout: float) -> str:
            self.looks += 1
            if self.looks == 1:
                raise TimeoutError
            return "made"

    assert _result(SimpleNamespace(status="running"), Late()) == "made"  # type: ignore[comparison-overlap]


def test_over_tls_dasks_own_settings_name_the_certificates_and_a_plain_client_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import dask.config

    keys = tmp_path_factory.mktemp("keys")
    write_certificates(keys)
    good, ca = str(keys / "good.pem"), str(keys / "ca.pem")
    place = workspace(tmp_path, 2)
    tls = Cluster(tmp_path_factory.mktemp("cluster"), "--tls-ca-file", ca, "--tls-cert", good, "--tls-key", good)
    try:
        assert tls.address.startswith("tls://")
        with pytest.raises(UsageError, match="name no certificates"):
            list(update_on_cluster(place, place.sources(), OPTIONS, tls.address))
        with pytest.raises(UsageError, match="cannot be reached"):
            list(update_on_cluster(place, place.sources(), OPTIONS, tls.address.replace("tls://", "tcp://")))
        own = {"ca-file": ca, "client.cert": good, "client.key": good}
        with dask.config.set({f"distributed.comm.tls.{name}": file for name, file in own.items()}):
            made = list(update_on_cluster(place, place.sources(), OPTIONS, tls.address))
        assert {renewed.outcome for renewed in made} == {"built"}
    finally:
        tls.end()


def test_what_a_worker_finds_is_told_as_at_home(cluster: Cluster, tmp_path: Path) -> None:
    place = workspace(tmp_path, 1)
    (tmp_path / "briefs" / "brief-0" / "brief.yaml").write_text(
        "title: 東\nevents: {e: {title: It burns, when: 2022-11-15}}\n"
    )
    (renewed,) = update_on_cluster(place, place.sources(), OPTIONS, cluster.address)
    assert any("no font has 東" in problem.message for problem in renewed.problems)


def test_no_cluster_is_said_in_one_line(tmp_path: Path) -> None:
    place = workspace(tmp_path, 1)
    with pytest.raises(UsageError, match="cannot be reached"):
        list(update_on_cluster(place, place.sources(), OPTIONS, "tcp://127.0.0.1:9"))
    assert not (WorkspaceFolder(tmp_path).root / "out").exists()
