"""A brief with tables beside it, written into a folder and read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from briefgen.document.blocks import Document
from briefgen.document.compose import compose
from briefgen.model.edition import Against
from briefgen.reading.load import Loaded, load
from briefgen.workspace.templates import Templates

TEMPLATES = Templates(Path("nowhere"))
HASH = sha256(b"loader").hexdigest()
INDICATORS = f"""id,type,value,comment
1,sha256,{HASH},The loader
2,ip-dst,203.0.113.7,Beacons every 60 s
3,domain,cdn.update-check.example.org,"Looks like the vendor’s, see http://a.example.com/login"
4,email-src,crew@mail.example.org,First wave
5,filename,invoice.pdf.exe,Attached
"""
WIDE = (
    ",".join(f"column {n}" for n in range(12))
    + "\n"
    + "\n".join(",".join(f"value-{n}-{m}" for m in range(12)) for n in range(30))
)
HEAD = "title: Intrusion\nmarking: TLP:AMBER\nsources: {list: The list}\nevents: {e: {title: Entry, when: 2037-03-02, evidence: list}}\n"


def read(folder: Path, tables: str, **files: str) -> Loaded:
    """The brief with `tables:` as written and files beside it: `iocs_csv` is iocs.csv."""
    root = folder / "briefs" / "b"
    root.mkdir(parents=True, exist_ok=True)
    for name, said in files.items():
        (root / name.replace("_", ".")).write_text(said, encoding="utf-8")
    (root / "brief.yaml").write_text(f"{HEAD}tables:\n  {tables}\n", encoding="utf-8")
    return load(root / "brief.yaml", root=folder)


def document(loaded: Loaded, outline: str = "incident", since: Against | None = None) -> Document:
    """The document of a brief that could be read."""
    assert loaded.brief is not None, loaded.problems
    return compose(loaded.brief, {}, {}, TEMPLATES.outline(outline), TEMPLATES.words("en-GB"), since=since)


def errors(loaded: Loaded) -> list[str]:
    """What keeps the brief from being read."""
    return [f"{one.message}. {one.hint}" for one in loaded.problems if one.level == "error"]
