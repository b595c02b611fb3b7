"""What a long text says is looked up, not read through: the same is found as by reading all, however long the text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.particular import Day, Particular
from briefgen.model.particulars import particulars, together

SENTENCES = [
    "12 people died in May 2022.",
    "About 250 ships and dozens of boats left.",
    "1.250 tonnes, 067 crates, minus -5 degrees",
    "More than 300 were hurt at 06:30.",
    "Up to 1,000 people on 3 May",
    "nobody was killed on 3 May 2022, 14:05 UTC",
    "hundreds of soldiers; 40 % of 90 crews, half of them",
    "Anna Bell, Bert and Carl came to Poland in 2021.",
    "exactly 299 were wounded, 12 ships, around 245 ships, 3 June",
    "1" * 60 + " boats, more than 1.250 crates",
]


def said_by_reading_all(claimed: Particular, text: tuple[Particular, ...]) -> bool:
    return any(claimed.meets(one) for one in text if one.kind in ("people", "number"))


def agrees_by_reading_all(claimed: Particular, text: tuple[Particular, ...]) -> bool:
    def compatible(one: Day, other: Day) -> bool:
        finest = max(n for n, part in enumerate(one) if part is not None)
        same = all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
        return same and other[finest] is not None

    return any(
        one == other or (isinstance(one, tuple) and isinstance(other, tuple) and compatible(one, other))
        for said in text
        if said.kind == "date"
        for one in claimed.values
        for other in said.values
    )


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_looking_up_finds_what_reading_all_of_it_finds(claim: list[str], text: list[str]) -> None:
    said = together(map(particulars, text))
    for one in together(map(particulars, claim)).found:
        if one.kind == "number":
            assert said.bear_out(one) == said_by_reading_all(one, (*said.found, *said.besides))
        if one.kind == "date":
            assert said.agree(one) == agrees_by_reading_all(one, said.found)


def test_a_claim_is_not_compared_with_every_number_of_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = random.Random(1).sample(range(10_000, 1_000_000), 4_000)
    said = particulars("\n".join(f"value {number} at the station" for number in numbers))
    compared = 0
    meets = Particular.meets

    def counted(one: Particular, other: Particular) -> bool:
        nonlocal compared
        compared += 1
        return meets(one, other)

    monkeypatch.setattr(Particular, "meets", counted)
    claims = particulars(", ".join(f"value {number + 1}" for number in numbers[:200])).found
    assert len(claims) == 200
    for one in claims:
        said.bear_out(one, strictly=True)
    assert compared < 1_000
