"""No file of the program needs one that needs it, neither at its head, nor later in a function, nor for its types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from tests.support.checkout import ROOT

SOURCE = ROOT / "src"
MODULES = {
    ".".join(file.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): file.read_text(encoding="utf-8")
    for file in SOURCE.rglob("*.py")
}


def needed(source: str, known: Mapping[str, str]) -> Iterator[str]:
    """The files that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names if name.name in known)
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    inner = f"{module}.{name.name}"
                    yield from (one for one in (inner if inner in known else module,) if one in known)
            case _:
                pass


def circle(modules: Mapping[str, str]) -> list[str]:
    """Files that need each other, the first of them once more at the end; none where none do."""
    try:
        TopologicalSorter({name: set(needed(text, modules)) - {name} for name, text in modules.items()}).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_files_need_each_other() -> None:
    assert circle(MODULES) == []


def test_a_circle_is_seen_however_late_its_import() -> None:
    name = "briefgen.document.stationery"
    for line in (
        "from briefgen.document.blocks import Heading",
        "from briefgen.document import blocks",
        "if TYPE_CHECKING:\n    import briefgen.document.blocks",
        "def late():\n    from briefgen.document.blocks import Heading",
    ):
        found = circle({**MODULES, name: f"{MODULES[name]}\n{line}\n"})
        assert {name, "briefgen.document.blocks"} <= set(found), line
