"""Renders on a cluster of dask.distributed: a task has a bundle's bytes and gives files back; only this machine writes any.

A task may run twice when a worker is lost, which does no harm: it knows no folder, no ledger and no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.build.artifacts import Artifacts, Progress, build
from briefgen.build.bundle import Bundle
from briefgen.build.keys import toolchain
from briefgen.errors import BriefgenError, Problem, RenderError, UsageError
from briefgen.outputs.update import Build, Options, UpdateResult, update
from briefgen.settings.formats import FileFormat
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Task:
    """What came back: the files with their digests, or why there are none; and the versions that made them."""

    files: Mapping[FileFormat, bytes]
    digests: Mapping[FileFormat, str]
    problems: tuple[Problem, ...]
    versions: Mapping[str, str]
    fault: str = ""


def update_on_cluster(
    workspace: WorkspaceFolder,
    sources: Sequence[BriefSource],
    options: Options,
    address: str,
    *,
    out: Path | None = None,
    force: bool = False,
    begin: Progress = lambda name: None,
) -> Iterator[UpdateResult]:
    """What became of each brief, as they are done. `address` is the scheduler's, such as tls://host:8786; for TLS, dask's own
    settings name the certificates. Raises UsageError for a cluster that cannot be reached."""
    with _connected(address) as (far, places), ThreadPoolExecutor(max(2, places)) as pool:
        waiting = [
            pool.submit(
                update, workspace, source, options, out=out / source.slug if out else None, force=force, build=far
            )
            for source in sources
        ]
        for done in as_completed(waiting):
            renewed = done.result()
            begin(renewed.slug)
            yield renewed


@contextmanager
def _connected(address: str) -> Iterator[tuple[Build, int]]:
    """A build on the cluster, and how many tasks it can do at once."""
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise UsageError(
            "--cluster needs dask.distributed. Install briefgen with its extra, from a checkout: pip install '.[cluster]'"
        ) from error
    security = Security()  # dask's own settings
    if address.startswith("tls:") and security.get_connection_args("client")["ssl_context"] is None:
        raise UsageError(
            f"the cluster at {address} speaks TLS, but dask's settings name no certificates. "
            "Set DASK_DISTRIBUTED__COMM__TLS__CA_FILE, and ...__CLIENT__CERT and ...__CLIENT__KEY."
        )
    try:
        client = Client(address, timeout=10, set_as_default=False, security=security)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"the cluster at {address} cannot be reached: {error}. Look at the address and at TLS."
        ) from error
    with client:

        def far(bundle: Bundle, formats: Sequence[FileFormat], audited: bool) -> Artifacts:
            return _pressed(client, bundle, formats, audited)

        yield far, sum(client.ncores().values())


def _pressed(client: Any, bundle: Bundle, formats: Sequence[FileFormat], audited: bool) -> Artifacts:
    from distributed import KilledWorker
    from distributed.client import ClosedClientError

    try:
        task = _result(client, client.submit(work, bundle.dump(), tuple(formats), audited, pure=False))
    except KilledWorker as error:
        raise RenderError("the workers that rendered it died; it may need more memory than they have.") from error
    except (CancelledError, ClosedClientError, OSError, RuntimeError) as error:
        raise RenderError(
            f"the cluster was lost while it was rendered ({type(error).__name__}). Render it again."
        ) from error
    return _received(task, formats)


def _result(client: Any, future: Any) -> Task:
    """What the task gives. Raises CancelledError also for one that was given to dask while it looked for a lost scheduler: it cancels
    those that it had until then, and would leave this one waiting for ever."""
    while True:
        try:
            task: Task = future.result(timeout=1)
        except TimeoutError:
            if future.status == "error":  # the task's own
                raise
            if client.status in ("closing", "closed"):
                raise CancelledError from None
        else:
            return task


def _received(task: Task, formats: Sequence[FileFormat]) -> Artifacts:
    """The files of a task, which a machine gives that is trusted with their words and not with their names. Raises RenderError."""
    if dict(task.versions) != dict(toolchain()):
        other = sorted(name for name, known in toolchain().items() if task.versions.get(name) != known)
        raise RenderError(f"the worker has other versions ({', '.join(other)}), so its files may differ. Update it.")
    if task.fault:
        raise _Failed(task.fault, task.problems)
    if set(task.files) != set(formats):
        raise RenderError("the worker gave other files than were asked for. Render it again.")
    for format_, data in task.files.items():
        if sha256(data).hexdigest() != task.digests.get(format_):
            raise RenderError("a file was damaged on its way from the cluster. Render it again.")
    return Artifacts(task.files, task.problems)


class _Failed(RenderError):
    """What went wrong on a worker, with the problems it found."""

    def __init__(self, fault: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(fault)
        self.problems = problems


def work(data: bytes, formats: Sequence[FileFormat], audited: bool) -> Task:
    """The task: a bundle's bytes become files. It runs on a worker and touches nothing there."""
    try:
        artifacts = build(Bundle.load(data), formats, audited=audited)
    except BriefgenError as error:
        return Task({}, {}, getattr(error, "problems", ()), toolchain(), str(error))
    digests = {format_: sha256(made).hexdigest() for format_, made in artifacts.files.items()}
    return Task(artifacts.files, digests, artifacts.problems, toolchain())
