"""What went into a brief's files and what came out, by digest. No time in it: equal inputs, equal manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from briefgen import __version__
from briefgen.incident.load import Input

SHAPING = (
    "arabic-reshaper",
    "babel",
    "fontpkg-fira-sans",
    "fonttools",
    "matplotlib",
    "pillow",
    "python-bidi",
    "python-docx",
    "reportlab",
)
"""The libraries whose version shapes the bytes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`inputs` maps names (from the workspace) to digests, None for a file that was looked for and is not there."""

    slug: str
    outline: str
    inputs: Mapping[str, str | None]
    outputs: Mapping[str, bytes]

    def dump(self) -> bytes:
        """The manifest as JSON text."""
        made = {
            "brief": self.slug,
            "outline": self.outline,
            "versions": {"briefgen": __version__, **{name: version(name) for name in SHAPING}},
            "inputs": dict(sorted(self.inputs.items())),
            "outputs": {
                name: {"sha256": sha256(data).hexdigest(), "bytes": len(data)}
                for name, data in sorted(self.outputs.items())
            },
        }
        return (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode()


def named(inputs: Iterable[Input], root: Path, packed: Path) -> dict[str, str | None]:
    """Inputs by their name from the workspace; those that briefgen brings begin with `briefgen:`, so that no machine's path shows."""
    names: dict[str, str | None] = {}
    for item in inputs:
        path = item.path.resolve()
        if path.is_relative_to(root.resolve()):
            names[path.relative_to(root.resolve()).as_posix()] = item.digest
        elif path.is_relative_to(packed.resolve()):
            names[f"briefgen:{path.relative_to(packed.resolve()).as_posix()}"] = item.digest
        else:
            names[path.name] = item.digest
    return names
