"""The claims of a long brief: each text is read once, whoever asks for it."""

from __future__ import annotations

from collections import Counter

import pytest

from briefgen.checks import claims
from briefgen.model.particulars import Particulars, particulars
from tests.support.checkout import Write

ROWS = "\n".join(
    f"e{n},Crane {n} stopped,2024-03-01 06:{n:02},The shift leader wrote it down,report,ann" for n in range(60)
)
BRIEF = """\
title: Crane 3 stopped at 06:03
bottom_line: 60 cranes stopped on 1 March 2024.
key_points: [{text: Crane 7 stopped., refs: [e7]}, {text: Crane 7 and 8 stopped., refs: [e7, e8]}]
sources: {report: {title: The report of Ann Bell}}
actors: {ann: Ann Bell}
events: {file: log.csv}
"""


def test_each_text_of_a_brief_is_read_once(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()

    def counted(text: str) -> Particulars:
        read[text] += 1
        return particulars(text)

    monkeypatch.setattr(claims, "particulars", counted)
    loaded = written(BRIEF, **{"log.csv": f"id,title,when,summary,evidence,actors\n{ROWS}\n"})
    assert sum(claim.looked_up for claim in claims.claims(loaded)) > 60
    assert set(read.values()) == {1}
