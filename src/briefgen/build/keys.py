"""When files are current: a digest over every byte that was read, every look-up that found nothing, the options and the versions."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from briefgen.reading.plain_file import opened
from briefgen.version import __version__
from briefgen.workspace.files import kept
from briefgen.workspace.names import shipped

if TYPE_CHECKING:
    from briefgen.reading.load import Input

Digests = Mapping[str, str | None]
"""Digests by the name of the file, seen from the workspace; None for one that was looked for and is not there."""
SHAPING = (
    "arabic-reshaper",
    "babel",
    "fontpkg-fira-sans",
    "fontpkg-ibm-plex-mono",
    "fontpkg-pt-serif",
    "fonttools",
    "lxml",
    "matplotlib",
    "pillow",
    "python-bidi",
    "python-docx",
    "reportlab",
    "resvg-py",
    "tzdata",
    "xlsxwriter",
)
"""The libraries whose version shapes the bytes."""
_SHIPPED = "briefgen:"


@cache
def toolchain() -> Mapping[str, str]:
    """What shapes the bytes beside the inputs: briefgen (its own code, since a checkout keeps its version), Python, libraries."""
    own = f"{__version__}+{_own_code()}"
    return {"briefgen": own, "python": sys.version.split()[0], **{name: version(name) for name in SHAPING}}


def key(inputs: Digests, options: Mapping[str, object]) -> str:
    """The digest that two renders share when nothing that could tell their files apart differs."""
    told = json.dumps([dict(toolchain()), dict(options), sorted(inputs.items())], sort_keys=True)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def named(inputs: Iterable[Input], root: Path) -> dict[str, str | None]:
    """Inputs by their name from the workspace; those that briefgen brings begin with `briefgen:`, so that no machine's path shows."""
    return {name(item.path, root): item.digest for item in inputs}


def name(path: Path, root: Path) -> str:
    """The name of a file, seen from the workspace; `path` is the file of that name again."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - a link keeps its own name: it may lead elsewhere tomorrow
    if full.is_relative_to(shipped()):
        return _SHIPPED + full.relative_to(shipped()).as_posix()
    try:
        return Path(os.path.relpath(full, root)).as_posix()
    except ValueError:  # another drive
        return full.as_posix()


def path(name: str, root: Path) -> Path:
    """The absolute path of a file that bears a name in the workspace `root`."""
    return shipped() / name.removeprefix(_SHIPPED) if name.startswith(_SHIPPED) else root / name


def font_digests() -> dict[str, str | None]:
    """The digests of the fonts that briefgen brings, which come with their packages."""
    from briefgen.look.fonts import Face, Faces, Typeface

    every = (Faces(family=family) for family in get_args(Typeface))
    files = {font.path for faces in every for face in get_args(Face) for font in faces.stack(face)}
    return {f"font:{file.name}": digest(file) for file in files}


class DigestCache:
    """The digests of files as they are now, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        if name not in self._known:
            self._known[name] = digest(path(name, self._root))
        return self._known[name]


def digest(place: Path) -> str | None:
    """The SHA-256 of a file in hexadecimal digits, of a folder that of the names in it; None when there is nothing.

    Empty for what cannot be read: a pipe, a device, a file that is barred. Names that begin with a dot do not count: what is half written has one.
    """
    try:
        if place.is_dir():
            names = sorted(entry.name for entry in place.iterdir() if not entry.name.startswith("."))
            return sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()
        with opened(place) as file:
            return file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name with a NUL
        return None
    except OSError:
        return ""


def _own_code() -> str:
    made = sha256()
    for file in sorted(Path(__file__).parents[1].rglob("*.py")):
        made.update(kept(file))
    return made.hexdigest()[:12]
