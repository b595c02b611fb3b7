"""The desk's server: on this machine alone, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from briefgen.app.means import Means
from briefgen.desk.guard import Guard
from briefgen.desk.keys import RunKeys
from briefgen.desk.open_brief import Clock
from briefgen.desk.site import Site
from briefgen.errors import UsageError
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


def serve(
    workspace: WorkspaceFolder,
    first: BriefSource | None,
    now: Clock,
    *,
    port: int = 0,
    readonly: bool = False,
    means: Means | None = None,
    ready: Callable[[str], None],
) -> None:
    """Serve the desk of a workspace on loopback until SIGINT or SIGTERM; open pages do not keep it.

    `port` 0 takes a free one; `ready` is given the address, token in it, once it answers. Without `means` nothing is sent. Raises UsageError for a port that is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(f"Port {port} cannot be used: {error}. Leave out --port, and a free one is taken.") from error
    keys = RunKeys(listening.getsockname()[1])
    site = Guard(Site(workspace, keys, now, first, readonly=readonly, means=means).app(), keys)
    settings = uvicorn.Config(
        site, log_config=None, access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=2
    )
    _Server(settings, lambda: ready(f"{keys.origin}/?token={keys.token}")).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, settings: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(settings)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()
