"""A workspace's schedule as systemd units or a crontab line: they call `schedule run --once`, and the ledger decides."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.errors import UsageError
from briefgen.workspace.files import kept, write

_MARK = "# Written by briefgen schedule install for "
_NO_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What breaks a line, or is bytes that are no text."""

_SERVICE = """\
{mark}
[Unit]
Description=briefgen: what is due in {root}

[Service]
Type=oneshot
ExecStart={command}
{user}TimeoutStartSec=30min
Environment=MPLCONFIGDIR=%C/briefgen
CacheDirectory=briefgen
SyslogLevel=notice
LogLevelMax=notice
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={write}
ReadOnlyPaths={keep}
PrivateTmp=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallArchitectures=native
UMask=0077
"""
_SYSTEM = """\
User={owner}
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
RestrictNamespaces=yes
CapabilityBoundingSet=
SystemCallFilter=@system-service
"""
_USER = "PrivateUsers=yes\n"
# Every minute, because then nothing is skipped when the clocks change, and a job that is added needs no other timer.
_TIMER = """\
{mark}
[Unit]
Description=briefgen: the schedule of {root}

[Timer]
OnCalendar=*-*-* *:*:00
Persistent=true
AccuracySec=1s

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a workspace. `command` is what starts briefgen; `owner` the user of a system's unit, "" for a user's own."""

    root: Path
    command: Sequence[str]
    owner: str = ""

    @property
    def name(self) -> str:
        """Of the units, without what follows the dot: the workspace's, and a few letters that keep two of one name apart."""
        plain = re.sub(r"[^a-z0-9]+", "-", self.root.name.lower()).strip("-")
        return (
            f"briefgen-{plain or 'workspace'}-{sha256(str(self.root).encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"
        )

    def texts(self) -> Mapping[str, str]:
        """The files by their names. Raises UsageError where no line can say where the workspace lies."""
        where = _in_a_line(self.root)
        mark, root = f"{_MARK}{where}", where.replace("%", "%%")
        service = _SERVICE.format(
            mark=mark,
            root=root,
            command=" ".join(_quoted(word).replace("$", "$$") for word in _run(self.command, self.root)),
            user=_SYSTEM.format(owner=self.owner) if self.owner else _USER,
            write=_quoted(str(self.root)),
            keep=" ".join("-" + _quoted(str(self.root / name)) for name in ("templates", ".git")),
        )
        return {f"{self.name}.service": service, f"{self.name}.timer": _TIMER.format(mark=mark, root=root)}

    def install(self, folder: Path) -> tuple[Path, ...]:
        """The files, as written. Raises UsageError for one that somebody else wrote, FileProblem."""
        files = {folder / name: text for name, text in self.texts().items()}
        self._own(files)
        for file, text in files.items():
            write(file, text.encode("utf-8"))
        return tuple(files)

    def remove(self, folder: Path) -> tuple[Path, ...]:
        """The files that were there and are not any more, with the link that enabled the timer. Raises UsageError for one
        that somebody else wrote."""
        files = [folder / name for name in self.texts()]
        self._own(files)
        enabled = folder / "timers.target.wants" / f"{self.name}.timer"
        there = [file for file in (*files, enabled) if file.exists() or file.is_symlink()]
        for file in reversed(there):
            file.unlink()
        return tuple(there)

    def _own(self, files: Sequence[Path] | Mapping[Path, str]) -> None:
        for file in files:
            if (file.exists() or file.is_symlink()) and not kept(file).startswith(f"{_MARK}{self.root}\n".encode()):
                raise UsageError(f"{file} was not written by briefgen for this workspace. Move it away first.")


def crontab(root: Path, command: Sequence[str]) -> str:
    """The line for a crontab, without its end. Raises UsageError where no line can say where the workspace lies."""
    _in_a_line(root)
    return "* * * * * " + shlex.join(_run(command, root)).replace("%", r"\%")


def _in_a_line(root: Path) -> str:
    """The path, where it fits in a line. Raises UsageError."""
    if not _NO_LINE.search(str(root)):
        return str(root)
    raise UsageError(f"{str(root)!a} has a character that no unit and no crontab can carry. Rename that folder.")


def _run(command: Sequence[str], root: Path) -> tuple[str, ...]:
    return (*command, "--workspace", str(root), "schedule", "run", "--once")


def _quoted(word: str) -> str:
    """A word of a unit's line: systemd reads backslashes, quotation marks and percent signs."""
    return '"' + word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%") + '"'
