"""Renders a brief that grows, forty times, into a folder that is too small for it; tells what became of its files as JSON."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path

from briefgen.build.manifest import Manifest
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import WorkspaceFolder

root = Path(sys.argv[1])
brief = root / "briefs" / "small" / "brief.yaml"
brief.parent.mkdir(parents=True)
counts = {"built": 0, "refused": 0, "damaged": 0}
for n in range(40):
    text = "".join(f"  e{k}: {{title: The quay burns for hour {k}, when: 2022-11-15}}\n" for k in range(n * 12))
    try:
        brief.write_text(f"title: Edit {n}\nevents:\n{text}")
    except OSError:
        brief.write_text(f"title: Edit {n}\n")
        continue
    renewed = update(WorkspaceFolder(root), WorkspaceFolder(root).sources()[0], Options(("txt", "html")))
    counts["built" if renewed.outcome == "built" else "refused"] += 1
    assert "\n" not in renewed.fault
    folder = root / "out" / "small"
    if not (folder / "manifest.json").exists():
        continue
    outputs = Manifest.of(folder).outputs
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "manifest.json"}
    whole = {name: sha256(data).hexdigest() for name, data in files.items()}
    counts["damaged"] += whole != {name: output.sha256 for name, output in outputs.items()}
print(json.dumps(counts))
