"""The desk's server: on this machine alone, in a thread of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn

from briefgen.app.means import Means
from briefgen.deliver.ledger import Clock
from briefgen.desk.guard import Guard
from briefgen.desk.keys import RunKeys
from briefgen.desk.site import Site
from briefgen.errors import UsageError
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@contextmanager
def serving(
    workspace: WorkspaceFolder,
    first: BriefSource | None,
    now: Clock,
    *,
    port: int = 0,
    readonly: bool = False,
    means: Means | None = None,
) -> Iterator[str]:
    """Serve the desk of a workspace on loopback for as long as the block runs; open pages do not keep it. Gives the address, its
    token in it. `first` is the brief that it opens with, `port` 0 takes a free one. Without `means` nothing is sent.

    Raises UsageError for a port that is taken.
    """
    listening = _listening(port)
    keys = RunKeys(listening.getsockname()[1])
    site = Site(workspace, now, first, readonly=readonly, means=means)
    settings = uvicorn.Config(
        Guard(site.app(), keys),
        log_config=None,
        log_level="error",  # what somebody else of this machine sends is not told in the user's window
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(settings)
    thread = Thread(target=server.run, args=([listening],), name="desk", daemon=True)
    thread.start()
    try:
        server.ready.wait()
        yield f"{keys.origin}/?token={keys.token}"
    finally:
        server.should_exit = True
        site.end()
        thread.join()
        listening.close()


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"Port {port} cannot be used: {error.strerror or error}. Leave out --port, and a free one is taken."
        ) from error
    return listening


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, settings: uvicorn.Config) -> None:
        super().__init__(settings)
        self.ready = Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
