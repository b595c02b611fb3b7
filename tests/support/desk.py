"""An office with a clock and a mail server: it issues, sends, and sees who got what."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefgen.deliver.delivery import DeliveryRecord
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.record import ledger_file
from briefgen.deliver.send import Report, send
from briefgen.deliver.transports import opener
from briefgen.editions.editions import Edition
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.commands import briefgen
from tests.support.issued import OFFICE, issued, workspace, written
from tests.support.mail_server import MailServer


class Desk:
    """A workspace with a clock and a mail server."""

    def __init__(self, root: Path, server: MailServer) -> None:
        self.server, self.root = server, root
        self.time = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
        self.begun = False
        self.office()
        self.source = written(self.workspace)

    def office(self, mail: str = "", office: str = OFFICE) -> None:
        self.workspace: WorkspaceFolder = workspace(
            self.root, office, f"port: {self.server.port}\nsecurity: plain\n{mail}"
        )

    def issue(self, **order: Any) -> Edition:
        self.time += timedelta(hours=1)
        return issued(self.workspace, self.source, self.time, **order)

    def send(self, number: int | None = None, **how: Any) -> Report:
        new, self.begun = not self.begun, True
        return send(
            self.workspace,
            self.source,
            number,
            new_ledger=new,
            now=lambda: self.time,
            opened=opener(self.workspace.briefs, {}),
            jitter=lambda: 0.5,
            **how,
        )

    @property
    def inbox(self) -> list[tuple[str, str]]:
        return [(to, message["Subject"]) for to, message in self.server.handler.messages]

    @property
    def file(self) -> Path:
        return ledger_file(self.workspace)

    def letters(self) -> tuple[DeliveryRecord, ...]:
        """All that the ledger has."""
        ledger = DeliveryLedger.open(self.file, lambda: self.time, older=True)
        try:
            return ledger.letters()
        finally:
            ledger.close()

    def starts(self, *words: str) -> subprocess.Popen[str]:
        """The command in a process of its own."""
        command = [sys.executable, "-m", "briefgen", "--workspace", str(self.workspace.root), *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words: str) -> tuple[int, str, str]:
        """Its exit code, standard output and standard error."""
        done = briefgen("--workspace", str(self.workspace.root), *words, cwd=Path.cwd())
        return done.returncode, done.stdout, done.stderr
