"""The front door: what `import briefgen` offers, and the Python of docs/python.md, run as it stands there."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import briefgen
from briefgen import Brief, BriefgenError, Event, Position, Workspace, check, compose, load, render
from briefgen.build.bundle import gather
from briefgen.document.blocks import Document
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.support.desk import Desk
from tests.support.docs import blocks
from tests.support.mail_server import MailServer

BLOCKS = blocks("python", "docs/python.md")
QUOTED = Brief(
    title="A leak",
    sources={"said": {"title": "S", "file": "said.txt", "fidelity": "original"}},  # type: ignore[dict-item]
    positions={
        "p": Position(actor="minister", says="It is dry.", topic="leak", quote="all dry", evidence={"said": "all dry"})  # type: ignore[arg-type]
    },
)


def words(document: Document) -> str:
    return render(document, "txt").data.decode()


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert sorted(briefgen.__all__) == dir(briefgen)
    for name in briefgen.__all__:
        assert (getattr(briefgen, name).__doc__ or "").strip(), name
    with pytest.raises(AttributeError, match="no attribute 'Incident'"):
        briefgen.Incident  # noqa: B018


def test_the_model_alone_loads_no_library_that_makes_files() -> None:
    code = "import sys; from briefgen import Brief, Event; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"resvg_py", "reportlab", "docx", "babel", "yaml", "typer", "rich", "sqlite3"}


def test_the_page_s_brief_becomes_a_pdf(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", BLOCKS[0]], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "fire.pdf").read_bytes().startswith(b"%PDF")
    assert "error" not in done.stdout
    assert "sources.log: note: the text of this source is not archived" in done.stdout


def test_the_page_s_workspace_renders_issues_and_sends(tmp_path: Path) -> None:
    with MailServer() as server:
        desk = Desk(tmp_path, server)
        code = BLOCKS[1].replace('"fire"', f'"{desk.source.slug}"')
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1].startswith("1 ['sent'")
        assert len(server.handler.messages) == done.stdout.count("'sent'")


def test_a_program_corrects_an_edition_and_sends_nothing_twice(tmp_path: Path) -> None:
    with MailServer() as server:
        desk = Desk(tmp_path, server)
        brief = Workspace.find(tmp_path).brief(desk.source.slug)
        brief.issue(now=datetime(2026, 3, 3, 14, tzinfo=UTC))

        def clock() -> datetime:
            return datetime(2026, 3, 3, 15, tzinfo=UTC)

        first = brief.send(now=clock, new_ledger=True)
        again = brief.send(now=clock)
        assert first.sent and not again.sent
        edition = brief.issue(now=datetime(2026, 3, 3, 16, tzinfo=UTC), withdraw=1, reason="It was a drill.")
        assert edition.stamp.kind == "withdrawn"
        with pytest.raises(BriefgenError, match="corrected or withdrawn, not both"):
            brief.issue(now=clock(), correct=1, withdraw=1)


def test_a_problem_of_a_brief_built_in_python_names_its_field() -> None:
    brief = Brief(title="x", events={"fire": Event(title="t", evidence="nowhere")})  # type: ignore[arg-type]
    assert "events.fire.evidence.0.source: error: there is no source 'nowhere'" in "\n".join(map(str, check(brief)))


def test_a_copy_into_another_zone_is_checked_too() -> None:
    brief = Brief(title="x", events={"fire": Event(title="t", when="2026-03-29 02:30")})  # type: ignore[arg-type]
    moved = brief.model_copy(update={"timezone": "Europe/Warsaw"})
    assert any("does not exist on 2026-03-29" in problem.message for problem in check(moved))
    assert not any(problem.level == "error" for problem in check(brief))


def test_what_has_errors_is_not_composed_and_the_first_is_named(tmp_path: Path) -> None:
    file = tmp_path / "brief.yaml"
    file.write_text("title: x\nevents: {e: {title: t, when: yesterday}}\n")
    loaded = load(file)
    assert any("'yesterday' is not a time" in problem.message for problem in loaded.problems)
    with pytest.raises(BriefgenError, match="'yesterday' is not a time"):
        compose(loaded)


def test_without_the_archived_text_nothing_stands_in_quotation_marks() -> None:
    assert "“all dry”" in words(compose(QUOTED, texts={"said": "He said: “all dry”."}))
    assert "“" not in words(compose(QUOTED))


def test_what_was_loaded_is_composed_as_the_command_does() -> None:
    loaded = load(ROOT / "briefs" / "przewodow-2022-11" / "brief.yaml")
    assert loaded == Workspace(ROOT).brief("przewodow-2022-11").load()
    assert loaded.brief is not None
    assert compose(loaded) == gather(loaded, loaded.brief, Templates(ROOT)).document


def test_a_page_names_the_field_of_its_words_when_asked_and_only_then() -> None:
    document = compose(QUOTED)
    assert 'data-origin="positions.p.says"' in render(document, "html", origins=True).data.decode()
    assert "data-origin" not in render(document, "html").data.decode()
    assert render(document, "pdf", origins=True).data == render(document, "pdf").data


def test_a_brief_that_is_loaded_from_python_knows_the_exports_of_tools(tmp_path: Path) -> None:
    attribute = '{"uuid": "a1", "type": "domain", "value": "example.org", "timestamp": "1792000000"}'
    (tmp_path / "list.json").write_text(f'{{"Event": {{"info": "An event", "Attribute": [{attribute}]}}}}')
    file = tmp_path / "brief.yaml"
    file.write_text("title: A list\ntables: {list: {title: Addresses, file: list.json, preset: misp}}\n")
    loaded = load(file)
    assert [problem for problem in loaded.problems if problem.level == "error"] == []
    assert loaded.brief is not None
    assert loaded.brief.tables["list"].content is not None
