"""The documentation: no command in it is stale, no link leads nowhere, and each page can be reached from the first."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from typer.core import TyperGroup
from typer.main import get_command

from briefgen.cli import app
from briefgen.document.outline import Outline
from briefgen.errors import Exit, KeyPath
from briefgen.model.brief import Brief
from briefgen.reading.fields import known_keys
from briefgen.settings.office import Office
from tests.support import docs
from tests.support.checkout import ROOT

_OPTION = re.compile(r"-h\b|--[a-z][a-z-]*")


def stale(command: str) -> Iterator[str]:
    """What a command line names that the program does not have."""
    words = _words(command)
    at: Any = get_command(app)
    known = _options(at)
    while isinstance(at, TyperGroup) and words:
        while words and words[0].startswith("-"):
            words = words[2:] if words[0] == "--workspace" else words[1:]
        if not words or words[0].isupper():
            break
        names = words.pop(0).split("|")
        missing = [name for name in names if name not in at.commands]
        if missing:
            yield from (f"{name}: no such command" for name in missing)
            return
        at = at.commands[names[0]]
        known |= _options(at)
    yield from (f"{name}: no such option" for name in _OPTION.findall(" ".join(words)) if name not in known)


def _words(command: str) -> list[str]:
    """The words behind `briefgen`; a quotation that goes on in the next line ends with this one."""
    try:
        return shlex.split(command)[1:]
    except ValueError:
        return command.split()[1:]


def _options(command: Any) -> set[str]:
    return {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help", "-h"}


@pytest.mark.parametrize("page", docs.PAGES)
def test_every_command_is_one_that_the_program_has(page: str) -> None:
    assert [f"{command}: {fault}" for command in docs.commands(page) for fault in stale(command)] == []


@pytest.mark.parametrize("page", docs.PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in docs.links(page):
        file, _, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file)) if file else page
        assert (ROOT / target).exists(), f"{page}: {link}"
        assert not anchor or anchor in docs.anchors(target), f"{page}: {link}"


def test_every_page_can_be_reached_from_the_first() -> None:
    found, todo = set[str](), ["README.md"]
    while todo:
        page = todo.pop()
        if page in docs.PAGES and page not in found:
            found.add(page)
            todo += [
                posixpath.normpath(posixpath.join(posixpath.dirname(page), link.partition("#")[0]))
                for link in docs.links(page)
            ]
    assert set(docs.PAGES) - found == set()


def test_the_front_page_is_one_that_is_read() -> None:
    assert len(docs.PAGES["README.md"].splitlines()) <= 170


def test_every_target_of_make_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", docs.ALL, re.MULTILINE)) <= targets


def test_exit_codes_are_the_ones_that_the_docs_give() -> None:
    for code in Exit:
        assert f"| {int(code)} |" in docs.ALL


def test_every_command_is_in_the_docs() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        assert f"briefgen {name}" in docs.ALL
        assert command.help


def unknown(data: object, root: type[BaseModel], path: KeyPath = ()) -> Iterator[str]:
    """The keys of a piece of YAML that its file cannot have."""
    known = known_keys(root)(path)
    if isinstance(data, dict) and path[-1:] == ("evidence",) and not {*data} & {*known}:
        return  # the ids of sources, each with its words
    if isinstance(data, dict):
        for key, value in data.items():
            if known and key not in known:
                yield ".".join(map(str, (*path, key)))
            yield from unknown(value, root, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from unknown(value, root, (*path, n))


@pytest.mark.parametrize("page", docs.PAGES)
def test_every_key_is_one_that_a_file_can_have(page: str) -> None:
    for block in docs.blocks("yaml", page):
        data = yaml.safe_load(block)
        root = Brief if set(data) & set(Brief.model_fields) - {"look"} else Office
        assert [*unknown(data, root)] == []


def test_the_outline_that_is_shown_is_one() -> None:
    (block,) = docs.blocks("outline", "docs/outlines.md")
    assert Outline.model_validate(yaml.safe_load(block)).annexes
    shipped = {path.stem for path in (ROOT / "templates" / "outlines").glob("*.yaml")}
    assert {name for name in shipped if f"| `{name}` |" in docs.PAGES["docs/outlines.md"]} == shipped


def test_a_stale_key_is_noticed() -> None:
    assert [*unknown({"events": {"fire": {"titel": "x", "evidence": {"log": "w"}}}}, Brief)] == ["events.fire.titel"]
    assert [*unknown({"look": {"theme": "house", "papier": "A4"}}, Office)] == ["look.papier"]


def test_a_stale_command_is_noticed() -> None:
    assert [*stale("briefgen send x --dry-run --to LIST")] == []
    assert [*stale("briefgen send x --dryrun")] == ["--dryrun: no such option"]
    assert [*stale("briefgen outbox list|burn")] == ["burn: no such command"]
    assert [*stale("briefgen post x")] == ["post: no such command"]
