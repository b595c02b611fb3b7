"""An archived text is held against its digest, and refused where it is no text."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.reading import archive
from tests.checks.test_checks import loaded, told
from tests.reading.test_markup import PAGE

TEXT = "The inquiry would end.\nNo quay would close.\n"


@pytest.mark.parametrize(
    ("archived", "found"),
    [("\n", "\r\n"), ("\r\n", "\n"), ("\n", "\r")],
    ids=["checked out on Windows", "checked in from Windows", "old Mac"],
)
def test_a_file_whose_line_ends_alone_differ_is_accepted_and_told(archived: str, found: str) -> None:
    was = TEXT.replace("\n", archived)
    read = archive.read(TEXT.replace("\n", found).encode(), "a.txt", sha256(was.encode()).hexdigest(), ("sources", "a"))
    assert read.text == was
    (note,) = read.problems
    assert (note.level, note.path) == ("note", ("sources", "a", "sha256"))
    assert "only the line ends differ" in note.message


def test_a_file_that_differs_otherwise_is_an_error() -> None:
    digest = sha256(TEXT.encode()).hexdigest()
    for changed in (TEXT + "x", TEXT.replace("\n", "\r\n") + " ", TEXT.replace("\n", "  \n")):
        (error,) = archive.read(changed.encode(), "a.txt", digest, ("sources", "a")).problems
        assert (error.level, "is not the file that was archived" in error.message) == ("error", True)


def test_words_of_a_page_that_no_reader_sees_verify_nothing(tmp_path: Path) -> None:
    hidden = "Four dock workers died at the scene according to the hospital"
    text = f'sources: {{a: {{title: A, file: a.txt}}}}\nevents: {{e: {{title: E, evidence: {{a: "{hidden}"}}}}}}\n'
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    (error,) = [problem for problem in check(loaded(tmp_path, text)) if problem.level == "error"]
    assert str(error).startswith("brief.yaml:")
    assert "'a.txt' is HTML" in error.message
    assert "Save its text" in error.hint
    (tmp_path / "a.txt").write_text(f"The hospital: {hidden}.", "utf-8")
    assert not told(check(loaded(tmp_path, text)), "error")
