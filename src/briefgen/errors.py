"""What went wrong, as data: a Problem with a place, a rule and a hint; the few exceptions; the exit codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

KeyPath = tuple[str | int, ...]
"""A place in a brief or another file: the keys and indices that lead to it, such as ("events", "fire", "when")."""
Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")


class Exit(IntEnum):
    """Exit codes of the command line; of several the highest is used."""

    DONE = 0
    REFUSED = 1  # the brief has errors, or was refused
    USAGE = 2
    FILE = 3  # a file could not be read or written
    RENDER = 4  # rendering or its audit failed
    DELIVERY = 5


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a user's file; line and column are 1-based, 0 when unknown. `file` is as the user would name it."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return self.file + "".join(f":{n}" for n in (self.line, self.column) if n)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words for the author of the brief.

    `path` is the place in the model, such as ("events", "explosion", "when"); `where` the place in the file, filled in by
    whoever knows it; `message` says what is wrong and `hint` what to write instead, both without a final full stop;
    `rule` names the rule ("R4", "W7") where one stands behind it.
    """

    level: Level
    message: str
    hint: str = ""
    path: KeyPath = ()
    where: Where | None = None
    rule: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        rule = f" [{self.rule}]" if self.rule else ""
        return f"{place}{self.level}: {ended(self.message)}{' ' + ended(self.hint) if self.hint else ''}{rule}"


def ended(text: str) -> str:
    """A text on one line with a full stop, unless it ends a sentence already."""
    text = on_one_line(text)
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


_DISTURBS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def on_one_line(text: str) -> str:
    """A text for a terminal: a line break is a space, and what would turn or hide the words around it is told by its code."""
    return _DISTURBS.sub(lambda sign: f"U+{ord(sign[0]):04X}", " ".join(text.split("\n")))


def counted(count: int, word: str) -> str:
    """ "1 brief", "2 briefs"."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when one of the problems is an error."""
    return any(problem.level == "error" for problem in problems)


class BriefgenError(Exception):
    """Something that stops a command; its text is one line for the user, `exit` its exit code."""

    exit: Exit = Exit.REFUSED


class Faulty(BriefgenError):
    """Something could not be done with a brief; `problems` are those that were found in it."""

    def __init__(self, message: str, problems: Iterable[Problem] = (), exit_: Exit = Exit.REFUSED) -> None:
        super().__init__(message)
        self.problems, self.exit = tuple(problems), exit_


class UsageError(BriefgenError):
    """The command names something that is not there, or asks for what cannot be."""

    exit = Exit.USAGE


class FileProblem(BriefgenError):
    """A file of the workspace cannot be read or written."""

    exit = Exit.FILE


class RenderError(BriefgenError):
    """A document could not be made; names the block and the format."""

    exit = Exit.RENDER
