"""An office's own words and outlines: what is wrong with them is told, and stops no program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen.document.catalogue_keys import RETIRED
from briefgen.errors import BriefgenError, Faulty
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT

WHOLE = (ROOT / "templates" / "words" / "en-GB.yaml").read_text(encoding="utf-8")


def office(folder: Path, name: str, text: str) -> Templates:
    file = folder / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return Templates(folder)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("xx", WHOLE, "'xx' is no language that a calendar is known for"),
        (
            "de",
            "base: en-GB\nfront: {where: 'W {nope}'}",
            r"de.yaml:2:16: error: nothing is filled in for \{nope\} in 'front.where'. It may have: none",
        ),
        ("de", "base: [en-GB]", "de.yaml:1:7: error: this is not the name of a language"),
    ],
)
def test_words_that_could_not_be_printed_are_told(tmp_path: Path, language: str, text: str, told: str) -> None:
    with pytest.raises(BriefgenError) as raised:
        office(tmp_path, f"words/{language}.yaml", text).words(language)
    assert re.search(told, told_of(raised.value))


def told_of(error: BriefgenError) -> str:
    """What is said of a template: its problems, or what the name asks for."""
    return "\n".join(map(str, error.problems)) if isinstance(error, Faulty) else str(error)


def test_words_on_the_base_of_others_are_whole(tmp_path: Path) -> None:
    words = office(tmp_path, "words/de.yaml", "base: en-GB\nfront: {where: Wo}").words("de")
    assert (words("front.where"), words.language) == ("Wo", "de")


def test_what_an_offices_words_lack_is_english_and_a_note_says_so(tmp_path: Path) -> None:
    templates = office(tmp_path, "words/de.yaml", "front: {where: Wo}")
    words = templates.words("de")
    assert (words("front.where"), words("front.key_points"), words.count("class.sources", 3)) == (
        "Wo",
        "Key points",
        "3 sources",
    )
    (told,) = map(str, templates.remarks)
    assert re.search(r"de.yaml:1:1: note: it lacks kind.incident, .* more; the page has them in English", told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sections: [sources, sources]", "'sources' stands under sections twice"),
        (
            "annexes: [sources]",
            "'sources' cannot stand under annexes. Write one of log, tables, statements, estimative, wording, changes",
        ),
    ],
)
def test_a_part_that_cannot_stand_there_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BriefgenError) as raised:
        office(tmp_path, "outlines/log.yaml", text).outline("log")
    assert re.search(told, told_of(raised.value))


def test_an_older_copy_of_the_words_stays_whole_when_briefgen_has_more_to_say(tmp_path: Path) -> None:
    whole = office(tmp_path / "whole", "words/en-GB.yaml", WHOLE).words("en-GB")
    part = office(tmp_path / "part", "words/en-GB.yaml", "front: {where: Wo}\n").words("en-GB")
    assert part.lacks(whole) == []
    assert part("front.where") == "Wo"


def test_a_text_that_an_older_briefgen_printed_is_a_note_and_holds_nothing_back(tmp_path: Path) -> None:
    text = "base: en-GB\nfront: {what: Was, when: Wann}\nchart: {decision: Beschluss}\n"
    templates = office(tmp_path, "words/de.yaml", text)
    templates.words("de")
    assert [str(told) for told in templates.remarks] == [
        "templates/words/de.yaml:2:15: note: 'front.what' is printed no more. It may be taken out.",
        "templates/words/de.yaml:2:26: note: 'front.when' is printed no more. It may be taken out.",
        "templates/words/de.yaml:3:19: note: 'chart.decision' is printed no more. It may be taken out.",
    ]


def test_nothing_that_is_printed_counts_as_retired() -> None:
    for language in ("en-GB", "en-US", "pl"):
        assert not RETIRED & Templates(ROOT).words(language).texts.keys()


@pytest.mark.parametrize("language", ["en-GB", "en-US", "pl"])
def test_a_copy_of_the_words_that_briefgen_brings_is_told_nothing(tmp_path: Path, language: str) -> None:
    brought = (ROOT / "templates" / "words" / f"{language}.yaml").read_text(encoding="utf-8")
    templates = office(tmp_path, f"words/{language}.yaml", brought)
    templates.words(language)
    assert templates.remarks == []


def test_the_terms_of_likelihood_may_be_said_in_any_language(tmp_path: Path) -> None:
    text = "base: en-GB\nyardstick: {phia: {likely: wahrscheinlich, likly: wahrscheinlich}}\n"
    templates = office(tmp_path, "words/de.yaml", text)
    templates.words("de")
    (told,) = map(str, templates.remarks)
    assert "warning: 'yardstick.phia.likly' is no text that briefgen prints" in told


def test_own_polish_words_stand_on_those_that_briefgen_brings(tmp_path: Path) -> None:
    ours = office(tmp_path / "none", "words/xx.yaml", "base: en-GB\n").words("pl")
    words = office(tmp_path / "own", "words/pl.yaml", "front: {where: Tam}\n").words("pl")
    assert words("front.where") == "Tam"
    assert words("front.rests") == ours("front.rests")
