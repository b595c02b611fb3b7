"""A warm process that does one piece of work in a fork for each line it reads: what a sweep strikes without paying for imports.

`python -m tests.support.fork_server WORKSPACE VERB`, VERB one of render, issue, and the controls render-in-place and issue-in-place.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from briefgen.audit import running  # noqa: F401 - all that the work imports is here before the fork
from briefgen.build.keys import toolchain
from briefgen.editions import issue
from briefgen.editions.editions import editions
from briefgen.errors import BriefgenError
from briefgen.outputs import update
from briefgen.renderers import html, text  # noqa: F401
from briefgen.renderers.html import build as as_html  # noqa: F401
from briefgen.renderers.text import build as as_text  # noqa: F401
from briefgen.workspace import files
from briefgen.workspace.folders import WorkspaceFolder


def in_place(folder: Path, contents: dict[str, bytes]) -> None:
    """The control: no temporary names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        with (folder / name).open("wb") as file:
            for start in range(0, len(data), 1000):
                file.write(data[start : start + 1000])
                file.flush()


def work(root: Path, verb: str, day: int) -> int:
    workspace = WorkspaceFolder(root)
    source = workspace.sources()[0]
    if verb.startswith("render"):
        return int(update.update(workspace, source, update.Options(("txt", "html"))).exit)
    try:
        issue.issue(workspace, source, issue.Order(), now=datetime(2050, 1, day, tzinfo=UTC))
    except BriefgenError as error:
        return 0 if "nothing has changed" in str(error) else int(error.exit)
    return 0


def main(root: Path, verb: str) -> None:
    if verb.endswith("in-place"):
        patch.object(update, "write_all", in_place).start()
        patch.object(issue, "freeze", in_place).start()
    files._desk()
    toolchain()
    work(root, verb, 1)  # once in peace: whatever is loaded late is loaded now
    editions(WorkspaceFolder(root).sources()[0])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            code = 99
            try:
                code = work(root, verb, 2)
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        # not by write, which a sweep strikes in this process too
        os.writev(1, [f"{os.waitstatus_to_exitcode(status)}\n".encode()])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
