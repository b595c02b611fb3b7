"""The house rules, and the proof that each guard of them can fail."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from briefgen.document.blocks import Block
from briefgen.document.inlines import Inline
from tests.support.documents import every_block
from tests.support.sweeps import few

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "briefgen"
MODULES = sorted(SOURCE.rglob("*.py"))
NO_ROOMS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "base"}
READERS = {"tagged_pdf/font_tables.py"}
"""Those that read a file themselves: fonts that are shipped, or that were found fit."""
OPENERS = {"reading/plain_file.py", "workspace/files.py"}
"""The rooms that open a file by themselves: the reader that no pipe holds up, and the writer."""
WRITERS = {"workspace/files.py", "renderers/docx/house.py"}
"""The rooms that may write one."""
LOOKS_OUT = {"cli/delivery.py"}
"""The room that hands the environment and chance on: a password, the time until the next attempt; to no document."""


def faults(source: str, name: str) -> Iterator[str]:
    """What a module does that only another room may do."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="print")) if not name.startswith("cli/"):
                yield "prints"
            case ast.Call(func=ast.Name(id="open")):
                yield "opens a file"
            case ast.Call(func=ast.Attribute(attr="read_bytes" | "read_text")) if name not in READERS:
                yield "reads a file"
            case ast.Call(func=ast.Attribute(attr="open"), args=[ast.Constant(value=str()), *_]) if name not in OPENERS:
                yield "opens a file"
            case ast.Call(func=ast.Attribute(attr="open" | "fdopen", value=ast.Name(id="os"))) if name not in OPENERS:
                yield "opens a file"
            case ast.Call(func=ast.Attribute(attr="write_bytes" | "write_text")) if name not in WRITERS:
                yield "writes a file"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="sys"), attr="exit")) if not name.startswith("cli/"):
                yield "exits"
            case ast.Import(names=[ast.alias(name="urllib.request")]) | ast.ImportFrom(module="urllib.request"):
                yield "opens a connection"
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "getenv") if name not in LOOKS_OUT:
                yield "looks at the environment"
            case ast.Attribute(value=ast.Name(id="random" | "uuid")) if name not in LOOKS_OUT:
                yield "is left to chance"
            case ast.Attribute(attr="now" | "today" | "utcnow", value=ast.Name(id="datetime" | "date")) if (
                not name.startswith("cli/")
            ):
                yield "reads the clock"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_each_module_keeps_to_its_room(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    name = module.relative_to(SOURCE).as_posix()
    assert module.stem not in NO_ROOMS
    assert len(text.splitlines()) <= 400
    assert not text or ast.get_docstring(ast.parse(text)), "a module says in one sentence what it does"
    assert list(faults(text, name)) == []


@pytest.mark.parametrize(
    "line",
    [
        "print('x')",
        "open('x')",
        "p.read_text()",
        "p.open('rb')",
        "os.open(p, 0)",
        "p.write_bytes(b'')",
        "sys.exit(1)",
        "from urllib.request import urlopen",
        "os.environ['X']",
        "random.random()",
        "datetime.now()",
    ],
)
def test_a_module_that_leaves_its_room_is_seen(line: str) -> None:
    assert list(faults(line, "document/x.py"))


LONGEST = 25
"""Lines of a function's body in the command line: it parses, asks app/ and prints."""


def long_bodies(source: str) -> Iterator[str]:
    """The functions whose body, without its docstring, is longer than that."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 > LONGEST:
                yield node.name


@pytest.mark.parametrize("module", sorted((SOURCE / "cli").glob("*.py")), ids=lambda path: path.name)
def test_no_command_does_the_work_itself(module: Path) -> None:
    assert not list(long_bodies(module.read_text(encoding="utf-8")))


def test_a_command_that_does_the_work_itself_is_seen() -> None:
    body = "    step()\n"
    assert not list(long_bodies('def few():\n    """Docstring."""\n' + body * LONGEST))
    assert list(long_bodies('def many():\n    """Docstring."""\n' + body * (LONGEST + 1))) == ["many"]


def test_every_block_and_inline_is_in_the_test_document() -> None:
    shown = repr(every_block())
    for part in (*get_args(Block), *get_args(Inline)):
        assert f"{part.__name__}(" in shown


BLOCKS = {block.__name__ for block in get_args(Block)}


def told_apart(source: str) -> set[str]:
    """The kinds of blocks that a file handles each in its way: in a `match`, or asked for with `isinstance`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.MatchClass(cls=kind) | ast.Call(func=ast.Name(id="isinstance"), args=[_, kind]):
                found |= {name.id for name in ast.walk(kind) if isinstance(name, ast.Name)}
            case _:
                pass
    return found & BLOCKS


AT_A_BLOCK = {
    "document/passages.py",
    "renderers/docx/build.py",
    "renderers/html/flow.py",
    "renderers/markdown/build.py",
    "renderers/pdf/flow.py",
    "renderers/text/build.py",
}
"""What a new block touches beside `document/blocks.py`, in which it is defined: seven files in all."""


def test_a_new_block_touches_seven_files() -> None:
    touched = {m.relative_to(SOURCE).as_posix() for m in MODULES if told_apart(m.read_text(encoding="utf-8")) == BLOCKS}
    assert touched == AT_A_BLOCK
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"`{file}`" in guide for file in touched)


def test_an_eighth_file_that_a_new_block_touches_is_seen() -> None:
    cases = "".join(f"    case {name}(): pass\n" for name in sorted(BLOCKS))
    assert told_apart(f"match block:\n{cases}") == BLOCKS
    assert told_apart(f"isinstance(block, {' | '.join(sorted(BLOCKS))})") == BLOCKS
    assert told_apart("match block:\n    case Heading(): pass\n    case _: pass") == {"Heading"}


@pytest.mark.parametrize("file", sorted((ROOT / "tests").glob("*.py")), ids=lambda file: file.name)
def test_no_test_reads_a_document_in_a_way_of_its_own(file: Path) -> None:
    assert len(told_apart(file.read_text(encoding="utf-8"))) < len(BLOCKS) / 2


@pytest.mark.full
def test_the_type_checker_names_the_same_files_for_a_new_block(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    blocks = tmp_path / "src" / "briefgen" / "document" / "blocks.py"
    text = blocks.read_text(encoding="utf-8")
    new = "@dataclass(frozen=True, slots=True)\nclass Aside:\n    content: Inlines\n\n\nBlock = (\n    Aside | Heading"
    blocks.write_text(text.replace("Block = (\n    Heading", new), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        str(ROOT / "pyproject.toml"),
        "--cache-dir",
        "cache",
        "src",
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": "src", "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    named = {line.partition(":")[0] for line in done.stdout.splitlines() if ": error: " in line}
    assert {Path(name).relative_to("src/briefgen").as_posix() for name in named} == AT_A_BLOCK, done.stdout


def names(source: str) -> Iterator[str]:
    """The public classes and types of a module: what a reader of the code may look for by its name."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                pass
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                pass
            case _:
                continue
        if name[0].isupper() and not name.isupper():
            yield name


def twice(sources: Iterable[str]) -> set[str]:
    """The names that more than one module has."""
    found = Counter(name for source in sources for name in set(names(source)))
    return {name for name, count in found.items() if count > 1}


def test_no_public_class_has_the_name_of_another() -> None:
    assert twice(module.read_text(encoding="utf-8") for module in MODULES) == set()


def test_a_class_with_the_name_of_another_is_seen() -> None:
    assert twice(["class Look:\n    pass", "class Look:\n    pass", "class _Look:\n    pass"]) == {"Look"}
    assert twice(["Now = Callable[[], datetime]", "class Now:\n    pass"]) == {"Now"}


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts, kept or broken, of a copy of the source."""
    program = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


AGAINST = [
    ("renderers/pdf/build.py", "import briefgen.model.brief"),
    ("renderers/pdf/build.py", "import briefgen.renderers.docx.build"),
    ("tagged_pdf/pen.py", "import briefgen.look.fonts"),
    ("tagged_pdf/strings.py", "from ..errors import Problem"),
    ("document/compose/chart.py", "def f():\n    import reportlab"),
    ("document/words.py", "import briefgen.look.theme"),
    ("reading/load.py", "import briefgen.workspace.files"),
    ("build/keys.py", "import smtplib"),
    ("workspace/files.py", "import briefgen.triggers.dispatch"),
    ("deliver/outbox.py", "import socket"),
    ("build/artifacts.py", "import briefgen.deliver.send"),
    ("model/brief.py", "import briefgen.reading.load"),
    ("settings/office.py", "import briefgen.reading.explain"),
    ("reading/load.py", "import briefgen.document.blocks"),
    ("audit/compare.py", "import briefgen.workspace.files"),
    ("build/keys.py", "import briefgen.editions.editions"),
    ("editions/issue.py", "import briefgen.outputs.update"),
    ("outputs/update.py", "import briefgen.deliver.send"),
    ("utils.py", '"""A room without a purpose."""'),
]


@pytest.mark.parametrize(("file", "line"), few(AGAINST, AGAINST[0], AGAINST[-1]))
def test_an_import_against_the_direction_is_seen(tmp_path: Path, file: str, line: str) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    target = tmp_path / "src" / "briefgen" / file
    target.write_text((target.read_text(encoding="utf-8") if target.exists() else "") + f"\n{line}\n", encoding="utf-8")
    assert "0 broken" in contracts(ROOT).stdout
    broken = contracts(tmp_path)
    assert broken.returncode != 0, broken.stdout
    assert "broken" in broken.stdout.lower() or "missing" in broken.stdout.lower()


def loaded_modules(code: str) -> set[str]:
    """The modules that a fresh process has after some code."""
    program = f"import sys\n{code}\nprint(' '.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_the_command_line_and_check_load_no_output_library() -> None:
    code = "import briefgen.checks, briefgen.reading.load"
    assert not (loaded_modules(code) | loaded_by_commands(".values()")) & {
        "resvg_py",
        "reportlab",
        "docx",
        "rapidfuzz",
        "rich",
    }


def test_help_loads_neither_the_model_nor_what_makes_files() -> None:
    loaded = loaded_by_commands(".values()")
    assert "briefgen-cli-render" in loaded
    assert not loaded & {"pydantic", "yaml", "briefgen-model-brief", "briefgen-build-artifacts", "briefgen-checks"}


def test_a_command_loads_no_other() -> None:
    loaded = loaded_by_commands("['check'].params")
    assert "briefgen-cli-check" in loaded
    assert not loaded & {"briefgen-cli-render", "briefgen-cli-send"}


def loaded_by_commands(chosen: str) -> set[str]:
    """What is loaded for the help of the commands, or of one."""
    commands = f"list(typer.main.get_command(briefgen.cli.app).commands{chosen})"
    return loaded_modules(
        f"import typer, briefgen.cli\n{commands}\nprint(' '.join(name.replace('.', '-') for name in sys.modules))"
    )


def test_a_pdf_alone_never_loads_what_draws_pixels() -> None:
    code = (
        "sys.path.insert(0, '.')\n"
        "from tests.support.documents import every_block\n"
        "from briefgen.look.theme import Theme\n"
        "from briefgen.renderers import render\n"
        "render(every_block(), 'pdf', Theme(), b'')"
    )
    loaded = loaded_modules(code)
    assert "reportlab" in loaded
    assert not loaded & {"resvg_py", "docx"}
