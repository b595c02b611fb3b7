"""The command in this process, to its end: the same code as in a process of its own, without a second for all that it imports."""

from __future__ import annotations

import io
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from briefgen.cli import main


def briefgen(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What a command printed and how it ended. A traceback is raised."""
    outs = [io.BytesIO(), io.BytesIO()]
    said, told = (io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace") for out in outs)
    given = io.TextIOWrapper(io.BytesIO(stdin.encode("utf-8")), encoding="utf-8")
    code: object = 0
    argv, read = patch.object(sys, "argv", ["briefgen", *arguments]), patch.object(sys, "stdin", given)
    with chdir(cwd), argv, read, redirect_stdout(said), redirect_stderr(told):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    said.flush()
    told.flush()
    assert isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code, *(out.getvalue().decode("utf-8") for out in outs))
