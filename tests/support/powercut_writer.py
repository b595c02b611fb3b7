"""Issues and renders a brief that changes, for ever; prints the number of each edition once it is told to be there.

`python powercut_writer.py WORKSPACE [--no-sync]`: with --no-sync nothing is forced to the disk, which is the control.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from briefgen.editions.issue import issue
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import WorkspaceFolder

root = Path(sys.argv[1])
if "--no-sync" in sys.argv:
    os.fsync = lambda fd: None
workspace = WorkspaceFolder(root)
source = workspace.sources()[0]
for n in count(1):
    source.file.write_text(
        f"title: Edition {n}\nas_of: 2022-11-16\nbottom_line: It burns.\nsources: {{log: A log}}\n"
        "events: {e: {title: The quay burns, when: 2022-11-15, principal: yes, evidence: log}}\n"
    )
    assert update(workspace, source, Options(("txt", "html"))).outcome == "built"
    issue(workspace, source, now=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
    print(n, flush=True)
