"""What page 1 and the properties of a file say of the edition."""

from __future__ import annotations

from datetime import UTC, datetime

from briefgen.document.blocks import Document
from briefgen.document.compose import compose
from briefgen.model.edition import Approval, EditionInfo
from briefgen.reading.load import Loaded
from briefgen.workspace.templates import Templates
from tests.support.as_text import as_text
from tests.support.checkout import ROOT

ISSUED = datetime(2022, 11, 16, 17, 0, tzinfo=UTC)


def composed(loaded: Loaded, stamp: EditionInfo | None, language: str = "en-GB") -> Document:
    assert loaded.brief is not None
    templates = Templates(ROOT)
    words = templates.words(language)
    return compose(loaded.brief, loaded.texts, loaded.images, templates.outline("incident"), words, stamp=stamp)


def test_a_draft_says_so_and_names_no_time(przewodow: Loaded) -> None:
    made = composed(przewodow, None)
    assert made.meta.furniture.edition == "Draft"
    assert "issued" not in as_text(made).split("Bottom line")[0]


def test_an_edition_says_its_number_its_time_and_what_it_replaces(przewodow: Loaded) -> None:
    stamp = EditionInfo(2, "final", ISSUED, supersedes=1, approved=Approval("A. Duty", ISSUED))
    made = composed(przewodow, stamp)
    front = as_text(made).split("Bottom line")[0]
    assert made.meta.furniture.edition == "Edition 2"
    assert "Edition 2" in made.meta.subject
    assert made.meta.date == ISSUED
    assert (
        "Edition 2, issued Wednesday 16 November 2022, 18:00 local (CET, UTC+1) / 17:00 UTC, replaces edition 1."
        in front
    )
    assert "Approval = A. Duty, Wednesday 16 November 2022, 18:00" in as_text(made)


def test_a_correction_says_first_what_was_wrong(przewodow: Loaded) -> None:
    stamp = EditionInfo(3, "corrected", ISSUED, supersedes=2, corrects=1, reason="The number killed was wrong")
    front = as_text(composed(przewodow, stamp)).split("Bottom line")[0]
    assert "Edition 3 (corrected)" in front
    assert "Correction of edition 1" in front
    assert "The number killed was wrong." in front


def test_a_withdrawal_repeats_none_of_the_facts(przewodow: Loaded) -> None:
    stamp = EditionInfo(3, "withdrawn", ISSUED, supersedes=2, corrects=2, reason="It rests on a forged source.")
    told = as_text(composed(przewodow, stamp))
    assert "Edition 2 is withdrawn" in told
    assert "Do not rely on edition 2" in told
    assert "Bottom line" not in told
    assert "Duda" not in told


def test_polish_says_it_too(przewodow: Loaded) -> None:
    stamp = EditionInfo(2, "corrected", ISSUED, supersedes=1, corrects=1, reason="x")
    assert "Sprostowanie do wydania 1" in as_text(composed(przewodow, stamp, "pl"))
