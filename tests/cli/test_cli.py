"""The command line as a duty officer meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.commands import briefgen

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A function that runs briefgen in an empty workspace, its output on no terminal."""

    def command(*arguments: str, cwd: Path = tmp_path, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return briefgen(*arguments, cwd=cwd, stdin=stdin)

    return command


def brief(folder: Path, name: str, text: str) -> Path:
    file = folder / "briefs" / name / "brief.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_new_brief_passes_check_and_renders_as_it_stands(run: Run, tmp_path: Path) -> None:
    made = run("new", "flood-2026-03")
    assert (made.returncode, made.stdout.splitlines()[0]) == (0, "briefs/flood-2026-03/brief.yaml")
    checked = run("check", "flood-2026-03")
    assert checked.returncode == 0
    assert "error" not in checked.stdout
    assert "warning" not in checked.stdout
    rendered = run("render", "flood-2026-03")
    assert rendered.returncode == 0, rendered.stderr
    assert rendered.stdout.splitlines() == [
        "out/flood-2026-03/flood-2026-03.pdf",
        "out/flood-2026-03/flood-2026-03.docx",
    ]
    assert rendered.stderr == ""
    assert (tmp_path / "out/flood-2026-03/flood-2026-03.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_new_refuses_a_name_that_is_taken_or_none(run: Run) -> None:
    run("new", "x")
    for name, said in (
        ("x", "There is a brief 'x' already."),
        ("Big Name", "is not a short name"),
        ("../x", "is not a short name"),
    ):
        refused = run("new", name)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert said in refused.stderr


def test_check_tells_file_line_and_column_on_a_pipe(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "bad", "tilte: x\ntitle: A\nevents:\n  e: {title: E, when: soon}\n")
    checked = run("check")
    assert checked.returncode == 1
    assert checked.stdout.startswith("briefs/bad/brief.yaml:1:1: error: unknown key 'tilte'. Did you mean 'title'?\n")
    assert "briefs/bad/brief.yaml:4:23: error:" in checked.stdout
    assert "2 errors" in checked.stderr
    assert "\x1b" not in checked.stdout


def test_check_as_json_is_one_object(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "bad", "titel: A\ntitle: B\n")
    checked = run("check", "--json")
    problem = json.loads(checked.stdout)["briefs"][0]["problems"][0]
    assert (checked.returncode, checked.stderr) == (1, "")
    assert {key: problem[key] for key in ("level", "file", "line", "column")} == {
        "level": "error",
        "file": "briefs/bad/brief.yaml",
        "line": 1,
        "column": 1,
    }


def test_coverage_says_what_the_brief_leaves_out(run: Run, tmp_path: Path) -> None:
    file = brief(
        tmp_path,
        "half",
        "title: A\nsources: {s: {title: T, file: sources/s.txt, kind: report, fidelity: original}}\n"
        "events: {e: {title: E, when: 2022, evidence: {s: The first half.}}}\n",
    )
    (file.parent / "sources").mkdir()
    (file.parent / "sources" / "s.txt").write_text(
        "The first half.\nThe other half, “said nobody”.\n", encoding="utf-8"
    )
    checked = run("check", "--coverage")
    assert checked.returncode == 0
    assert "briefs/half/sources/s.txt:2:1: not carried: The other half" in checked.stdout
    assert "quotation that no position carries: " in checked.stdout


def test_one_bad_brief_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "a-bad", "title: A\nevents: {e: {title: E, when: soon}}\n")
    brief(tmp_path, "b-good", "title: B\n")
    rendered = run("render", "--format", "docx")
    assert rendered.returncode == 1
    assert "a-bad: the brief has errors, so it was not rendered." in rendered.stderr
    assert rendered.stdout.splitlines()[-1] == "out/b-good/b-good.docx"
    assert not (tmp_path / "out" / "a-bad").exists()


def test_a_faulty_save_leaves_the_last_good_files(run: Run, tmp_path: Path) -> None:
    file = brief(tmp_path, "x", "title: A\n")
    assert run("render", "x", "--format", "docx").returncode == 0
    before = (tmp_path / "out/x/x.docx").read_bytes()
    file.write_text("title: [\n", encoding="utf-8")
    assert run("render", "x", "--format", "docx").returncode == 1
    assert (tmp_path / "out/x/x.docx").read_bytes() == before


def test_usage_errors_name_what_there_is(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "przewodow", "title: A\n")
    for arguments, said in (
        (["check", "przewodov"], "Did you mean 'przewodow'?"),
        (["render", "--format", "odt"], "'odt' is not a format. There are: pdf, docx, html, txt, md, json, csv, xlsx."),
        (
            ["render", "--outline", "essay"],
            "There is no outline 'essay'. There are: dfir, incident, one-pager, postmortem, sitrep.",
        ),
        (["--workspace", "nowhere", "check"], "nowhere is not a folder."),
    ):
        failed = run(*arguments)
        assert failed.returncode == 2
        assert said in failed.stderr
        assert "Traceback" not in failed.stderr


def test_an_empty_workspace_says_how_to_begin(run: Run) -> None:
    assert "briefgen new NAME" in run("check").stderr


def test_a_folder_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "x", "title: A\n")
    (tmp_path / "out").write_text("a file where a folder should be")
    failed = run("render", "x", "--format", "docx")
    assert failed.returncode == 3
    assert len(failed.stderr.splitlines()) == 1
    assert "cannot be written" in failed.stderr


def test_archived_texts_keep_their_line_ends_in_git(run: Run, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    run("new", "x")
    attributes = tmp_path / "briefs/x/.gitattributes"
    assert attributes.read_text() == "*.txt -text\n*.html -text\n*.eml -text\n"
    attributes.write_text("*.png binary")
    for key in ("a", "b"):
        assert run("source", "add", "x", "-", "--id", key, stdin=f"He called {key}.").returncode == 0
    assert attributes.read_text() == "*.png binary\n*.txt -text\n*.html -text\n*.eml -text\n"


def test_the_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").stdout)["properties"]["title"]["description"]
    assert "publisher" in json.loads(run("schema", "--office").stdout)["properties"]


def test_the_reference_explains_every_key(run: Run) -> None:
    lines = run("schema", "--yaml").stdout.splitlines()
    assert all(not line or line.startswith("#") for line in lines)
    assert "#   title: text, required" in lines
    assert "#   when: see When" in lines
    assert any(line.startswith("#   fidelity: one of original, transcript") for line in lines)
    assert "#   principal: yes or no" in lines


@pytest.mark.full
def test_the_first_brief_renders_the_same_bytes_anywhere(tmp_path: Path) -> None:
    digests = set()
    for number, environment in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"})
    ):
        out = tmp_path / str(number)
        subprocess.run(
            [
                sys.executable,
                "-m",
                "briefgen",
                "--workspace",
                str(ROOT),
                "render",
                "przewodow-2022-11",
                "--out",
                str(out),
            ],
            env=environment | {"PATH": ""},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        digests.add(
            tuple(sha256(file.read_bytes()).hexdigest() for file in sorted((out / "przewodow-2022-11").iterdir()))
        )
    assert len(digests) == 1


def test_render_does_only_what_is_out_of_date_and_says_why(run: Run, tmp_path: Path) -> None:
    brief(tmp_path, "one", "title: One\n")
    brief(tmp_path, "two", "title: Two\n")
    first = run("render", "--format", "txt", "--why")
    assert first.stdout.splitlines()[:2] == ["one: not rendered yet", "out/one/one.txt"]
    brief(tmp_path, "two", "title: New\n")
    second = run("render", "--format", "txt", "--why")
    assert second.stdout.splitlines() == [
        "one: up to date",
        "two: briefs/two/brief.yaml has changed",
        "out/two/two.txt",
    ]
    assert "1 brief up to date." in second.stderr
    forced = json.loads(run("render", "--format", "txt", "--force", "--jobs", "2", "--json").stdout)["briefs"]
    assert [(made["brief"], made["outcome"]) for made in forced] == [("one", "restat"), ("two", "restat")]
    assert run("render", "--format", "txt").stdout == ""
