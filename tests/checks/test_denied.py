"""Words behind “denied that” are not quoted as somebody's own, but by a position that denies them."""

from __future__ import annotations

import pytest

from briefgen.checks.denied import quotation_of_what_is_denied
from tests.support.checkout import Write

BRIEF = """
title: A
sources: {{s: {{title: S, file: sources/s.txt, fidelity: original}}}}
actors: {{nowak: Anna Nowak}}
questions: {{whose: {{text: Whose was it?, answers: {{ours: It was ours}}}}}}
positions: {{p: {{actor: nowak, says: The missile was hers, {more}quote: the missile was ours, evidence: [s]}}}}
"""


def warned(written: Write, source: str, more: str = "") -> bool:
    loaded = written(BRIEF.format(more=more), sources__s_txt=source)
    assert loaded.brief, loaded.problems
    return bool(list(quotation_of_what_is_denied(loaded, None)))


@pytest.mark.parametrize(
    "source",
    [
        "Nowak denied that “the missile was ours”.",
        "Nowak denies the claim, made on Monday, that the missile was ours.",
        "She rejected reports that in the end “the missile was ours”.",
        "Nowak bestreitet, dass the missile was ours.",
        "Nowak zaprzeczyła, że the missile was ours.",
    ],
)
def test_what_was_denied_is_told_unless_the_position_denies_it(source: str, written: Write) -> None:
    assert warned(written, source)
    assert not warned(written, source, "denies: ours, ")
    assert not warned(written, source, "kind: denial, ")


@pytest.mark.parametrize(
    "source",
    [
        "Nowak said that “the missile was ours”.",
        "Nowak denied everything on Monday. She said on Tuesday that the missile was ours.",
        "Nowak rejected that claim, saying “the missile was ours”.",
        "Nowak denied the visit that took place, and said “the missile was ours”.",
        "Nowak denied the visit; later she said that the missile was ours.",
    ],
)
def test_what_was_said_is_not(source: str, written: Write) -> None:
    assert not warned(written, source)
