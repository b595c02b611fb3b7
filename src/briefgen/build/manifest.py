"""What went into a brief's files and what came out, by digest. No time in it: equal inputs, equal manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefgen.build.keys import DigestCache, Digests, digest, key, path, toolchain
from briefgen.errors import FileProblem
from briefgen.workspace.files import is_plain, read

FILE = "manifest.json"


class Output(NamedTuple):
    """A finished file: its digest (SHA-256, hexadecimal) and its size in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> Output:
        return cls(sha256(data).hexdigest(), len(data))


class Rendering(NamedTuple):
    """The files of one outline. They are current while `key` is the key of their inputs, options and versions as these are now."""

    outline: str
    options: Mapping[str, object]
    versions: Mapping[str, str]
    inputs: Digests
    outputs: Mapping[str, Output]

    @property
    def key(self) -> str:
        return key(self.inputs, self.options)

    def stale(self, folder: Path, look: DigestCache, options: Mapping[str, object]) -> Iterator[str]:
        """Each reason to make the files again, in words; none when they are current."""
        for name, known in self.inputs.items():
            if (found := look(name)) != known:
                yield f"{name} {'is new' if known is None else 'is gone' if found is None else 'has changed'}"
        for name in self.options.keys() | options.keys():
            if self.options.get(name) != options.get(name):
                yield f"option {name}"
        for name, now in toolchain().items():
            if self.versions.get(name) != now:
                yield f"{name} {now.partition('+')[0]} instead of {self.versions.get(name, 'none').partition('+')[0]}"
        for name, output in self.outputs.items():
            if (found := digest(folder / name)) != output.sha256:
                yield f"{name} {'is gone' if found is None else 'was changed after it was made'}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The renderings that lie in a brief's output folder, by outline; `own` is the outline of the brief's own kind."""

    slug: str
    own: str = ""
    renderings: Mapping[str, Rendering] = field(default_factory=dict)

    def dump(self) -> bytes:
        """The manifest as JSON text."""
        made = {
            "brief": self.slug,
            "outline": self.own,
            "renderings": [
                {
                    "outline": one.outline,
                    "key": one.key,
                    "options": dict(sorted(one.options.items())),
                    "versions": dict(one.versions),
                    "inputs": dict(sorted(one.inputs.items())),
                    "outputs": {
                        name: {"sha256": output.sha256, "bytes": output.size}
                        for name, output in sorted(one.outputs.items())
                    },
                }
                for _, one in sorted(self.renderings.items())
            ],
        }
        return (json.dumps(made, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")

    @property
    def outputs(self) -> dict[str, Output]:
        """All files of all renderings, by name."""
        return {name: output for one in self.renderings.values() for name, output in one.outputs.items()}

    @classmethod
    def of(cls, folder: Path) -> Manifest:
        """The manifest of a folder. Raises FileProblem when there is none, or it is none: one that names a file elsewhere, or itself."""
        file = folder / FILE
        try:
            found = json.loads(read(file))
            renderings = [
                Rendering(
                    str(one["outline"]),
                    dict(one["options"]),
                    dict(one["versions"]),
                    dict(one["inputs"]),
                    {_output(name): Output(str(o["sha256"]), int(o["bytes"])) for name, o in one["outputs"].items()},
                )
                for one in found["renderings"]
            ]
            return cls(str(found["brief"]), str(found["outline"]), {one.outline: one for one in renderings})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FileProblem(f"{file}: is not a manifest. Render the brief again.") from error

    def files(self, root: Path) -> dict[Path, str | None]:
        """Every file that was read or looked for, as an absolute path, with its digest."""
        return {path(name, root): known for one in self.renderings.values() for name, known in one.inputs.items()}


def _output(name: str) -> str:
    """The name of an output, which lies beside the manifest. Raises ValueError."""
    if not is_plain(name) or name.casefold() == FILE:
        raise ValueError(f"no render makes a file {name!r}")
    return name
