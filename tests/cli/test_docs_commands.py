"""The commands of the README and of docs/sending.md, run in their order as they stand; only the mail server is another."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.checkout import PRZEWODOW, ROOT
from tests.support.commands import briefgen
from tests.support.docs import blocks
from tests.support.mail_server import MailServer
from tests.support.printed import as_pdf


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


@pytest.fixture
def root(tmp_path: Path, server: MailServer) -> Path:
    """A workspace with the settings and the first brief that ship, and a document to archive."""
    briefs = tmp_path / "briefs"
    shutil.copytree(PRZEWODOW.parent, briefs / PRZEWODOW.parent.name, ignore=shutil.ignore_patterns("editions"))
    office = (ROOT / "briefs" / "office.yaml").read_text(encoding="utf-8")
    assert "port: 2525" in office
    (briefs / "office.yaml").write_text(office.replace("port: 2525", f"port: {server.port}"), encoding="utf-8")
    (tmp_path / "release.pdf").write_bytes(as_pdf(("A statement", "“The cranes stand still,” Ada Nowak said.")))
    return tmp_path


def run(root: Path, block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block and what it prints; `sed` on a file is done as it stands, a mail server is there already."""
    for line, table in re.findall(r"^([^\n<]+)(?:<<'TABLE'\n(.*?)^TABLE$)?", block, re.DOTALL | re.MULTILINE):
        match shlex.split(line, comments=True):
            case ["briefgen", *arguments]:
                done = briefgen(*arguments, cwd=root, stdin=table)
                assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
                yield line.split("  ")[0].strip(), done.stdout
            case ["sed", "-i", change, name]:
                _, old, new, _ = change.split("/")
                text = (root / name).read_text(encoding="utf-8")
                assert old in text
                (root / name).write_text(text.replace(old, new), encoding="utf-8")
            case ["pip" | "python", *_]:
                pass
            case words:
                pytest.fail(f"what is {words}?")


def test_the_front_page_leads_from_nothing_to_readers(root: Path, server: MailServer) -> None:
    commands = [text for text in (*blocks("sh", "README.md"), *blocks("", "README.md")) if text.startswith("briefgen")]
    said = dict(pair for text in commands for pair in run(root, text))
    assert {path.name for path in (root / "out").glob("*/*.pdf")} == {"cloud-outage.pdf", "harbour-2026-03.pdf"}
    assert "Time (UTC) is when, Event is title" in next(iter(said.values()))
    assert "Ada Nowak" in said["briefgen draft harbour-2026-03"]
    assert len(server.handler.messages) == 2


@pytest.mark.full
def test_an_edition_and_the_next_one_reach_each_reader_once(root: Path, server: MailServer) -> None:
    (block,) = (text for text in blocks("", "docs/sending.md") if "aiosmtpd" in text)
    said = list(run(root, block))
    assert len(said) == 7
    titles = [message["Subject"] for _, message in server.handler.messages]
    assert len(titles) == 4
    assert sum("2" in title.partition("|")[2] for title in titles) >= 2
    assert said[-2][1].count("had it already") == 2
