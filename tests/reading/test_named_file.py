"""A file that the brief names as another machine would."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from tests.support.checkout import Write

NAME = "M\u00fcller-Protokoll.txt"


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_brief", ["NFC", "NFD"])
@pytest.mark.parametrize("slash", ["/", "\\"])
def test_one_name_in_two_normal_forms_and_both_slashes(written: Write, on_disk: str, in_brief: str, slash: str) -> None:
    files = {f"sources/{normalize(on_disk, NAME)}": "It burned."}  # type: ignore[arg-type]
    name = f"sources{slash}{normalize(in_brief, NAME)}"  # type: ignore[arg-type]
    loaded = written(f"title: x\nsources: {{log: {{title: Log, file: '{name}'}}}}\n", **files)
    assert loaded.problems == ()
    assert loaded.texts == {"log": "It burned."}


def test_small_and_capital_letters_are_told_with_the_name_that_is_there(written: Write) -> None:
    loaded = written(
        "title: x\nsources: {log: {title: Log, file: Sources/Log.TXT}}\n", **{"sources/log.txt": "It burned."}
    )
    assert [(problem.message, problem.hint) for problem in loaded.problems] == [
        ("there is no file 'Sources/Log.TXT'", "There is 'sources/log.txt': small and capital letters differ")
    ]


def test_another_form_of_a_name_leads_out_of_no_folder(written: Write) -> None:
    loaded = written("title: x\nsources: {log: {title: Log, file: 'sources\\..\\..\\brief.yaml'}}\n")
    assert "leaves the brief's folder" in loaded.problems[0].message
