"""The files of a brief in out/, made again when they are out of date and left alone when they are not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from briefgen.errors import BriefgenError, Exit, Problem
from briefgen.publish.files import kept
from briefgen.publish.workspace import Source, Workspace
from briefgen.render import USUAL, Format

Outcome = Literal["current", "restat", "built", "refused", "failed"]
"""current: nothing to do; restat: what went in differs, what came out does not; built; refused: the brief has errors; failed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. `outline`: "" for the brief's own."""

    formats: tuple[Format, ...] = USUAL
    outline: str = ""
    audited: bool = True
    attach_source: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of one brief. `inputs` are the files that were read or looked for, by absolute path, with their digests."""

    slug: str
    outcome: Outcome
    why: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    exit: Exit = Exit.DONE
    fault: str = ""
    inputs: Mapping[Path, str | None] = field(default_factory=dict, repr=False)


def renew(
    workspace: Workspace,
    source: Source,
    options: Options = Options(),
    *,
    out: Path | None = None,
    force: bool = False,
    progress: Callable[[str], None] = lambda step: None,
) -> Renewed:
    """Make the files of a brief, unless they are current. Never raises BriefgenError."""
    from briefgen.checks import check
    from briefgen.incident.load import load
    from briefgen.publish.build import build

    folder = out or workspace.out(source.slug)
    known = _inputs(workspace, folder)
    if known and not force and all(_digest(path) == digest for path, digest in known.items()):
        return Renewed(source.slug, "current", inputs=known)
    try:
        loaded = load(source.file, root=workspace.root, office=workspace.office, slug=source.slug)
        inputs = {item.path.absolute(): item.digest for item in loaded.inputs}
        problems = tuple(problem for problem in check(loaded) if problem.level != "note")
        if loaded.brief is None or any(problem.level == "error" for problem in problems):
            fault = "the brief has errors, so it was not rendered."
            return Renewed(source.slug, "refused", (), (), problems, Exit.REFUSED, fault, inputs)
        built = build(
            loaded, loaded.brief, workspace, options.formats, outline=options.outline, out=folder, progress=progress
        )
    except BriefgenError as error:
        return Renewed(source.slug, "failed", (), (), getattr(error, "problems", ()), error.exit, str(error))
    return Renewed(
        source.slug, "built", (), built.files, (*problems, *built.problems), inputs=inputs | _inputs(workspace, folder)
    )


def _inputs(workspace: Workspace, folder: Path) -> dict[Path, str | None]:
    manifest = json.loads(kept(folder / "manifest.json") or b'{"inputs": {}}')
    return {workspace.root / name: digest for name, digest in manifest["inputs"].items() if ":" not in name}


def _digest(path: Path) -> str | None:
    return sha256(kept(path)).hexdigest() if path.is_file() else None
