"""briefgen source add: a document becomes a source of a brief, whole or not at all."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from tests.intake.test_fetch import answer, server
from tests.support.commands import briefgen
from tests.support.printed import as_mail, as_page, as_pdf, as_word

WORDS = (
    "Fire at the terminal",
    "The fire began at 09:12, and “all quays were dark”, the harbour master said on Tuesday.",
)
COMMENTED = "title: A  # as the desk calls it\nsources:\n  log: The log   # on paper\n\nevents: {}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs/x").mkdir(parents=True)
    (tmp_path / "briefs/x/brief.yaml").write_text(COMMENTED, encoding="utf-8")
    return tmp_path


def entry(folder: Path, key: str) -> dict[str, object]:
    data = yaml.load((folder / "briefs/x/brief.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return dict(data["sources"][key])


@pytest.mark.parametrize(
    ("suffix", "data"),
    [("html", as_page(WORDS)), ("pdf", as_pdf(WORDS)), ("docx", as_word(WORDS)), ("eml", as_mail(WORDS))],
)
def test_the_text_the_document_and_the_entry(folder: Path, suffix: str, data: bytes) -> None:
    (folder / f"Fire.{suffix}").write_bytes(data)
    done = briefgen("source", "add", "x", f"Fire.{suffix}", "--fidelity", "original", "--grade", "B2", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"sources/fire.{suffix}: the document itself" in done.stdout
    home = folder / "briefs/x"
    text = (home / "sources/fire.txt").read_bytes()
    assert WORDS[1] in text.decode()
    assert (home / f"sources/fire.{suffix}").read_bytes() == data
    said = entry(folder, "fire")
    assert suffix == "pdf" or said["title"] == WORDS[0]  # a head that stands on one page is the first line of its text
    assert said["sha256"] == sha256(text).hexdigest()
    assert said["original"] == {"file": f"sources/fire.{suffix}", "sha256": sha256(data).hexdigest()}
    assert (said["fidelity"], said["grade"]) == ("original", "B2")
    written = (home / "brief.yaml").read_text(encoding="utf-8")
    assert "title: A  # as the desk calls it\n" in written
    assert "  log: The log   # on paper\n" in written
    assert "error" not in briefgen("check", "x", cwd=folder).stdout


def test_a_text_is_its_own_document(folder: Path) -> None:
    first = "Ministers met: one of them after the other, " * 3 + "and “nobody” else."
    text = f"\ufeff{first}\r\nThey said “nothing: at all”.\r\n".encode()
    (folder / "Press Release.txt").write_bytes(text)
    done = briefgen("source", "add", "x", "Press Release.txt", "--kind", "press_release", cwd=folder)
    assert done.returncode == 0
    assert (folder / "briefs/x/sources/press-release.txt").read_bytes() == text
    said = entry(folder, "press-release")
    assert (said["title"], said["kind"]) == (first, "press_release")
    assert "original" not in said
    assert "nothing says how the text of press-release reached us" in done.stderr


def test_print_shows_the_entry_instead_of_writing_it(folder: Path) -> None:
    done = briefgen("source", "add", "x", "-", "--id", "call", "--print", cwd=folder, stdin="He called.")
    assert done.stdout.startswith("sources:\n  call:\n    title: He called.\n    file: sources/call.txt\n    sha256: ")
    assert (folder / "briefs/x/brief.yaml").read_text(encoding="utf-8") == COMMENTED


def test_what_the_writer_says_stands_in_the_place_of_what_the_document_says(folder: Path) -> None:
    (folder / "a.eml").write_bytes(as_mail(WORDS))
    options = ["--title", "Other", "--author", "Desk", "--published", "2022-11-17", "--access", "primary"]
    assert briefgen("source", "add", "x", "a.eml", *options, cwd=folder).returncode == 0
    said = entry(folder, "a")
    assert [said[name] for name in ("title", "author", "published", "access")] == [
        "Other",
        "Desk",
        "2022-11-17",
        "primary",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--kind", "letter"], "'letter' is not a kind. There are: news_article"),
        (["--access", "third"], "'third' is not an access"),
        (["--published", "Tuesday"], "published: 'Tuesday' is not a time"),
        (["--grade", "G9"], "grade: 'G9' is not a grade"),
        (["--id", "Not An Id"], "'Not An Id' is not an id"),
        (["--id", "log"], "The brief has a source 'log' already"),
    ],
)
def test_a_refusal_writes_nothing(folder: Path, options: list[str], said: str) -> None:
    refused = briefgen("source", "add", "x", "-", *options, cwd=folder, stdin="He called.")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert not (folder / "briefs/x/sources").exists()
    assert (folder / "briefs/x/brief.yaml").read_text(encoding="utf-8") == COMMENTED


def test_a_text_that_is_there_already_is_told(folder: Path) -> None:
    assert briefgen("source", "add", "x", "-", "--id", "one", cwd=folder, stdin="He called twice.").returncode == 0
    again = briefgen("source", "add", "x", "-", "--id", "two", cwd=folder, stdin="He called  twice.\n")
    assert "has this very text already, as its source 'one'" in again.stderr


def test_long_passages_of_another_source_are_told_at_once_and_by_check(folder: Path) -> None:
    shared = "crews of the harbour tug saw the fire at ten past nine and called the control room which told them to wait until the second engine had come from town"
    assert briefgen("source", "add", "x", "-", "--id", "one", cwd=folder, stdin=f"First. The {shared}.").returncode == 0
    added = briefgen("source", "add", "x", "-", "--id", "two", cwd=folder, stdin=f"Second. Then {shared}.")
    assert "it has long passages of 'one' word for word" in added.stderr
    assert "'two' has long passages of 'one' word for word" in briefgen("check", "x", cwd=folder).stdout


def test_a_document_that_was_changed_later_is_an_error(folder: Path) -> None:
    (folder / "fire.html").write_bytes(as_page(WORDS))
    assert briefgen("source", "add", "x", "fire.html", cwd=folder).returncode == 0
    kept = folder / "briefs/x/sources/fire.html"
    kept.write_bytes(kept.read_bytes().replace(b"09:12", b"09:21"))
    told = briefgen("check", "x", cwd=folder)
    assert told.returncode == 1
    assert "'sources/fire.html' is not the file that was archived" in told.stdout
    kept.unlink()
    assert "there is no file 'sources/fire.html'" in briefgen("check", "x", cwd=folder).stdout


def test_line_ends_that_git_changed_are_a_note(folder: Path) -> None:
    (folder / "fire.eml").write_bytes(as_mail(WORDS))
    assert briefgen("source", "add", "x", "fire.eml", cwd=folder).returncode == 0
    kept = folder / "briefs/x/sources/fire.eml"
    kept.write_bytes(kept.read_bytes().replace(b"\n", b"\r\n"))
    told = briefgen("check", "x", cwd=folder).stdout
    assert "note: 'sources/fire.eml' is the file that was archived" in told
    assert "Write *.eml -text in .gitattributes" in told


def test_a_brief_that_cannot_be_edited_safely_is_left_as_it_is(folder: Path) -> None:
    file = folder / "briefs/x/brief.yaml"
    file.write_text("title: A\nsources: [one\n", encoding="utf-8")
    refused = briefgen("source", "add", "x", "-", cwd=folder, stdin="He called.")
    assert refused.returncode == 2
    assert "--print" in refused.stderr
    assert file.read_text(encoding="utf-8") == "title: A\nsources: [one\n"
    assert not (folder / "briefs/x/sources").exists()


def test_a_page_is_fetched_with_its_address_and_the_time(folder: Path) -> None:
    with server({"/news/fire-at-terminal": answer(as_page(WORDS))}) as root:
        refused = briefgen("source", "add", "x", f"{root}/news/fire-at-terminal", cwd=folder)
        assert refused.returncode == 3
        assert "Say --local if it is meant" in refused.stderr
        assert briefgen("source", "add", "x", f"{root}/news/fire-at-terminal", "--local", cwd=folder).returncode == 0
    said = entry(folder, "fire-at-terminal")
    assert said["url"] == f"{root}/news/fire-at-terminal"
    assert str(said["accessed"]).endswith("Z")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\x00", "is not UTF-8 text"),
        (b"{\\rtf1 hello}", "is RTF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"ID3\x03", "is a recording"),
        (b"%PDF-1.7 and no more", "is a broken PDF"),
        (b"PK\x03\x04 and no more", "is broken"),
        (b'{"a": 1}', "is JSON"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "is a file of subtitles"),
        (b"  \n", "is empty"),
        (b"<html><body><script>x()</script></body></html>", "shows no text"),
        (b"word " * 500_000, "at most 2 MB are read"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(folder: Path, data: bytes, said: str) -> None:
    (folder / "x.bin").write_bytes(data)
    refused = briefgen("source", "add", "x", "x.bin", cwd=folder)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert not (folder / "briefs/x/sources").exists()
