"""The briefs that are shipped say what their sources say, and one digit or word changed in them is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

import briefgen
from briefgen.checks.claims import Claim, Grounds, claim_beyond_its_sources
from briefgen.checks.walk import parts
from briefgen.model.annotation import Own, annotated
from briefgen.model.particular import Particular
from briefgen.model.particulars import Particulars, particulars
from briefgen.reading.load import Loaded
from tests.support.checkout import ROOT

BRIEFS = sorted(folder.name for folder in (ROOT / "briefs").iterdir() if folder.is_dir())
WORDS = ("two", "five", "seven", "dwie", "siedem")
NOTICED = 0.92
"""The rest is a number or date that the sources say of something else that the claim names too."""


@cache
def shipped(name: str) -> Loaded:
    return briefgen.load(ROOT / "briefs" / name / "brief.yaml")


def told(claim: Claim) -> set[str]:
    """The words of a claim that a problem names."""
    beyond = [one for one in claim.elsewhere if one.kind in ("people", "number", "share")] if claim.evidence else []
    return {one.words for one in (*claim.missing, *beyond)}


def wrong(one: Particular) -> Iterator[str]:
    """The words with one digit changed, or another number."""
    digits = [n for n, character in enumerate(one.words) if character.isdigit()]
    for n in digits:
        yield f"{one.words[:n]}{(int(one.words[n]) + 1) % 10}{one.words[n + 1 :]}"
    if not digits and one.kind == "date":  # a weekday
        yield "Monday" if one.words != "Monday" else "Sunday"
    elif not digits:
        yield from (word for word in WORDS if particulars(word).found[0].values != one.values)


def edited() -> Iterator[bool]:
    """For each number and date of each claim that can be checked, written wrongly, whether that is told."""
    for name in BRIEFS:
        grounds = Grounds(shipped(name))
        for path, part in parts(shipped(name).draft):
            for field in (field for field, own in annotated(type(part), Own).items() if own.claim):
                text = str(getattr(part, field))
                right = told(grounds.held((*path, field), text, part))
                for one in particulars(text).found:
                    if one.kind == "name" or one.bound in ("least", "most"):
                        continue  # more than 310 is true of 321
                    for words in wrong(one):
                        claim = grounds.held((*path, field), text.replace(one.words, words, 1), part)
                        if claim.checkable:
                            yield bool(told(claim) - right)


@pytest.mark.parametrize("name", BRIEFS)
def test_what_a_shipped_brief_says_stands_in_its_sources(name: str) -> None:
    assert [problem.message for problem in claim_beyond_its_sources(shipped(name), None)] == []


def test_a_wrong_number_or_date_in_a_shipped_brief_is_noticed() -> None:
    found = list(edited())
    assert len(found) > 700
    assert sum(found) / len(found) > NOTICED


def test_it_would_be_seen_if_every_number_were_borne_out(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Particulars.bear_out

    def generous(said: Particulars, claimed: Particular, *, strictly: bool = False) -> bool:
        return claimed.kind == "number" or kept(said, claimed, strictly=strictly)

    monkeypatch.setattr(Particulars, "bear_out", generous)
    with pytest.raises(AssertionError):
        test_a_wrong_number_or_date_in_a_shipped_brief_is_noticed()
